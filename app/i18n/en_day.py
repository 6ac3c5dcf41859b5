"""English for a day on the road: the brief, the stops and what is near.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # brief: what to know before walking in
    "brief.birthday": "{name}'s birthday: {when}",
    "brief.fact": "{text} ({when})",
    "brief.gate_code": "Gate code {code}",
    "brief.last": "{when}: {text}",
    "brief.problem": "Open problem: {text}",
    "brief.problems": "Open problem: {text} (and {count} more)",
    "brief.promised": "You promised: {text}",
    "brief.promised_by": "Promised for {when}: {text}",
    "brief.unhappy": "Unhappy, they said {when}",
    # stops: the visits of a day, in order
    "stops.order": "Order and route",
    # tray: what of the day waits for this person
    "tray.arrive": "I am here",
    "tray.call": "Call",
    "tray.check_in": "How is it going with {text}?",
    "tray.check_in_any": "How is it going?",
    "tray.evening.one": "{count} visit of today is not written down. It is fresh now.",
    "tray.evening.other": "{count} visits of today are not written down. They are fresh now.",
    "tray.here": "You are here",
    "tray.mood_told": "Noted how they feel",
    "tray.not_yet": "Not there yet",
    "tray.private": "Only you see this",
    "tray.route": "Directions",
    "tray.title": "Not written down yet",
    "tray.unhappy": "Unhappy",
    "tray.unhappy_since": "Said {when}",
    "tray.write": "Write it down",
}
