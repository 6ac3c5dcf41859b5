"""English for the stages one starts with, until a team names its own.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # stages: names, and what they mean
    "stages.lost": "Lost",
    "stages.lost_means": "They said no, or chose someone else.",
    "stages.negotiation": "Negotiation",
    "stages.negotiation_means": "They want it, and the terms are talked about.",
    "stages.new": "New",
    "stages.new_means": "There is a need, and nobody has looked closer yet.",
    "stages.pipeline": "Sales",
    "stages.proposal": "Proposal",
    "stages.proposal_means": "They hold an offer with a price.",
    "stages.qualified": "Qualified",
    "stages.qualified_means": "They have a need, a budget and somebody who decides.",
    "stages.won": "Won",
    "stages.won_means": "They said yes.",
}
