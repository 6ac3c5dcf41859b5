"""German for customers and people that may be, or are, the same.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # same: two that may be one
    "same.about.contact.one": "{count} Person",
    "same.about.contact.other": "{count} Personen",
    "same.about.deal.one": "{count} Deal",
    "same.about.deal.other": "{count} Deals",
    "same.about.note.one": "{count} Notiz",
    "same.about.note.other": "{count} Notizen",
    "same.about.visit.one": "{count} Besuch",
    "same.about.visit.other": "{count} Besuche",
    "same.apart": "Trennen",
    "same.choose": "Was stimmt? Das Neueste ist gewählt.",
    "same.different": "Nicht dieselben",
    "same.done": "Das war alles",
    "same.done_why": "Was sich gleicht, steht hier; nichts wird von selbst eins.",
    "same.empty": "nichts",
    "same.is_account": "Derselbe Kunde?",
    "same.is_contact": "Dieselbe Person?",
    "same.known_contact": "Vielleicht schon da:",
    "same.later": "Später",
    "same.merge": "Zusammenlegen",
    "same.merged": "{name} ist jetzt eins",
    "same.nothing_yet": "noch nichts",
    "same.of": "{at} von {count}",
    "same.one_of": "Auch notiert als {names}",
    "same.said_different": "Bleiben zwei",
    "same.stays": "Alles von beiden bleibt, und trennen lassen sie sich jederzeit.",
    "same.taken_apart": "Wieder zwei",
    "same.to_look.one": "{count} Paar ist vielleicht dasselbe",
    "same.to_look.other": "{count} Paare sind vielleicht dasselbe",
    "same.total": "{count} vielleicht doppelt: {money}",
    "same.why": "Weil: {reasons}",
    # same.reason: why two may be one
    "same.reason.address": "gleiche Adresse",
    "same.reason.born": "gleicher Geburtstag",
    "same.reason.company": "gleicher Kunde",
    "same.reason.domain": "gleiche Website oder Domain",
    "same.reason.email": "gleiche E-Mail",
    "same.reason.email_alike": "fast die gleiche E-Mail",
    "same.reason.name": "gleicher Name",
    "same.reason.name_part": "ein Teil des Namens",
    "same.reason.name_short": "kurz für den gleichen Namen",
    "same.reason.name_spelled": "gleicher Name, anders geschrieben",
    "same.reason.name_turned": "gleicher Name, umgestellt",
    "same.reason.phone": "gleiche Telefonnummer",
}
