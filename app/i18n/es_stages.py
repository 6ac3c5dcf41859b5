"""Spanish for the stages one starts with, until a team names its own.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # stages: names, and what they mean
    "stages.lost": "Perdido",
    "stages.lost_means": "Dijeron que no, o eligieron a otro.",
    "stages.negotiation": "Negociación",
    "stages.negotiation_means": "Lo quieren, y se habla de las condiciones.",
    "stages.new": "Nuevo",
    "stages.new_means": "Hay una necesidad, y nadie la ha mirado de cerca.",
    "stages.pipeline": "Ventas",
    "stages.proposal": "Propuesta",
    "stages.proposal_means": "Tienen una oferta con precio.",
    "stages.qualified": "Calificado",
    "stages.qualified_means": "Tienen una necesidad, un presupuesto y alguien que decide.",
    "stages.won": "Ganado",
    "stages.won_means": "Dijeron que sí.",
}
