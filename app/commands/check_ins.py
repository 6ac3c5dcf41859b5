"""Asking how it goes after the sale: check-ins of a won deal, and how the customer feels."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

from app.commands.terms import set_terms
from app.commands.undo import Affected, affected
from app.queries.check_ins import CHECK_IN, check_in_days, days_of
from sync.client.writer import Writer
from sync.core.records.account import Account
from sync.core.records.deal import Deal
from sync.core.records.follow_up import FollowUp

_NAMESPACE = UUID("0b9d7c52-8f4e-5d1a-9a63-4c2e7f15d8b0")
"""Never changes: a new one would ask twice about a deal that is won twice."""
_OF_DEAL = "SELECT id FROM follow_up WHERE deal_id = ? AND form = ? AND done_ms = 0 AND NOT deleted"
_OF_ACCOUNT = """SELECT id FROM follow_up WHERE account_id = ? AND form = ? AND done_ms = 0
    AND NOT deleted"""


def check_in_id(deal_id: str, days: int, owner_id: str) -> str:
    """Return the id of a check-in: two devices that win a deal while offline ask once.

    Its owner is part of it, since what is a colleague's may not be written again.
    """
    return str(uuid5(_NAMESPACE, f"{deal_id}\n{days}\n{owner_id}"))


def plan_check_ins(writer: Writer, deal_id: str, today: date) -> None:
    """Have the customer asked how it goes, as many days after today as the team says.

    They are for the deal's owner; for the person who writes where a rep wins a
    colleague's deal, since what is a colleague's could not be taken back. One that was
    answered already is left alone.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
    """
    deal = writer.get(Deal, deal_id)
    if deal is None:
        return
    me = writer.actor
    owner_id = deal.owner_id if deal.owner_id and me.leads else me.user_id
    for days in check_in_days(writer.connection):
        due_on = (today + timedelta(days=days)).isoformat()
        one_id = check_in_id(deal_id, days, owner_id)
        there = writer.get(FollowUp, one_id)
        if there is None:
            writer.add(
                FollowUp(
                    id=one_id,
                    account_id=deal.account_id,
                    deal_id=deal_id,
                    text=deal.title,
                    due_on=due_on,
                    owner_id=owner_id,
                    form=CHECK_IN,
                )
            )
        elif _may(writer, there) and not there.done_ms:
            writer.edit(FollowUp, one_id, due_on=due_on, deleted=False)


def drop_check_ins(writer: Writer, deal_id: str) -> None:
    """Ask no more about a deal that was not won after all.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    for one in _open(writer, _OF_DEAL, deal_id):
        writer.edit(FollowUp, one.id, deleted=True)


def tell_mood(writer: Writer, account_id: str, mood: str, today: date) -> Affected:
    """Say how a customer feels; that answers the check-ins this person has due there.

    Args:
        writer: The transaction.
        account_id: The customer.
        mood: ``happy``, ``fine``, ``unhappy``; empty for unsaid.
        today: Check-ins of later days stay.

    Raises:
        RecordMissingError: If the customer is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If there is no such mood.
    """
    writer.edit(Account, account_id, mood=mood, mood_ms=writer.now_ms if mood else 0)
    if mood:
        for one in _open(writer, _OF_ACCOUNT, account_id):
            if one.owner_id == writer.actor.user_id and one.due_on <= today.isoformat():
                writer.edit(FollowUp, one.id, done_ms=writer.now_ms)
    return affected(writer, account_id)


def choose_check_in_days(writer: Writer, days: str) -> Affected:
    """Say after how many days the team asks a customer who bought.

    Args:
        writer: The transaction.
        days: Numbers with anything between them; none for never.

    Raises:
        RecordMissingError: If the team's record has not arrived yet.
        RefusedError: If the person is not an admin.
    """
    return set_terms(writer, {"check_in_days": " ".join(map(str, days_of(days)))})


def _open(writer: Writer, asked: str, record_id: str) -> Iterator[FollowUp]:
    """Yield the check-ins nobody has answered, as far as this person may write them."""
    found = writer.connection.exec_driver_sql(asked, (record_id, CHECK_IN))
    for one_id in found.scalars().all():
        there = writer.get(FollowUp, one_id)
        if there and _may(writer, there):
            yield there


def _may(writer: Writer, follow_up: FollowUp) -> bool:
    return writer.actor.leads or follow_up.owner_id == writer.actor.user_id
