"""What the day's list has to show, and what it can do."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import flet as ft

from app.queries.drafts import Draft
from app.queries.today import EVENING, Today
from app.widgets.handlers import Press


@dataclass(frozen=True)
class TodayActions:
    """What the list can do.

    Attributes:
        open: Takes a customer's id and the row's: opens it, or shows its brief beside the list.
        note: Takes the customer's id and the planned visit's: begins a note; empty ones go on
            with the newest draft.
        go_on: Takes the key of a draft: goes on writing it.
        arrive: Takes the id of the planned visit one has arrived for; none for not yet.
        call: Takes a number and a customer's id: dials, and has the note of the call ready.
        route: Takes a place: shows the way in the device's maps.
        mood: Takes a customer's id and how they feel: answers a check-in.
        finish: Takes the id of a next step.
        postpone: Takes the id of a next step, to be done tomorrow.
        drop: Takes the id of a planned visit that did not happen.
        plan: Plans a visit.
        order: Opens the stops of the day, to be put in order.
        quiet: Shows the deals.
        clashes: Shows what two people wrote unseen.
    """

    open: Callable[[str, str], object]
    note: Callable[[str, str], object]
    go_on: Callable[[str], object]
    arrive: Callable[[str], object]
    call: Callable[[str, str], object]
    route: Callable[[str], object]
    mood: Callable[[str, str], object]
    finish: Callable[[str], Awaitable[object]]
    postpone: Callable[[str], Awaitable[object]]
    drop: Callable[[str], object]
    plan: Press
    order: Press
    quiet: Press
    clashes: Press


@dataclass(frozen=True)
class TodayShown:
    """What the list has to show.

    Attributes:
        name: Of the person, for the greeting.
        badge: Where the changes of this device are; the desktop shows it elsewhere.
        problem: Why the list could not be read again; empty when all is well.
        chosen: Id of the visit or step whose customer's brief stands beside the list.
        attempt: Grows when a swipe could not be saved: the row comes back.
        clashes: How many values of two people wait to be looked at.
        given: What is offered and what changed hands.
        said: What was just spoken and wants a look.
    """

    day: Today
    drafts: Sequence[Draft]
    name: str
    now: datetime
    badge: ft.Control | None = None
    problem: str = ""
    chosen: str = ""
    attempt: int = 0
    clashes: int = 0
    given: Sequence[ft.Control] = ()
    said: Sequence[ft.Control] = ()

    @property
    def evening(self) -> bool:
        """Whether the day is done, and what is not written down wants to be."""
        return self.now.hour >= EVENING
