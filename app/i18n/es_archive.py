"""Spanish for taking everything out, and bringing it back.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # archive: everything in one file
    "archive.call": "Llamada: {customer}",
    "archive.done": "Hecho: {text}",
    "archive.error.archive": "Eso no funcionó. Aquí no se cambió nada. Prueba una vez más.",
    "archive.error.damaged": (
        "Este archivo está cortado o se cambió después de que Rapport lo escribiera ({place}). "
        "Aquí no se cambió nada. Cópialo otra vez de donde estaba, o elige uno anterior."
    ),
    "archive.error.foreign": (
        "Este archivo no lo escribió Rapport. Aquí no se cambió nada. Elige el zip de «Llévatelo "
        "todo»."
    ),
    "archive.error.huge": (
        "Este archivo ocuparía más espacio del que hay aquí. No se cambió nada. Elige otro, o "
        "haz sitio."
    ),
    "archive.error.newer": (
        "Este archivo lo escribió un Rapport más nuevo. Aquí no se cambió nada. Actualiza esta "
        "app y recupéralo después."
    ),
    "archive.error.not_empty": (
        "Alguien ya usa Rapport aquí, y nada suyo se sobrescribe. Cierra sesión primero, o "
        "recupéralo en otro dispositivo."
    ),
    "archive.error.nothing": "Aquí aún no hay nada que llevarse.",
    "archive.exported": "{entries} apuntes y {files} grabaciones y fotos están en {file}.",
    "archive.exported_without.one": (
        "{count} grabación o foto nunca estuvo en este dispositivo y no va dentro: ábrela una "
        "vez en la app y exporta de nuevo."
    ),
    "archive.exported_without.other": (
        "{count} grabaciones o fotos nunca estuvieron en este dispositivo y no van dentro: "
        "ábrelas una vez en la app y exporta de nuevo."
    ),
    "archive.readme": (
        "Todo lo de Rapport: {entries} apuntes, {files} grabaciones y fotos.\n"
        "\n"
        "rapport.json   Todo, cada campo con el momento en que se escribió y el dispositivo, "
        "lo que\n"
        "               se borró, lo que perdió ante un cambio posterior y lo que aún "
        "esperaba a\n"
        "               enviarse. Rapport lo vuelve a leer: en la primera pantalla de un "
        "Rapport\n"
        '               vacío elige "Recuperarlo", o escribe\n'
        "                   rapport restore ESTE-ARCHIVO.zip\n"
        "               Es JSON, un apunte por línea:\n"
        '                   ["deal", id, cuándo se escribieron sus campos, sus campos]\n'
        "               Los momentos son hexadecimales: 12 cifras de milisegundos desde "
        "1970, 4 de\n"
        "               un contador, 5 del dispositivo. Los importes van en la unidad más "
        "pequeña\n"
        "               (céntimos), las horas en milisegundos desde 1970.\n"
        "\n"
        "tables/        Una tabla por cada tipo de apunte, para cualquier hoja de cálculo. "
        "Los\n"
        "               importes van en unidades enteras, los momentos en UTC, y junto al id "
        "de otro\n"
        "               apunte está su nombre. Lo borrado no está. Las palabras que una hoja "
        "de\n"
        "               cálculo tomaría por una fórmula llevan un apóstrofo delante.\n"
        "\n"
        "people.vcf     Clientes y personas, para cualquier agenda.\n"
        "\n"
        "calendar.ics   Visitas, llamadas y próximos pasos, para cualquier calendario. Los "
        "próximos\n"
        "               pasos duran un día. Leer después uno más nuevo los mueve y no dobla "
        "nada.\n"
        "\n"
        "files/         Grabaciones y fotos. Cada nombre empieza con las doce primeras "
        "cifras del\n"
        "               SHA-256 del archivo; rapport.json dice a qué pertenece (sha256 de un\n"
        "               attachment).\n"
        "\n"
        "Este archivo no está bajo llave: quien lo tenga puede leerlo todo. Guárdalo como el "
        "propio\n"
        "cuaderno.\n"
    ),
    "archive.restored": "{entries} apuntes, {files} grabaciones y fotos han vuelto, como {name}.",
    "archive.somebody": "alguien",
    "archive.visit": "Visita: {customer}",
    # back: everything brought back into an empty app
    "back.pick": "Elegir el archivo",
    "back.title": "Recuperarlo",
    "back.why": (
        "Elige el zip que hizo «Llévatelo todo». Todo vuelve como estaba: clientes, palabras, "
        "grabaciones y lo que aún no se había enviado."
    ),
    "back.working": "Recuperándolo todo. Deja esto abierto, por favor.",
    # erase: a customer, for good
    "erase.account.one": "{count} más que es el mismo cliente",
    "erase.account.other": "{count} más que son el mismo cliente",
    "erase.ask": "Borrar para siempre",
    "erase.attachment.one": "{count} grabación o foto",
    "erase.attachment.other": "{count} grabaciones y fotos",
    "erase.contact.one": "{count} persona",
    "erase.contact.other": "{count} personas",
    "erase.deal.one": "{count} negocio",
    "erase.deal.other": "{count} negocios",
    "erase.differs": "Escribe «{name}» tal cual, para que nadie más se vaya por error.",
    "erase.done": "{name} está borrado.",
    "erase.done_team": (
        "{name} está borrado aquí, y en los demás dispositivos cuando vuelvan a conectarse."
    ),
    "erase.follow_up.one": "{count} promesa",
    "erase.follow_up.other": "{count} promesas",
    "erase.go": "Borrar para siempre",
    "erase.note.one": "{count} nota",
    "erase.note.other": "{count} notas",
    "erase.rest.one": "{count} cosa más",
    "erase.rest.other": "{count} cosas más",
    "erase.title": "{name} se va para siempre, con todo lo suyo:",
    "erase.type": "Escribe «{name}» para seguir",
    "erase.visit.one": "{count} visita o llamada",
    "erase.visit.other": "{count} visitas y llamadas",
    "erase.why": (
        "Esto no se puede deshacer. Desaparece del servidor del equipo y de los dispositivos de "
        "todos, y también lo que se dijo antes de ellos. Queda escrito que ocurrió y que fuiste "
        "tú. Lo que digan de paso las notas de otros clientes se queda, y también las copias y "
        "archivos que alguien guarde en otro lugar."
    ),
    # erased: what an admin may have to show of it
    "erased.customers.one": "{count} cliente",
    "erased.customers.other": "{count} clientes que eran uno",
    "erased.records.one": "se fue {count} cosa",
    "erased.records.other": "se fueron {count} cosas",
    "erased.section": "Eliminado para siempre",
    "erased.somebody": "Alguien que se fue",
    # source: a new server from this device
    "source.join": "Unirse al nuevo servidor",
    "source.step_1": "1. Lleva {file} al ordenador que será el nuevo servidor.",
    "source.step_2": "2. Allí escribe: rapport serve --from «{file}». Te muestra un código.",
    "source.step_3": (
        "3. Únete con ese código y da a los demás el suyo; se unen en el mismo lugar. Lo que "
        "tuviera cualquier otro llega con ellos, y nada queda doble."
    ),
    "source.title": "El servidor se fue para siempre",
    "source.why": (
        "No se ha perdido nada: este dispositivo tiene todo lo que puedes ver. Haz un archivo "
        "con ello, y un nuevo servidor empieza donde acabó el anterior. Mejor que lo haga un "
        "administrador, que es quien más ve."
    ),
    # take: everything in one file
    "take.download": "Descargar",
    "take.download_done": "{file} va camino de tus descargas.",
    "take.inside": (
        "Tablas para cualquier hoja de cálculo, todos los contactos, un calendario, grabaciones "
        "y fotos, y un archivo que Rapport vuelve a leer. Funciona sin señal."
    ),
    "take.made": "{entries} apuntes, {files} grabaciones y fotos, {size} MB",
    "take.make": "Crear el archivo",
    "take.missing.one": (
        "{count} grabación o foto no está en este dispositivo y no va dentro. Ábrela aquí una "
        "vez y crea el archivo de nuevo."
    ),
    "take.missing.other": (
        "{count} grabaciones o fotos no están en este dispositivo y no van dentro. Ábrelas aquí "
        "una vez y crea el archivo de nuevo."
    ),
    "take.save": "Guardar como",
    "take.save_done": "Guardado: {file}",
    "take.share": "Compartir o guardar",
    "take.share_done": "{file} se entregó.",
    "take.title": "Llévatelo todo",
    "take.unlocked": "El archivo no está bajo llave: quien lo tenga puede leerlo todo.",
    "take.why": (
        "Todo lo tuyo en un archivo: para guardarlo, para pasarlo a otro dispositivo o para irte "
        "con ello."
    ),
    "take.working": "Reuniéndolo todo. Deja esto abierto, por favor.",
}
