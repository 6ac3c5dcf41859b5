"""English for one's own deals: order and pins, quiet ones, lines, views, the team's stages.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # quiet: a deal nobody has said a word about for long
    "quiet.alive": "Alive",
    "quiet.lost": "Lost",
    "quiet.park": "Park",
}
