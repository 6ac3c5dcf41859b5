"""What a person does with visits and calls: log one, plan one, drop the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.errors import RapportError
from sync.core.records.account import Account
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.visit import Visit
from sync.core.spans import HOUR_MS

_SAME_DAY_MS = 12 * HOUR_MS


class CustomerGoneError(RapportError):
    """The customer was deleted while one wrote about them."""

    key = "error.customer_gone"


class CustomerAbsentError(CustomerGoneError):
    """The customer was erased, or is not this person's to know any more, while one wrote."""

    key = "error.customer_absent"


@dataclass(frozen=True, slots=True)
class VisitLog:
    """What a person has to say after a visit; only the customer is needed.

    Attributes:
        form: ``visit`` or ``call``.
        account_id: The customer; or empty when `new_account` names a new one.
        new_account: Name of a customer that is not known yet.
        text: The words.
        read: keen, unsure, cold or empty.
        next_step: What was promised; empty for nothing.
        due_on: ISO date of the next step; empty for some day.
        planned_id: The planned visit this was; empty for an unplanned one. One that is gone or
            filed meanwhile is left alone.
        outcome: What came of it, in the team's words; empty for unsaid.
        mood: How the customer felt: happy, fine, unhappy or empty; stands on their card, too.
        met: Ids of the people who were met, with spaces between.
        products: Ids of the products that were discussed, with spaces between.
        at_ms: When it was, UTC milliseconds; 0 for now, or for when it was planned if that
            was on an earlier day.
    """

    form: str = "visit"
    account_id: str = ""
    new_account: str = ""
    deal_id: str = ""
    contact_id: str = ""
    text: str = ""
    read: str = ""
    next_step: str = ""
    due_on: str = ""
    planned_id: str = ""
    at_ms: int = 0
    outcome: str = ""
    mood: str = ""
    met: str = ""
    products: str = ""


def log_visit(writer: Writer, log: VisitLog) -> Affected:
    """Save a visit, its words and its next step, in one go.

    Raises:
        CustomerGoneError: If the customer was deleted or erased meanwhile; nothing is written.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    owner = writer.actor.user_id
    _check_there(writer, log.account_id)
    account_id = log.account_id or _new_account(writer, log.new_account)
    visit_id = _visit(writer, log, account_id)
    if log.text.strip():
        writer.add(
            Note(
                account_id=account_id,
                deal_id=log.deal_id,
                visit_id=visit_id,
                text=log.text,
                original=log.text,
                written_ms=writer.now_ms,
                owner_id=owner,
            )
        )
    if log.next_step.strip() or log.due_on:
        writer.add(
            FollowUp(
                account_id=account_id,
                deal_id=log.deal_id,
                visit_id=visit_id,
                text=log.next_step.strip(),
                due_on=log.due_on,
                owner_id=owner,
            )
        )
    if log.mood and account_id:
        writer.edit(Account, account_id, mood=log.mood, mood_ms=writer.now_ms)
    return affected(writer, visit_id)


def plan_visit(
    writer: Writer, account_id: str, at_ms: int, deal_id: str = "", new_account: str = ""
) -> Affected:
    """Plan a visit.

    Args:
        writer: A write transaction.
        account_id: The customer; or empty when `new_account` names a new one.
        at_ms: When, UTC milliseconds.
        deal_id: The deal it is about; empty for none.
        new_account: Name of a customer that is not known yet.

    Raises:
        CustomerGoneError: If the customer was deleted or erased meanwhile; nothing is written.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    _check_there(writer, account_id)
    account_id = account_id or _new_account(writer, new_account)
    visit = Visit(
        account_id=account_id,
        deal_id=deal_id,
        at_ms=at_ms,
        done=False,
        owner_id=writer.actor.user_id,
    )
    return affected(writer, writer.add(visit))


def order_visits(writer: Writer, visit_ids: Sequence[str]) -> Affected:
    """Put the stops of a day in an order; what is over or gone meanwhile is left alone.

    Args:
        writer: A write transaction.
        visit_ids: Planned visits, the first one first.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    for position, visit_id in enumerate(visit_ids, 1):
        visit = writer.get(Visit, visit_id)
        if visit and not visit.done and not visit.deleted and visit.position != position:
            writer.edit(Visit, visit_id, position=position)
    return affected(writer, visit_ids[0] if visit_ids else "")


def drop_visit(writer: Writer, visit_id: str) -> Affected:
    """Say that a planned visit does not happen.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Visit, visit_id, deleted=True)
    return affected(writer, visit_id)


def _check_there(writer: Writer, account_id: str) -> None:
    if not account_id:
        return
    account = writer.get(Account, account_id)
    if account is None:  # the server would refuse what names them, and the words be gone
        raise CustomerAbsentError
    if account.deleted:
        raise CustomerGoneError(name=account.name)


def _new_account(writer: Writer, name: str) -> str:
    if not name.strip():
        return ""
    return writer.add(Account(name=name.strip(), owner_id=writer.actor.user_id))


def _visit(writer: Writer, log: VisitLog, account_id: str) -> str:
    told: dict[str, Scalar] = {
        "account_id": account_id,
        "form": log.form,
        "at_ms": log.at_ms or writer.now_ms,
        "done": True,
        "read": log.read,
    }
    # What the plan knew already stays unless the person says otherwise.
    named = {
        "deal_id": log.deal_id,
        "contact_id": log.contact_id or log.met.partition(" ")[0],
        "outcome": log.outcome,
        "mood": log.mood,
        "met": log.met,
        "products": log.products,
    }
    told |= {name: value for name, value in named.items() if value}
    planned = writer.get(Visit, log.planned_id) if log.planned_id else None
    if planned and not planned.done and not planned.deleted:
        if not log.at_ms and planned.at_ms < writer.now_ms - _SAME_DAY_MS:
            told["at_ms"] = planned.at_ms  # it was yesterday, and is only written down now
        writer.edit(Visit, planned.id, **told)
        return planned.id
    # Unplanned; or the plan was dropped or filed from another device meanwhile.
    return writer.add(Visit.model_validate({**told, "owner_id": writer.actor.user_id}))
