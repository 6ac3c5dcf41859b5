"""Spanish for customers and people that may be, or are, the same.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # same: two that may be one
    "same.about.contact.one": "{count} persona",
    "same.about.contact.other": "{count} personas",
    "same.about.deal.one": "{count} negocio",
    "same.about.deal.other": "{count} negocios",
    "same.about.note.one": "{count} nota",
    "same.about.note.other": "{count} notas",
    "same.about.visit.one": "{count} visita",
    "same.about.visit.other": "{count} visitas",
    "same.apart": "Separar",
    "same.choose": "¿Cuál es correcto? Está elegido lo más nuevo.",
    "same.different": "No son el mismo",
    "same.done": "Eso era todo",
    "same.done_why": "Aquí aparece lo que se parece; nada se une por sí solo.",
    "same.empty": "nada",
    "same.is_account": "¿El mismo cliente?",
    "same.is_contact": "¿La misma persona?",
    "same.known_contact": "Quizá ya está aquí:",
    "same.later": "Más tarde",
    "same.merge": "Unirlos",
    "same.merged": "{name} ya es uno solo",
    "same.nothing_yet": "nada todavía",
    "same.of": "{at} de {count}",
    "same.one_of": "También anotado como {names}",
    "same.said_different": "Siguen siendo dos",
    "same.stays": "Se conserva todo de ambos, y se pueden separar cuando quieras.",
    "same.taken_apart": "Otra vez dos",
    "same.to_look.one": "{count} pareja puede ser lo mismo",
    "same.to_look.other": "{count} parejas pueden ser lo mismo",
    "same.total": "{count} pueden ser lo mismo: {money}",
    "same.why": "Porque: {reasons}",
    # same.reason: why two may be one
    "same.reason.address": "misma dirección",
    "same.reason.born": "misma fecha de nacimiento",
    "same.reason.company": "mismo cliente",
    "same.reason.domain": "misma web o mismo dominio",
    "same.reason.email": "mismo correo",
    "same.reason.email_alike": "casi el mismo correo",
    "same.reason.name": "mismo nombre",
    "same.reason.name_part": "parte del nombre",
    "same.reason.name_short": "abreviatura del mismo nombre",
    "same.reason.name_spelled": "mismo nombre, escrito de otro modo",
    "same.reason.name_turned": "mismo nombre, al revés",
    "same.reason.phone": "mismo teléfono",
}
