"""Spanish for the team: coming in, who may do what, who gave what to whom, what is seen.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # alone: start without a team
    "alone.currency": "Vendes en",
    "alone.go": "Empezar",
    "alone.name": "¿Cómo te llamas?",
    "alone.name_missing": "Escribe tu nombre, por favor. Va junto a tus notas.",
    "alone.title": "Empezar por tu cuenta",
    "alone.why": "Dos respuestas y escribes tu primera nota.",
    # given: from one person to another, and why
    "given.done": "Dado a {name}",
    "given.fine": "Entendido",
    "given.gave": "Le diste esto a {to}.",
    "given.gave_nobody": "Esto ahora no es de nadie.",
    "given.gave_nobody_why": "Esto ahora no es de nadie: «{why}»",
    "given.gave_why": "Le diste esto a {to}: «{why}»",
    "given.got": "{by} te dio esto.",
    "given.got_why": "{by} te dio esto: «{why}»",
    "given.lost": "{by} dio esto a {to}.",
    "given.lost_nobody": "{by} te quitó esto. Ahora no es de nadie.",
    "given.lost_nobody_why": "{by} te quitó esto: «{why}»",
    "given.lost_taken": "{by} se hizo cargo de esto en tu lugar.",
    "given.lost_taken_why": "{by} se hizo cargo de esto en tu lugar: «{why}»",
    "given.lost_why": "{by} dio esto a {to}: «{why}»",
    "given.more.one": "y {count} más que cambió de manos",
    "given.more.other": "y {count} más que cambiaron de manos",
    "given.open": "Abrir",
    "given.say_why": "Decir por qué",
    "given.someone": "Alguien",
    "given.why": "Por qué, en una línea",
    "given.why_change": "Cambiar el porqué",
    "given.why_hint": "Los conoces del año pasado.",
    "given.why_kept": "Lo van a leer",
    # invite: bring a colleague in
    "invite.copy": "Copiar",
    "invite.made": "Invitación para {name}",
    "invite.make": "Crear la invitación",
    "invite.message": (
        "Únete a mí en Rapport. Pega allí este enlace: {link} (o escribe la dirección del "
        "servidor {url} y el código de invitación {code})"
    ),
    "invite.name": "Su nombre",
    "invite.name_missing": "Escribe su nombre, por favor.",
    "invite.offline": (
        "Una invitación necesita señal, y el servidor de tu equipo no respondió. Prueba otra vez "
        "cuando haya."
    ),
    "invite.open": "Invitar a alguien",
    "invite.picture": "La invitación como imagen para la cámara de otro teléfono",
    "invite.title": "¿Quién se une?",
    "invite.until": "Sirve una vez, hasta {day}.",
    # join: become part of a team
    "join.again": "Unirse otra vez",
    "join.again_why": (
        "Pide otra invitación a un responsable o administrador. Lo que espera aquí saldrá cuando "
        "estés dentro."
    ),
    "join.busy": "Preguntando a tu equipo…",
    "join.by_code": "Tengo una invitación",
    "join.by_password": "Entrar con correo y contraseña",
    "join.code": "Código de invitación",
    "join.code_hint": "K7QF-2MXD",
    "join.code_missing": "Escribe el código de tu invitación, como K7QF-2MXD.",
    "join.device": "Cómo llamar a este dispositivo",
    "join.device_missing": (
        "Dale un nombre a este dispositivo, para que tu equipo lo distinga de otros."
    ),
    "join.email": "Correo electrónico",
    "join.go": "Unirse",
    "join.not_rapport": (
        "Algo respondió en {address}, pero no es un servidor de Rapport. Revisa la dirección."
    ),
    "join.password": "Contraseña",
    "join.password_why": (
        "Para otro dispositivo tuyo, cuando hayas puesto una contraseña en «Yo» en el primero."
    ),
    "join.server": "Dirección del servidor o enlace",
    "join.server_hint": "rapport.example.com",
    "join.sign_in": "Entrar",
    "join.this_computer": "Mi ordenador",
    "join.this_phone": "Mi teléfono",
    "join.title": "Únete a tu equipo",
    "join.unreachable": (
        "Nadie respondió en {address}. Revisa la dirección y la señal y prueba otra vez."
    ),
    "join.why": "Pide una invitación a un responsable o administrador de tu equipo.",
    # me: what of mine is where, my team, this device
    "me.all_here": "Todo está guardado en este dispositivo.",
    "me.alone": "Solo en este dispositivo",
    "me.alone_why": (
        "Nadie más ve lo que escribes. Únete a un equipo para compartirlo y tenerlo en otros "
        "dispositivos."
    ),
    "me.arriving": "Están llegando los clientes de tu equipo",
    "me.arriving_count": "{count} clientes, negocios y notas hasta ahora. Ya puedes escribir.",
    "me.arriving_first": "los primeros vienen en camino. Ya puedes escribir.",
    "me.change": "{kind} «{title}»",
    "me.change_more": "{said} y {count} más",
    "me.change_new": "nuevo",
    "me.change_removed": "borrado",
    "me.data": "Lo que hay aquí",
    "me.gone": "Descartado",
    "me.heard": "La última noticia de este dispositivo a tu equipo fue {ago}.",
    "me.held_up": "Tus cambios esperan",
    "me.import": "Traer clientes de un archivo",
    "me.language": "Idioma",
    "me.leave_alone": "Empezar de cero",
    "me.leave_alone_why": (
        "Todo lo de aquí pasa a una copia en este dispositivo, y Rapport empieza vacío."
    ),
    "me.leave_team": "Cerrar sesión",
    "me.leave_team_why": (
        "Todo lo de aquí pasa a una copia en este dispositivo, y Rapport empieza vacío. Para "
        "volver necesitas otra invitación."
    ),
    "me.leave_waiting.one": "{count} cambio no ha llegado a tu equipo y se quedaría atrás.",
    "me.leave_waiting.other": "{count} cambios no han llegado a tu equipo y se quedarían atrás.",
    "me.let_go": "Descartar",
    "me.look": "Aspecto",
    "me.more_waiting.one": "y {count} más",
    "me.more_waiting.other": "y {count} más",
    "me.moving": "Hablando con tu equipo",
    "me.moving_count": "{sent} enviados, {received} recibidos hasta ahora.",
    "me.nameless": "Aún sin nombre",
    "me.never_heard": "Tu equipo aún no tiene noticias de este dispositivo.",
    "me.no_signal": "Sin señal",
    "me.practice": "Son datos de práctica. Escribe, mueve y cierra lo que quieras.",
    "me.practice_end": "Empezar de verdad",
    "me.refused.one": "{count} cambio no se aceptó",
    "me.refused.other": "{count} cambios no se aceptaron",
    "me.safe_here.one": "Guardado en este dispositivo. {count} cambio saldrá cuando haya señal.",
    "me.safe_here.other": (
        "Guardado en este dispositivo. {count} cambios saldrán cuando haya señal."
    ),
    "me.seen": "Lo que ve tu responsable",
    "me.send_again": "Enviar otra vez",
    "me.sent_again": "En camino otra vez",
    "me.signed_out": "Sesión cerrada",
    "me.source": "El servidor se fue para siempre",
    "me.stay": "Quedarse",
    "me.take": "Llévatelo todo",
    "me.team.one": "Equipo, {count} persona",
    "me.team.other": "Equipo, {count} personas",
    "me.text": "Tamaño del texto",
    "me.theme": "Claro u oscuro",
    "me.try_now": "Probar ahora",
    "me.waiting.one": "{count} cambio espera",
    "me.waiting.other": "{count} cambios esperan",
    "me.who": "{role} en {team}",
    "me.you": "{role}, tú",
    # password: for signing in on a further device
    "password.email": "Correo electrónico",
    "password.email_wrong": "Eso no es un correo. Tiene esta forma: anna@example.com.",
    "password.hint": "Al menos {count} caracteres. Unas palabras que recuerdes van bien.",
    "password.new": "Contraseña nueva",
    "password.offline": (
        "Una contraseña necesita señal, y el servidor de tu equipo no respondió. Prueba otra vez "
        "cuando haya."
    ),
    "password.password_wrong": "Una contraseña necesita al menos {count} caracteres.",
    "password.remove": "Quitar la contraseña",
    "password.removed": "La contraseña se quitó",
    "password.row": "Correo y contraseña",
    "password.saved": "La contraseña está puesta",
    "password.section": "Entrar en otro sitio",
    "password.why": "En otro dispositivo, sin invitación",
    # practice: a team to look around in
    "practice.done": "{count} hasta ahora",
    "practice.title": "Creando un equipo para practicar",
    "practice.why": "Tarda unos segundos. Todo se queda en este dispositivo.",
    # role: what a person may do
    "role.admin": "Administrador",
    "role.admin_may": "También se ocupa de las personas y del equipo.",
    "role.manager": "Responsable",
    "role.manager_may": "También ve los negocios de todos y da forma a etapas y productos.",
    "role.rep": "Comercial",
    "role.rep_may": "Trabaja con clientes y negocios.",
    # seen: what a rep's manager sees
    "seen.all_private": "Solo para ti y los responsables.",
    "seen.along": "Va con ello",
    "seen.along_corrected": (
        "Lo que cambias después de guardar. La primera redacción de una nota se queda con ella, "
        "y el historial conserva cada cambio."
    ),
    "seen.along_counting": (
        "Ninguna pantalla cuenta tus notas o visitas para nadie. Pero las fechas están ahí para "
        "quien las lea."
    ),
    "seen.along_server": (
        "El día en que este dispositivo vino por última vez. El servidor de tu equipo lo "
        "necesita para poner orden y no se lo muestra a nadie."
    ),
    "seen.along_when": "Cuándo guardaste cada cosa y en qué dispositivo. Su historial lo muestra.",
    "seen.attachment.one": "{count} foto o grabación",
    "seen.attachment.other": "{count} fotos y grabaciones",
    "seen.deal.one": "{count} negocio tuyo",
    "seen.deal.other": "{count} negocios tuyos",
    "seen.fact.one": "{count} novedad que contaste de un cliente",
    "seen.fact.other": "{count} novedades que contaste de clientes",
    "seen.follow_up.one": "{count} próximo paso",
    "seen.follow_up.other": "{count} próximos pasos",
    "seen.form_call": "Llamada",
    "seen.form_check_in": "Preguntado cómo va",
    "seen.form_done": "Hecho",
    "seen.form_fact": "Lo que pasa allí",
    "seen.form_file": "Añadido",
    "seen.form_note": "Nota",
    "seen.form_open": "Abierto",
    "seen.form_planned": "Planeado",
    "seen.form_problem_closed": "Arreglado",
    "seen.form_problem_open": "Problema abierto",
    "seen.form_problem_working": "En ello",
    "seen.form_visit": "Visita",
    "seen.more": "Mostrar {count} más",
    "seen.never": "Nunca sale de este dispositivo",
    "seen.never_correcting": "Lo que quitas o corriges antes de guardar.",
    "seen.never_keeping": "Lo que guardas para ti, hasta que lo compartas.",
    "seen.never_letting_go": "Que has leído el aviso de algo que cambió de manos.",
    "seen.never_looking": "Cuándo abres la app, qué miras y qué buscas.",
    "seen.never_place": "Dónde estás, ahora o en cualquier momento.",
    "seen.never_typing": "Lo que estás escribiendo, y lo que empezaste y no has guardado.",
    "seen.no_customer": "Sin cliente",
    "seen.note.one": "{count} nota",
    "seen.note.other": "{count} notas",
    "seen.nothing": "Aún nada tuyo.",
    "seen.private.one": "{count} de ellos es solo para ti y los responsables.",
    "seen.private.other": "{count} de ellos son solo para ti y los responsables.",
    "seen.problem.one": "{count} problema del que te ocupas",
    "seen.problem.other": "{count} problemas de los que te ocupas",
    "seen.title": "Lo que ve tu responsable",
    "seen.visit.one": "{count} visita o llamada",
    "seen.visit.other": "{count} visitas y llamadas",
    "seen.why": (
        "Todo lo tuyo que llega a tu equipo está aquí, tal como lo lee tu responsable. Los "
        "clientes y sus personas son de todo el equipo. Un reloj marca lo que aún no ha salido."
    ),
    # welcome: the first run
    "welcome.alone": "Empezar con mis clientes",
    "welcome.alone_why": (
        "Solo tú. Puedes traer clientes de un archivo y unirte a un equipo más tarde."
    ),
    "welcome.back": "Recuperarlo",
    "welcome.back_why": "Del archivo que hizo «Llévatelo todo».",
    "welcome.join": "Unirme a mi equipo",
    "welcome.join_why": "Con la dirección del servidor y el código que te dieron.",
    "welcome.practice": "Probar con datos de práctica",
    "welcome.practice_why": "Un equipo inventado con clientes y negocios, para curiosear.",
    "welcome.private": (
        "Lo que escribes se queda en este dispositivo hasta que te unas a un equipo."
    ),
    "welcome.title": "Rapport",
    "welcome.why": (
        "El cuaderno de quien visita clientes. Funciona donde estés, con señal o sin ella."
    ),
}
