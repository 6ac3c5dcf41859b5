"""Which feature shows itself, and when: at most one a day, and never again after "no".

A hint is due when what the person does shows that it would help, and only then. What
was said to it stands in the device's settings.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from app.queries.hints import Useful
from app.settings import Settings

_MANY_NOTES: Final = 3
_MANY_VISITS: Final = 4
_MANY_DEALS: Final = 8


def wanted(useful: Useful) -> tuple[str, ...]:
    """Return the hints that would help a person now, the most helpful first."""
    found = {
        "remind": bool(useful.visit_id),
        "speak": useful.typed >= _MANY_NOTES and not useful.spoken,
        "plan": useful.unplanned >= _MANY_VISITS and not useful.planned,
        "pin": useful.deals >= _MANY_DEALS and not useful.pinned,
    }
    return tuple(key for key, is_so in found.items() if is_so)


def hint_of(useful: Useful, settings: Settings, today: date) -> str:
    """Return the hint to show; empty for none.

    The one that was shown today stays until it is answered; no other comes that day.
    """
    offered = [key for key in wanted(useful) if key not in settings.hints_refused.split()]
    day, _, shown = settings.hinted.partition(" ")
    if day == today.isoformat():
        return shown if shown in offered else ""
    return offered[0] if offered else ""


def shown(settings: Settings, hint: str, today: date) -> Settings:
    """Return the settings after a hint was shown, unless it was shown, or answered, today."""
    if settings.hinted.startswith(today.isoformat()):
        return settings
    return replace(settings, hinted=f"{today.isoformat()} {hint}")


def answered(settings: Settings, hint: str, today: date, *, again: bool) -> Settings:
    """Return the settings after a hint was answered: it is enough for today.

    Args:
        settings: As they were.
        hint: What was answered.
        today: The day.
        again: Whether it may come again on another day.
    """
    refused = settings.hints_refused.split()
    kept = refused if again else [*refused, hint]
    return replace(settings, hinted=f"{today.isoformat()} ", hints_refused=" ".join(kept))
