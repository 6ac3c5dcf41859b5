"""One timeline of everything said and done with a customer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row

from app.places.gazetteer import folded
from app.queries.visit_told import Told, told_of


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline.

    Attributes:
        id: Id of the record; a problem that was solved has an entry of its own, whose id
            begins with `SOLVED`.
        form: ``visit``, ``call`` or ``note``; of a customer also ``problem``, ``solved``,
            ``fact``, ``won``, ``lost``, ``step`` and ``check_in`` (done) and ``file``.
        at_ms: When, UTC milliseconds.
        text: The words; empty when nothing was said.
        waiting: Whether it has not reached the server yet.
        author_id: Who was there or wrote it.
        note_id: The note that holds the words; empty when nothing was said.
        original: The words as first written, where they have been changed since.
        transcription: How the words of a recording stand, as the note says it; empty
            for typed ones.
        told: What was told of a visit beside words; None for nothing.
    """

    id: str
    form: str
    at_ms: int
    author: str
    text: str
    read: str
    deal: str
    contact: str
    waiting: bool
    author_id: str = ""
    note_id: str = ""
    original: str = ""
    transcription: str = ""
    told: Told | None = None


SOLVED: Final = "solved:"
"""How the id of a problem's second entry begins: that it was put right."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "talks": ("visit", "call"),
    "notes": ("note",),
    "problems": ("problem", "solved"),
    "facts": ("fact",),
    "deals": ("won", "lost"),
    "steps": ("step", "check_in"),
    "files": ("file",),
}
"""What one may ask for of a customer's timeline, and the forms of its entries."""

_SAID: Final = """
WITH met AS (
    SELECT v.id, v.form, v.at_ms, v.owner_id, v.read, v.deal_id, v.contact_id, (
        SELECT n.id FROM note n WHERE n.visit_id = v.id AND NOT n.deleted
        ORDER BY n.written_ms, n.id LIMIT 1
    ) AS note_id
    FROM visit v WHERE NOT v.deleted AND v.done AND v.{column} = :record
), happened AS (
    SELECT id, form, at_ms, owner_id, read, deal_id, contact_id, coalesce(note_id, '') AS note_id,
        '' AS words, id AS record_id
    FROM met
    UNION ALL
    SELECT id, 'note', written_ms, owner_id, '', deal_id, '', id, '', id
    FROM note n WHERE NOT n.deleted AND n.{column} = :record
        AND NOT EXISTS (SELECT 1 FROM met WHERE met.id = n.visit_id AND met.note_id = n.id)
"""
"""A visit carries its first note; a second one stands beside it as its own entry."""

_ALSO: Final = """
    UNION ALL
    SELECT id, 'problem', created_ms, owner_id, '', deal_id, '', '', text, id
    FROM problem WHERE NOT deleted AND account_id = :record
    UNION ALL
    SELECT 'solved:' || id, 'solved', closed_ms, owner_id, '', deal_id, '', '',
        CASE WHEN solution <> '' THEN solution ELSE text END, id
    FROM problem WHERE NOT deleted AND account_id = :record AND state = 'closed'
    UNION ALL
    SELECT id, 'fact', told_ms, owner_id, '', '', '', '', text, id
    FROM fact WHERE NOT deleted AND account_id = :record
    UNION ALL
    SELECT d.id, s.outcome, strftime('%s', d.closed_on || ' 12:00') * 1000, d.owner_id, '', d.id,
        d.contact_id, '', d.reason, d.id
    FROM deal d JOIN stage s ON s.id = d.stage_id AND s.outcome <> 'open'
    WHERE NOT d.deleted AND d.account_id = :record AND d.closed_on <> ''
    UNION ALL
    SELECT id, CASE form WHEN 'check_in' THEN form ELSE 'step' END, done_ms, owner_id, '', deal_id,
        '', '', text, id
    FROM follow_up WHERE NOT deleted AND account_id = :record AND done_ms <> 0
    UNION ALL
    SELECT id, 'file', created_ms, owner_id, '', deal_id, '', '', name, id
    FROM attachment WHERE NOT deleted AND account_id = :record AND note_id = '' AND visit_id = ''
"""
"""What happens with a customer besides visits and notes."""

_SHOWN: Final = """
), page AS (
    SELECT * FROM happened WHERE :forms = '' OR instr(:forms, ' ' || form || ' ')
    ORDER BY at_ms DESC, id DESC LIMIT :limit OFFSET :offset
)
SELECT p.id, p.form, p.at_ms, coalesce(u.name, ''), coalesce(n.text, p.words), p.read,
    coalesce(d.title, ''), coalesce(c.name, ''),
    EXISTS (SELECT 1 FROM outbox o WHERE o.record_id IN (p.record_id, p.note_id)),
    p.owner_id, p.note_id, CASE WHEN n.original <> n.text THEN n.original ELSE '' END,
    coalesce(n.transcription, '')
FROM page p
LEFT JOIN note n ON n.id = p.note_id
LEFT JOIN user u ON u.id = p.owner_id
LEFT JOIN deal d ON d.id = p.deal_id
LEFT JOIN contact c ON c.id = p.contact_id
ORDER BY p.at_ms DESC, p.id DESC
"""
_ALL: Final = -1


def everything(
    connection: Connection, account_id: str, limit: int, group: str = "", typed: str = ""
) -> tuple[Moment, ...]:
    """Return the newest of all that was said and done with a customer.

    Args:
        connection: A read transaction.
        account_id: The customer.
        limit: How many entries at most.
        group: One of `GROUPS`; empty for all of them.
        typed: Words that must all occur in an entry; accents and capitals do not matter.
    """
    forms = f" {' '.join(GROUPS[group])} " if group else ""
    wanted = folded(typed).split()
    found = connection.exec_driver_sql(
        _SAID.format(column="account_id") + _ALSO + _SHOWN,
        {
            "record": account_id,
            "forms": forms,
            "limit": _ALL if wanted else limit,
            "offset": 0,
        },
    )
    moments: Iterator[Moment] = (_moment(row) for row in found)
    fitting = (m for m in moments if not wanted or _holds(m, wanted))
    return _with_told(connection, tuple(islice(fitting, limit)))


def _holds(moment: Moment, wanted: list[str]) -> bool:
    said = (moment.text, moment.original, moment.contact, moment.deal, moment.author)
    there = folded(" ".join(said))
    return all(word in there for word in wanted)


def account_timeline(
    connection: Connection, account_id: str, offset: int, limit: int
) -> tuple[Moment, ...]:
    """Return a page of a customer's timeline, newest first."""
    return _timeline(connection, "account_id", account_id, offset, limit)


def deal_timeline(
    connection: Connection, deal_id: str, offset: int, limit: int
) -> tuple[Moment, ...]:
    """Return a page of a deal's own timeline, newest first."""
    return _timeline(connection, "deal_id", deal_id, offset, limit)


def _timeline(
    connection: Connection, column: str, record_id: str, offset: int, limit: int
) -> tuple[Moment, ...]:
    found = connection.exec_driver_sql(
        _SAID.format(column=column) + _SHOWN,
        {"record": record_id, "forms": "", "limit": limit, "offset": offset},
    )
    return _with_told(connection, tuple(_moment(row) for row in found))


def _with_told(connection: Connection, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Return the moments, the visits among them with what was told of them."""
    told = told_of(connection, [one.id for one in moments if one.form in GROUPS["talks"]])
    return tuple(replace(one, told=told.get(one.id)) for one in moments) if told else moments


def _moment(row: Row[Any]) -> Moment:
    values: list[Any] = list(row)
    values[8] = bool(values[8])
    values[11] = values[11] or ""
    return Moment(*values)
