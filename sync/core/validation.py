"""What a change may hold; violations name a rule, never a sentence."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from sync.core import schema
from sync.core.change import Change, Scalar, is_packed
from sync.core.clock import is_stamp
from sync.core.files import is_hash

MAX_ID = 64
MAX_FIELDS = 64
MAX_TEXT = 100_000
MAX_NUMBER = 2**53 - 1
"""Largest whole number every JSON reader keeps exact."""

_FIELD = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DATES = frozenset({"by_on", "closed_on", "due_on", "expected_on", "renews_on"})
_RULED = _DATES | {"currency", "sha256"}
_CHOICES: Mapping[str, frozenset[str]] = {
    "account.mood": frozenset({"", "happy", "fine", "unhappy"}),
    "follow_up.form": frozenset({"", "check_in"}),
    "problem.state": frozenset({"open", "working", "closed"}),
    "sameness.verdict": frozenset({"", "same", "different"}),
    "user.role": frozenset({"rep", "manager", "admin"}),
    "stage.outcome": frozenset({"open", "won", "lost"}),
    "visit.form": frozenset({"visit", "call"}),
    "visit.mood": frozenset({"", "happy", "fine", "unhappy"}),
    "visit.read": frozenset({"", "keen", "unsure", "cold"}),
    "deal.read": frozenset({"", "keen", "unsure", "cold"}),
    "note.transcription": frozenset({"", "pending", "done", "failed", "none"}),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a value breaks.

    Attributes:
        field: Register name; empty when the whole record is meant.
        key: The rule, such as ``violation.too_long``.
        limit: The rule's number or word, for the sentence.
    """

    field: str
    key: str
    limit: str = ""


class _Limit(NamedTuple):
    """What a register may hold: values of a type, texts so long, and whether that is all."""

    type: type
    longest: int
    alone: bool


@cache
def _limits(kind: str) -> Mapping[str, _Limit]:
    """Return what each register of a kind may hold."""
    fields = schema.model_of(kind).model_fields
    limits: dict[str, _Limit] = {}
    for name in schema.registers(kind):
        lengths = (getattr(m, "max_length", None) for m in fields[name].metadata)
        longest = next((n for n in lengths if n is not None), MAX_TEXT)
        alone = name not in _RULED and f"{kind}.{name}" not in _CHOICES
        limits[name] = _Limit(type(fields[name].default), longest, alone)
    return limits


def check_change(change: Change) -> Violation | None:
    """Return the first rule a change breaks, or None.

    Registers this version does not know are let through when their names and
    sizes are sane: a newer version may have added them.
    """
    if change.kind not in schema.RECORDS:
        return Violation("", "violation.unknown_kind", change.kind[:40])
    if not is_id(change.id):
        return Violation("id", "violation.bad_id")
    if not is_stamp(change.stamp) or not is_packed(change.seen):
        return Violation("", "violation.bad_stamp")
    if not 0 < len(change.fields) <= MAX_FIELDS:
        return Violation("", "violation.field_count", str(MAX_FIELDS))
    return check_fields(change.kind, change.fields)


def is_id(text: str) -> bool:
    """Tell whether the text can be a record's id."""
    return _ID.fullmatch(text) is not None


def check_fields(kind: str, fields: Mapping[str, Scalar]) -> Violation | None:
    """Return the first rule the values break, or None.

    Raises:
        UnknownKindError: If this version has no such kind.
    """
    limits = _limits(kind)
    for name, value in fields.items():
        limit = limits.get(name)
        found = _unknown(name, value) if limit is None else _known(kind, name, value, limit)
        if found:
            return found
    return None


def _unknown(name: str, value: Scalar) -> Violation | None:
    if not _FIELD.fullmatch(name):
        return Violation(name[:64], "violation.bad_name")
    if isinstance(value, str):
        return _words(name, value, MAX_TEXT)
    if isinstance(value, float) and not math.isfinite(value):
        return Violation(name, "violation.wrong_type", "number")
    if value is not None and not isinstance(value, int | float):
        # Whatever the types say, what is no scalar could not be sent.
        return Violation(name, "violation.wrong_type", "scalar")
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        return Violation(name, "violation.too_large", str(MAX_NUMBER))
    return None


def _known(kind: str, name: str, value: Scalar, limit: _Limit) -> Violation | None:
    if type(value) is not limit.type:
        return Violation(name, "violation.wrong_type", limit.type.__name__)
    if isinstance(value, str):
        found = _words(name, value, limit.longest)
        return found if found or limit.alone else _ruled(kind, name, value)
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        return Violation(name, "violation.too_large", str(MAX_NUMBER))
    return None


def _ruled(kind: str, name: str, value: str) -> Violation | None:
    if name in _DATES and value and not _is_date(value):
        return Violation(name, "violation.not_a_date")
    if name == "currency" and value and not _CURRENCY.fullmatch(value):
        return Violation(name, "violation.not_a_currency")
    if name == "sha256" and value and not is_hash(value):
        return Violation(name, "violation.not_a_hash")
    choices = _CHOICES.get(f"{kind}.{name}")
    if choices is not None and value not in choices:
        return Violation(name, "violation.not_a_choice", ", ".join(sorted(choices)))
    return None


def _words(name: str, value: str, longest: int) -> Violation | None:
    if len(value) > longest:
        return Violation(name, "violation.too_long", str(longest))
    if value.isascii():
        return None
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, as a cut text ends with
        return Violation(name, "violation.bad_text")
    return None


def _is_date(text: str) -> bool:
    try:
        # Python also reads 20261121 and 2026-W47-6, which would not sort.
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
