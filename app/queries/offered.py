"""What spoken notes offer that nobody has answered yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, RowMapping

from app.speech.heard import from_text
from app.understanding.answers import is_open
from app.understanding.offer import Customer, Due, Offer, Outcome, Person, Read, Stage, Units
from sync.core.spans import DAY_MS

if TYPE_CHECKING:
    from app.understanding.names import Names

FindNames = Callable[[Connection], "Names"]
"""Returns the index of all names; it is costly to make, so its owner keeps it."""

_ENGLISH: Final = "en"
_FRESH_MS: Final = 3 * DAY_MS
"""What nobody has answered for a weekend is not asked for on Today any more."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a note offers.

    Attributes:
        offers: Those not answered yet, and not so already.
        deal_id: The deal the note is about; empty for none.
        names: Of the customers, stages and products they name, by id.
    """

    offers: tuple[Offer, ...] = ()
    deal_id: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """A spoken note as Today shows it."""

    note_id: str
    account_id: str
    account: str
    text: str
    transcription: str
    offered: Offered


_NOTE = """
SELECT n.id, n.account_id, n.deal_id, n.text, n.written_ms, n.answered, n.owner_id,
    coalesce(v.read, '') AS read, coalesce(v.contact_id, '') AS contact_id,
    coalesce(d.stage_id, '') AS stage_id, coalesce(d.pipeline_id, '') AS pipeline_id,
    n.heard, n.transcription, coalesce(a.name, '') AS account
FROM note n
LEFT JOIN visit v ON v.id = n.visit_id
LEFT JOIN deal d ON d.id = n.deal_id
LEFT JOIN account a ON a.id = n.account_id
"""


def offered(
    connection: Connection, names: FindNames, note_id: str, user_id: str, now: datetime
) -> Offered:
    """Return what a note offers its author.

    Args:
        connection: For reading.
        names: Where names come from.
        note_id: The note.
        user_id: Who asks.
        now: The present moment, in the device's time zone.
    """
    found = connection.exec_driver_sql(
        f"{_NOTE} WHERE n.id = ? AND n.owner_id = ? AND NOT n.deleted", (note_id, user_id)
    )
    note = found.mappings().first()
    return Offered() if note is None else _offered(connection, names, note, now)


def just_said(
    connection: Connection, names: FindNames, user_id: str, now: datetime, limit: int
) -> tuple[Said, ...]:
    """Return the person's newest spoken notes that wait for words or for an answer."""
    since_ms = round(now.timestamp() * 1000) - _FRESH_MS
    found = connection.exec_driver_sql(
        f"{_NOTE} WHERE n.owner_id = ? AND n.transcription <> '' AND NOT n.deleted"
        " AND n.written_ms >= ? ORDER BY n.written_ms DESC, n.id DESC",
        (user_id, since_ms),
    )
    said: list[Said] = []
    for note in found.mappings():
        waits = note["transcription"] in ("pending", "failed")
        offer = Offered() if waits else _offered(connection, names, note, now)
        if waits or offer.offers or not note["account_id"]:
            said.append(_said(note, offer))
        if len(said) == limit:
            break
    return tuple(said)


def _said(note: RowMapping, offer: Offered) -> Said:
    return Said(
        note["id"], note["account_id"], note["account"], note["text"], note["transcription"], offer
    )


def _offered(connection: Connection, names: FindNames, note: RowMapping, now: datetime) -> Offered:
    if not note["text"]:
        return Offered()
    # A grammar takes as long to load as the first screen: it comes with the first words.
    from app.queries.understanding import known  # noqa: PLC0415
    from app.understanding.offers import offers  # noqa: PLC0415

    said_at = datetime.fromtimestamp(note["written_ms"] / 1000, tz=now.tzinfo)
    midnight = said_at.replace(hour=0, minute=0, second=0, microsecond=0)
    about = known(
        connection,
        names(connection),
        note["owner_id"],
        round(midnight.timestamp() * 1000),
        note["written_ms"],
        # Where it was filed to is the best guess there is.
        open_account_id=note["account_id"],
        pipeline_id=note["pipeline_id"],
    )
    heard = from_text(note["heard"])
    language = heard.language if heard else _ENGLISH
    waiting = tuple(
        offer
        for offer in offers(note["text"], about, said_at, language)
        if is_open(offer, note["answered"])
        and not _is_so(offer, note, now.date())
        and not _is_far(connection, offer, note["account_id"])
    )
    return Offered(waiting, note["deal_id"], _names(connection, waiting))


def _is_so(offer: Offer, note: RowMapping, today: date) -> bool:
    """Tell whether an offer would change nothing, or comes too late."""
    match offer.value:
        case Customer(record_id):
            return bool(record_id == note["account_id"])
        case Stage(record_id) | Outcome(stage_id=record_id):
            return not record_id or bool(record_id == note["stage_id"])
        case Person(contact_id):
            return bool(contact_id and contact_id == note["contact_id"])
        case Read(read):
            return bool(read == note["read"])
        case Due(on):
            return date.fromisoformat(on) < today
        case _:
            return False


def _is_far(connection: Connection, offer: Offer, account_id: str) -> bool:
    """Tell whether only a first name points away from the customer the note is filed to.

    There is an Anna somewhere in most notebooks.
    """
    if not account_id or " " in offer.words.strip():
        return False
    match offer.value:
        case Customer(_, why):
            return why == "person"
        case Person(contact_id) if contact_id:
            works_at = connection.exec_driver_sql(
                "SELECT account_id FROM contact WHERE id = ?", (contact_id,)
            )
            return works_at.scalar() != account_id
        case _:
            return False


def _names(connection: Connection, waiting: tuple[Offer, ...]) -> Mapping[str, str]:
    tables = {"customer": "account", "stage": "stage", "units": "product"}
    names = {}
    for offer in waiting:
        table = tables.get(offer.kind)
        match offer.value:
            case Customer(record_id) | Stage(record_id) | Units(_, record_id) if table:
                name = connection.exec_driver_sql(
                    f"SELECT name FROM {table} WHERE id = ?", (record_id,)
                ).scalar()
                names[record_id] = str(name or "")
    return names
