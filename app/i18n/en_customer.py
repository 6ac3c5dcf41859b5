"""English for what a customer needs after the sale: problems, mood, what is new, renewals.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # care: problems, mood, what is new and little things on a customer's card
    "care.birthday_wrong": "There is no such day. Write it like 24.12. or 24 December 1980.",
    "care.card_saved": "Card saved. Any address book opens it.",
    "care.fact": "What is new there?",
    "care.fact_delete": "Not so any more",
    "care.fact_deleted": "Taken off the card",
    "care.fact_edit": "What is new",
    "care.fact_gone": (
        "This was taken off the card while you were writing. Saving puts it back, with your words."
    ),
    "care.fact_hint": "They are being bought by Nordhaus. A new chief of buying.",
    "care.fact_new": "Add what is new there",
    "care.fact_saved": "Saved",
    "care.hint_birthday": "24.12. or 24 December 1980",
    "care.hint_favourites": "Espresso, no sugar. Always asks about the boat.",
    "care.hint_hours": "Mon to Thu from 7, the kitchen closes at 2",
    "care.hint_place": "A link from your maps, or 52.5200, 13.4050",
    "care.little": "Little things",
    "care.little_edit": "Change the little things",
    "care.little_gone": (
        "This customer was deleted while you were writing. Saving brings it back, with your words."
    ),
    "care.little_saved": "Saved",
    "care.mood": "How they feel about it all",
    "care.mood_said": "said {when}",
    "care.mood_unsaid": "Nobody has said yet",
    "care.nobody": "Nobody",
    "care.nobody_sees": "nobody sees to it",
    "care.open_again": "Open again",
    "care.opened_again": "The problem is open again",
    "care.place_wrong": (
        "There is no place in that. Open the map, and copy the address of the page or the numbers."
    ),
    "care.problem": "What is wrong?",
    "care.problem_edit": "Problem",
    "care.problem_gone": (
        "This was solved or deleted while you were writing. Saving keeps your words."
    ),
    "care.problem_hint": "The new grinder stops when it gets hot",
    "care.problem_new": "Problem",
    "care.problem_owner": "Who sees to it",
    "care.problem_saved": "Problem saved",
    "care.problem_unsaid": "A problem without words",
    "care.renews": "Renews {day}, {when}",
    "care.renews_never": "No date",
    "care.renews_on": "Contract renews",
    "care.renews_year": "In a year",
    "care.sees": "{name} sees to it",
    "care.share": "Share these details",
    "care.solution": "What put it right?",
    "care.solve": "Solved",
    "care.solved": "Problem solved",
    "care.still_so": "Still so",
    "care.still_so_said": "Still so, as of today",
    "care.told": "said {when}",
    "care.told_by": "{name} said so {when}",
    "care.unfinished": "You began to change this. Tap to go on.",
    "care.wordless": "Write a word or two first. Nothing else is needed.",
    "care.you_see": "you see to it",
    # check_ins: when the team asks a customer who bought
    "check_ins.chosen": "Chosen for your team",
    "check_ins.days": "Days after the sale",
    "check_ins.never": "Never",
    "check_ins.never_said": "Nobody is reminded to ask how it goes after a sale.",
    "check_ins.others": "Other days",
    "check_ins.rule": "{days} days after a sale, whoever sold it is reminded to ask how it goes.",
    "check_ins.section": "Asking after the sale",
    "check_ins.short": "{days} days",
    "check_ins.understood": "After {days} days",
    # renewals: whose contract ends or renews soon
    "renewals.count.one": "{count} renews soon",
    "renewals.count.other": "{count} renew soon",
    "renewals.is": "Renews {when}",
    "renewals.none": "Nothing renews in the next two months",
    "renewals.none_why": "A customer's renewal day is among its little things.",
    "renewals.was": "Was due {when}",
}
