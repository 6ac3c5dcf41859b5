"""German for what is spoken: recording it, writing it down.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # recording: the one gesture, held or tapped
    "recording.another": "Jemand anders",
    "recording.cancel": "Verwerfen",
    "recording.capture": "Notiz schreiben. Zum Sprechen halten.",
    "recording.disk_full": (
        "Auf diesem Gerät ist kein Platz mehr. Was du bis dahin gesagt hast, bleibt. Schaff "
        "etwas Platz, um weiterzumachen."
    ),
    "recording.keep": "Behalten",
    "recording.kept": "Eine Aufnahme vom letzten Mal ist noch da: {name}",
    "recording.kept_unnamed": "Eine Aufnahme vom letzten Mal ist noch da. Um wen ging es?",
    "recording.keys": "R speichert. Escape verwirft, mit einem Weg zurück.",
    "recording.left": (
        "Du hast die App verlassen, darum endete die Aufnahme. Was du gesagt hast, bleibt."
    ),
    "recording.let_go": "Loslassen zum Speichern",
    "recording.let_go_away": "Loslassen zum Verwerfen",
    "recording.listening": "Hört zu",
    "recording.lock": "Ohne Finger weiter",
    "recording.longest": (
        "Länger als eine Stunde geht nicht. Die Aufnahme bleibt. Beginne eine neue, um "
        "weiterzumachen."
    ),
    "recording.lost": "Das Mikrofon ist weg. Was du bis dahin gesagt hast, bleibt.",
    "recording.meter": "Wie laut es ist",
    "recording.no_microphone": (
        "Schließ eines an und versuch es noch einmal, oder tipp deine Notiz."
    ),
    "recording.no_microphone_title": "Kein Mikrofon gefunden",
    "recording.nothing": "Es wurde nichts aufgenommen. Halte den Knopf, solange du sprichst.",
    "recording.pause": "Pause",
    "recording.paused": "Pausiert",
    "recording.refused": (
        "Erlaube es für Rapport in den Einstellungen des Geräts und versuch es noch einmal. Oder "
        "tipp deine Notiz."
    ),
    "recording.refused_browser": (
        "Tippe auf das Zeichen neben der Adresse oben, erlaube das Mikrofon und versuch es noch "
        "einmal. Oder tipp deine Notiz."
    ),
    "recording.refused_title": "Das Mikrofon ist nicht erlaubt",
    "recording.resume": "Weiter",
    "recording.save": "Speichern",
    "recording.saved": "Bei {name} gespeichert · wird aufgeschrieben",
    "recording.saved_unnamed": "Gespeichert · wird aufgeschrieben",
    "recording.saved_words": "Bei {name} gespeichert",
    "recording.saved_words_unnamed": "Gespeichert",
    "recording.speak": "Sprechen",
    "recording.starting": "Einen Moment",
    "recording.taken_back": "Zurückgenommen: {length} Aufnahme",
    "recording.taken_back_words.one": "Zurückgenommen: {count} Wort",
    "recording.taken_back_words.other": "Zurückgenommen: {count} Worte",
    "recording.tap_to_save": "Zum Speichern tippen",
    "recording.thrown": "Verworfen: {length} Aufnahme",
    "recording.thrown_words.one": "Verworfen: {count} Wort",
    "recording.thrown_words.other": "Verworfen: {count} Worte",
    "recording.type": "Lieber tippen",
    "recording.unheard": (
        "Das Telefon hört nicht mehr. Was es bis dahin gehört hat, bleibt. Halte den Knopf, um "
        "weiterzumachen."
    ),
    "recording.unwritable": (
        "Dieses Gerät konnte nicht weiterschreiben. Was du bis dahin gesagt hast, bleibt."
    ),
    "recording.whose": "Um wen geht es?",
    # speech: sound to words
    "speech.bench_missing": (
        'Um Gehörtes zu vergleichen, installiere: pip install ".[speech-bench]"'
    ),
    "speech.empty": "In dieser Aufnahme ist kein Ton. Sie bleibt erhalten.",
    "speech.engine_missing": (
        "Dieses Gerät hat nichts, womit es Aufnahmen aufschreiben kann. Sie bleiben erhalten. "
        'Auf einem Computer kommt es so dazu: pip install ".[speech]"'
    ),
    "speech.failed": (
        "Diese Aufnahme ließ sich nicht aufschreiben. Sie bleibt erhalten; du kannst es noch "
        "einmal versuchen."
    ),
    "speech.fetch_failed": (
        "Was zum Aufschreiben nötig ist, ließ sich nicht holen. Was da ist, bleibt, und der "
        "nächste Versuch macht dort weiter. Prüfe die Verbindung und versuch es noch einmal."
    ),
    "speech.fetched": "{name} ist da. Aufnahmen können aufgeschrieben werden.",
    "speech.fetching": "{name}: {share} von {size} MB",
    "speech.heard": "{name}: {words} Wörter in {length}",
    "speech.language": (
        "{engine} kann diese Sprache nicht. Die Aufnahme bleibt erhalten; wähle etwas anderes."
    ),
    "speech.languages.one": "{count} Sprache",
    "speech.languages.other": "{count} Sprachen",
    "speech.listed": "{name}  {size} MB  {licence}  {languages}  {state}",
    "speech.model_damaged": (
        "Was zum Aufschreiben nötig ist, ist beschädigt. Aufnahmen bleiben erhalten. So wird es "
        "neu geholt: rapport speech install"
    ),
    "speech.model_missing": (
        "Was zum Aufschreiben nötig ist, ist noch nicht da. Aufnahmen bleiben erhalten. So wird "
        "es geholt, einmal: rapport speech install"
    ),
    "speech.no_engine": (
        "Nichts hier kann diese Aufnahme jetzt aufschreiben. Sie bleibt erhalten und wartet."
    ),
    "speech.no_manifest": (
        "Der Ordner hat keine Liste seiner Aufnahmen: eine Datei manifest.tsv mit den Spalten "
        "file und transcript."
    ),
    "speech.no_words": "Es waren keine Worte zu hören.",
    "speech.state_no_engine": "das Programm dazu ist nicht installiert",
    "speech.state_no_model": "kann geholt werden",
    "speech.state_ready": "bereit",
    "speech.unknown_engine": "{engine} gibt es nicht. Es gibt: {names}",
    "speech.unreadable": (
        "Diese Aufnahme lässt sich nicht lesen. Ist die Datei da und die Platte in Ordnung?"
    ),
    "speech.wrong_format": (
        "Das ist keine Aufnahme, die sich lesen lässt. WAV, FLAC, Ogg und MP3 gehen."
    ),
}
