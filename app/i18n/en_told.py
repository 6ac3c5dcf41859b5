"""English for who wrote what: values that lost unseen, and history.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # clash: two people wrote the same thing unseen
    "clash.author": "{lost}. {kept} later, and that is kept.",
    "clash.bring_back": "Bring it back",
    "clash.brought_back": "It is back",
    "clash.chose": "{name} chose {value}",
    "clash.chose_you": "You chose {value}",
    "clash.comes_back": "It was deleted since. “{use}” brings it back.",
    "clash.delete": "Delete it",
    "clash.deleted": "Changed and deleted",
    "clash.deleted_again": "Deleted",
    "clash.deletion_lost_author": (
        "You deleted this. {name} changed it later, so it is still here."
    ),
    "clash.deletion_lost_both": (
        "You deleted this on one device and changed it on another later. It is still here."
    ),
    "clash.deletion_lost_keeper": (
        "{name} deleted this without seeing your change. It is still here."
    ),
    "clash.dismiss": "Fine as it is",
    "clash.edit_lost_author": "You changed this. {name} deleted it later.",
    "clash.edit_lost_both": "You changed this on one device and deleted it on another later.",
    "clash.edit_lost_keeper": "{name} changed this, and you deleted it without seeing that.",
    "clash.emptied": "{name} left it empty",
    "clash.emptied_you": "You left it empty",
    "clash.from_here": "From this device",
    "clash.from_there": "From another device",
    "clash.gone_since": "It was deleted since.",
    "clash.is_kept": "{who}, kept",
    "clash.keeper": "{lost} without seeing yours. {kept} later, and that is kept.",
    "clash.later_version": "Something from a later version of Rapport",
    "clash.left": "Left as it is",
    "clash.none_why": (
        "When two people change the same thing without seeing each other, both values stand here."
    ),
    "clash.now": "Now it says {value}.",
    "clash.now_empty": "Now it is empty.",
    "clash.own_elsewhere": (
        "{lost} on another device. {kept} on this one later, and that is kept."
    ),
    "clash.own_here": "{lost} on this device. {kept} on another one later, and that is kept.",
    "clash.read_all": "Read both",
    "clash.read_less": "Less",
    "clash.replaces": "“{use}” replaces that.",
    "clash.restored": "Changed",
    "clash.restored_mine": "Yours is back",
    "clash.someone": "Somebody",
    "clash.theirs": "{name} wrote",
    "clash.title": "Written twice",
    "clash.to_look.one": "{count} value to look at",
    "clash.to_look.other": "{count} values to look at",
    "clash.use_mine": "Use mine",
    "clash.use_other": "Use the other",
    "clash.wrote": "{name} wrote {value}",
    "clash.wrote_you": "You wrote {value}",
    "clash.yours": "You wrote",
    # history: who wrote what, when
    "history.alone": "No history here",
    "history.alone_why": (
        "History is kept by a team's server, and you work on your own. It begins once you join a"
        " team."
    ),
    "history.arrived": "reached your team {when}",
    "history.brought_back": "Brought back",
    "history.deleted": "Deleted",
    "history.emptied": "{field}: emptied",
    "history.emptied_from": "{field}: emptied, before that {before}",
    "history.given": "Given to {value}",
    "history.given_from": "Given from {before} to {value}",
    "history.made": "Written down",
    "history.moved": "Moved to {value}",
    "history.moved_from": "Moved from {before} to {value}",
    "history.none": "Nothing here yet",
    "history.none_why": "What is written from now on will stand here.",
    "history.not_kept": "That was not kept: {name} wrote {value} later.",
    "history.offline": "No signal",
    "history.offline_why": (
        "History is kept by your team's server, which did not answer. Everything else is here on"
        " this device."
    ),
    "history.older": "Show older",
    "history.server": "Your team's server",
    "history.taken": "Now nobody's",
    "history.taken_from": "Taken from {before}, now nobody's",
    "history.title": "History",
    "history.unread": "The history could not be read",
    "history.unsent": "Not sent yet",
    "history.unsent_why": "Its history begins once it has reached your team.",
    "history.wrote": "{field}: {value}",
    "history.wrote_from": "{field}: {value}, before that {before}",
    "history.you": "You",
    # said: a value inside a sentence
    "said.deleted": "deleted",
    "said.done": "done",
    "said.empty": "nothing",
    "said.gone": "what is no longer there",
    "said.met": "that it took place",
    "said.no": "no",
    "said.open": "still open",
    "said.planned": "that it is only planned",
    "said.private": "private",
    "said.shared": "shared with the whole team",
    "said.text": "“{text}”",
    "said.there": "still there",
    "said.unknown": "what this version of Rapport cannot show",
    "said.yes": "yes",
}
