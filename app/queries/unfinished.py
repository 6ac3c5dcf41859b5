"""Forms about a customer that somebody left in the middle."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.queries.accounts import AccountCard, account_card


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """A customer as its screen opens it.

    Attributes:
        card: The customer; None when it is not here.
        unfinished: Keys of the forms about it that were left in the middle.
    """

    card: AccountCard | None
    unfinished: frozenset[str]


def account_draft(account_id: str) -> str:
    """Return the key under which changes of a customer's details are kept."""
    return f"account:{account_id}"


def must_know_draft(account_id: str) -> str:
    """Return the key under which a new line on top is kept."""
    return f"must_know:{account_id}"


def contact_draft(account_id: str, contact_id: str) -> str:
    """Return the key under which the words about a person are kept; no id for a new one."""
    return f"contact:{contact_id}" if contact_id else f"contact:new:{account_id}"


def unfinished_forms(connection: Connection, card: AccountCard) -> frozenset[str]:
    """Return the keys of the drafts about a customer and the people there."""
    people = [contact_draft(card.id, person.id) for person in card.people]
    asked = [account_draft(card.id), must_know_draft(card.id), contact_draft(card.id, ""), *people]
    marks = ", ".join("?" for _ in asked)
    found = connection.exec_driver_sql(
        f"SELECT key FROM draft WHERE key IN ({marks})", tuple(asked)
    )
    return frozenset(found.scalars())


def open_account(connection: Connection, account_id: str) -> OpenAccount:
    """Return a customer and what was left in the middle there."""
    card = account_card(connection, account_id)
    return OpenAccount(card, unfinished_forms(connection, card) if card else frozenset())
