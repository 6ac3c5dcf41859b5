"""How Spanish tells what is to come from what was, and ours from others'."""

from typing import Final

from app.understanding.grammar import Clauses, whole

_MINE: Final = r"(?:le|les|lo|la|los|las|te|os) \w+(?<!ad)(?<!id)o"
"""What I do with somebody: "le pregunto"."""
_NOW: Final = (
    r"(?:llamo|envio|mando|escribo|visito|paso|entrego|llevo|presento|confirmo|preparo|aviso|"
    r"recojo|enseño|enseno|veo|pido|busco|hago|contesto|reviso|instalo|muestro|ofrezco|explico)"
)
"""What I do, said of a day to come: "le llamo el martes"; "llamó" has been."""

_OURS: Final = (
    rf"{_MINE}|me|nos|yo|nosotros|{_NOW}|(?:le|les|lo|la|los|las) \w+(?:amos|imos)|\w+emos|vamos|"
    rf"voy|"
    rf"quier\w+|necesit\w+|pid\w+|"
    r"para|antes|hasta|hay que|teng\w+|entregas?|reunion|cita|visita\w*|demo\w*|instal\w+|"
    r"decid\w+|firm\w+|pedido|oferta|presupuesto|propuesta|respuesta|pagos?|llam\w+|env\w+|"
    r"mand\w+|escrib\w+|qued\w+|confirm\w+|vuelvo|volver|aplaz\w+|venc\w+|recog\w+|muestras?|"
    r"contest\w+|record\w+|recuerd\w+|tiempo|plazo|empiezo|empiezan|insist\w+|contrato|\w+(?:ar|er|"
    r"ir)(?:le|"
    r"les|lo|la|los|las)?|debo|viene|tocar?"
)
"""What makes a day in its clause one to act on."""
CLAUSES: Final = Clauses(
    breaks=frozenset({"pero", "sino", "entonces", "porque", "asi", "luego", "y"}),
    openings=frozenset(),
    holds=frozenset(),
    negations=whole(
        r"no|nunca|sin|ni|tampoco|cancelado|cancelada|cancelaron|en vez del?|en lugar del?"
    ),
    allowed=whole(
        r"no (?:olvidar|olvides|te olvides|se me olvide|olvidarme|mas tarde|solo|hay problema)"
    ),
    denials=whole(
        r"(?:(?:le|les|nos|me|el|ella) )?(?:no|imposible|cancelad[oa])(?! (?:olvidar|olvides))"
    ),
    past=whole(
        r"reuni|reunimos|vi|vimos|hable|hablamos|visite|visitamos|llame|llamamos|estuve|"
        r"estuvimos|estuvo|fue|fui|fuimos|era|habia|dijo|dijeron|envie|enviamos|\w+ó|firmaron|"
        r"compraron|compro|pidieron|entregamos|instalamos|recibimos|comimos|"
        r"\w+(?:aron|ieron)|estaba|estaban|tenia|tenian|ayer|pagaban?|(?:ha|han|he|hemos) "
        r"(?!quedado|acordado|fijado|confirmado|programado|movido|cambiado|aplazado)\w+(?:ado|ido)|"
        r"(?<!l[aeo] )(?<!l[aeo]s )(?:llamo|envio|firmo)|quedo|vino|vinieron|tuve|tuvimos|tuvo|"
        r"presentamos|ya|desde|hace"
    ),
    ahead=whole(
        rf"{_MINE}|{_NOW} (?:a|al|para|con)|(?:le|les|lo|la|los|las|"
        r"se lo) (?:firmamos|vemos|cerramos|enviamos|mandamos|hacemos|miramos|hablamos)|"
        r"voy|vamos|va|van|tengo que|tenemos que|hay que|debo|debemos|quiere|quieren|quiero|"
        r"necesita|necesitan|necesito|llamar|llamarle|llamarlo|llamarla|enviar|enviarle|mandar|"
        r"mandarle|visitar|volver|vuelve|vuelvo|cita|reunion|quedamos|acordamos|acordado|"
        r"confirmado|programado|proxima|proximo|recordar|recuerdame|llamare|enviare|ire|"
        r"volvere|mandare|nos vemos|veremos|reunirnos|esperan|espera|podemos|puede|pueden|vence"
    ),
    promises=whole(
        r"voy|vamos|tengo|hay que|debo|debemos|quiero|necesito|para|antes|llamar\w*|enviar\w*|"
        r"mandar\w*|recordar|recuerdame|sin falta"
    ),
    either=frozenset({"o"}),
    bounds=frozenset({"desde", "tras"}),
    ours=whole(_OURS),
    strangers=whole(r"(?!(?:a|sobre|hacia|por|de|del|o|en)(?: |$)|#)\S+"),
    hedges=whole(
        r"(?:la|su) competencia|competidor\w*|inventario|se mudan|acaba|termina|"
        r"quizas?|podrian?|tal vez|a lo mejor|puede que|vacaciones|cerrad[oa]s?|de baja|cumpleanos|"
        r"feria|"
        r"(?:estara|estaran|esta|estan) fuera"
    ),
    ifs=whole(
        r"cuando|en cuanto|si (?:no|me|nos|le|les|el|ella|ellos|hay|firm\w+|vien\w+|acept\w+|"
        r"quier\w+|compr\w+)"
    ),
)
