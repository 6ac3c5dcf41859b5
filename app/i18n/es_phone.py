"""Spanish for a phone's own recogniser. Keys sorted, as in `en`."""

from typing import Final

TEXTS: Final = {
    # phone: its own recogniser, which hears without a recording
    "phone.alone": "El teléfono va escribiendo. No se graba nada.",
    "phone.asking": "Un momento, se pregunta al teléfono",
    "phone.busy": "Otra cosa está escuchando en este teléfono.",
    "phone.failed": "Este teléfono no oyó palabras.",
    "phone.heard": "Lo que se oyó",
    "phone.instead": "{why} En su lugar se te graba.",
    "phone.language": (
        "Este teléfono no tiene tu idioma para oír sin la red. Se puede añadir en los ajustes "
        "del teléfono."
    ),
    "phone.not_alone": (
        "Este teléfono no puede prometer oírte sin enviar tu voz, así que no se le pide."
    ),
    "phone.off": "El dictado está desactivado en los ajustes de este teléfono.",
    "phone.refused": "En los ajustes, el oído propio del teléfono no está permitido para Rapport.",
    "phone.row": "Nunca se envía. Sin grabación.",
    "phone.starts": "Aquí aparecen tus palabras",
    "phone.why": (
        "Tus palabras se oyen en este teléfono y nunca se envían. No queda grabación para "
        "escucharla."
    ),
}
