"""Spanish for what is spoken: recording it, writing it down.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # recording: the one gesture, held or tapped
    "recording.another": "Otra persona",
    "recording.cancel": "Descartar",
    "recording.capture": "Escribir una nota. Mantén pulsado para hablar.",
    "recording.disk_full": (
        "No queda espacio en este dispositivo. Lo que dijiste hasta ahí se guarda. Haz sitio "
        "para seguir."
    ),
    "recording.keep": "Conservarla",
    "recording.kept": "Se guardó una grabación de la última vez: {name}",
    "recording.kept_unnamed": "Se guardó una grabación de la última vez. ¿De quién era?",
    "recording.keys": "R guarda. Escape descarta, y se puede recuperar.",
    "recording.left": "Saliste de la app y la grabación terminó. Lo que dijiste se guarda.",
    "recording.let_go": "Suelta para guardar",
    "recording.let_go_away": "Suelta para descartar",
    "recording.listening": "Escuchando",
    "recording.lock": "Seguir sin el dedo",
    "recording.longest": (
        "Una hora es lo más largo. La grabación se guarda. Empieza otra para seguir."
    ),
    "recording.lost": "El micrófono se perdió. Lo que dijiste hasta ahí se guarda.",
    "recording.meter": "Volumen de la voz",
    "recording.no_microphone": "Conecta uno y prueba otra vez, o escribe tu nota.",
    "recording.no_microphone_title": "No hay micrófono",
    "recording.nothing": "No se grabó nada. Mantén el botón pulsado mientras hablas.",
    "recording.pause": "Pausa",
    "recording.paused": "En pausa",
    "recording.refused": (
        "Permítelo para Rapport en los ajustes del dispositivo y prueba otra vez. O escribe tu "
        "nota."
    ),
    "recording.refused_browser": (
        "Toca el signo junto a la dirección de arriba, permite el micrófono y prueba otra vez. O "
        "escribe tu nota."
    ),
    "recording.refused_title": "El micrófono no está permitido",
    "recording.resume": "Seguir",
    "recording.save": "Guardar",
    "recording.saved": "Guardado en {name} · se está escribiendo",
    "recording.saved_unnamed": "Guardado · se está escribiendo",
    "recording.saved_words": "Guardado en {name}",
    "recording.saved_words_unnamed": "Guardado",
    "recording.speak": "Hablar",
    "recording.starting": "Un momento",
    "recording.taken_back": "Retirado: {length} de grabación",
    "recording.taken_back_words.one": "Retirado: {count} palabra",
    "recording.taken_back_words.other": "Retirado: {count} palabras",
    "recording.tap_to_save": "Toca para guardar",
    "recording.thrown": "Descartado: {length} de grabación",
    "recording.thrown_words.one": "Descartado: {count} palabra",
    "recording.thrown_words.other": "Descartado: {count} palabras",
    "recording.type": "Mejor escribir",
    "recording.unheard": (
        "El teléfono dejó de oír. Lo que oyó hasta ahí se guarda. Mantén el botón para seguir."
    ),
    "recording.unwritable": (
        "Este dispositivo no pudo seguir escribiendo. Lo que dijiste hasta ahí se guarda."
    ),
    "recording.whose": "¿De quién es?",
    # speech: sound to words
    "speech.bench_missing": 'Para comparar lo oído, instala: pip install ".[speech-bench]"',
    "speech.empty": "En esta grabación no hay sonido. Se conserva.",
    "speech.engine_missing": (
        "Este dispositivo no tiene con qué escribir grabaciones. Se conservan. En un ordenador "
        'se añade así: pip install ".[speech]"'
    ),
    "speech.failed": "Esta grabación no se pudo escribir. Se conserva; puedes probar otra vez.",
    "speech.fetch_failed": (
        "Lo necesario para escribir grabaciones no se pudo traer. Lo que llegó se conserva y el "
        "próximo intento sigue desde ahí. Revisa la conexión y prueba otra vez."
    ),
    "speech.fetched": "{name} ya está. Las grabaciones se pueden escribir.",
    "speech.fetching": "{name}: {share} de {size} MB",
    "speech.heard": "{name}: {words} palabras en {length}",
    "speech.language": "{engine} no conoce este idioma. La grabación se conserva; elige otro.",
    "speech.languages.one": "{count} idioma",
    "speech.languages.other": "{count} idiomas",
    "speech.listed": "{name}  {size} MB  {licence}  {languages}  {state}",
    "speech.model_damaged": (
        "Lo necesario para escribir grabaciones está dañado. Las grabaciones se conservan. Así "
        "se trae de nuevo: rapport speech install"
    ),
    "speech.model_missing": (
        "Lo necesario para escribir grabaciones aún no está. Las grabaciones se conservan. Así "
        "se trae, una vez: rapport speech install"
    ),
    "speech.no_engine": "Nada aquí puede escribir esta grabación ahora. Se conserva y espera.",
    "speech.no_manifest": (
        "La carpeta no tiene lista de sus grabaciones: un archivo manifest.tsv con las columnas "
        "file y transcript."
    ),
    "speech.no_words": "No se oyeron palabras.",
    "speech.state_no_engine": "su programa no está instalado",
    "speech.state_no_model": "se puede traer",
    "speech.state_ready": "listo",
    "speech.unknown_engine": "No existe {engine}. Existen: {names}",
    "speech.unreadable": "Esta grabación no se puede leer. ¿Está ahí el archivo, y el disco bien?",
    "speech.wrong_format": "Esto no es una grabación que se pueda leer. WAV, FLAC, Ogg y MP3 sí.",
}
