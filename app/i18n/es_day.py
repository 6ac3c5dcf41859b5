"""Spanish for a day on the road: the brief, the stops and what is near.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # brief: what to know before walking in
    "brief.birthday": "Cumpleaños de {name}: {when}",
    "brief.fact": "{text} ({when})",
    "brief.gate_code": "Código de la puerta {code}",
    "brief.last": "{when}: {text}",
    "brief.problem": "Problema abierto: {text}",
    "brief.problems": "Problema abierto: {text} (y {count} más)",
    "brief.promised": "Prometiste: {text}",
    "brief.promised_by": "Prometido para {when}: {text}",
    "brief.unhappy": "Descontento, lo dijo {when}",
    # more: what can be said of a visit beside words
    "more.find_product": "Buscar un producto",
    "more.met": "Quién estaba",
    "more.mood": "Se sienten",
    "more.outcome": "Resultado",
    "more.outcome_later": "Quizá más tarde",
    "more.outcome_no": "Sin interés",
    "more.outcome_offer": "Quiere una oferta",
    "more.outcome_order": "Ha pedido",
    "more.products": "Productos",
    # near: who is near this device
    "near.in_city": "en {city}",
    "near.km": "{km} km",
    "near.looking": "Mirando alrededor…",
    "near.me": "Cerca de mí",
    "near.metres.one": "{count} m",
    "near.metres.other": "{count} m",
    "near.nobody": "Ningún cliente a menos de 60 km tiene dirección o ciudad.",
    "near.off": "La ubicación está apagada en este dispositivo. La búsqueda funciona sin ella.",
    "near.private": (
        "Tu posición solo se usa para esta lista y se olvida. Nunca se guarda ni se envía."
    ),
    "near.refused": (
        "Este dispositivo no le dice a Rapport dónde está, y no pasa nada. Para ver quién está "
        "cerca, permítelo en los ajustes; la búsqueda funciona sin ello."
    ),
    "near.title": "Cerca de ti",
    "near.unsure": (
        "Este dispositivo no sabe bastante bien dónde está. Prueba otra vez al aire libre, o busca."
    ),
    # photo: pictures of a visit
    "photo.add": "Añadir fotos",
    "photo.count.one": "{count} foto",
    "photo.count.other": "{count} fotos",
    "photo.drop": "Quitar {name}",
    "photo.most.one": "En una nota cabe {count} foto. Las demás no se añadieron.",
    "photo.most.other": "En una nota caben {count} fotos. Las demás no se añadieron.",
    "photo.named": "Foto {name}",
    "photo.no_camera": "La cámara no se abrió. Permítela en los ajustes o elige una foto.",
    "photo.take": "Hacer una foto",
    # stops: the visits of a day, in order
    "stops.add": "Añadir parada",
    "stops.down": "{name}: más tarde",
    "stops.drop": "Quitar del día",
    "stops.moved": "Movido",
    "stops.none": "Aún no hay paradas. Añade la primera abajo.",
    "stops.open": "Abrir cliente",
    "stops.order": "Orden y ruta",
    "stops.ordered": "En el orden de un camino corto",
    "stops.route": "Cómo llegar",
    "stops.shortest": "Camino más corto",
    "stops.title": "Paradas del día",
    "stops.unknown_place": "¿Dónde está {name}? Añade primero una ciudad o un lugar a su ficha.",
    "stops.up": "{name}: antes",
    "stops.way": "Unos {km} en línea recta",
    # tray: what of the day waits for this person
    "tray.arrive": "Ya llegué",
    "tray.call": "Llamar",
    "tray.check_in": "¿Cómo va {text}?",
    "tray.check_in_any": "¿Cómo va?",
    "tray.evening.one": "{count} visita de hoy no está escrita. Ahora está fresca.",
    "tray.evening.other": "{count} visitas de hoy no están escritas. Ahora están frescas.",
    "tray.here": "Estás aquí",
    "tray.look": "Ver",
    "tray.mood_told": "Ánimo anotado",
    "tray.not_yet": "Aún no he llegado",
    "tray.private": "Solo lo ves tú",
    "tray.route": "Cómo llegar",
    "tray.title": "Aún sin escribir",
    "tray.unhappy": "Descontentos",
    "tray.unhappy_since": "Dicho {when}",
    "tray.write": "Escribirlo",
}
