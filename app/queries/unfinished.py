"""Forms about a customer that somebody left in the middle."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.queries.accounts import AccountCard, account_card
from app.queries.brief import Brief, brief
from app.queries.sameness import root_of


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """A customer as its screen opens it.

    Attributes:
        card: The customer; None when it is not here.
        unfinished: Keys of the forms about it that were left in the middle.
        brief: What to know before walking in; None when it is not here.
    """

    card: AccountCard | None
    unfinished: frozenset[str]
    brief: Brief | None = None


def account_draft(account_id: str) -> str:
    """Return the key under which changes of a customer's details are kept."""
    return f"account:{account_id}"


def must_know_draft(account_id: str) -> str:
    """Return the key under which a new line on top is kept."""
    return f"must_know:{account_id}"


def contact_draft(account_id: str, contact_id: str) -> str:
    """Return the key under which the words about a person are kept; no id for a new one."""
    return f"contact:{contact_id}" if contact_id else f"contact:new:{account_id}"


def little_draft(account_id: str) -> str:
    """Return the key under which changes of the little things are kept."""
    return f"little:{account_id}"


def problem_draft(account_id: str, problem_id: str) -> str:
    """Return the key under which the words about a problem are kept; no id for a new one."""
    return f"problem:{problem_id}" if problem_id else f"problem:new:{account_id}"


def fact_draft(account_id: str, fact_id: str) -> str:
    """Return the key under which a fact is kept; no id for a new one."""
    return f"fact:{fact_id}" if fact_id else f"fact:new:{account_id}"


def unfinished_forms(connection: Connection, card: AccountCard) -> frozenset[str]:
    """Return the keys of the drafts about a customer and the people there."""
    asked = [
        account_draft(card.id),
        must_know_draft(card.id),
        little_draft(card.id),
        *(contact_draft(card.id, one) for one in ("", *(person.id for person in card.people))),
        *(problem_draft(card.id, one) for one in ("", *(problem.id for problem in card.problems))),
        *(fact_draft(card.id, one) for one in ("", *(fact.id for fact in card.facts))),
    ]
    marks = ", ".join("?" for _ in asked)
    found = connection.exec_driver_sql(
        f"SELECT key FROM draft WHERE key IN ({marks})", tuple(asked)
    )
    return frozenset(found.scalars())


def open_account(connection: Connection, account_id: str) -> OpenAccount:
    """Return a customer and what was left in the middle there; whoever stands for it."""
    account_id = root_of(connection, account_id)
    card = account_card(connection, account_id)
    if card is None:
        return OpenAccount(None, frozenset())
    return OpenAccount(card, unfinished_forms(connection, card), brief(connection, account_id))
