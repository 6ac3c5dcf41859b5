"""English for the care of what is known: one gentle question, and two-minute fixes.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # fixes: what two minutes set right
    "fixes.confirmed": "Noted as right today",
    "fixes.last": "last known to be right {when}",
    "fixes.more": "Show more",
    "fixes.nobody": "Customers without a person",
    "fixes.none": "Nothing to set right",
    "fixes.none_why": "Every open deal has a next step, and everybody can be reached.",
    "fixes.reach": "Customers without phone, e-mail or address",
    "fixes.row": "Missing steps, quiet deals, half-filled customers",
    "fixes.stale": "Deals nobody has said a word about for long",
    "fixes.step": "Deals without a next step",
    "fixes.still_right": "Still right",
    "fixes.title": "Two-minute fixes",
    "fixes.unconfirmed": "Details nobody has confirmed for a year",
    "fixes.why": "The team's notebook, whoever has a moment. Nobody is counted.",
    # gentle: the one question about a note that says nothing
    "gentle.added": "Added to the note",
    "gentle.empty": "What did they agree to?",
    "gentle.leave": "Leave it",
    "gentle.left": "Left as it is",
    "gentle.repeated": "What was different this time?",
    "gentle.speak": "Say it",
    "gentle.write": "Write a line",
}
