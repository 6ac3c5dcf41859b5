"""A person's own records, as who leads the team receives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row

from app.queries.deals import DealFilter, DealRow, deals_page
from app.queries.titles import record_path

SeenKind = Literal["visit", "note", "follow_up", "fact", "problem", "attachment"]

KINDS: Final[tuple[SeenKind, ...]] = ("visit", "note", "follow_up", "fact", "problem", "attachment")
"""Of what stands beside the deals, in the order it is shown."""

_ROWS: Final[Mapping[SeenKind, str]] = {
    "visit": """
        SELECT r.id, coalesce(a.name, ''), CASE WHEN r.done THEN r.form ELSE 'planned' END,
            r.at_ms, '', '', r.account_id, r.deal_id, NOT r.shared
        FROM visit r LEFT JOIN account a ON a.id = r.account_id""",
    "note": """
        SELECT r.id, coalesce(a.name, ''), 'note', r.written_ms, '', substr(r.text, 1, 300),
            r.account_id, r.deal_id, NOT r.shared
        FROM note r LEFT JOIN account a ON a.id = r.account_id""",
    "follow_up": """
        SELECT r.id, coalesce(a.name, ''), CASE WHEN r.done_ms THEN 'done'
            WHEN r.form = 'check_in' THEN r.form ELSE 'open' END,
            r.created_ms, r.due_on, substr(r.text, 1, 300), r.account_id, r.deal_id, 1
        FROM follow_up r LEFT JOIN account a ON a.id = r.account_id""",
    "fact": """
        SELECT r.id, coalesce(a.name, ''), 'fact', r.told_ms, '', substr(r.text, 1, 300),
            r.account_id, '', 0
        FROM fact r LEFT JOIN account a ON a.id = r.account_id""",
    "problem": """
        SELECT r.id, coalesce(a.name, ''), 'problem_' || r.state, r.created_ms, '',
            substr(r.text, 1, 300), r.account_id, r.deal_id, 0
        FROM problem r LEFT JOIN account a ON a.id = r.account_id""",
    "attachment": """
        SELECT r.id, coalesce(a.name, ''), 'file', r.created_ms, '', r.name,
            r.account_id, r.deal_id, NOT r.shared
        FROM attachment r LEFT JOIN account a ON a.id = r.account_id""",
}
_PRIVATE: Final[Mapping[str, str]] = {"follow_up": "1", "fact": "0", "problem": "0"}
"""What tells a private record, where that is not its own choice."""

_IS_PRIVATE: Final = "NOT r.shared"


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A record of this person's.

    Attributes:
        account: Name of the customer; empty for none.
        form: ``visit``, ``call``, ``planned``, ``note``, ``open``, ``done``, ``check_in``,
            ``fact``, ``problem_`` and its state, or ``file``.
        at_ms: When it was, or was written, UTC milliseconds.
        due_on: ISO date of a next step; empty for none.
        text: Its words, or the beginning of them.
        path: Where it stands; empty for nowhere.
        private: Whether it is for this person and who leads the team alone.
        waiting: Whether it, or a change of it, has not reached the team yet.
    """

    id: str
    account: str
    form: str
    at_ms: int
    due_on: str
    text: str
    path: str
    private: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """Some records of one kind, and how many there are.

    Attributes:
        count: Of all that are not deleted.
        private: How many of them are for this person and who leads the team alone.
        rows: The latest.
    """

    count: int
    private: int
    rows: tuple[SeenRow, ...]


@dataclass(frozen=True, slots=True)
class SeenDeals:
    """Some deals of this person's, open ones first, and how many there are."""

    count: int
    private: int
    rows: tuple[DealRow, ...]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What of a person's own somebody who leads the team receives.

    Attributes:
        records: By kind, beside the deals, in the order they are shown.
    """

    deals: SeenDeals
    records: Mapping[SeenKind, Seen]

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.deals.count or any(one.count for one in self.records.values()))


def seen_page(connection: Connection, user_id: str, most: Mapping[str, int], few: int) -> SeenPage:
    """Return a person's own records.

    Args:
        connection: A read transaction.
        user_id: The person.
        most: How many to show of a kind.
        few: How many of a kind that is not among them.
    """
    return SeenPage(
        _deals(connection, user_id, most.get("deal", few)),
        {kind: _seen(connection, kind, user_id, most.get(kind, few)) for kind in KINDS},
    )


def _deals(connection: Connection, user_id: str, limit: int) -> SeenDeals:
    """Return the deals, won and lost ones among them, as the lists show them."""
    count, private = _counts(connection, "deal", user_id)
    rows = deals_page(connection, DealFilter(owner_id=user_id, outcome=""), 0, limit)
    return SeenDeals(count, private, rows)


def _seen(connection: Connection, kind: SeenKind, user_id: str, limit: int) -> Seen:
    """Return the records of a kind, latest first."""
    found = connection.exec_driver_sql(
        f"""SELECT *, EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = id) FROM (
            {_ROWS[kind]} WHERE r.owner_id = ? AND NOT r.deleted ORDER BY 4 DESC, r.id DESC LIMIT ?
        )""",
        (user_id, limit),
    )
    rows = tuple(_row(kind, row) for row in found)
    return Seen(*_counts(connection, kind, user_id), rows)


def _row(kind: SeenKind, row: Row[Any]) -> SeenRow:
    values: list[Any] = list(row)
    record_id, account, form, at_ms, due_on, text, account_id, deal_id, private, waiting = values
    path = record_path(kind, record_id, {"account_id": account_id, "deal_id": deal_id})
    return SeenRow(
        record_id, account, form, at_ms, due_on, text, path, bool(private), bool(waiting)
    )


def _counts(connection: Connection, kind: str, user_id: str) -> tuple[int, int]:
    private = _PRIVATE.get(kind, _IS_PRIVATE)
    found = connection.exec_driver_sql(
        f"SELECT count(*), coalesce(sum({private}), 0) FROM {kind} r"
        " WHERE r.owner_id = ? AND NOT r.deleted",
        (user_id,),
    ).one()
    return int(found[0]), int(found[1])
