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
}
