"""What the person said to offers and questions, as a note keeps it.

Example:
    ``{"due:2026-11-24": "taken", "amount:4500000 EUR": "wrong"}``
"""

import json
from typing import Final, Literal

from app.understanding.offer import Offer

Answer = Literal["taken", "wrong"]

_LONGEST: Final = 80
"""Of an offer's key as it is remembered; a step's is its words."""
_MOST: Final = 40
"""Answers a note remembers; more offers than that no note makes."""


def is_open(offer: Offer, answered: str) -> bool:
    """Tell whether an offer has not been answered yet."""
    return offer.key[:_LONGEST] not in answers(answered)


def with_answer(answered: str, offer: Offer, answer: Answer) -> str:
    """Return what a note keeps once an offer is answered: the newest answers, at the end."""
    return remembering(answered, offer.key[:_LONGEST], answer)


def remembering(answered: str, key: str, answer: str) -> str:
    """Return what a note keeps with one more answer, in place of an earlier one to the same."""
    known = answers(answered)
    known.pop(key, None)
    kept = dict([*known.items()][1 - _MOST :]) | {key: answer}
    return json.dumps(kept, ensure_ascii=False)


def answers(answered: str) -> dict[str, str]:
    """Read what a note keeps; what a later version wrote otherwise counts as unanswered."""
    try:
        kept = json.loads(answered or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
