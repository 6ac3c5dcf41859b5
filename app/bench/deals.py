"""Deals of about 550 bytes, as hard to pack as real ones."""

import random
import string
from collections.abc import Iterator

from sync.core.change import Scalar
from sync.core.ids import uuid7
from sync.core.records.deal import Deal

_SINCE_MS = 1_767_225_600_000
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")
_SIGNS = string.ascii_letters + string.digits
_WORDS = 6_000


def plain_deals(count: int, seed: int = 1) -> Iterator[Deal]:
    """Yield deals: random ids, customers by the thousand, words as people write them."""
    chance = random.Random(seed)  # noqa: S311  # the same deals every time, no secret
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(_WORDS)]
    ids = [uuid7(_SINCE_MS + i * 977, chance.getrandbits(74)) for i in range(max(20, count))]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, k=length)).capitalize()

    for number in range(count):
        yield Deal(
            id=uuid7(_SINCE_MS + 60_000 * number, chance.getrandbits(74)),
            created_ms=_SINCE_MS + 60_000 * number + chance.randrange(60_000),
            title=text(5),
            account_id=chance.choice(ids),
            contact_id=chance.choice(ids),
            pipeline_id="pipeline-sales",
            stage_id=chance.choice(("stage-new", "stage-proposal", "stage-talks")),
            amount_minor=chance.randrange(50, 90_000) * 1_000,
            currency="EUR",
            expected_on=f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            reason=text(11),
            owner_id=chance.choice(ids[:20]),
            source="salesforce",
            source_id="006" + "".join(chance.choices(_SIGNS, k=15)),
        )


def edit_of(turn: int, place: int) -> dict[str, Scalar]:
    """Return an edit of two fields that differs in every round and for every deal."""
    return {"title": f"Round {turn}, deal {place}", "reason": f"Because of {turn * 31 + place}"}
