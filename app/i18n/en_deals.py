"""English for one's own deals: order and pins, quiet ones, lines, views, the team's stages.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # own: one's own order of deals, and what is done with one of them there
    "own.by_date": "Back to its date",
    "own.by_date_done": "Back to its date",
    "own.down": "One down",
    "own.menu": "What to do with {name}",
    "own.moved": "Moved in your list",
    "own.order": "In which order",
    "own.order_own": "My order",
    "own.order_soonest": "By date",
    "own.order_suggested": "Suggested",
    "own.outside": "here by chance, outside the rules",
    "own.park": "Park",
    "own.park_done": "Parked: it counts in no total",
    "own.parked": "Parked",
    "own.parked_count.one": "{count} parked",
    "own.parked_count.other": "{count} parked",
    "own.pin": "Pin on top",
    "own.pin_done": "Pinned for you",
    "own.pinned": "Pinned by you",
    "own.pinned_why": "Pinned by you: {why}",
    "own.sure": "{percent}% sure",
    "own.top": "To the top",
    "own.unpin": "Take the pin out",
    "own.unpin_done": "The pin is out",
    "own.up": "One up",
    "own.wake": "Alive again",
    "own.wake_done": "Alive again",
    "own.why": "Why on top? Only you see it",
    "own.why_hint": "They merge in March",
    "own.why_kept": "Kept with the pin",
    # quiet: a deal nobody has said a word about for long
    "quiet.alive": "Alive",
    "quiet.alive_done": "{name}: alive",
    "quiet.back": "Back to the deals",
    "quiet.later": "Later",
    "quiet.left.one": "{count} quiet deal",
    "quiet.left.other": "{count} quiet deals",
    "quiet.look": "Look",
    "quiet.lost": "Lost",
    "quiet.lost_done": "{name}: lost",
    "quiet.no_reason": "Without a reason",
    "quiet.none": "No quiet deals",
    "quiet.none_why": "Every open deal of yours has had a word lately.",
    "quiet.park": "Park",
    "quiet.park_done": "{name}: parked, in no total",
    "quiet.since": "Not a word since {when}",
    "quiet.some.one": "{count} quiet deal: still alive?",
    "quiet.some.other": "{count} quiet deals: still alive?",
    # reasons: to pick from while the team has written none of its own
    "reasons.usual_lost": "Price · Timing · Somebody else · No need · No answer",
    "reasons.usual_won": "Price · Quality · Service · They know the team · Just in time",
    # views: ways of looking that a person keeps
    "views.gone": "View let go of",
    "views.keep": "Keep this view",
    "views.kept": "View kept, on all of your devices",
    "views.let_go": "Let go of “{name}”",
    "views.name": "What to call this view",
    "views.name_hint": "Offers to chase",
    "views.title": "Your views",
}
