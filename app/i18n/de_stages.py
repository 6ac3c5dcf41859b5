"""German for the stages one starts with, until a team names its own.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # stages: names, and what they mean
    "stages.lost": "Verloren",
    "stages.lost_means": "Sie haben Nein gesagt oder jemand anders gewählt.",
    "stages.negotiation": "Verhandlung",
    "stages.negotiation_means": "Sie wollen es, und es geht um die Bedingungen.",
    "stages.new": "Neu",
    "stages.new_means": "Es gibt einen Bedarf, und noch niemand hat genauer hingesehen.",
    "stages.pipeline": "Vertrieb",
    "stages.proposal": "Angebot",
    "stages.proposal_means": "Sie haben ein Angebot mit Preis.",
    "stages.qualified": "Geprüft",
    "stages.qualified_means": "Sie haben einen Bedarf, ein Budget und jemanden, der entscheidet.",
    "stages.won": "Gewonnen",
    "stages.won_means": "Sie haben Ja gesagt.",
}
