"""What a person does with deals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.commands.check_ins import drop_check_ins, plan_check_ins
from app.commands.giving import edit_or_give
from app.commands.undo import Affected, affected
from app.queries.team import stages
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.errors import RecordMissingError
from sync.core.records.account import Account
from sync.core.records.deal import Deal
from sync.core.records.deal_line import DealLine
from sync.core.records.pipeline import Stage


def create_deal(
    writer: Writer, deal: Deal, new_account: str = "", *, today: date | None = None
) -> Affected:
    """Write a new deal, owned by the person when nobody else is named.

    A deal without a stage starts in the first open one. One that starts won or lost is
    closed as of today; won, it has its check-ins planned.

    Args:
        writer: The transaction.
        deal: What is known of it.
        new_account: Name of a customer to add with it, when it names none.
        today: The day, for one that may start won or lost.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    deal.owner_id = deal.owner_id or writer.actor.user_id
    deal.account_id = deal.account_id or _added(writer, new_account)
    if not deal.stage_id:
        deal.pipeline_id, deal.stage_id = _first_stage(writer)
    stage = writer.get(Stage, deal.stage_id)
    if today and stage and stage.outcome != "open":
        deal.closed_on = deal.closed_on or today.isoformat()
    deal_id = writer.add(deal)
    if today and stage and stage.outcome == "won":
        plan_check_ins(writer, deal_id, today)
    return affected(writer, deal_id)


def edit_deal(writer: Writer, deal_id: str, **fields: Scalar) -> Affected:
    """Write the fields that differ; another owner is given it by this person.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    done = edit_or_give(writer, Deal, deal_id, fields)
    for name in ("shared", "owner_id"):
        if name in fields:
            _lines_follow(writer, deal_id, {name: fields[name]})
    return replace(done, written=(*done.written, *writer.written[len(done.written) :]))


def move_deal(writer: Writer, deal_id: str, stage_id: str, today: date) -> Affected:
    """Move a deal to any stage; a deal that is won or lost now is closed as of today.

    A deal that is won now has its check-ins planned; one that is won no more loses them.
    Who moves a deal says that it is alive: it rests no longer.

    Raises:
        RecordMissingError: If the deal or the stage is not here any more.
        RefusedError: If the rules do not allow it.
    """
    stage = writer.get(Stage, stage_id)
    if stage is None:
        raise RecordMissingError(kind="stage", id=stage_id)
    closed_on = "" if stage.outcome == "open" else today.isoformat()
    deal = writer.get(Deal, deal_id)
    before = writer.get(Stage, deal.stage_id) if deal else None
    if deal and deal.closed_on and before and before.outcome == stage.outcome:
        closed_on = deal.closed_on
    was_won = _is_won(writer, deal.stage_id) if deal else False
    writer.edit(
        Deal,
        deal_id,
        stage_id=stage_id,
        pipeline_id=stage.pipeline_id,
        closed_on=closed_on,
        parked=False,
        alive_ms=writer.now_ms,
    )
    if stage.outcome == "won" and not was_won:
        plan_check_ins(writer, deal_id, today)
    elif was_won and stage.outcome != "won":
        drop_check_ins(writer, deal_id)
    return affected(writer, deal_id)


def keep_deal(writer: Writer, deal_id: str) -> Affected:
    """Say that a deal is alive; one that rested is awake again.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Deal, deal_id, parked=False, alive_ms=writer.now_ms)
    return affected(writer, deal_id)


def park_deal(writer: Writer, deal_id: str) -> Affected:
    """Let a deal rest: it stays as it is, and counts in no total.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Deal, deal_id, parked=True)
    return affected(writer, deal_id)


def lose_deal(writer: Writer, deal_id: str, today: date, reason_tag: str = "") -> Affected:
    """Move a deal to the lost stage of its pipeline, or of any when it has none.

    Raises:
        RecordMissingError: If the deal is not here any more, or there is no lost stage.
        RefusedError: If the rules do not allow it.
    """
    deal = writer.get(Deal, deal_id)
    pipeline_id = deal.pipeline_id if deal else ""
    found = [stage for stage in stages(writer.connection) if stage.outcome == "lost"]
    if not found:
        raise RecordMissingError(kind="stage")
    stage = min(found, key=lambda one: one.pipeline_id != pipeline_id)
    move_deal(writer, deal_id, stage.id, today)
    if reason_tag:
        writer.edit(Deal, deal_id, reason_tag=reason_tag)
    return affected(writer, deal_id)


def change_customer(
    writer: Writer, deal_id: str, account_id: str, new_account: str = ""
) -> Affected:
    """Give a deal to another customer; its person stays with the old one.

    Args:
        writer: The transaction.
        deal_id: The deal.
        account_id: The customer; empty to add one by name.
        new_account: Name of the customer to add.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    account_id = account_id or _added(writer, new_account)
    deal = writer.get(Deal, deal_id)
    contact_id = deal.contact_id if deal and deal.account_id == account_id else ""
    return edit_deal(writer, deal_id, account_id=account_id, contact_id=contact_id)


def delete_deal(writer: Writer, deal_id: str) -> Affected:
    """Delete a deal; undo brings it back.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
    """
    return edit_deal(writer, deal_id, deleted=True)


def _lines_follow(writer: Writer, deal_id: str, fields: Mapping[str, Scalar]) -> None:
    """Have a deal's lines seen by those who see the deal."""
    found = writer.connection.exec_driver_sql(
        "SELECT id FROM deal_line WHERE deal_id = ? AND NOT deleted", (deal_id,)
    ).scalars()
    for line_id in tuple(found):
        writer.edit(DealLine, line_id, **fields)


def _added(writer: Writer, name: str) -> str:
    """Add a customer by name; nothing for no name."""
    if not name.strip():
        return ""
    return writer.add(Account(name=name.strip(), owner_id=writer.actor.user_id))


def _is_won(writer: Writer, stage_id: str) -> bool:
    stage = writer.get(Stage, stage_id)
    return stage is not None and stage.outcome == "won"


def _first_stage(writer: Writer) -> tuple[str, str]:
    found = (s for s in stages(writer.connection) if s.outcome == "open")
    first = next(found, None)
    return (first.pipeline_id, first.id) if first else ("", "")
