"""What a person does with visits and calls: log one, plan one."""

from dataclasses import dataclass

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.records.account import Account
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.visit import Visit


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
        planned_id: The planned visit this was; empty for an unplanned one.
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


def log_visit(writer: Writer, log: VisitLog) -> Affected:
    """Save a visit, its words and its next step, in one go.

    Raises:
        RecordMissingError: If the planned visit is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    owner = writer.actor.user_id
    account_id = log.account_id
    if not account_id and log.new_account.strip():
        account_id = writer.add(Account(name=log.new_account.strip(), owner_id=owner))
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
    return affected(writer, visit_id)


def plan_visit(writer: Writer, account_id: str, at_ms: int, deal_id: str = "") -> Affected:
    """Plan a visit for a time, UTC milliseconds.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    visit = Visit(
        account_id=account_id,
        deal_id=deal_id,
        at_ms=at_ms,
        done=False,
        owner_id=writer.actor.user_id,
    )
    return affected(writer, writer.add(visit))


def _visit(writer: Writer, log: VisitLog, account_id: str) -> str:
    if log.planned_id:
        writer.edit(
            Visit,
            log.planned_id,
            account_id=account_id,
            deal_id=log.deal_id,
            contact_id=log.contact_id,
            form=log.form,
            at_ms=writer.now_ms,
            done=True,
            read=log.read,
        )
        return log.planned_id
    visit = Visit(
        account_id=account_id,
        deal_id=log.deal_id,
        contact_id=log.contact_id,
        form=log.form,
        at_ms=writer.now_ms,
        read=log.read,
        owner_id=writer.actor.user_id,
    )
    return writer.add(visit)
