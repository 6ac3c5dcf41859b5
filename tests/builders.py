"""Make records and values; a test names only what matters to it."""

from sync.core.change import Change, Scalar
from sync.core.clock import stamp
from sync.core.permissions import Actor
from sync.core.protocol import JoinReply, SyncReply, WireRow
from sync.core.records.account import Account
from sync.core.records.contact import Contact
from sync.core.records.deal import Deal
from sync.core.records.fact import Fact
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.problem import Problem
from sync.core.records.visit import Visit

NOON_MS = 1_795_262_400_000
"""2026-11-21 12:00 UTC: when tests happen unless they say otherwise."""

ADMIN = Actor("user-admin", "admin")
MANAGER = Actor("user-manager", "manager")
REP = Actor("user-rep", "rep")


def make_account(name: str = "Müller & Söhne", **fields: Scalar) -> Account:
    """Return a customer."""
    return Account.model_validate({"name": name, **fields})


def make_contact(name: str = "Ines Ferreira", **fields: Scalar) -> Contact:
    """Return a person at a customer."""
    return Contact.model_validate({"name": name, **fields})


def make_deal(title: str = "Conveyor belts", **fields: Scalar) -> Deal:
    """Return a deal of 45,000 euros."""
    return Deal.model_validate(
        {"title": title, "amount_minor": 4_500_000, "currency": "EUR", **fields}
    )


def make_visit(at_ms: int = NOON_MS, **fields: Scalar) -> Visit:
    """Return a visit."""
    return Visit.model_validate({"at_ms": at_ms, **fields})


def make_note(text: str = "Wants a price by Friday.", **fields: Scalar) -> Note:
    """Return a note."""
    return Note.model_validate({"text": text, "original": text, **fields})


def make_follow_up(text: str = "Send the offer", **fields: Scalar) -> FollowUp:
    """Return a next step."""
    return FollowUp.model_validate({"text": text, "due_on": "2026-11-27", **fields})


def make_fact(text: str = "Being bought by Nordhaus", **fields: Scalar) -> Fact:
    """Return what is so at a customer, told at noon."""
    return Fact.model_validate({"text": text, "told_ms": NOON_MS, **fields})


def make_problem(text: str = "The grinder stops when hot", **fields: Scalar) -> Problem:
    """Return an open problem."""
    return Problem.model_validate({"text": text, **fields})


def make_stamp(ms: int = NOON_MS, counter: int = 0, device: int = 1) -> str:
    """Return a stamp."""
    return stamp(ms, counter, device)


def make_change(
    n: int = 1,
    kind: str = "deal",
    record_id: str = "deal-1",
    at: str = "",
    seen: str = "",
    **fields: Scalar,
) -> Change:
    """Return a change; without `seen` it makes a record."""
    return Change(n, kind, record_id, fields or {"title": "Belts"}, at or make_stamp(), seen)


def make_row(
    kind: str = "deal", record_id: str = "deal-1", at: str = "", **values: Scalar
) -> WireRow:
    """Return a row as the server sends it."""
    return (kind, record_id, at or make_stamp(device=9), values or {"title": "Belts"})


def make_reply(
    *rows: WireRow,
    accepted: int = 0,
    cursor: str = "1",
    more: bool = False,
    restart: bool = False,
    exits: tuple[tuple[str, str], ...] = (),
) -> SyncReply:
    """Return the server's answer."""
    return SyncReply(
        accepted=accepted,
        refused=(),
        now_ms=NOON_MS,
        cursor=cursor,
        more=more,
        restart=restart,
        rows=rows,
        exits=exits,
    )


def make_join_reply(device_number: int = 7, user_id: str = "user-team") -> JoinReply:
    """Return the server's welcome."""
    return JoinReply(
        token="secret",  # no secret of anyone
        device_id="device-7",
        device_number=device_number,
        user_id=user_id,
        role="rep",
        team_id="team-1",
        now_ms=NOON_MS,
    )
