"""What this version knows about record kinds: names, registers, defaults."""

from functools import cache
from types import MappingProxyType

from sync.core.change import Scalar
from sync.core.errors import UnknownKindError
from sync.core.records.account import Account
from sync.core.records.ask import Ask
from sync.core.records.attachment import Attachment
from sync.core.records.base import Record
from sync.core.records.conflict import Conflict
from sync.core.records.contact import Contact
from sync.core.records.deal import Deal
from sync.core.records.deal_line import DealLine
from sync.core.records.deal_place import DealPlace
from sync.core.records.erasure import Erasure
from sync.core.records.fact import Fact
from sync.core.records.follow_up import FollowUp
from sync.core.records.import_mapping import ImportMapping
from sync.core.records.note import Note
from sync.core.records.pipeline import Pipeline, Stage
from sync.core.records.problem import Problem
from sync.core.records.product import Product
from sync.core.records.sameness import Sameness
from sync.core.records.saved_view import SavedView
from sync.core.records.team import Device, Team, User
from sync.core.records.visit import Visit

SCHEMA_VERSION = 2
"""Raised with every added register or kind; `ADDED` says which.

History:
    1 (2026-11-21): first release.
    2 (2026-11-22): conflicts, a product's cost, attachments, who gave what to whom,
        spoken notes; moods, facts, problems and questions; what a visit brought; lines,
        own places and views of deals; what is the same; what an import said; who was erased.
"""
ADDED: MappingProxyType[str, int] = MappingProxyType(
    {
        "account.favourites": 2,
        "account.gate_code": 2,
        "account.given_by": 2,
        "account.given_from": 2,
        "account.given_why": 2,
        "account.hours": 2,
        "account.imported": 2,
        "account.mood": 2,
        "account.mood_ms": 2,
        "account.place": 2,
        "account.renews_on": 2,
        "ask": 2,
        "attachment": 2,
        "conflict": 2,
        "contact.birthday": 2,
        "contact.imported": 2,
        "deal.alive_ms": 2,
        "deal.confidence": 2,
        "deal.given_by": 2,
        "deal.given_from": 2,
        "deal.given_why": 2,
        "deal.imported": 2,
        "deal.parked": 2,
        "deal.reason_tag": 2,
        "deal_line": 2,
        "deal_place": 2,
        "erasure": 2,
        "fact": 2,
        "follow_up.form": 2,
        "follow_up.imported": 2,
        "follow_up.source": 2,
        "follow_up.source_id": 2,
        "import_mapping": 2,
        "note.answered": 2,
        "note.corrections": 2,
        "note.heard": 2,
        "note.imported": 2,
        "note.source": 2,
        "note.source_id": 2,
        "note.transcription": 2,
        "pipeline.imported": 2,
        "problem": 2,
        "product.cost_minor": 2,
        "product.imported": 2,
        "sameness": 2,
        "saved_view": 2,
        "stage.imported": 2,
        "stage.merged_into": 2,
        "team.audio_days": 2,
        "team.check_in_days": 2,
        "team.lost_reasons": 2,
        "team.order_rules": 2,
        "team.outcomes": 2,
        "team.stale_days": 2,
        "team.won_reasons": 2,
        "user.imported": 2,
        "visit.imported": 2,
        "visit.met": 2,
        "visit.mood": 2,
        "visit.outcome": 2,
        "visit.position": 2,
        "visit.products": 2,
        "visit.source": 2,
        "visit.source_id": 2,
    }
)
"""The schema version that brought a kind or a register (``kind.register``); 1 for all others."""

RECORDS: MappingProxyType[str, type[Record]] = MappingProxyType(
    {
        str(model.__tablename__): model
        for model in (
            Team,
            User,
            Device,
            Pipeline,
            Stage,
            Product,
            Account,
            Contact,
            Deal,
            Visit,
            Note,
            FollowUp,
            Conflict,
            Attachment,
            Fact,
            Problem,
            Ask,
            DealLine,
            DealPlace,
            SavedView,
            Sameness,
            ImportMapping,
            Erasure,
        )
    }
)
"""Record classes by kind; the kind is the table's name."""

_BOOKKEEPING = frozenset({"id", "stamps", "extra"})


def kind_of(model: type[Record]) -> str:
    """Return the kind of a record class."""
    return str(model.__tablename__)


def model_of(kind: str) -> type[Record]:
    """Return the record class of a kind.

    Raises:
        UnknownKindError: If this version has no such kind.
    """
    try:
        return RECORDS[kind]
    except KeyError:
        raise UnknownKindError(kind=kind) from None


@cache
def registers(kind: str) -> tuple[str, ...]:
    """Return the names of the synced columns, in table order.

    Raises:
        UnknownKindError: If this version has no such kind.
    """
    return tuple(f for f in model_of(kind).model_fields if f not in _BOOKKEEPING)


@cache
def known_at(kind: str, version: int) -> frozenset[str]:
    """Return the registers that a replica of an earlier schema version knows.

    Empty for a kind that came later, and for one that this version does not know.
    """
    if kind not in RECORDS or ADDED.get(kind, 1) > version:
        return frozenset()
    names = registers(kind)
    return frozenset(n for n in names if ADDED.get(f"{kind}.{n}", 1) <= version)


@cache
def defaults(kind: str) -> MappingProxyType[str, Scalar]:
    """Return the value of every synced column that nobody wrote.

    Raises:
        UnknownKindError: If this version has no such kind.
    """
    fields = model_of(kind).model_fields
    return MappingProxyType({name: fields[name].default for name in registers(kind)})


@cache
def together(kind: str, field: str) -> tuple[str, ...]:
    """Return the registers that must be written with this one, itself included."""
    for group in model_of(kind).TOGETHER:
        if field in group:
            return group
    return (field,)
