"""Spanish for what a customer needs after the sale: problems, mood, what is new, renewals.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # care: problems, mood, what is new and little things on a customer's card
    "care.birthday_wrong": "Ese día no existe. Escríbelo como 24.12. o 24 de diciembre de 1980.",
    "care.card_saved": "Tarjeta guardada. Cualquier agenda la abre.",
    "care.fact": "¿Qué hay de nuevo allí?",
    "care.fact_delete": "Ya no es así",
    "care.fact_deleted": "Quitado de la ficha",
    "care.fact_edit": "Lo nuevo",
    "care.fact_gone": (
        "Esto se quitó de la ficha mientras escribías. Al guardar vuelve, con tus palabras."
    ),
    "care.fact_hint": "Los compra Nordhaus. Un nuevo jefe de compras.",
    "care.fact_new": "Añadir lo nuevo de allí",
    "care.fact_saved": "Guardado",
    "care.hint_birthday": "24.12. o 24 de diciembre de 1980",
    "care.hint_favourites": "Espresso sin azúcar. Siempre pregunta por el barco.",
    "care.hint_hours": "De lunes a jueves desde las 7, la cocina cierra a las 2",
    "care.hint_place": "Un enlace de tus mapas, o 52.5200, 13.4050",
    "care.little": "Pequeñas cosas",
    "care.little_edit": "Cambiar las pequeñas cosas",
    "care.little_gone": (
        "Este cliente se borró mientras escribías. Al guardar vuelve, con tus palabras."
    ),
    "care.little_saved": "Guardado",
    "care.mood": "Cómo lo ven ellos",
    "care.mood_said": "dicho {when}",
    "care.mood_unsaid": "Nadie lo ha dicho aún",
    "care.nobody": "Nadie",
    "care.nobody_sees": "nadie se ocupa",
    "care.open_again": "Abrir otra vez",
    "care.opened_again": "El problema está abierto otra vez",
    "care.place_wrong": (
        "Ahí no hay ningún lugar. Abre el mapa y copia la dirección de la página o los números."
    ),
    "care.problem": "¿Qué pasa?",
    "care.problem_edit": "Problema",
    "care.problem_gone": (
        "Esto se resolvió o se borró mientras escribías. Al guardar se conservan tus palabras."
    ),
    "care.problem_hint": "El molino nuevo se para cuando se calienta",
    "care.problem_new": "Problema",
    "care.problem_owner": "Quién se ocupa",
    "care.problem_saved": "Problema guardado",
    "care.problem_unsaid": "Un problema sin palabras",
    "care.renews": "Se renueva {day}, {when}",
    "care.renews_never": "Sin fecha",
    "care.renews_on": "El contrato se renueva",
    "care.renews_year": "En un año",
    "care.sees": "{name} se ocupa",
    "care.share": "Compartir el contacto",
    "care.solution": "¿Qué lo arregló?",
    "care.solve": "Resuelto",
    "care.solved": "Problema resuelto",
    "care.still_so": "Sigue así",
    "care.still_so_said": "Sigue así, a día de hoy",
    "care.told": "dicho {when}",
    "care.told_by": "{name} lo dijo {when}",
    "care.unfinished": "Empezaste a cambiar esto. Toca para seguir.",
    "care.wordless": "Escribe antes una o dos palabras. No hace falta más.",
    "care.you_see": "te ocupas tú",
    # check_ins: when the team asks a customer who bought
    "check_ins.chosen": "Elegido para tu equipo",
    "check_ins.days": "Días después de la venta",
    "check_ins.never": "Nunca",
    "check_ins.never_said": "A nadie se le recuerda preguntar cómo va después de una venta.",
    "check_ins.others": "Otros días",
    "check_ins.rule": (
        "{days} días después de una venta, a quien vendió se le recuerda preguntar cómo va."
    ),
    "check_ins.section": "Preguntar después de la venta",
    "check_ins.short": "{days} días",
    "check_ins.understood": "A los {days} días",
    # renewals: whose contract ends or renews soon
    "renewals.count.one": "{count} se renueva pronto",
    "renewals.count.other": "{count} se renuevan pronto",
    "renewals.is": "Se renueva {when}",
    "renewals.none": "Nada se renueva en los próximos dos meses",
    "renewals.none_why": "El día de renovación de un cliente está entre sus pequeñas cosas.",
    "renewals.was": "Tocaba {when}",
}
