"""Spanish for what is brought in from elsewhere.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # import: customers, people and deals from elsewhere
    "import.again": "Traerlos otra vez",
    "import.all_same": "Todos son los mismos",
    "import.and_more.one": "{file} y {count} más",
    "import.and_more.other": "{file} y {count} más",
    "import.as_new": "Alguien nuevo",
    "import.added": "{count} nuevos",
    "import.arrived": "Lo que ha llegado",
    "import.bringing": "Trayéndolos",
    "import.choose": "Elegir archivos",
    "import.choose_others": "Elegir otros archivos",
    "import.columns": "Columnas de {table}",
    "import.columns_cut": "Solo se leen las primeras {most} columnas.",
    "import.columns_why": (
        "Lo que significa cada columna. El próximo archivo con estas columnas se lee igual."
    ),
    "import.dates": "¿Qué significa 3/4 en estos archivos?",
    "import.dates_day": "3 de abril",
    "import.dates_month": "4 de marzo",
    "import.deleted": "{count} borrados en el otro sistema",
    "import.doubts.one": "{count} quizá ya esté aquí",
    "import.doubts.other": "{count} quizá ya estén aquí",
    "import.doubts_why": (
        "Se parecen a alguien que ya tienes. Lo que es lo mismo no se dobla: lo que hay aquí se "
        "queda, y los huecos se llenan."
    ),
    "import.each_row": "Cada fila es",
    "import.earlier": "Importaciones anteriores",
    "import.error.damaged": (
        "Esta tabla no está entera: más de {count} filas están rotas. No se trajo nada de ella. "
        "Expórtala de nuevo y prueba con ese archivo."
    ),
    "import.error.damaged_file": (
        "Este archivo está dañado, así que no se trajo nada de él. Expórtalo de nuevo y prueba "
        "con ese archivo."
    ),
    "import.error.empty": "En este archivo no hay nada. Expórtalo de nuevo o elige otro.",
    "import.error.file": (
        "Este archivo no se pudo leer. No se trajo nada de él. Expórtalo de nuevo y prueba con "
        "ese archivo."
    ),
    "import.error.load_plan": (
        "Este archivo solo nombra otros archivos. Elige esos: tienen los clientes y las personas."
    ),
    "import.error.long_line": (
        "La línea {line} es más larga que cualquier fila de una exportación, así que no se trajo "
        "nada de este archivo. Expórtalo de nuevo y prueba con ese."
    ),
    "import.error.missing": "Este archivo no se pudo abrir. Elígelo otra vez.",
    "import.error.not_text": (
        "Esto no es un archivo CSV. No se trajo nada de él. En tu sistema anterior, elige CSV al "
        "exportar."
    ),
    "import.error.spreadsheet": (
        "Esto es una hoja de cálculo. Ábrela, guárdala como CSV y elige ese archivo."
    ),
    "import.error.too_large": "Este archivo pasa de {limit_mb} MB. Exporta menos filas cada vez.",
    "import.error.unknown_table": (
        "Esto no parece una exportación de Salesforce, HubSpot, Zoho o Pipedrive: su primera "
        "línea no se reconoce. No se trajo nada de él."
    ),
    "import.file": "{system}, {what}",
    "import.files": "Archivos",
    "import.first": "Se muestran los primeros {count}.",
    "import.fix": "Corregir esta fila",
    "import.fix_save": "Guardar esta fila",
    "import.go": "Traerlos",
    "import.go_on": "Seguir",
    "import.how": (
        "No se escribe nada antes de que veas lo que llegaría. Puedes elegir los mismos archivos "
        "otra vez: lo que ya está aquí queda como está."
    ),
    "import.is.account": "Un cliente",
    "import.is.contact": "Una persona",
    "import.is.deal": "Un negocio",
    "import.is.deal_line": "Una línea de un negocio",
    "import.is.follow_up": "Un próximo paso",
    "import.is.note": "Una nota",
    "import.is.nothing": "Se deja fuera",
    "import.is.product": "Un producto",
    "import.is.user": "Alguien del equipo",
    "import.kept": "traído sin eso",
    "import.kind.account.one": "{count} cliente",
    "import.kind.account.other": "{count} clientes",
    "import.kind.contact.one": "{count} persona",
    "import.kind.contact.other": "{count} personas",
    "import.kind.deal.one": "{count} negocio",
    "import.kind.deal.other": "{count} negocios",
    "import.kind.deal_line.one": "{count} línea de un negocio",
    "import.kind.deal_line.other": "{count} líneas de negocios",
    "import.kind.follow_up.one": "{count} próximo paso",
    "import.kind.follow_up.other": "{count} próximos pasos",
    "import.kind.note.one": "{count} nota",
    "import.kind.note.other": "{count} notas",
    "import.kind.nothing.one": "se deja fuera",
    "import.kind.nothing.other": "se dejan fuera",
    "import.kind.pipeline.one": "{count} embudo",
    "import.kind.pipeline.other": "{count} embudos",
    "import.kind.product.one": "{count} producto",
    "import.kind.product.other": "{count} productos",
    "import.kind.stage.one": "{count} etapa",
    "import.kind.stage.other": "{count} etapas",
    "import.kind.user.one": "{count} persona del equipo",
    "import.kind.user.other": "{count} personas del equipo",
    "import.left_out": "Se deja fuera: {columns}",
    "import.look.one": "{count} fila pide una mirada",
    "import.look.other": "{count} filas piden una mirada",
    "import.look_again": "Mirar otra vez",
    "import.look_why": "Corrige una fila aquí, o trae las demás y déjala.",
    "import.means": "Qué significa {column}",
    "import.means.account_id": "Número del cliente",
    "import.means.active": "Sigue en el equipo",
    "import.means.amount": "Importe",
    "import.means.birthday": "Cumpleaños",
    "import.means.city": "Ciudad",
    "import.means.close": "Día de cierre, real o previsto",
    "import.means.code": "Código de producto",
    "import.means.company": "Cliente",
    "import.means.contact_id": "Número de la persona",
    "import.means.country": "País",
    "import.means.created": "Día en que se creó",
    "import.means.currency": "Moneda",
    "import.means.deal": "Negocio",
    "import.means.deal_id": "Número del negocio",
    "import.means.discount": "Descuento",
    "import.means.done": "Día en que se hizo",
    "import.means.due": "Día en que toca",
    "import.means.email": "Correo",
    "import.means.expected": "Cierre previsto",
    "import.means.first": "Nombre de pila",
    "import.means.id": "Número de la fila",
    "import.means.industry": "Sector",
    "import.means.jobtitle": "Puesto",
    "import.means.last": "Apellido",
    "import.means.lost_on": "Día en que se perdió",
    "import.means.mobile": "Móvil",
    "import.means.nothing": "Se deja fuera",
    "import.means.owner": "A cargo",
    "import.means.owner_id": "Número de quien está a cargo",
    "import.means.parent": "Empresa matriz",
    "import.means.person": "Persona",
    "import.means.phone": "Teléfono",
    "import.means.photo": "Foto",
    "import.means.pipeline": "Embudo",
    "import.means.postcode": "Código postal",
    "import.means.price": "Precio",
    "import.means.probability": "Probabilidad",
    "import.means.product": "Producto",
    "import.means.product_id": "Número del producto",
    "import.means.quantity": "Cuántos",
    "import.means.reason": "Por qué se ganó o perdió",
    "import.means.region": "Región",
    "import.means.stage": "Etapa",
    "import.means.status": "Abierto, ganado o perdido",
    "import.means.street": "Calle",
    "import.means.text": "Nota",
    "import.means.website": "Web",
    "import.means.won_on": "Día en que se ganó",
    "import.no_samples": "Nada dentro",
    "import.not_kept": "no se trajo",
    "import.nothing": "Nada que traer",
    "import.nothing_new": "Nada nuevo: todo está ya aquí.",
    "import.nothing_read": "No se pudo leer ninguno de estos archivos. No se cambió nada.",
    "import.own_table": "Tabla",
    "import.partly": "Lo que ya se trajo se queda. Tráelos otra vez para seguir desde ahí.",
    "import.partly_back": (
        "Lo que se retiró sigue retirado. Retíralo otra vez para seguir desde ahí."
    ),
    "import.pick": "Traer clientes",
    "import.place": "{file}, línea {line}",
    "import.preview": "Esto llegaría",
    "import.preview_why.one": (
        "{count} cliente, persona o negocio es nuevo o ha cambiado. Aún no se ha escrito nada."
    ),
    "import.preview_why.other": (
        "{count} clientes, personas y negocios son nuevos o han cambiado. Aún no se ha escrito "
        "nada."
    ),
    "import.progress": "{done} de {total} filas",
    "import.progress_back": "{done} de {total} retirados",
    "import.reading": "Leyendo los archivos",
    "import.reason.account_ambiguous": (
        "Varios clientes se llaman así, de modo que esto no se unió a ninguno."
    ),
    "import.reason.account_not_found": (
        "Su cliente no está en estos archivos ni aquí, de modo que esto no se unió a ninguno."
    ),
    "import.reason.amount": "Esto no es un importe.",
    "import.reason.another": (
        "Su número significa aquí otra cosa. Si es lo mismo, dilo entre los que quizá ya estén "
        "aquí; si es otra lista, dale otros números."
    ),
    "import.reason.card_cut": "La tarjeta no tiene fin: el archivo se cortó dentro de ella.",
    "import.reason.contact_ambiguous": (
        "Varias personas se llaman así, de modo que no se eligió ninguna."
    ),
    "import.reason.contact_not_found": (
        "Su persona no está en estos archivos ni aquí, de modo que no se eligió ninguna."
    ),
    "import.reason.currency": "Esto no es una moneda.",
    "import.reason.date": "Esto no es un día del calendario, o podrían ser dos.",
    "import.reason.deal_ambiguous": "Varios negocios tienen este título: no se eligió ninguno.",
    "import.reason.deal_missing": "El negocio de esta línea no está en estos archivos ni aquí.",
    "import.reason.deal_not_found": "Su negocio no está en estos archivos ni aquí.",
    "import.reason.erased": (
        "Este cliente se borró aquí para siempre, con todo lo suyo. Nada de ello se recupera."
    ),
    "import.reason.no_id": (
        "La fila no tiene número propio, de modo que no se distingue de las demás."
    ),
    "import.reason.no_name": "La fila no tiene nombre.",
    "import.reason.no_title": "La fila no tiene título.",
    "import.reason.no_text": "La fila no tiene palabras.",
    "import.reason.nul": "La fila contiene signos que ningún texto tiene.",
    "import.reason.owner_ambiguous": (
        "Varias personas del equipo se llaman así, de modo que nadie quedó a cargo."
    ),
    "import.reason.owner_not_found": (
        "Quien está a cargo no está en estos archivos ni aquí, de modo que nadie quedó a cargo."
    ),
    "import.reason.parent_ambiguous": (
        "Varias empresas se llaman así, de modo que ninguna se eligió como matriz."
    ),
    "import.reason.parent_not_found": "Su empresa matriz no está en estos archivos ni aquí.",
    "import.reason.product_ambiguous": (
        "Varios productos se llaman así, de modo que no se eligió ninguno."
    ),
    "import.reason.product_not_found": (
        "Su producto no está en estos archivos ni aquí, de modo que no se eligió ninguno."
    ),
    "import.reason.quotes": (
        "Unas comillas no se cierran nunca, de modo que las filas siguientes se juntaron."
    ),
    "import.reason.repeated": "La misma fila está dos veces en los archivos. Se tomó la primera.",
    "import.reason.stage_missing": (
        "Tu equipo no tiene esa etapa, y solo un responsable puede añadirla."
    ),
    "import.reason.too_few_cells": "La fila tiene menos columnas que la primera línea.",
    "import.reason.too_many_cells": "La fila tiene más columnas que la primera línea.",
    "import.recalled": "Columnas, como la última vez",
    "import.refused": "{count} no aceptados",
    "import.report": "Ya están aquí",
    "import.report_why.one": "Ha llegado {count} cliente, persona o negocio.",
    "import.report_why.other": "Han llegado {count} clientes, personas y negocios.",
    "import.run_done": "{added} nuevos, {changed} cambiados",
    "import.run_open": "parado en {done} de {total} filas",
    "import.run_undoing": "a medio retirar",
    "import.run_undone": "retirada",
    "import.same": "{count} ya estaban",
    "import.same_as": "Lo mismo: {name}",
    "import.see_columns": "Columnas",
    "import.sum": "Suma de los negocios",
    "import.take_back": "Retirarlo todo",
    "import.undoing": "Retirándolo",
    "import.undone": "Está retirado",
    "import.undone_kept.one": (
        "Todo está como antes, salvo {count} que alguien cambió o usó después: se queda."
    ),
    "import.undone_kept.other": (
        "Todo está como antes, salvo {count} que alguien cambió o usó después: se quedan."
    ),
    "import.undone_why": "Todo está como antes.",
    "import.unlook": "Volver al resumen",
    "import.updated": "{count} cambiados",
    "import.why": (
        "Elige los archivos CSV que exportaste de Salesforce, HubSpot, Zoho o Pipedrive: "
        "clientes, personas y negocios, todos a la vez."
    ),
    "import.without_account.one": "{count} negocio no tiene cliente.",
    "import.without_account.other": "{count} negocios no tienen cliente.",
    "import.without_contact.one": "{count} negocio no nombra a nadie.",
    "import.without_contact.other": "{count} negocios no nombran a nadie.",
    "import.without_owner.one": "{count} negocio no tiene a nadie a cargo.",
    "import.without_owner.other": "{count} negocios no tienen a nadie a cargo.",
    "import.working": "Mientras tanto puedes seguir trabajando.",
    "import.would": "Lo que llegaría",
}
