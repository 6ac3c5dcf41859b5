"""Spanish for what is wrong: on this device, with what was written, at the server.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # cli: what the command line says
    "cli.app_at": "Rapport está abierto en {url}. Ctrl+C lo detiene.",
    "cli.deals_sum": "negocios en total: {money}",
    "cli.exchanged": "{sent} enviados, {received} recibidos",
    "cli.import_doubt": (
        "{name} se parece a {here}, que está aquí. La app pregunta; aquí quedan los dos."
    ),
    "cli.import_nothing": "No hay nada que hacer: nombra archivos, o mira `rapport import --help`.",
    "cli.invitation": (
        "{name} puede unirse con el código {code} en {url}. Sirve una vez, durante una semana."
    ),
    # clock: said once when the clock of this device is off
    "clock.ahead": (
        "El reloj de este dispositivo va unos {amount} adelantado. Lo que escribes recibe "
        "igualmente la hora correcta."
    ),
    "clock.behind": (
        "El reloj de este dispositivo va unos {amount} atrasado. Lo que escribes recibe "
        "igualmente la hora correcta."
    ),
    "clock.days.one": "{count} día",
    "clock.days.other": "{count} días",
    "clock.hours.one": "{count} hora",
    "clock.hours.other": "{count} horas",
    "clock.minutes.one": "{count} minuto",
    "clock.minutes.other": "{count} minutos",
    "clock.seen": "De acuerdo",
    "clock.years.one": "{count} año",
    "clock.years.other": "{count} años",
    # doctor: what was looked at, and what to do
    "doctor.alone": "Este dispositivo aún no es de ningún equipo, así que nada sale de él.",
    "doctor.clock": "El reloj de este dispositivo coincide con el del servidor.",
    "doctor.clock_off.one": (
        "El reloj de este dispositivo va {count} minuto mal. No se ha perdido nada; ponlo en "
        "automático."
    ),
    "doctor.clock_off.other": (
        "El reloj de este dispositivo va {count} minutos mal. No se ha perdido nada; ponlo en "
        "automático."
    ),
    "doctor.database": "Sana. SQLite no encontró fallos.",
    "doctor.disk": "{free} MB libres.",
    "doctor.disk_low": (
        "Solo {free} MB libres. Lo guardado está a salvo; haz sitio antes de escribir más."
    ),
    "doctor.files.one": "{count} archivo espera a enviarse o traerse.",
    "doctor.files.other": "{count} archivos esperan a enviarse o traerse.",
    "doctor.files_failed.one": (
        "{count} archivo no se pudo enviar o traer todavía. Está a salvo y se prueba otra vez solo."
    ),
    "doctor.files_failed.other": (
        "{count} archivos no se pudieron enviar o traer todavía. Están a salvo y se prueban otra "
        "vez solos."
    ),
    "doctor.folder": "Se puede escribir en {path}.",
    "doctor.history.one": "{count} apunte, sin cortes, y todo es lo que dice.",
    "doctor.history.other": "{count} apuntes, sin cortes, y todo es lo que dicen.",
    "doctor.history_altered.one": (
        "{count} elemento del servidor no es lo que dice su historial. Alguien lo cambió sin "
        "pasar por Rapport, o fue un disco. Díselo a quien cuida el servidor."
    ),
    "doctor.history_altered.other": (
        "{count} elementos del servidor no son lo que dice su historial. Alguien los cambió sin "
        "pasar por Rapport, o fue un disco. Díselo a quien cuida el servidor."
    ),
    "doctor.history_broken": (
        "El historial del equipo no es lo que se escribió, desde el apunte {n}. Díselo a quien "
        "cuida el servidor y guarda sus copias."
    ),
    "doctor.history_rewritten": (
        "El historial del equipo no es el que este dispositivo vio antes: se reescribió, o el "
        "servidor volvió a una copia anterior. Si ya se sabe, dilo así: rapport doctor "
        "--trust-history"
    ),
    "doctor.migrated": (
        "Llevada a la versión {version}. La base de datos tal como era está al lado, en {backup}."
    ),
    "doctor.migrations": "En la versión {version}, nada que hacer.",
    "doctor.newer_server": (
        "El servidor del equipo es más nuevo que esta app. Lo que la app no conoce se conserva; "
        "actualízala para verlo todo."
    ),
    "doctor.no_database": "Aún ninguna; se crea en el primer inicio.",
    "doctor.no_speech": "No forma parte de esta versión; las notas se escriben.",
    "doctor.not_compared": (
        "Sin comparar: el equipo está escribiendo ahora. Todo está guardado; prueba otra vez en "
        "un minuto."
    ),
    "doctor.older_server": (
        "El servidor del equipo es más antiguo que esta app y aún no se puede comparar. Lo que "
        "no conoce espera aquí hasta que se actualice."
    ),
    "doctor.records": "Todo es lo que tiene el servidor.",
    "doctor.refused.one": "{count} cambio no se aceptó. Abre «Yo» en la app para ver por qué.",
    "doctor.refused.other": (
        "{count} cambios no se aceptaron. Abre «Yo» en la app para ver por qué."
    ),
    "doctor.repaired.one": (
        "{count} elemento era distinto del servidor y se arregló. Lo que había antes está en "
        "{path}."
    ),
    "doctor.repaired.other": (
        "{count} elementos eran distintos del servidor y se arreglaron. Lo que había antes está "
        "en {path}."
    ),
    "doctor.server": "{url} responde.",
    "doctor.server_away": "{url} no responde. Todo está guardado aquí y saldrá cuando responda.",
    "doctor.versions": "La app y el servidor son de la misma versión.",
    "doctor.waiting.one": "{count} cambio espera a enviarse.",
    "doctor.waiting.other": "{count} cambios esperan a enviarse.",
    # error: what happened, what is safe, what to do
    "error.action": "Eso no funcionó. Lo que escribiste está a salvo. Prueba otra vez, por favor.",
    "error.address": "Eso no es una dirección. Tiene esta forma: rapport.example.com.",
    "error.because": "{reason} No se cambió nada, y lo que escribiste sigue aquí.",
    "error.busy": (
        "El servidor de tu equipo está ocupado ahora. Aquí todo está a salvo. Prueba otra vez, "
        "por favor."
    ),
    "error.customer_absent": (
        "Este cliente ya no está aquí. Lo que escribiste está a salvo aquí: elige otro cliente y "
        "guarda otra vez."
    ),
    "error.customer_gone": (
        "{name} se borró mientras tanto. Lo que escribiste está a salvo aquí: elige otro "
        "cliente, o recupéralo en su ficha y guarda otra vez."
    ),
    "error.damaged_database": (
        "Lo guardado en este dispositivo no se pudo leer: el archivo parece dañado. Se dejó "
        "exactamente como está. No quites la app y pregunta a quien cuida Rapport en tu equipo."
    ),
    "error.disk_full": (
        "Este dispositivo está lleno. Lo guardado antes está a salvo, y lo que escribiste sigue "
        "aquí. Haz sitio y prueba otra vez."
    ),
    "error.email_taken": "Alguien del equipo ya entra con este correo. Usa otro.",
    "error.forbidden": (
        "Tu papel en el equipo no lo permite. No se cambió nada. Pregunta a un responsable o "
        "administrador."
    ),
    "error.invitation": (
        "Este código no sirvió. Puede estar mal escrito, ya usado o tener más de una semana. "
        "Revísalo o pide otro."
    ),
    "error.list": "Esta lista no se pudo leer. No se ha perdido nada.",
    "error.nameless": "Necesita un nombre. Lo demás puede esperar.",
    "error.newer_database": (
        "Lo guardado en este dispositivo lo escribió una versión posterior de Rapport. No se "
        "cambió nada. Actualiza Rapport para abrirlo."
    ),
    "error.no_photo": "{name} no es una foto. Lo que escribiste está a salvo; elige una imagen.",
    "error.outdated": (
        "Esta versión de Rapport y el servidor de tu equipo están demasiado lejos. Aquí todo "
        "está a salvo y saldrá solo cuando Rapport esté al día."
    ),
    "error.outcomes_differ": (
        "«{stage}» e «{into}» acaban de forma distinta, así que no pueden ser una. No se cambió "
        "nada."
    ),
    "error.part": "Esta parte no se pudo mostrar. Lo que escribiste está a salvo.",
    "error.part_failed": "Una parte no arrancó. Lo que dijo está arriba; no se ha perdido nada.",
    "error.password": (
        "Juntos, este correo y esta contraseña no son de nadie. Revisa los dos; alguien del "
        "equipo también puede enviarte una invitación."
    ),
    "error.photo_too_large": (
        "Esa foto tiene {size} MB; puede tener {most} MB como mucho. Elige una más pequeña o haz "
        "otra."
    ),
    "error.port_in_use": (
        "El puerto {port} lo ocupa otro programa. Detenlo, o elige otro con --port."
    ),
    "error.read_only": (
        "Rapport no puede guardar en su propia carpeta. Lo guardado antes está a salvo. Permite "
        "que la app escriba ahí y prueba otra vez."
    ),
    "error.record_exists": "Esto ya está aquí. No se cambió nada.",
    "error.record_missing": (
        "Esto ya no está aquí: alguien lo borró, o ya no se comparte contigo. Lo que escribiste "
        "sigue en la pantalla."
    ),
    "error.refused": (
        "Esto no te toca cambiarlo. No se cambió nada. Pregunta a un responsable o administrador."
    ),
    "error.server_fault": (
        "El servidor de tu equipo no pudo responder bien. Aquí todo está a salvo, y Rapport lo "
        "prueba otra vez solo."
    ),
    "error.service": (
        "El servidor de tu equipo dio una respuesta que aquí no tiene sentido. Todo está a salvo "
        "en este dispositivo. Prueba otra vez más tarde."
    ),
    "error.server_restored": (
        "El servidor de tu equipo volvió a una copia anterior, así que no se intercambió nada. "
        "Todo en este dispositivo está a salvo. Pide a quien lleva el servidor que ponga la "
        "copia más nueva."
    ),
    "error.signed_out": (
        "Tu equipo cerró la sesión de este dispositivo. Tus palabras están a salvo aquí. Pide "
        "otra invitación y únete de nuevo para enviarlas."
    ),
    "error.stamp": (
        "La hora de un cambio no se pudo leer, así que se dejó fuera. Todo lo demás está a salvo "
        "aquí."
    ),
    "error.store": (
        "Rapport no pudo leer o guardar en este dispositivo ahora mismo. Lo guardado antes está "
        "a salvo, y lo que escribiste sigue aquí. Prueba otra vez, por favor."
    ),
    "error.too_large": (
        "Es demasiado para enviarlo de una vez. Aquí todo está a salvo. Pregunta a quien cuida "
        "Rapport en tu equipo."
    ),
    "error.too_many": (
        "Se intentó demasiadas veces. Espera unos minutos y prueba otra vez. Lo que escribiste "
        "sigue aquí."
    ),
    "error.unexpected": (
        "Ocurrió algo inesperado. Lo guardado está a salvo. Prueba otra vez, por favor."
    ),
    "error.unknown_kind": (
        "Esto se hizo con una versión posterior de Rapport. No se ha perdido nada. Actualiza "
        "Rapport para verlo."
    ),
    "error.unreachable": (
        "El servidor de tu equipo no respondió. Aquí todo está a salvo y saldrá solo cuando haya "
        "señal."
    ),
    "error.untrusted": (
        "Lo que respondió no pudo demostrar que es el servidor de tu equipo, así que no se le "
        "envió nada. En una wifi de invitados, identifícate primero allí; mira también la fecha "
        "de este dispositivo. Si no, díselo a quien lleva el servidor: puede que su certificado "
        "haya caducado."
    ),
    "error.violation": (
        "Esto no se puede guardar así. No se cambió nada, y lo que escribiste sigue aquí."
    ),
    # refused: why a change was not taken
    "refused.admins_only": "Solo un administrador puede cambiar esto.",
    "refused.erased": "Un administrador borró este cliente para siempre.",
    "refused.foreign_stamp": (
        "Esto se escribió en otro dispositivo tuyo. Envíalo otra vez desde este."
    ),
    "refused.managers_only": "Solo un responsable puede cambiar esto.",
    "refused.no_owner": "Algo privado tiene que ser de alguien.",
    "refused.not_yours": "Esto es de otra persona y no se comparte contigo.",
    "refused.other_kind": "Tu equipo ya tiene otra cosa en este lugar.",
    "refused.server_failed": (
        "El servidor de tu equipo falló en esto, y en nada más. Díselo a quien lo cuida y "
        "envíalo otra vez."
    ),
    "refused.server_only": "Solo el servidor de tu equipo puede cambiar esto.",
    "refused.signed_out": "Ya no estabas en el equipo cuando esto llegó.",
    "refused.too_large": "Es más de lo que el servidor de tu equipo puede recibir de una vez.",
    "refused.unknown": "El servidor de tu equipo no aceptó esto.",
    "refused.unknown_record": (
        "Esto cambia algo que el servidor de tu equipo no aceptó. Envía eso primero."
    ),
    "refused.unreadable": "El servidor de tu equipo no pudo leer esto.",
    # status: is what I wrote safe
    "status.failed.one": "{count} cambio no pudo salir",
    "status.failed.other": "{count} cambios no pudieron salir",
    "status.files.one": "{count} archivo por enviar",
    "status.files.other": "{count} archivos por enviar",
    "status.files_coming.one": "{count} archivo por llegar",
    "status.files_coming.other": "{count} archivos por llegar",
    "status.offline": "Sin señal. Todo está guardado en este teléfono.",
    "status.offline_short": "Sin señal, todo a salvo",
    "status.saved": "Todo guardado",
    "status.sending": "Enviando",
    "status.waiting.one": "{count} cambio por enviar",
    "status.waiting.other": "{count} cambios por enviar",
    "status.waiting_long.one": (
        "Guardado en este teléfono. {count} cambio saldrá cuando haya señal."
    ),
    "status.waiting_long.other": (
        "Guardado en este teléfono. {count} cambios saldrán cuando haya señal."
    ),
    # trouble: the app cannot open its data
    "trouble.anew": "Empezar de nuevo",
    "trouble.anew_why": (
        "El cuaderno dañado se guarda junto al nuevo. Lo que tiene tu equipo vuelve cuando te "
        "unas otra vez."
    ),
    "trouble.title": "Rapport no pudo abrir su cuaderno",
    # violation: what is wrong with a value
    "violation.bad_id": (
        "Esto llegó sin un nombre propio que sirva, así que el servidor de tu equipo no pudo "
        "archivarlo."
    ),
    "violation.bad_name": "Parte de esto no se conoce aquí. Actualiza Rapport y prueba otra vez.",
    "violation.bad_stamp": (
        "La hora de esto no se pudo leer. Envíalo otra vez para darle una nueva."
    ),
    "violation.bad_text": "En «{field}» hay letras cortadas por la mitad.",
    "violation.field_count": "Se cambiaron más de {limit} cosas a la vez, y son demasiadas.",
    "violation.not_a_choice": "«{field}» no es ninguna de las respuestas posibles.",
    "violation.not_a_currency": "La moneda necesita tres letras mayúsculas, como EUR.",
    "violation.not_a_date": "«{field}» no es un día del calendario.",
    "violation.not_a_hash": "«{field}» de este archivo no se pudo leer. Adjúntalo otra vez.",
    "violation.too_large": "«{field}» es un número demasiado grande.",
    "violation.too_long": "«{field}» es demasiado largo. Caben hasta {limit} caracteres.",
    "violation.too_long_plain": "«{field}» es demasiado largo para guardarlo.",
    "violation.unknown_kind": (
        "Esto se hizo con una versión posterior de Rapport. Actualiza Rapport y prueba otra vez."
    ),
    "violation.wrong_type": "«{field}» no se pudo leer.",
}
