"""German for who writes recordings down. Keys sorted within each section, as in `en`."""

from typing import Final

TEXTS: Final = {
    # dictation: who writes down what was spoken
    "dictation.again_by": "Mit {name}",
    "dictation.again_said": "Es wird noch einmal aufgeschrieben",
    "dictation.auto": "Was hier am besten geht",
    "dictation.auto_is": "Jetzt: {name}",
    "dictation.by": "Schreibt auf",
    "dictation.engine_moonshine-base-en": "Moonshine",
    "dictation.engine_phone": "Das Telefon selbst",
    "dictation.engine_whisper-base": "Whisper",
    "dictation.engine_whisper-tiny-en": "Whisper, klein",
    "dictation.fetch": "Holen, {size} MB",
    "dictation.fetch_again": "Weiter",
    "dictation.fetching": "{here} von {size} MB sind da. Du kannst weiterarbeiten.",
    "dictation.fetch_why": (
        "{name} muss einmal geholt werden. Danach geht es ohne Netz, und was du sagst, bleibt "
        "auf diesem Gerät."
    ),
    "dictation.kept.one": "{count} Aufnahme ist nicht aufgeschrieben",
    "dictation.kept.other": "{count} Aufnahmen sind nicht aufgeschrieben",
    "dictation.kept_go": "Aufschreiben",
    "dictation.kept_said": "Sie werden aufgeschrieben",
    "dictation.language": "Du sprichst",
    "dictation.language_de": "Deutsch",
    "dictation.language_en": "Englisch",
    "dictation.language_es": "Spanisch",
    "dictation.languages.one": "{count} Sprache",
    "dictation.languages.other": "{count} Sprachen",
    "dictation.later": "Nicht jetzt",
    "dictation.new": "Jetzt gehört, von {name}",
    "dictation.new_take": "Diese Worte nehmen",
    "dictation.new_taken": "Worte geändert",
    "dictation.none": "Niemand",
    "dictation.none_why": "Aufnahmen bleiben zum Anhören.",
    "dictation.offer.one": (
        "{count} Aufnahme wartet auf ihre Worte. Was sie aufschreibt, muss einmal geholt werden, "
        "{size} MB."
    ),
    "dictation.offer.other": (
        "{count} Aufnahmen warten auf ihre Worte. Was sie aufschreibt, muss einmal geholt "
        "werden, {size} MB."
    ),
    "dictation.pause": "Eine Aufnahme ohne Finger endet nach einer Pause von",
    "dictation.pause_never": "Nie",
    "dictation.pause_s": "{count} s",
    "dictation.row": "Gesprochenes aufschreiben",
    "dictation.section": "Was du sagst",
    "dictation.size": "{languages}, {size} MB, einmal zu holen",
    "dictation.state_no_engine": "Läuft auf diesem Gerät nicht",
    "dictation.state_ready": "{languages}, bereit",
    "dictation.title": "Gesprochenes aufschreiben",
    "dictation.try": "Ausprobieren",
    "dictation.trying": "Einen Moment, es wird ausprobiert",
    "dictation.waiting.one": "{count} Aufnahme wartet auf ihre Worte",
    "dictation.waiting.other": "{count} Aufnahmen warten auf ihre Worte",
    "dictation.why": (
        "Was du sagst, wird erst aufgenommen und danach hier auf dem Gerät aufgeschrieben."
    ),
    "dictation.works": "Es geht",
}
