"""German for what is brought in from elsewhere.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # import: customers, people and deals from elsewhere
    "import.again": "Noch einmal übernehmen",
    "import.all_same": "Alle sind dieselben",
    "import.and_more.one": "{file} und {count} weitere",
    "import.and_more.other": "{file} und {count} weitere",
    "import.as_new": "Jemand Neues",
    "import.added": "{count} neu",
    "import.arrived": "Was angekommen ist",
    "import.bringing": "Wird übernommen",
    "import.choose": "Dateien wählen",
    "import.choose_others": "Andere Dateien wählen",
    "import.columns": "Spalten von {table}",
    "import.columns_cut": "Nur die ersten {most} Spalten werden gelesen.",
    "import.columns_why": (
        "Was jede Spalte bedeutet. Die nächste Datei mit diesen Spalten wird genauso gelesen."
    ),
    "import.dates": "Was heißt 3/4 in diesen Dateien?",
    "import.dates_day": "3. April",
    "import.dates_month": "4. März",
    "import.deleted": "{count} im anderen System gelöscht",
    "import.doubts.one": "{count} ist vielleicht schon da",
    "import.doubts.other": "{count} sind vielleicht schon da",
    "import.doubts_why": (
        "Sie sehen aus wie jemand, den du schon hast. Was dasselbe ist, wird nicht doppelt: Was "
        "hier steht, bleibt, und Lücken werden gefüllt."
    ),
    "import.each_row": "Jede Zeile ist",
    "import.earlier": "Frühere Übernahmen",
    "import.error.damaged": (
        "Das ist keine heile Tabelle: Mehr als {count} Zeilen sind kaputt. Nichts davon wurde "
        "übernommen. Exportiere sie neu und nimm diese Datei."
    ),
    "import.error.damaged_file": (
        "Diese Datei ist beschädigt, darum wurde nichts daraus übernommen. Exportiere sie neu "
        "und nimm diese Datei."
    ),
    "import.error.empty": "In dieser Datei steht nichts. Exportiere sie neu oder nimm eine andere.",
    "import.error.file": (
        "Diese Datei ließ sich nicht lesen. Nichts davon wurde übernommen. Exportiere sie neu "
        "und nimm diese Datei."
    ),
    "import.error.load_plan": (
        "Diese Datei nennt nur andere Dateien. Nimm jene: In ihnen stehen die Kunden und Personen."
    ),
    "import.error.long_line": (
        "Zeile {line} ist länger als jede Zeile eines Exports, darum wurde nichts aus dieser "
        "Datei übernommen. Exportiere sie neu und nimm diese Datei."
    ),
    "import.error.missing": "Diese Datei ließ sich nicht öffnen. Wähle sie noch einmal.",
    "import.error.not_text": (
        "Das ist keine CSV-Datei. Nichts davon wurde übernommen. Wähle beim Export im alten "
        "System CSV."
    ),
    "import.error.spreadsheet": (
        "Das ist eine Tabellenkalkulation. Öffne sie, speichere sie als CSV und nimm diese Datei."
    ),
    "import.error.too_large": (
        "Diese Datei ist größer als {limit_mb} MB. Exportiere weniger Zeilen auf einmal."
    ),
    "import.error.unknown_table": (
        "Das sieht nicht nach einem Export von Salesforce, HubSpot, Zoho oder Pipedrive aus: Die "
        "erste Zeile ist unbekannt. Nichts davon wurde übernommen."
    ),
    "import.file": "{system}, {what}",
    "import.files": "Dateien",
    "import.first": "Die ersten {count} stehen hier.",
    "import.fix": "Diese Zeile richtigstellen",
    "import.fix_save": "Zeile speichern",
    "import.go": "Übernehmen",
    "import.go_on": "Weiter",
    "import.how": (
        "Es wird nichts geschrieben, bevor du gesehen hast, was ankommt. Du kannst dieselben "
        "Dateien noch einmal wählen: Was schon da ist, bleibt, wie es ist."
    ),
    "import.is.account": "Ein Kunde",
    "import.is.contact": "Eine Person",
    "import.is.deal": "Ein Deal",
    "import.is.deal_line": "Ein Posten eines Deals",
    "import.is.follow_up": "Ein nächster Schritt",
    "import.is.note": "Eine Notiz",
    "import.is.nothing": "Weggelassen",
    "import.is.product": "Ein Produkt",
    "import.is.user": "Ein Teammitglied",
    "import.kept": "ohne das übernommen",
    "import.kind.account.one": "{count} Kunde",
    "import.kind.account.other": "{count} Kunden",
    "import.kind.contact.one": "{count} Person",
    "import.kind.contact.other": "{count} Personen",
    "import.kind.deal.one": "{count} Deal",
    "import.kind.deal.other": "{count} Deals",
    "import.kind.deal_line.one": "{count} Posten eines Deals",
    "import.kind.deal_line.other": "{count} Posten von Deals",
    "import.kind.follow_up.one": "{count} nächster Schritt",
    "import.kind.follow_up.other": "{count} nächste Schritte",
    "import.kind.note.one": "{count} Notiz",
    "import.kind.note.other": "{count} Notizen",
    "import.kind.nothing.one": "weggelassen",
    "import.kind.nothing.other": "weggelassen",
    "import.kind.pipeline.one": "{count} Pipeline",
    "import.kind.pipeline.other": "{count} Pipelines",
    "import.kind.product.one": "{count} Produkt",
    "import.kind.product.other": "{count} Produkte",
    "import.kind.stage.one": "{count} Phase",
    "import.kind.stage.other": "{count} Phasen",
    "import.kind.user.one": "{count} Teammitglied",
    "import.kind.user.other": "{count} Teammitglieder",
    "import.left_out": "Weggelassen: {columns}",
    "import.look.one": "{count} Zeile braucht einen Blick",
    "import.look.other": "{count} Zeilen brauchen einen Blick",
    "import.look_again": "Noch einmal ansehen",
    "import.look_why": "Stell eine Zeile hier richtig, oder übernimm die anderen und lass sie.",
    "import.means": "Was {column} bedeutet",
    "import.means.account_id": "Nummer des Kunden",
    "import.means.active": "Noch im Team",
    "import.means.amount": "Betrag",
    "import.means.birthday": "Geburtstag",
    "import.means.city": "Ort",
    "import.means.close": "Tag des Abschlusses",
    "import.means.code": "Produktkürzel",
    "import.means.company": "Kunde",
    "import.means.contact_id": "Nummer der Person",
    "import.means.country": "Land",
    "import.means.created": "Tag der Entstehung",
    "import.means.currency": "Währung",
    "import.means.deal": "Deal",
    "import.means.deal_id": "Nummer des Deals",
    "import.means.discount": "Rabatt",
    "import.means.done": "Tag der Erledigung",
    "import.means.due": "Fällig am",
    "import.means.email": "E-Mail",
    "import.means.expected": "Erwarteter Abschluss",
    "import.means.first": "Vorname",
    "import.means.id": "Nummer der Zeile",
    "import.means.industry": "Branche",
    "import.means.jobtitle": "Funktion",
    "import.means.last": "Nachname",
    "import.means.lost_on": "Tag des Verlusts",
    "import.means.mobile": "Handy",
    "import.means.nothing": "Weggelassen",
    "import.means.owner": "Zuständig",
    "import.means.owner_id": "Nummer der zuständigen Person",
    "import.means.parent": "Mutterfirma",
    "import.means.person": "Person",
    "import.means.phone": "Telefon",
    "import.means.photo": "Foto",
    "import.means.pipeline": "Pipeline",
    "import.means.postcode": "Postleitzahl",
    "import.means.price": "Preis",
    "import.means.probability": "Chance",
    "import.means.product": "Produkt",
    "import.means.product_id": "Nummer des Produkts",
    "import.means.quantity": "Wie viele",
    "import.means.reason": "Warum gewonnen oder verloren",
    "import.means.region": "Region",
    "import.means.stage": "Phase",
    "import.means.status": "Offen, gewonnen oder verloren",
    "import.means.street": "Straße",
    "import.means.text": "Notiz",
    "import.means.website": "Website",
    "import.means.won_on": "Tag des Gewinns",
    "import.no_samples": "Nichts darin",
    "import.not_kept": "nicht übernommen",
    "import.nothing": "Nichts zu übernehmen",
    "import.nothing_new": "Nichts Neues: Alles ist schon da.",
    "import.nothing_read": "Keine dieser Dateien ließ sich lesen. Nichts wurde geändert.",
    "import.own_table": "Tabelle",
    "import.partly": (
        "Was schon übernommen ist, bleibt. Übernimm noch einmal, um dort weiterzumachen."
    ),
    "import.partly_back": (
        "Was zurückgenommen ist, bleibt so. Nimm noch einmal zurück, um dort weiterzumachen."
    ),
    "import.pick": "Kunden übernehmen",
    "import.place": "{file}, Zeile {line}",
    "import.preview": "Das würde ankommen",
    "import.preview_why.one": (
        "{count} Kunde, Person oder Deal ist neu oder geändert. Noch ist nichts geschrieben."
    ),
    "import.preview_why.other": (
        "{count} Kunden, Personen und Deals sind neu oder geändert. Noch ist nichts geschrieben."
    ),
    "import.progress": "{done} von {total} Zeilen",
    "import.progress_back": "{done} von {total} zurückgenommen",
    "import.reading": "Die Dateien werden gelesen",
    "import.reason.account_ambiguous": (
        "Mehrere Kunden heißen so, darum wurde das keinem zugeordnet."
    ),
    "import.reason.account_not_found": (
        "Der Kunde ist weder in diesen Dateien noch hier, darum wurde das keinem zugeordnet."
    ),
    "import.reason.amount": "Das ist kein Betrag.",
    "import.reason.another": (
        "Die Nummer meint hier jemand anders. Ist es dasselbe, sag es bei denen, die vielleicht "
        "schon da sind; ist es eine andere Liste, gib ihr andere Nummern."
    ),
    "import.reason.card_cut": "Die Karte hat kein Ende: Die Datei bricht darin ab.",
    "import.reason.contact_ambiguous": "Mehrere Personen heißen so, darum wurde keine genommen.",
    "import.reason.contact_not_found": (
        "Die Person ist weder in diesen Dateien noch hier, darum wurde keine genommen."
    ),
    "import.reason.currency": "Das ist keine Währung.",
    "import.reason.date": "Das ist kein Tag im Kalender, oder es könnten zwei sein.",
    "import.reason.deal_ambiguous": "Mehrere Deals heißen so, daher wurde keiner gewählt.",
    "import.reason.deal_missing": (
        "Der Deal zu diesem Posten ist weder in diesen Dateien noch hier."
    ),
    "import.reason.deal_not_found": "Der Deal steht nicht in diesen Dateien und ist nicht hier.",
    "import.reason.erased": (
        "Dieser Kunde wurde hier für immer gelöscht, mit allem, was dazu gehörte. Nichts davon "
        "wird zurückgeholt."
    ),
    "import.reason.no_id": (
        "Die Zeile hat keine eigene Nummer, darum war sie von den anderen nicht zu unterscheiden."
    ),
    "import.reason.no_name": "Die Zeile hat keinen Namen.",
    "import.reason.no_title": "Die Zeile hat keinen Titel.",
    "import.reason.no_text": "Die Zeile hat keine Worte.",
    "import.reason.nul": "In der Zeile stehen Zeichen, die kein Text hat.",
    "import.reason.owner_ambiguous": "Mehrere im Team heißen so, darum ist niemand zuständig.",
    "import.reason.owner_not_found": (
        "Die zuständige Person ist weder in diesen Dateien noch hier, darum ist niemand zuständig."
    ),
    "import.reason.parent_ambiguous": (
        "Mehrere Firmen heißen so, darum wurde keine als Mutterfirma genommen."
    ),
    "import.reason.parent_not_found": "Die Mutterfirma ist weder in diesen Dateien noch hier.",
    "import.reason.product_ambiguous": "Mehrere Produkte heißen so, darum wurde keines genommen.",
    "import.reason.product_not_found": (
        "Das Produkt ist weder in diesen Dateien noch hier, darum wurde keines genommen."
    ),
    "import.reason.quotes": (
        "Ein Anführungszeichen wird nie geschlossen, darum sind die Zeilen dahinter "
        "ineinandergelaufen."
    ),
    "import.reason.repeated": (
        "Dieselbe Zeile steht zweimal in den Dateien. Die erste wurde genommen."
    ),
    "import.reason.stage_missing": (
        "Dein Team hat keine solche Phase, und nur die Leitung kann eine anlegen."
    ),
    "import.reason.too_few_cells": "Die Zeile hat weniger Spalten als die erste.",
    "import.reason.too_many_cells": "Die Zeile hat mehr Spalten als die erste.",
    "import.recalled": "Spalten wie beim letzten Mal",
    "import.refused": "{count} nicht übernommen",
    "import.report": "Sie sind da",
    "import.report_why.one": "{count} Kunde, Person oder Deal ist angekommen.",
    "import.report_why.other": "{count} Kunden, Personen und Deals sind angekommen.",
    "import.run_done": "{added} neu, {changed} geändert",
    "import.run_open": "endete bei {done} von {total} Zeilen",
    "import.run_undoing": "halb zurückgenommen",
    "import.run_undone": "zurückgenommen",
    "import.same": "{count} schon da",
    "import.same_as": "Dasselbe: {name}",
    "import.see_columns": "Spalten",
    "import.sum": "Summe der Deals",
    "import.take_back": "Alles zurücknehmen",
    "import.undoing": "Wird zurückgenommen",
    "import.undone": "Es ist zurückgenommen",
    "import.undone_kept.one": (
        "Alles ist wie vorher, bis auf {count}, das seitdem jemand geändert oder benutzt hat: Es "
        "bleibt."
    ),
    "import.undone_kept.other": (
        "Alles ist wie vorher, bis auf {count}, die seitdem jemand geändert oder benutzt hat: "
        "Sie bleiben."
    ),
    "import.undone_why": "Alles ist wie vorher.",
    "import.unlook": "Zurück zur Übersicht",
    "import.updated": "{count} geändert",
    "import.why": (
        "Wähle die CSV-Dateien, die du aus Salesforce, HubSpot, Zoho oder Pipedrive exportiert "
        "hast: Kunden, Personen und Deals, alle auf einmal."
    ),
    "import.without_account.one": "{count} Deal hat keinen Kunden.",
    "import.without_account.other": "{count} Deals haben keinen Kunden.",
    "import.without_contact.one": "{count} Deal nennt keine Person.",
    "import.without_contact.other": "{count} Deals nennen keine Person.",
    "import.without_owner.one": "Für {count} Deal ist niemand zuständig.",
    "import.without_owner.other": "Für {count} Deals ist niemand zuständig.",
    "import.working": "Du kannst solange weiterarbeiten.",
    "import.would": "Was ankäme",
}
