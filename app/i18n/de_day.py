"""German for a day on the road: the brief, the stops and what is near.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # brief: what to know before walking in
    "brief.birthday": "{name} hat Geburtstag: {when}",
    "brief.fact": "{text} ({when})",
    "brief.gate_code": "Torcode {code}",
    "brief.last": "{when}: {text}",
    "brief.problem": "Offenes Problem: {text}",
    "brief.problems": "Offenes Problem: {text} (und {count} mehr)",
    "brief.promised": "Du hast versprochen: {text}",
    "brief.promised_by": "Versprochen für {when}: {text}",
    "brief.unhappy": "Unzufrieden, gesagt {when}",
    # more: what can be said of a visit beside words
    "more.find_product": "Produkt suchen",
    "more.met": "Wer war dabei",
    "more.mood": "Stimmung",
    "more.outcome": "Ergebnis",
    "more.outcome_later": "Vielleicht später",
    "more.outcome_no": "Kein Interesse",
    "more.outcome_offer": "Will ein Angebot",
    "more.outcome_order": "Bestellt",
    "more.products": "Produkte",
    # near: who is near this device
    "near.in_city": "in {city}",
    "near.km": "{km} km",
    "near.looking": "Sieht sich um …",
    "near.me": "In der Nähe",
    "near.metres.one": "{count} m",
    "near.metres.other": "{count} m",
    "near.nobody": "Kein Kunde im Umkreis von 60 km hat eine Adresse oder einen Ort.",
    "near.off": "Der Standort ist auf diesem Gerät ausgeschaltet. Die Suche geht auch ohne.",
    "near.private": (
        "Wo du bist, dient nur dieser Liste und wird vergessen. Es wird nie gespeichert und nie "
        "gesendet."
    ),
    "near.refused": (
        "Dieses Gerät sagt Rapport nicht, wo es ist, und das ist in Ordnung. Wer in der Nähe "
        "ist, siehst du, wenn du es in den Einstellungen erlaubst; die Suche geht auch ohne."
    ),
    "near.title": "In deiner Nähe",
    "near.unsure": (
        "Dieses Gerät weiß nicht genau genug, wo es ist. Versuch es draußen noch einmal, oder such."
    ),
    # photo: pictures of a visit
    "photo.add": "Fotos anfügen",
    "photo.count.one": "{count} Foto",
    "photo.count.other": "{count} Fotos",
    "photo.drop": "{name} entfernen",
    "photo.most.one": "In eine Notiz passt {count} Foto. Die anderen kamen nicht dazu.",
    "photo.most.other": "In eine Notiz passen {count} Fotos. Die anderen kamen nicht dazu.",
    "photo.named": "Foto {name}",
    "photo.no_camera": "Die Kamera ging nicht auf. Erlaube sie, oder wähle ein Foto.",
    "photo.take": "Foto machen",
    # stops: the visits of a day, in order
    "stops.add": "Stopp dazu",
    "stops.down": "{name}: später",
    "stops.drop": "Vom Tag nehmen",
    "stops.moved": "Verschoben",
    "stops.none": "Noch kein Stopp. Nimm unten den ersten dazu.",
    "stops.open": "Kunde öffnen",
    "stops.order": "Reihenfolge und Weg",
    "stops.ordered": "In der Reihenfolge eines kurzen Wegs",
    "stops.route": "Route",
    "stops.shortest": "Kürzester Weg",
    "stops.title": "Stopps des Tages",
    "stops.unknown_place": "Wo ist {name}? Trag erst einen Ort auf der Karte ein.",
    "stops.up": "{name}: früher",
    "stops.way": "Etwa {km} Luftlinie",
    # tray: what of the day waits for this person
    "tray.arrive": "Ich bin da",
    "tray.call": "Anrufen",
    "tray.check_in": "Wie läuft es mit {text}?",
    "tray.check_in_any": "Wie läuft es?",
    "tray.evening.one": "{count} Besuch von heute ist nicht aufgeschrieben. Jetzt ist er frisch.",
    "tray.evening.other": (
        "{count} Besuche von heute sind nicht aufgeschrieben. Jetzt sind sie frisch."
    ),
    "tray.here": "Du bist da",
    "tray.look": "Ansehen",
    "tray.mood_told": "Stimmung notiert",
    "tray.not_yet": "Noch nicht da",
    "tray.private": "Das siehst nur du",
    "tray.route": "Route",
    "tray.title": "Noch nicht aufgeschrieben",
    "tray.unhappy": "Unzufrieden",
    "tray.unhappy_since": "Gesagt {when}",
    "tray.write": "Aufschreiben",
}
