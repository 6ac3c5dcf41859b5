"""Spanish for who writes recordings down. Keys sorted within each section, as in `en`."""

from typing import Final

TEXTS: Final = {
    # dictation: who writes down what was spoken
    "dictation.again_by": "Con {name}",
    "dictation.again_said": "Se está escribiendo otra vez",
    "dictation.auto": "Lo mejor que haya aquí",
    "dictation.auto_is": "Ahora: {name}",
    "dictation.by": "Lo escribe",
    "dictation.engine_moonshine-base-en": "Moonshine",
    "dictation.engine_phone": "El propio teléfono",
    "dictation.engine_whisper-base": "Whisper",
    "dictation.engine_whisper-tiny-en": "Whisper, pequeño",
    "dictation.fetch": "Traerlo, {size} MB",
    "dictation.fetch_again": "Seguir",
    "dictation.fetching": "Ya hay {here} de {size} MB. Puedes seguir trabajando.",
    "dictation.fetch_why": (
        "{name} se trae una sola vez. Después funciona sin señal, y lo que dices se queda en "
        "este dispositivo."
    ),
    "dictation.kept.one": "{count} grabación no está escrita",
    "dictation.kept.other": "{count} grabaciones no están escritas",
    "dictation.kept_go": "Escribirlas",
    "dictation.kept_said": "Se están escribiendo",
    "dictation.language": "Hablas en",
    "dictation.language_de": "Alemán",
    "dictation.language_en": "Inglés",
    "dictation.language_es": "Español",
    "dictation.languages.one": "{count} idioma",
    "dictation.languages.other": "{count} idiomas",
    "dictation.later": "Ahora no",
    "dictation.new": "Oído ahora, por {name}",
    "dictation.new_take": "Usar estas palabras",
    "dictation.new_taken": "Palabras cambiadas",
    "dictation.none": "Nadie",
    "dictation.none_why": "Las grabaciones se guardan para escucharlas.",
    "dictation.offer.one": (
        "{count} grabación espera sus palabras. Lo que las escribe se trae una sola vez, {size} MB."
    ),
    "dictation.offer.other": (
        "{count} grabaciones esperan sus palabras. Lo que las escribe se trae una sola vez, "
        "{size} MB."
    ),
    "dictation.pause": "Una grabación sin el dedo termina tras una pausa de",
    "dictation.pause_never": "Nunca",
    "dictation.pause_s": "{count} s",
    "dictation.row": "Escribir lo que dices",
    "dictation.section": "Lo que dices",
    "dictation.size": "{languages}, {size} MB, se trae una vez",
    "dictation.state_no_engine": "No funciona en este dispositivo",
    "dictation.state_ready": "{languages}, listo",
    "dictation.title": "Escribir lo que dices",
    "dictation.try": "Ver si funciona",
    "dictation.trying": "Un momento, se está probando",
    "dictation.waiting.one": "{count} grabación espera sus palabras",
    "dictation.waiting.other": "{count} grabaciones esperan sus palabras",
    "dictation.why": (
        "Lo que dices se graba primero y se escribe después, aquí en este dispositivo."
    ),
    "dictation.works": "Funciona",
}
