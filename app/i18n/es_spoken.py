"""Spanish for what was spoken: its words, its sound, what it offers. Keys sorted as in `en`."""

from typing import Final

TEXTS: Final = {
    # offer: what was heard in the words, one tap takes it
    "offer.cold": "Frío",
    "offer.customer": "Es sobre {name}",
    "offer.due": "Seguimiento {day}",
    "offer.due_at": "Seguimiento {day}, {time}",
    "offer.heard": "de «{words}»",
    "offer.keen": "Interesado",
    "offer.lost": "Perdido",
    "offer.more.one": "Se oyó una cosa más",
    "offer.more.other": "Se oyeron {count} cosas más",
    "offer.new_person": "Viste a {name}, aún no está aquí",
    "offer.person": "Viste a {name}",
    "offer.pieces": "unidades",
    "offer.refused": "Dejado fuera",
    "offer.stage": "Mover a {name}",
    "offer.title": "Lo que se oyó",
    "offer.took_amount": "{what} está en el negocio",
    "offer.took_customer": "Archivado",
    "offer.took_due": "Anotado. Estará en «Hoy» cuando toque.",
    "offer.took_outcome": "El negocio está cerrado",
    "offer.took_person": "Anotado",
    "offer.took_read": "Anotado: {what}",
    "offer.took_stage": "El negocio ha avanzado",
    "offer.took_step": "Anotado como próximo paso",
    "offer.took_units": "Anotado: {what}",
    "offer.units": "{number} {of}",
    "offer.unsure": "Dudoso",
    "offer.which_deal": "¿De qué negocio se trata?",
    "offer.won": "Ganado",
    "offer.wrong": "No es así: {what}",
    # recordings: how long they are kept
    "recordings.chosen": "Elegido para tu equipo",
    "recordings.days.one": (
        "Una grabación se va {count} día después de hacerse, esté donde esté. Las palabras se "
        "quedan, y también lo que no está escrito."
    ),
    "recordings.days.other": (
        "Una grabación se va {count} días después de hacerse, esté donde esté. Las palabras se "
        "quedan, y también lo que no está escrito."
    ),
    "recordings.ever": "Para siempre",
    "recordings.for_ever": "Las grabaciones se guardan para siempre, con sus palabras.",
    "recordings.section": "Cuánto se guardan las grabaciones",
    "recordings.short_days.one": "{count} día",
    "recordings.short_days.other": "{count} días",
    # spoken: a note's own sheet
    "spoken.again": "Escribirla otra vez",
    "spoken.again_said": "Se está escribiendo otra vez",
    "spoken.corrected": "Escrito {now}, oído «{was}»",
    "spoken.corrected_undo": "Como se oyó",
    "spoken.corrected_undone": "Tal como se oyó",
    "spoken.failed": "No se pudo escribir. La grabación se conserva.",
    "spoken.filed": "Archivado en {name}",
    "spoken.gone": "Esta nota no está aquí",
    "spoken.gone_agreed": "La grabación ya no está, como acordó tu equipo. Las palabras se quedan.",
    "spoken.gone_deleted": "La grabación se borró. Lo escrito se queda.",
    "spoken.gone_why": "Se borró, o ya no puedes verla.",
    "spoken.listen": "Escuchar",
    "spoken.none": "Guardada como grabación, sin escribir.",
    "spoken.original": "Como se oyó",
    "spoken.pause": "Pausa",
    "spoken.pending": "Se está escribiendo. Puedes seguir.",
    "spoken.pending_there": "Aún no está escrita.",
    "spoken.play": "Reproducir",
    "spoken.shape": "Grabación, en {at}",
    "spoken.short_done": "No se oyeron palabras",
    "spoken.short_failed": "No se pudo escribir",
    "spoken.short_none": "Guardada como grabación",
    "spoken.short_pending": "Espera sus palabras",
    "spoken.silent": "No se oyeron palabras.",
    "spoken.sound_away": (
        "La grabación no está aquí ni con tu equipo. Puede seguir en el dispositivo que la hizo, "
        "o ya no está. Las palabras se quedan."
    ),
    "spoken.speed_100": "1x",
    "spoken.speed_150": "1,5x",
    "spoken.speed_200": "2x",
    "spoken.today": "Recién dicho",
    "spoken.try_again": "Probar otra vez",
    "spoken.type": "Escribir las palabras",
    "spoken.whose": "¿De quién era?",
}
