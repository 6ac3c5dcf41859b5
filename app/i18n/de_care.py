"""German for the care of what is known: one gentle question, and two-minute fixes.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # fixes: what two minutes set right
    "fixes.confirmed": "Heute als richtig notiert",
    "fixes.last": "zuletzt richtig {when}",
    "fixes.more": "Mehr zeigen",
    "fixes.nobody": "Kunden ohne Ansprechpartner",
    "fixes.none": "Alles ist in Ordnung",
    "fixes.none_why": "Jeder offene Deal hat einen nächsten Schritt, und alle sind erreichbar.",
    "fixes.reach": "Kunden ohne Telefon, E-Mail und Adresse",
    "fixes.row": "Fehlende Schritte, stille Deals, halb ausgefüllte Kunden",
    "fixes.stale": "Deals, über die lange niemand etwas gesagt hat",
    "fixes.step": "Deals ohne nächsten Schritt",
    "fixes.still_right": "Stimmt noch",
    "fixes.title": "In zwei Minuten erledigt",
    "fixes.unconfirmed": "Angaben, die seit einem Jahr niemand bestätigt hat",
    "fixes.why": "Das Notizbuch des Teams, für alle, die kurz Zeit haben. Niemand wird gezählt.",
    # gentle: the one question about a note that says nothing
    "gentle.added": "Zur Notiz dazugeschrieben",
    "gentle.empty": "Was wurde vereinbart?",
    "gentle.leave": "So lassen",
    "gentle.left": "So gelassen",
    "gentle.repeated": "Was war diesmal anders?",
    "gentle.speak": "Sagen",
    "gentle.write": "Dazuschreiben",
}
