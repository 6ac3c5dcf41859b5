"""German for what a customer needs after the sale: problems, mood, what is new, renewals.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # care: problems, mood, what is new and little things on a customer's card
    "care.birthday_wrong": (
        "Diesen Tag gibt es nicht. Schreib ihn wie 24.12. oder 24. Dezember 1980."
    ),
    "care.card_saved": "Karte gespeichert. Jedes Adressbuch öffnet sie.",
    "care.fact": "Was gibt es dort Neues?",
    "care.fact_delete": "Nicht mehr so",
    "care.fact_deleted": "Von der Karte genommen",
    "care.fact_edit": "Was es Neues gibt",
    "care.fact_gone": (
        "Das wurde von der Karte genommen, während du schriebst. Speichern setzt es wieder hin, "
        "mit deinen Worten."
    ),
    "care.fact_hint": "Nordhaus kauft sie. Ein neuer Leiter im Einkauf.",
    "care.fact_new": "Neues von dort",
    "care.fact_saved": "Gespeichert",
    "care.hint_birthday": "24.12. oder 24. Dezember 1980",
    "care.hint_favourites": "Espresso ohne Zucker. Fragt immer nach dem Boot.",
    "care.hint_hours": "Mo bis Do ab 7, die Küche schließt um 14 Uhr",
    "care.hint_place": "Ein Link aus deiner Karten-App, oder 52.5200, 13.4050",
    "care.little": "Kleinigkeiten",
    "care.little_edit": "Kleinigkeiten ändern",
    "care.little_gone": (
        "Dieser Kunde wurde gelöscht, während du schriebst. Speichern holt ihn zurück, mit "
        "deinen Worten."
    ),
    "care.little_saved": "Gespeichert",
    "care.mood": "Wie sie das Ganze sehen",
    "care.mood_said": "gesagt {when}",
    "care.mood_unsaid": "Noch hat es niemand gesagt",
    "care.nobody": "Niemand",
    "care.nobody_sees": "niemand kümmert sich",
    "care.open_again": "Wieder öffnen",
    "care.opened_again": "Das Problem ist wieder offen",
    "care.place_wrong": (
        "Darin ist kein Ort. Öffne die Karte und kopiere die Adresse der Seite oder die Zahlen."
    ),
    "care.problem": "Was stimmt nicht?",
    "care.problem_edit": "Problem",
    "care.problem_gone": (
        "Das wurde gelöst oder gelöscht, während du schriebst. Speichern behält deine Worte."
    ),
    "care.problem_hint": "Die neue Mühle bleibt stehen, wenn sie heiß wird",
    "care.problem_new": "Problem",
    "care.problem_owner": "Wer sich kümmert",
    "care.problem_saved": "Problem gespeichert",
    "care.problem_unsaid": "Ein Problem ohne Worte",
    "care.renews": "Verlängert sich {day}, {when}",
    "care.renews_never": "Kein Datum",
    "care.renews_on": "Vertrag verlängert sich",
    "care.renews_year": "In einem Jahr",
    "care.sees": "{name} kümmert sich",
    "care.share": "Kontakt teilen",
    "care.solution": "Was hat geholfen?",
    "care.solve": "Gelöst",
    "care.solved": "Problem gelöst",
    "care.still_so": "Noch so",
    "care.still_so_said": "Noch so, Stand heute",
    "care.told": "gesagt {when}",
    "care.told_by": "{name} hat es {when} gesagt",
    "care.unfinished": "Du warst hier am Ändern. Tippe, um weiterzumachen.",
    "care.wordless": "Schreib erst ein, zwei Worte. Mehr braucht es nicht.",
    "care.you_see": "du kümmerst dich",
    # check_ins: when the team asks a customer who bought
    "check_ins.chosen": "Für dein Team gewählt",
    "check_ins.days": "Tage nach dem Verkauf",
    "check_ins.never": "Nie",
    "check_ins.never_said": "Niemand wird erinnert, nach einem Verkauf zu fragen, wie es läuft.",
    "check_ins.others": "Andere Tage",
    "check_ins.rule": (
        "{days} Tage nach einem Verkauf wird erinnert, wer verkauft hat, zu fragen, wie es läuft."
    ),
    "check_ins.section": "Nachfragen nach dem Verkauf",
    "check_ins.short": "{days} Tage",
    "check_ins.understood": "Nach {days} Tagen",
    # renewals: whose contract ends or renews soon
    "renewals.count.one": "{count} verlängert sich bald",
    "renewals.count.other": "{count} verlängern sich bald",
    "renewals.is": "Verlängert sich {when}",
    "renewals.none": "In den nächsten zwei Monaten verlängert sich nichts",
    "renewals.none_why": "Der Tag der Verlängerung steht bei den Kleinigkeiten eines Kunden.",
    "renewals.was": "War fällig {when}",
}
