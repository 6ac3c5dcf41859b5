"""German for questions to a colleague, links, handing over and words kept to oneself.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # ask: a question to a colleague
    "ask.answer": "Antworten",
    "ask.answer_change": "Antwort ändern",
    "ask.answer_hint": "Was du weißt",
    "ask.answered": "Beantwortet",
    "ask.asked": "{by} hat {to} gefragt",
    "ask.asks_you": "{by} fragt dich",
    "ask.by": "bis {when}",
    "ask.empty": "Schreib, was du wissen willst, dann frag.",
    "ask.new": "Jemanden fragen",
    "ask.send": "Fragen",
    "ask.send_answer": "Antwort senden",
    "ask.sent": "{to} sieht es unter „Heute“",
    "ask.they_said": "{to} sagt",
    "ask.title": "Fragen",
    "ask.until": "Eine Antwort hilft bis",
    "ask.use_spoken": "Nimm, was du gerade gesagt hast",
    "ask.what": "Deine Frage",
    "ask.what_hint": "Wer entscheidet dort jetzt?",
    "ask.whom": "Wen",
    "ask.withdraw": "Zurücknehmen",
    "ask.withdrawn": "Frage zurückgenommen",
    "ask.you_asked": "Du hast {to} gefragt",
    "ask.you_said": "Du hast gesagt",
    "ask.your_answer": "Deine Antwort",
    # handover: a customer on one page
    "handover.asks": "Fragen und Antworten",
    "handover.confirmed": "geprüft {when}",
    "handover.deals": "Deals",
    "handover.facts": "Was es dort Neues gibt",
    "handover.little": "Kleinigkeiten",
    "handover.made": "Stand {when}",
    "handover.make": "Als Text übergeben",
    "handover.must_know": "Das muss man wissen",
    "handover.people": "Personen",
    "handover.problems": "Offene Probleme",
    "handover.promised": "Versprochen",
    "handover.reach": "So erreicht man sie",
    "handover.said": "Zuletzt gesagt und getan",
    "handover.saved": "Gespeichert",
    # hint: a feature shows itself
    "hint.no": "Nein, danke",
    "hint.pin": (
        "Halte die Deals, auf die es ankommt, oben in deiner Liste. Nichts verschiebt sie von dort."
    ),
    "hint.pin_yes": "Einen wählen",
    "hint.plan": (
        "Ordne die Stopps von morgen einmal, und Rapport führt dich von einem zum nächsten."
    ),
    "hint.plan_yes": "Stopp planen",
    "hint.remind": "{name} ist nichts versprochen. Am {day} erinnern?",
    "hint.remind_text": "Nach dem Stand fragen",
    "hint.remind_yes": "Ja, am {day}",
    "hint.reminded": "Am {day} steht es unter „Heute“",
    "hint.speak": (
        "Halte den runden Knopf und sprich: Die Notiz schreibt sich selbst, auch ohne Netz."
    ),
    "hint.speak_yes": "Gut zu wissen",
    # kept: words on this device alone
    "kept.drop": "Verwerfen",
    "kept.dropped": "Verworfen",
    "kept.here": "Nur auf diesem Gerät, {when}",
    "kept.keep": "Für mich behalten",
    "kept.kept": "Auf diesem Gerät behalten. Niemand sonst sieht es, bis du es teilst.",
    "kept.share": "Mit dem Team teilen",
    "kept.title": "Für dich behalten",
    # share: a link to a deal or a customer
    "share.copied": "Link kopiert. Jemand aus dem Team fügt ihn in die Suche ein.",
    "share.copy": "Link kopieren",
    "share.share": "Teilen",
}
