"""All that a colleague needs to take a customer over."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from app.queries.accounts import AccountCard, account_card
from app.queries.asks import AskRow, asks_about
from app.queries.brief import Brief, brief
from app.queries.timeline import Moment, account_timeline

_MOMENTS: Final = 20


@dataclass(frozen=True, slots=True)
class Handover:
    """A customer as it is handed over.

    Attributes:
        brief: What to know before walking in.
        facts: What is so there now, the newest first.
        problems: What is open.
        asks: What was asked about it, with the answers.
        moments: What was said and done last, newest first.
    """

    card: AccountCard
    brief: Brief
    facts: tuple[str, ...]
    problems: tuple[str, ...]
    asks: tuple[AskRow, ...]
    moments: tuple[Moment, ...]


def handover(connection: Connection, account_id: str) -> Handover | None:
    """Return what is known of a customer; None when it is not here."""
    card, known = account_card(connection, account_id), brief(connection, account_id)
    if card is None or known is None:
        return None
    facts = connection.exec_driver_sql(
        "SELECT text FROM fact WHERE account_id = ? AND NOT deleted ORDER BY told_ms DESC, id",
        (account_id,),
    )
    problems = connection.exec_driver_sql(
        "SELECT text FROM problem WHERE account_id = ? AND state <> 'closed' AND NOT deleted"
        " ORDER BY created_ms, id",
        (account_id,),
    )
    return Handover(
        card,
        known,
        tuple(facts.scalars()),
        tuple(problems.scalars()),
        asks_about(connection, "", account_id=account_id),
        account_timeline(connection, account_id, 0, _MOMENTS),
    )
