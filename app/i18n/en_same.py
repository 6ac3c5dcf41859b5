"""English for customers and people that may be, or are, the same.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # same: two that may be one
    "same.about.contact.one": "{count} person",
    "same.about.contact.other": "{count} people",
    "same.about.deal.one": "{count} deal",
    "same.about.deal.other": "{count} deals",
    "same.about.note.one": "{count} note",
    "same.about.note.other": "{count} notes",
    "same.about.visit.one": "{count} visit",
    "same.about.visit.other": "{count} visits",
    "same.apart": "Take apart",
    "same.choose": "Which is right? The newest is chosen.",
    "same.different": "Not the same",
    "same.done": "That was all",
    "same.done_why": "Whatever looks alike is shown here; nothing becomes one by itself.",
    "same.empty": "nothing",
    "same.is_account": "Same customer?",
    "same.is_contact": "Same person?",
    "same.known_contact": "May be here already:",
    "same.later": "Later",
    "same.merge": "Make them one",
    "same.merged": "{name} is one now",
    "same.nothing_yet": "nothing yet",
    "same.of": "{at} of {count}",
    "same.one_of": "Also written down as {names}",
    "same.said_different": "Kept as two",
    "same.stays": "Everything of both stays, and they can be taken apart at any time.",
    "same.taken_apart": "Two again",
    "same.to_look.one": "{count} pair may be the same",
    "same.to_look.other": "{count} pairs may be the same",
    "same.total": "{count} may be the same: {money}",
    "same.why": "Because: {reasons}",
    # same.reason: why two may be one
    "same.reason.address": "same address",
    "same.reason.born": "same date of birth",
    "same.reason.company": "same customer",
    "same.reason.domain": "same website or e-mail domain",
    "same.reason.email": "same e-mail",
    "same.reason.email_alike": "nearly the same e-mail",
    "same.reason.name": "same name",
    "same.reason.name_part": "part of the name",
    "same.reason.name_short": "short for the same name",
    "same.reason.name_spelled": "same name, spelled another way",
    "same.reason.name_turned": "same name, the other way round",
    "same.reason.phone": "same phone number",
}
