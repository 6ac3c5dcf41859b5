"""German for a day on the road: the brief, the stops and what is near.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # brief: what to know before walking in
    "brief.birthday": "{name} hat Geburtstag: {when}",
    "brief.fact": "{text} ({when})",
    "brief.gate_code": "Türcode {code}",
    "brief.last": "{when}: {text}",
    "brief.problem": "Offenes Problem: {text}",
    "brief.problems": "Offenes Problem: {text} (und {count} weitere)",
    "brief.promised": "Du hast versprochen: {text}",
    "brief.promised_by": "Versprochen für {when}: {text}",
    "brief.unhappy": "Unzufrieden, gesagt {when}",
}
