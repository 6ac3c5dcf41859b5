"""Spanish for the care of what is known: one gentle question, and two-minute fixes.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # fixes: what two minutes set right
    "fixes.confirmed": "Anotado como correcto hoy",
    "fixes.last": "correcto por última vez {when}",
    "fixes.more": "Mostrar más",
    "fixes.nobody": "Clientes sin ninguna persona",
    "fixes.none": "No hay nada que arreglar",
    "fixes.none_why": "Cada negocio abierto tiene un próximo paso y se puede contactar con todos.",
    "fixes.reach": "Clientes sin teléfono, correo ni dirección",
    "fixes.row": "Pasos que faltan, negocios en silencio, clientes a medias",
    "fixes.stale": "Negocios de los que hace mucho no se dice nada",
    "fixes.step": "Negocios sin próximo paso",
    "fixes.still_right": "Sigue bien",
    "fixes.title": "Arreglos de dos minutos",
    "fixes.unconfirmed": "Datos que nadie ha confirmado en un año",
    "fixes.why": "El cuaderno del equipo, para quien tenga un momento. No se cuenta a nadie.",
    # gentle: the one question about a note that says nothing
    "gentle.added": "Añadido a la nota",
    "gentle.empty": "¿En qué se quedó?",
    "gentle.leave": "Dejarlo así",
    "gentle.left": "Se deja así",
    "gentle.repeated": "¿Qué fue distinto esta vez?",
    "gentle.speak": "Decirlo",
    "gentle.write": "Escribir algo",
}
