"""English for a day on the road: the brief, the stops and what is near.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # brief: what to know before walking in
    "brief.birthday": "{name}'s birthday: {when}",
    "brief.fact": "{text} ({when})",
    "brief.gate_code": "Gate code {code}",
    "brief.last": "{when}: {text}",
    "brief.problem": "Open problem: {text}",
    "brief.problems": "Open problem: {text} (and {count} more)",
    "brief.promised": "You promised: {text}",
    "brief.promised_by": "Promised for {when}: {text}",
    "brief.unhappy": "Unhappy, they said {when}",
    # more: what can be said of a visit beside words
    "more.find_product": "Find a product",
    "more.met": "Who was there",
    "more.mood": "They feel",
    "more.outcome": "Outcome",
    "more.outcome_later": "Later, maybe",
    "more.outcome_no": "Not interested",
    "more.outcome_offer": "Wants an offer",
    "more.outcome_order": "Ordered",
    "more.products": "Products",
    # near: who is near this device
    "near.in_city": "in {city}",
    "near.km": "{km} km",
    "near.looking": "Looking around…",
    "near.me": "Near me",
    "near.metres.one": "{count} m",
    "near.metres.other": "{count} m",
    "near.nobody": "No customer within 60 km has an address or a city.",
    "near.off": "Location is switched off on this device. The search works without it.",
    "near.private": (
        "Where you are is used for this list and forgotten. It is never saved and never sent."
    ),
    "near.refused": (
        "This device does not tell Rapport where it is, and that is fine. To see who is near, "
        "allow it in the device's settings; the search works without it."
    ),
    "near.title": "Near you",
    "near.unsure": (
        "This device does not know well enough where it is. Try again outdoors, or search."
    ),
    # photo: pictures of a visit
    "photo.add": "Add photos",
    "photo.count.one": "{count} photo",
    "photo.count.other": "{count} photos",
    "photo.drop": "Take {name} off",
    "photo.most.one": "One note holds {count} photo. The others were not added.",
    "photo.most.other": "One note holds {count} photos. The others were not added.",
    "photo.named": "Photo {name}",
    "photo.no_camera": "The camera did not open. Allow it in the settings, or pick a photo.",
    "photo.take": "Take a photo",
    # stops: the visits of a day, in order
    "stops.add": "Add a stop",
    "stops.down": "{name}: later",
    "stops.drop": "Take off the day",
    "stops.moved": "Moved",
    "stops.none": "No stop yet. Add the first one below.",
    "stops.open": "Open customer",
    "stops.order": "Order and route",
    "stops.ordered": "In the order of a short way",
    "stops.route": "Directions",
    "stops.shortest": "Shortest way",
    "stops.title": "Stops of the day",
    "stops.unknown_place": "Where is {name}? Add a city or a place to their card first.",
    "stops.up": "{name}: earlier",
    "stops.way": "About {km} as the crow flies",
    # tray: what of the day waits for this person
    "tray.arrive": "I am here",
    "tray.call": "Call",
    "tray.check_in": "How is it going with {text}?",
    "tray.check_in_any": "How is it going?",
    "tray.evening.one": "{count} visit of today is not written down. It is fresh now.",
    "tray.evening.other": "{count} visits of today are not written down. They are fresh now.",
    "tray.here": "You are here",
    "tray.look": "Look",
    "tray.mood_told": "Noted how they feel",
    "tray.not_yet": "Not there yet",
    "tray.private": "Only you see this",
    "tray.route": "Directions",
    "tray.title": "Not written down yet",
    "tray.unhappy": "Unhappy",
    "tray.unhappy_since": "Said {when}",
    "tray.write": "Write it down",
}
