"""Customers as lists and the customer's card show them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from app.queries.care import CardFact, CardProblem, facts_of, open_problems
from app.queries.team import STAGE_STEPS
from sync.store.search import match_expression


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A customer in a list.

    Attributes:
        open_deals: How many deals are open.
        last_ms: When someone last met or called them; 0 for never.
    """

    id: str
    name: str
    city: str
    open_deals: int
    last_ms: int
    waiting: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A customer offered while a name is typed."""

    id: str
    name: str
    city: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at a customer, with the age of their details."""

    id: str
    name: str
    title: str
    phone: str
    mobile: str
    email: str
    confirmed_ms: int
    city: str = ""
    country: str = ""
    birthday: str = ""


@dataclass(frozen=True, slots=True)
class AccountDeal:
    """A customer's deal, as its card lists it."""

    id: str
    title: str
    stage: str
    outcome: str
    amount_minor: int
    currency: str
    expected_on: str
    parked: bool = False


@dataclass(frozen=True, slots=True)
class AccountNextStep:
    """An open next step with a customer.

    Attributes:
        form: ``check_in`` for asking how it goes after the sale.
    """

    id: str
    text: str
    due_on: str
    owner: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Everything of one customer but the timeline."""

    id: str
    name: str
    must_know: str
    industry: str
    phone: str
    email: str
    website: str
    street: str
    city: str
    region: str
    postcode: str
    country: str
    owner: str
    deleted: bool
    people: tuple[ContactRow, ...]
    deals: tuple[AccountDeal, ...]
    next_steps: tuple[AccountNextStep, ...]
    owner_id: str = ""
    mood: str = ""
    mood_ms: int = 0
    renews_on: str = ""
    hours: str = ""
    gate_code: str = ""
    favourites: str = ""
    place: str = ""
    problems: tuple[CardProblem, ...] = ()
    facts: tuple[CardFact, ...] = ()


_LAST = "(SELECT max(v.at_ms) FROM visit v WHERE v.account_id = a.id AND v.done AND NOT v.deleted)"
_OPEN_DEALS = (
    "(SELECT count(*) FROM deal d WHERE d.account_id = a.id AND NOT d.deleted AND d.stage_id"
    " NOT IN (SELECT id FROM stage WHERE outcome <> 'open'))"
)
_NEWEST = 2_000
_LIST = f"""
SELECT a.id, a.name, a.city, {_OPEN_DEALS}, coalesce({_LAST}, 0),
    EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = a.id)
FROM account a
"""


def accounts_page(
    connection: Connection, text: str, offset: int, limit: int
) -> tuple[AccountRow, ...]:
    """Return a page of the customers whose name or details hold the words, by name."""
    where, values = _where(text)
    picked = (
        f"a.id IN (SELECT a.id FROM account a WHERE {where}"
        " ORDER BY a.name COLLATE NOCASE, a.id LIMIT ? OFFSET ?)"
    )
    found = connection.exec_driver_sql(
        f"{_LIST} WHERE {picked} ORDER BY a.name COLLATE NOCASE, a.id", (*values, limit, offset)
    )
    return tuple(_row(row) for row in found)


def accounts_count(connection: Connection, text: str) -> int:
    """Return how many customers `accounts_page` pages through."""
    where, values = _where(text)
    return int(
        connection.exec_driver_sql(
            f"SELECT count(*) FROM account a WHERE {where}",
            tuple(values),
        ).scalar_one()
    )


def recent_accounts(connection: Connection, user_id: str, limit: int) -> tuple[AccountRow, ...]:
    """Return the customers this person met, called or noted last, latest first.

    Only the team's newest visits and notes are looked at, so that it costs the
    same with ten years of them.
    """
    found = connection.exec_driver_sql(
        f"""{_LIST} JOIN (
            SELECT account_id, max(at) AS at FROM (
                SELECT account_id, at_ms AS at FROM (
                    SELECT * FROM visit WHERE done ORDER BY at_ms DESC LIMIT {_NEWEST}
                ) WHERE owner_id = ? AND NOT deleted
                UNION ALL
                SELECT account_id, written_ms FROM (
                    SELECT * FROM note ORDER BY id DESC LIMIT {_NEWEST}
                ) WHERE owner_id = ? AND NOT deleted
            ) GROUP BY account_id
        ) mine ON mine.account_id = a.id
        WHERE NOT a.deleted ORDER BY mine.at DESC LIMIT ?""",
        (user_id, user_id, limit),
    )
    return tuple(_row(row) for row in found)


def suggested_accounts(
    connection: Connection, text: str, user_id: str, limit: int
) -> tuple[Suggestion, ...]:
    """Return customers whose name holds the words, those that begin with them first.

    Without words, the customers this person met last, then any.
    """
    expression = match_expression(text)
    if not expression:
        recent = recent_accounts(connection, user_id, limit)
        rows = recent or accounts_page(connection, "", 0, limit)
        return tuple(Suggestion(row.id, row.name, row.city) for row in rows)
    found = connection.exec_driver_sql(
        """
        SELECT a.id, a.name, a.city FROM search_index
        JOIN search_document s ON s.rowid = search_index.rowid
        JOIN account a ON a.id = s.record_id
        WHERE search_index MATCH ? AND s.kind = 'account' AND NOT a.deleted
        ORDER BY instr(lower(a.name), lower(?)) <> 1, a.name COLLATE NOCASE, a.id LIMIT ?
        """,
        (f"title : ({expression})", text.strip(), limit),
    )
    return tuple(Suggestion(*row) for row in found)


def similar_accounts(connection: Connection, name: str, limit: int) -> tuple[Suggestion, ...]:
    """Return customers that may be the one whose name is being typed.

    The last word may differ ("Hotel Mooshof GmbH", "Hotel Mooshof KG") once two
    others are there.
    """
    if not match_expression(name):
        return ()
    found = suggested_accounts(connection, name, "", limit)
    words = name.split()
    if not found and len(words) > 2:
        found = suggested_accounts(connection, " ".join(words[:-1]), "", limit)
    return found


def account_name(connection: Connection, account_id: str) -> str:
    """Return what a customer is called; empty when it is not here."""
    found = connection.exec_driver_sql(
        "SELECT name FROM account WHERE id = ? AND NOT deleted", (account_id,)
    ).scalar()
    return found or ""


def account_card(connection: Connection, account_id: str) -> AccountCard | None:
    """Return one customer, deleted or not; None when it is not here."""
    found = connection.exec_driver_sql(
        """
        SELECT a.id, a.name, a.must_know, a.industry, a.phone, a.email, a.website, a.street,
            a.city, a.region, a.postcode, a.country, coalesce(u.name, '') AS owner,
            a.owner_id, a.deleted, a.mood, a.mood_ms, a.renews_on, a.hours, a.gate_code,
            a.favourites, a.place
        FROM account a LEFT JOIN user u ON u.id = a.owner_id WHERE a.id = ?
        """,
        (account_id,),
    ).mappings()
    account = found.first()
    if account is None:
        return None
    details: dict[str, Any] = {**account, "deleted": bool(account["deleted"])}
    return AccountCard(
        people=contacts_of(connection, account_id),
        deals=_deals(connection, account_id),
        next_steps=_next_steps(connection, account_id),
        problems=open_problems(connection, account_id),
        facts=facts_of(connection, account_id),
        **details,
    )


def contacts_of(connection: Connection, account_id: str) -> tuple[ContactRow, ...]:
    """Return the people at a customer, by name."""
    found = connection.exec_driver_sql(
        "SELECT id, name, title, phone, mobile, email, confirmed_ms, city, country, birthday"
        " FROM contact WHERE account_id = ? AND NOT deleted ORDER BY name COLLATE NOCASE, id",
        (account_id,),
    )
    return tuple(ContactRow(*row) for row in found)


def _deals(connection: Connection, account_id: str) -> tuple[AccountDeal, ...]:
    found = connection.exec_driver_sql(
        f"""
        SELECT d.id, d.title, coalesce(s.name, ''), coalesce(s.outcome, 'open') AS outcome,
            d.amount_minor, d.currency, d.expected_on, d.parked
        FROM deal d LEFT JOIN ({STAGE_STEPS}) s ON s.id = d.stage_id
        WHERE d.account_id = ? AND NOT d.deleted
        ORDER BY outcome <> 'open', d.expected_on = '', d.expected_on, d.id
        """,
        (account_id,),
    )
    return tuple(AccountDeal(*row) for row in found)


def _next_steps(connection: Connection, account_id: str) -> tuple[AccountNextStep, ...]:
    found = connection.exec_driver_sql(
        """
        SELECT f.id, f.text, f.due_on, coalesce(u.name, ''), f.form
        FROM follow_up f LEFT JOIN user u ON u.id = f.owner_id
        WHERE f.account_id = ? AND f.done_ms = 0 AND NOT f.deleted
        ORDER BY f.due_on = '', f.due_on, f.id
        """,
        (account_id,),
    )
    return tuple(AccountNextStep(*row) for row in found)


def _where(text: str) -> tuple[str, list[str]]:
    expression = match_expression(text)
    if not expression:
        return "NOT a.deleted", []
    hits = (
        "SELECT record_id FROM search_index JOIN search_document"
        " ON search_document.rowid = search_index.rowid"
        " WHERE search_index MATCH ? AND kind = 'account'"
    )
    return f"NOT a.deleted AND a.id IN ({hits})", [expression]


def _row(row: Row[Any]) -> AccountRow:
    values: list[Any] = [*row[:-1], bool(row[-1])]
    return AccountRow(*values)
