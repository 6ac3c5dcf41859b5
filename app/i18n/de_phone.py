"""German for a phone's own recogniser. Keys sorted, as in `en`."""

from typing import Final

TEXTS: Final = {
    # phone: its own recogniser, which hears without a recording
    "phone.alone": "Das Telefon schreibt mit. Nichts wird aufgenommen.",
    "phone.asking": "Einen Moment, das Telefon wird gefragt",
    "phone.busy": "Auf diesem Telefon hört gerade etwas anderes zu.",
    "phone.failed": "Dieses Telefon hat keine Worte gehört.",
    "phone.heard": "Was gehört wurde",
    "phone.instead": "{why} Du wirst stattdessen aufgenommen.",
    "phone.language": (
        "Dieses Telefon hat deine Sprache nicht, um ohne Netz zu hören. In seinen Einstellungen "
        "lässt sie sich hinzufügen."
    ),
    "phone.not_alone": (
        "Dieses Telefon kann nicht versprechen, dich zu hören, ohne deine Stimme zu senden. "
        "Darum wird es nicht gefragt."
    ),
    "phone.off": "Das Diktieren ist in den Einstellungen dieses Telefons ausgeschaltet.",
    "phone.refused": "Das Telefon darf laut seinen Einstellungen für Rapport nicht selbst hören.",
    "phone.row": "Nie gesendet. Keine Aufnahme zum Anhören.",
    "phone.starts": "Hier erscheinen deine Worte",
    "phone.why": (
        "Deine Worte werden auf diesem Telefon gehört und nie gesendet. Eine Aufnahme zum "
        "Anhören gibt es nicht."
    ),
}
