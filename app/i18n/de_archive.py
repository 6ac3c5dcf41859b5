"""German for taking everything out, and bringing it back.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # archive: everything in one file
    "archive.call": "Anruf: {customer}",
    "archive.done": "Erledigt: {text}",
    "archive.error.archive": (
        "Das hat nicht geklappt. Hier wurde nichts geändert. Versuch es noch einmal."
    ),
    "archive.error.damaged": (
        "Diese Datei ist abgeschnitten oder wurde geändert, seit Rapport sie schrieb ({place}). "
        "Hier wurde nichts geändert. Kopiere sie neu von dort, wo sie lag, oder nimm eine "
        "ältere."
    ),
    "archive.error.foreign": (
        "Diese Datei hat nicht Rapport geschrieben. Hier wurde nichts geändert. Wähle die "
        "Zip-Datei aus „Alles mitnehmen“."
    ),
    "archive.error.huge": (
        "Diese Datei würde entpackt mehr, als hier Platz ist. Nichts wurde geändert. Nimm eine "
        "andere, oder schaff Platz."
    ),
    "archive.error.newer": (
        "Ein neueres Rapport hat diese Datei geschrieben. Hier wurde nichts geändert. Bring "
        "diese App auf den neuesten Stand und hol sie dann zurück."
    ),
    "archive.error.not_empty": (
        "Hier benutzt schon jemand Rapport, und davon wird nichts überschrieben. Melde dich erst "
        "ab, oder hol es auf einem anderen Gerät zurück."
    ),
    "archive.error.nothing": "Hier ist noch nichts, was man mitnehmen könnte.",
    "archive.exported": "{entries} Einträge und {files} Aufnahmen und Fotos sind in {file}.",
    "archive.exported_without.one": (
        "{count} Aufnahme oder Foto war nie auf diesem Gerät und fehlt darin: Öffne sie einmal "
        "in der App und exportiere dann neu."
    ),
    "archive.exported_without.other": (
        "{count} Aufnahmen oder Fotos waren nie auf diesem Gerät und fehlen darin: Öffne sie "
        "einmal in der App und exportiere dann neu."
    ),
    "archive.readme": (
        "Alles aus Rapport: {entries} Einträge, {files} Aufnahmen und Fotos.\n"
        "\n"
        "rapport.json   Alles, jedes Feld mit dem Moment, in dem es geschrieben wurde, und "
        "dem\n"
        "               Gerät, was gelöscht wurde, was einer späteren Änderung unterlag und "
        "was\n"
        "               noch aufs Senden wartete. Rapport liest das wieder: Wähle auf der "
        "ersten\n"
        '               Seite eines leeren Rapport "Zurückholen", oder gib ein\n'
        "                   rapport restore DIESE-DATEI.zip\n"
        "               Es ist JSON, ein Eintrag je Zeile:\n"
        '                   ["deal", id, wann seine Felder geschrieben wurden, seine Felder]\n'
        "               Die Momente sind hexadezimal: 12 Ziffern Millisekunden seit 1970, 4 "
        "eines\n"
        "               Zählers, 5 des Geräts. Beträge stehen in der kleinsten Einheit "
        "(Cent),\n"
        "               Zeiten in Millisekunden seit 1970.\n"
        "\n"
        "tables/        Eine Tabelle für jede Art von Eintrag, für jede Tabellenkalkulation.\n"
        "               Beträge stehen in ganzen Einheiten, Momente in UTC, und neben der id "
        "eines\n"
        "               anderen Eintrags steht dessen Name. Gelöschtes fehlt. Wörter, die "
        "eine\n"
        "               Tabellenkalkulation für eine Formel hielte, haben ein Apostroph "
        "davor.\n"
        "\n"
        "people.vcf     Kunden und Personen, für jedes Adressbuch.\n"
        "\n"
        "calendar.ics   Besuche, Anrufe und nächste Schritte, für jeden Kalender. Nächste "
        "Schritte\n"
        "               dauern einen Tag. Liest man später eine neuere, rücken sie und "
        "nichts ist\n"
        "               doppelt da.\n"
        "\n"
        "files/         Aufnahmen und Fotos. Jeder Name beginnt mit den ersten zwölf Ziffern "
        "des\n"
        "               SHA-256 der Datei; rapport.json sagt, wozu sie gehört (sha256 eines\n"
        "               attachment).\n"
        "\n"
        "Diese Datei ist nicht abgeschlossen: Wer sie hat, kann alles lesen. Verwahre sie "
        "wie das\n"
        "Notizbuch selbst.\n"
    ),
    "archive.restored": "{entries} Einträge, {files} Aufnahmen und Fotos sind zurück, als {name}.",
    "archive.somebody": "jemand",
    "archive.visit": "Besuch: {customer}",
    # back: everything brought back into an empty app
    "back.pick": "Datei wählen",
    "back.title": "Zurückholen",
    "back.why": (
        "Wähle die Zip-Datei, die „Alles mitnehmen“ gemacht hat. Alles kommt zurück, wie es war: "
        "Kunden, Worte, Aufnahmen und was noch nicht gesendet war."
    ),
    "back.working": "Alles wird zurückgeholt. Bitte lass das offen.",
    # erase: a customer, for good
    "erase.account.one": "{count} weiterer, der derselbe Kunde ist",
    "erase.account.other": "{count} weitere, die derselbe Kunde sind",
    "erase.ask": "Für immer löschen",
    "erase.attachment.one": "{count} Aufnahme oder Foto",
    "erase.attachment.other": "{count} Aufnahmen und Fotos",
    "erase.contact.one": "{count} Person",
    "erase.contact.other": "{count} Personen",
    "erase.deal.one": "{count} Deal",
    "erase.deal.other": "{count} Deals",
    "erase.differs": (
        "Tippe „{name}“ genau so, wie es da steht, damit niemand sonst aus Versehen geht."
    ),
    "erase.done": "{name} ist gelöscht.",
    "erase.done_team": (
        "{name} ist hier gelöscht, und auf jedem anderen Gerät, sobald es wieder Netz hat."
    ),
    "erase.follow_up.one": "{count} Versprechen",
    "erase.follow_up.other": "{count} Versprechen",
    "erase.go": "Für immer löschen",
    "erase.note.one": "{count} Notiz",
    "erase.note.other": "{count} Notizen",
    "erase.rest.one": "{count} anderes",
    "erase.rest.other": "{count} andere Dinge",
    "erase.title": "{name} geht für immer, mit allem dazu:",
    "erase.type": "Tippe „{name}“, um weiterzumachen",
    "erase.visit.one": "{count} Besuch oder Anruf",
    "erase.visit.other": "{count} Besuche und Anrufe",
    "erase.why": (
        "Das lässt sich nicht zurücknehmen. Es verschwindet vom Server des Teams und von allen "
        "Geräten, und was vorher darüber gesagt wurde, geht mit. Dass es geschah und dass du es "
        "warst, bleibt. Was Notizen anderer Kunden nebenbei davon sagen, bleibt, ebenso "
        "Sicherungen und Dateien, die jemand anderswo hat."
    ),
    # erased: what an admin may have to show of it
    "erased.customers.one": "{count} Kunde",
    "erased.customers.other": "{count} Kunden, die einer waren",
    "erased.records.one": "{count} Eintrag dabei",
    "erased.records.other": "{count} Einträge dabei",
    "erased.section": "Für immer gelöscht",
    "erased.somebody": "Jemand, der gegangen ist",
    # source: a new server from this device
    "source.join": "Dem neuen Server beitreten",
    "source.step_1": "1. Bring {file} auf den Computer, der der neue Server wird.",
    "source.step_2": "2. Gib dort ein: rapport serve --from „{file}“. Es zeigt dir einen Code.",
    "source.step_3": (
        "3. Tritt ihm mit diesem Code bei und gib den anderen ihren; sie treten an derselben "
        "Stelle bei. Was sonst jemand hatte, kommt mit, und nichts ist doppelt da."
    ),
    "source.title": "Der Server ist für immer weg",
    "source.why": (
        "Nichts ist verloren: Dieses Gerät hat alles, was du sehen darfst. Mach eine Datei "
        "daraus, und ein neuer Server beginnt, wo der alte aufhörte. Am besten tut das ein "
        "Admin, der am meisten sieht."
    ),
    # take: everything in one file
    "take.download": "Herunterladen",
    "take.download_done": "{file} ist unterwegs zu deinen Downloads.",
    "take.inside": (
        "Tabellen für jede Tabellenkalkulation, alle Kontakte, ein Kalender, Aufnahmen und Fotos "
        "und eine Datei, die Rapport wieder liest. Es geht ohne Netz."
    ),
    "take.made": "{entries} Einträge, {files} Aufnahmen und Fotos, {size} MB",
    "take.make": "Datei erstellen",
    "take.missing.one": (
        "{count} Aufnahme oder Foto ist nicht auf diesem Gerät und fehlt darin. Öffne sie hier "
        "einmal und erstelle die Datei neu."
    ),
    "take.missing.other": (
        "{count} Aufnahmen oder Fotos sind nicht auf diesem Gerät und fehlen darin. Öffne sie "
        "hier einmal und erstelle die Datei neu."
    ),
    "take.save": "Speichern unter",
    "take.save_done": "Gespeichert: {file}",
    "take.share": "Teilen oder speichern",
    "take.share_done": "{file} wurde übergeben.",
    "take.title": "Alles mitnehmen",
    "take.unlocked": "Die Datei ist nicht abgeschlossen: Wer sie hat, kann alles lesen.",
    "take.why": (
        "Alles von dir in einer Datei: zum Aufheben, zum Umziehen auf ein anderes Gerät oder zum "
        "Mitnehmen."
    ),
    "take.working": "Alles wird gesammelt. Bitte lass das offen.",
}
