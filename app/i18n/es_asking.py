"""Spanish for questions to a colleague, links, handing over and words kept to oneself.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # ask: a question to a colleague
    "ask.answer": "Responder",
    "ask.answer_change": "Cambiar la respuesta",
    "ask.answer_hint": "Lo que sabes",
    "ask.answered": "Respondida",
    "ask.asked": "{by} preguntó a {to}",
    "ask.asks_you": "{by} te pregunta",
    "ask.by": "para {when}",
    "ask.empty": "Escribe lo que quieres saber y pregunta.",
    "ask.new": "Preguntar a alguien",
    "ask.send": "Preguntar",
    "ask.send_answer": "Enviar la respuesta",
    "ask.sent": "{to} lo verá en «Hoy»",
    "ask.they_said": "{to} dice",
    "ask.title": "Preguntas",
    "ask.until": "Una respuesta ayuda hasta",
    "ask.use_spoken": "Usar lo que acabas de decir",
    "ask.what": "Tu pregunta",
    "ask.what_hint": "¿Quién decide allí ahora?",
    "ask.whom": "A quién",
    "ask.withdraw": "Retirarla",
    "ask.withdrawn": "Pregunta retirada",
    "ask.you_asked": "Preguntaste a {to}",
    "ask.you_said": "Dijiste",
    "ask.your_answer": "Tu respuesta",
    # handover: a customer on one page
    "handover.asks": "Preguntas y respuestas",
    "handover.confirmed": "revisado {when}",
    "handover.deals": "Negocios",
    "handover.facts": "Lo nuevo allí",
    "handover.little": "Pequeñas cosas",
    "handover.made": "Al {when}",
    "handover.make": "Entregar como texto",
    "handover.must_know": "Lo que hay que saber",
    "handover.people": "Personas",
    "handover.problems": "Problemas abiertos",
    "handover.promised": "Prometido",
    "handover.reach": "Cómo localizarlos",
    "handover.said": "Lo último dicho y hecho",
    "handover.saved": "Guardado",
    # hint: a feature shows itself
    "hint.no": "No, gracias",
    "hint.pin": "Ten arriba en tu lista los negocios que importan. Nada los mueve de ahí.",
    "hint.pin_yes": "Elegir uno",
    "hint.plan": "Ordena una vez las paradas de mañana, y Rapport te lleva de una a otra.",
    "hint.plan_yes": "Planear una parada",
    "hint.remind": "No hay nada prometido a {name}. ¿Te aviso el {day}?",
    "hint.remind_text": "Preguntar cómo va",
    "hint.remind_yes": "Sí, el {day}",
    "hint.reminded": "Estará en «Hoy» el {day}",
    "hint.speak": "Mantén el botón redondo y habla: la nota se escribe sola, también sin señal.",
    "hint.speak_yes": "Bueno es saberlo",
    # kept: words on this device alone
    "kept.drop": "Descartar",
    "kept.dropped": "Descartado",
    "kept.here": "Solo en este dispositivo, {when}",
    "kept.keep": "Guardarlo para mí",
    "kept.kept": "Guardado en este dispositivo. Nadie más lo ve hasta que lo compartas.",
    "kept.share": "Compartir con el equipo",
    "kept.title": "Guardado para ti",
    # share: a link to a deal or a customer
    "share.copied": "Enlace copiado. Alguien del equipo lo pega en la búsqueda.",
    "share.copy": "Copiar el enlace",
    "share.share": "Compartir",
}
