"""Spanish for a day on the road: the brief, the stops and what is near.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # brief: what to know before walking in
    "brief.birthday": "Cumpleaños de {name}: {when}",
    "brief.fact": "{text} ({when})",
    "brief.gate_code": "Código de la puerta {code}",
    "brief.last": "{when}: {text}",
    "brief.problem": "Problema abierto: {text}",
    "brief.problems": "Problema abierto: {text} (y {count} más)",
    "brief.promised": "Prometiste: {text}",
    "brief.promised_by": "Prometido para {when}: {text}",
    "brief.unhappy": "Descontento, lo dijo {when}",
}
