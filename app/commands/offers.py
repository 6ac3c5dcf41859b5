"""What a person answers to the offers read from a note: take it, or say it is wrong."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.commands.deals import create_deal, edit_deal, move_deal
from app.commands.follow_ups import add_follow_up
from app.commands.undo import Affected, affected
from app.commands.visits import VisitLog, log_visit
from app.understanding.answers import Answer, is_open, with_answer
from app.understanding.offer import (
    Amount,
    Customer,
    Due,
    Kind,
    Offer,
    Outcome,
    Person,
    Read,
    Stage,
    Step,
    Value,
)
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError
from sync.core.records.account import Account
from sync.core.records.attachment import Attachment
from sync.core.records.contact import Contact
from sync.core.records.deal import Deal
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.visit import Visit

ABOUT_A_DEAL: Final[frozenset[Kind]] = frozenset({"amount", "stage", "outcome"})
"""Kinds of offers that change a deal."""


@dataclass(frozen=True, slots=True)
class Taking:
    """An offer that is taken, and what was settled with it.

    Attributes:
        today: The day on the device.
        deal_id: For an amount or a stage: the deal it is about; empty for a new one
            of the customer.
        step: For a date: the offer that says what is to be done then; it is taken too.
    """

    offer: Offer
    today: date
    deal_id: str = ""
    step: Offer | None = None


def take_offer(writer: Writer, note_id: str, taking: Taking) -> Affected:
    """Do what an offer says, and remember that it was taken.

    A number of units is only remembered: no record holds a quantity, the words do.
    Nothing is written of an offer that was answered before, as by a second tap.

    Raises:
        RecordMissingError: If what it is about is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    note = _note(writer, note_id)
    if not is_open(taking.offer, note.answered):
        return affected(writer, note_id)
    if taking.step and not is_open(taking.step, note.answered):
        taking = replace(taking, step=None)
    if taking.offer.kind in ABOUT_A_DEAL:
        _change_deal(writer, note, taking)
    elif taking.offer.kind in ("due", "step"):
        _promise(writer, note, taking)
    else:
        _tell(writer, note, taking.offer.value)
    if taking.step:
        answer_offer(writer, note_id, taking.step, "taken")
    return answer_offer(writer, note_id, taking.offer, "taken")


def answer_offer(writer: Writer, note_id: str, offer: Offer, answer: Answer) -> Affected:
    """Remember what the person said to an offer, so that it is not made again.

    The first answer counts: what was taken is not wrong by a tap that came after it.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
    """
    known = _note(writer, note_id).answered
    if is_open(offer, known):
        writer.edit(Note, note_id, answered=with_answer(known, offer, answer))
    return affected(writer, note_id)


def file_under(writer: Writer, note_id: str, account_id: str, new_account: str = "") -> Affected:
    """Say which customer a note is about; its recording and its visit go along.

    With the visit go its photos and what was promised there. A visit that another note is
    about, too, stays where it is: then, as for a note of nobody known, it was a visit of
    its own. A deal of another customer is not what it is about any more.

    Args:
        writer: The transaction.
        note_id: The note.
        account_id: The customer; or empty when `new_account` names a new one.
        new_account: Name of a customer that is not known yet.

    Raises:
        RecordMissingError: If the note is not here any more.
        RefusedError: If the rules do not allow it.
    """
    note = _note(writer, note_id)
    if not account_id and new_account.strip():
        owner = writer.actor.user_id
        account_id = writer.add(Account(name=new_account.strip(), owner_id=owner))
    deal = writer.get(Deal, note.deal_id) if note.deal_id else None
    deal_id = note.deal_id if deal and deal.account_id == account_id else ""
    place = {"account_id": account_id, "deal_id": deal_id}
    visit = writer.get(Visit, note.visit_id) if note.visit_id else None
    shared = _is_others(writer, note, account_id)
    apart: dict[str, str] = {}
    if account_id and (shared or not (note.account_id or note.visit_id)):
        form = visit.form if visit else "visit"
        log = VisitLog(account_id=account_id, at_ms=note.written_ms, form=form)
        apart["visit_id"] = log_visit(writer, log).id
    writer.edit(Note, note_id, **place, **apart)
    if visit and not shared:
        contact = writer.get(Contact, visit.contact_id) if visit.contact_id else None
        there = contact is not None and contact.account_id == account_id
        writer.edit(Visit, visit.id, **place, contact_id=visit.contact_id if there else "")
        for model, record_id in _with_visit(writer, visit.id):
            writer.edit(model, record_id, **place)
    for attachment_id in _attachments(writer, note_id):
        writer.edit(Attachment, attachment_id, **place, **apart)
    return affected(writer, note_id)


def _note(writer: Writer, note_id: str) -> Note:
    note = writer.get(Note, note_id)
    if note is None:
        raise RecordMissingError(kind="note", id=note_id)
    return note


def _change_deal(writer: Writer, note: Note, taking: Taking) -> None:
    deal_id = taking.deal_id or _new_deal(writer, note)
    match taking.offer.value:
        case Amount(minor, currency):
            edit_deal(writer, deal_id, amount_minor=minor, currency=currency)
        case Stage(id=stage_id) | Outcome(stage_id=stage_id):
            move_deal(writer, deal_id, stage_id, taking.today)


def _new_deal(writer: Writer, note: Note) -> str:
    account = writer.get(Account, note.account_id) if note.account_id else None
    deal = Deal(account_id=note.account_id, title=account.name if account else "")
    deal_id = create_deal(writer, deal).id
    writer.edit(Note, note.id, deal_id=deal_id)
    if note.visit_id:
        writer.edit(Visit, note.visit_id, deal_id=deal_id)
    return deal_id


def _promise(writer: Writer, note: Note, taking: Taking) -> None:
    said = taking.step.value if taking.step else taking.offer.value
    due = taking.offer.value
    step = FollowUp(
        account_id=note.account_id,
        deal_id=note.deal_id,
        visit_id=note.visit_id,
        text=said.text if isinstance(said, Step) else "",
        due_on=due.on if isinstance(due, Due) else "",
    )
    add_follow_up(writer, step)


def _tell(writer: Writer, note: Note, value: Value) -> None:
    match value:
        case Customer(id=account_id):
            file_under(writer, note.id, account_id)
        case Person() if note.visit_id:
            owner = writer.actor.user_id
            contact_id = value.id or writer.add(
                Contact(account_id=note.account_id, name=value.name, owner_id=owner)
            )
            writer.edit(Visit, note.visit_id, contact_id=contact_id)
        case Read() if note.visit_id:
            writer.edit(Visit, note.visit_id, read=value.read)


def _is_others(writer: Writer, note: Note, account_id: str) -> bool:
    """Tell whether a note's visit is another note's, too, and was to another customer."""
    found = writer.connection.exec_driver_sql(
        "SELECT 1 FROM note n JOIN visit v ON v.id = n.visit_id"
        " WHERE v.id = ? AND v.account_id <> ? AND n.id <> ? AND NOT n.deleted LIMIT 1",
        (note.visit_id, account_id, note.id),
    )
    return found.first() is not None


def _with_visit(writer: Writer, visit_id: str) -> list[tuple[type[Attachment | FollowUp], str]]:
    """Return a visit's own photos and what the person promised there."""
    found = writer.connection.exec_driver_sql(
        "SELECT 'photo', id FROM attachment WHERE visit_id = ?1 AND note_id = ''"
        " AND owner_id = ?2 AND NOT deleted"
        " UNION ALL SELECT 'promise', id FROM follow_up WHERE visit_id = ?1"
        " AND owner_id = ?2 AND NOT deleted",
        (visit_id, writer.actor.user_id),
    )
    return [(Attachment if what == "photo" else FollowUp, one) for what, one in found]


def _attachments(writer: Writer, note_id: str) -> list[str]:
    found = writer.connection.exec_driver_sql(
        "SELECT id FROM attachment WHERE note_id = ?", (note_id,)
    )
    return list(found.scalars())
