"""Where a source says a deal stands."""

import re
from dataclasses import dataclass
from typing import Protocol

_WON = re.compile(r"(closed)?[\s_-]*won|gewonnen|gagnée?|ganad[ao]|vint[ao]", re.IGNORECASE)
_LOST = re.compile(r"(closed)?[\s_-]*lost|verloren|perdue?|perdid[ao]|pers[ao]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StageName:
    """A stage by the source's words.

    Attributes:
        pipeline: The pipeline's name; empty where the source has but one.
        name: The stage's name; empty for "simply won" and "simply lost", which
            any stage of that outcome stands for.
        outcome: ``open``, ``won`` or ``lost``.
    """

    pipeline: str
    name: str
    outcome: str


class Cells(Protocol):
    """The part of a row's reader that is needed here."""

    def has(self, slot: str) -> bool:
        """Tell whether the table has a column for the slot."""

    def text(self, slot: str) -> str:
        """Return the cell of the slot."""

    def truth(self, slot: str) -> bool:
        """Return a yes or no."""


def read_stage(cells: Cells) -> StageName:
    """Read the stage and how it ends.

    Pipedrive keeps the last open stage of a deal that was won and says "won"
    in a column of its own; Salesforce has a yes or no beside the stage's name;
    the others have the name alone.
    """
    name = cells.text("stage")
    outcome = _outcome(cells, name)
    if outcome != "open" and (cells.has("status") or _WON.fullmatch(name) or _LOST.fullmatch(name)):
        name = ""
    return StageName(cells.text("pipeline"), name, outcome)


def _outcome(cells: Cells, name: str) -> str:
    if cells.has("status"):
        status = cells.text("status").casefold()
        return status if status in ("won", "lost") else "open"
    if cells.has("closed") and cells.text("closed"):
        if not cells.truth("closed"):
            return "open"
        return "won" if cells.truth("won") else "lost"
    if _WON.fullmatch(name) or (not name and cells.text("won_on")):
        return "won"
    if not name and cells.text("lost_on"):
        return "lost"
    # Zoho: "Closed Lost" and "Closed-Lost to Competition".
    return "lost" if _LOST.match(name) else "open"
