"""Spanish: days and amounts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from app.understanding import calendar as cal
from app.understanding.grammar import (
    ClockRule,
    DayRule,
    Grammar,
    Money,
    Unit,
    named,
    numbered,
    whole,
    words,
)
from app.understanding.languages.english_money import SIGNS
from app.understanding.languages.spanish_clauses import CLAUSES
from app.understanding.numbers import NumberWords
from app.understanding.saying import COUNT, DATE, DAY, SLASHED, days, taken_and_passed

_WORDS: Final = (
    *("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once"),
    *("doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho"),
    *("diecinueve", "veinte", "veintiuno", "veintidos", "veintitres", "veinticuatro"),
    *("veinticinco", "veintiseis", "veintisiete", "veintiocho", "veintinueve"),
)
_HUNDREDS: Final = (
    *("ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos"),
    *("setecientos", "ochocientos", "novecientos"),
)

NUMBERS: Final = NumberWords(
    units={word: number for number, word in enumerate(_WORDS, 1)}
    | {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "cero": 0},
    tens=numbered(
        """
        treinta=30, cuarenta=40, cincuenta=50, sesenta=60, setenta=70, ochenta=80, noventa=90
        """
    ),
    hundred=frozenset(),
    hundreds={word: number * 100 for number, word in enumerate(_HUNDREDS, 1)}
    | {word[:-2] + "as": number * 100 for number, word in enumerate(_HUNDREDS, 1) if number > 1}
    | {"cien": 100},
    scales=numbered(
        """
        mil=1000, k=1000, millon=1000000, millones=1000000, docena=12
        """
    ),
    joins=frozenset({"y"}),
    points=frozenset({"coma", "punto"}),
    halves={
        "medio": Decimal("0.5"),
        "media": Decimal("0.5"),
        "cuarto": Decimal("0.25"),
        "cuartos": Decimal("0.25"),
    },
    of=frozenset({"de"}),
    one=frozenset({"un", "una"}),
    ordinals={"primero": 1},
    endings=frozenset(),
    mark=",",
    bare=True,
    joined_tens=True,
)

_WEEKDAYS: Final = numbered(
    """
        lunes=0, martes=1, miercoles=2, jueves=3, viernes=4, sabado=5, domingo=6
        """
)
_MONTHS: Final = numbered(
    """
        enero=1, febrero=2, marzo=3, abril=4, mayo=5, junio=6, julio=7, agosto=8, septiembre=9,
        setiembre=9, octubre=10, noviembre=11, diciembre=12
        """
)
_SPANS: Final[dict[str, tuple[int, Unit]]] = {
    "dia": (1, "day"),
    "dias": (1, "day"),
    "semana": (1, "week"),
    "semanas": (1, "week"),
    "quincena": (15, "day"),
    "mes": (1, "month"),
    "meses": (1, "month"),
    "trimestre": (1, "quarter"),
    "trimestres": (1, "quarter"),
    "ano": (1, "year"),
    "anos": (1, "year"),
}
_FORENOON: Final = whole(r"(?:de|por|en|a) la manana")
_AFTERNOON: Final = whole(r"(?:(?:de|por|en|a|esta) )*(?:la )?(?:tarde|noche)|(?:al|a) mediodia")
_PART: Final = r"(?: (?:por|en|a) la (?:manana|tarde|noche)| (?:al|a) mediodia)?"
_WEEKDAY, _ANY_DAY = taken_and_passed("weekday", _WEEKDAYS)
_W: Final = _WEEKDAY + _PART
_M, _ANY_MONTH = taken_and_passed("month", _MONTHS)
_Y: Final = r"(?: (?:de |del )?#(?P<year>20\d\d))?"
_U, _ANY_UNIT = taken_and_passed("unit", _SPANS)
_BY: Final = (
    r"(?:(?:(?P<ahead>para|antes de|antes|a mas tardar|como tarde|hasta|proximo|este proximo)|"
    r"hacia|sobre) )?(?:el |del |al )?(?:dia )?(?:proximo )?(?:este )?"
)
_NEXT_WEEK: Final = (
    r"(?:(?:de |en )?la (?:proxima semana|semana que viene|siguiente semana|semana proxima|"
    r"semana siguiente)|proxima semana)"
)


def _last_days(unit: Unit, noun: str) -> Iterator[DayRule]:
    yield from days(
        cal.end_of(unit, 1),
        rf"(?:a |para |al )?(?:el )?(?:finales|fines|fin|final) del? "
        rf"(?:proximo {noun}|{noun} que viene|{noun} proximo)",
        ahead=True,
    )
    yield from days(
        cal.start_of(unit),
        rf"(?:a )?(?:principios|comienzos|inicios|primeros) del? "
        rf"(?:proximo {noun}|{noun} que viene|{noun} proximo)",
        ahead=True,
    )
    yield from days(
        cal.end_of(unit),
        rf"(?P<ahead>a |para |antes de |antes del |al )?(?:el )?(?:finales|fines|fin|final) "
        rf"de(?:l| este)? {noun}",
    )


_NOTHING: Final = (
    rf"(?:el |la )?(?:{_ANY_DAY}|semana|mes|ano|trimestre) (?:pasado|pasada|anterior)",
    (
        rf"(?:pasado (?!manana)|desde|despues de|a partir de|tras|cada|todos los|todas las)"
        rf"(?: el| la| del| los)?(?: dia)? ?(?:{_ANY_DAY}|{_ANY_MONTH}|#\d+(?: de {_ANY_MONTH})?|"
        rf"semanas?|mes)"
    ),
    r"ayer|anteayer|anoche",
    rf"hace (?:#\d+|unos|unas) ?{_ANY_UNIT}?",
    rf"en #\d+ (?:{_ANY_UNIT} )?(?:o|a) #\d+ {_ANY_UNIT}",
    rf"(?:dentro de|en) #\d+ {_ANY_UNIT} (?:y pico|o asi|mas o menos|o mas)",
    rf"(?:a partir del?|desde el) #?\w+ de {_ANY_MONTH}",
    rf"en (?:los|las) proxim[oa]s (?:#\d+ )?{_ANY_UNIT}",
    r"(?:por|en|de|a) la manana|esta manana|toda la manana",
    rf"entre el (?:{_ANY_DAY}|#\d+) y el (?:{_ANY_DAY}|#\d+)(?: de {_ANY_MONTH})?",
    (
        rf"(?:del?|desde el) (?:{_ANY_DAY}|#\d+) (?:al|hasta el) (?:{_ANY_DAY}|#\d+)(?: de "
        rf"{_ANY_MONTH})?"
    ),
    rf"los {_ANY_DAY}",
)

_DAYS: Final = (
    *days(cal.nothing, *_NOTHING),
    *days(cal.away(2), rf"(?:para |antes de )?pasado manana{_PART}", ahead=True),
    *days(cal.away(1), rf"(?:para |antes de )?manana{_PART}", r"manana mismo", ahead=True),
    *days(
        cal.away(0), r"(?:para |antes de )?hoy(?: mismo)?", r"esta (?:tarde|noche)", promised=True
    ),
    *days(
        cal.weekday_in(1),
        rf"{_BY}{_W} {_NEXT_WEEK}",
        rf"{_NEXT_WEEK}(?: el)? {_W}",
        ahead=True,
    ),
    *days(
        cal.weekday,
        rf"del {_ANY_DAY} (?:se )?(?:\S+ )?(?P<ahead>al) {_W}",
        rf"(?:pas|cambi|muev|mov|aplaz|retras|adelant)\w* (?:\S+ )?del {_ANY_DAY} (?P<ahead>al) "
        rf"{_W}",
        rf"(?:el )?{_W} que viene",
        rf"(?:el )?proximo {_W}",
        rf"(?:el )?{_W} proximo",
        ahead=True,
    ),
    *days(
        cal.day_of_year,
        rf"{_BY}(?:{_ANY_DAY} )?{DAY} de {_M}{_Y}",
        rf"{_BY}{DATE}",
    ),
    *days(cal.slashed, rf"{_BY}{SLASHED}"),
    *days(
        cal.day_of_month,
        r"(?:(?P<ahead>para|antes del|hasta|a mas tardar) )?(?:el |del )dia #(?P<day>\d{1,2})",
        rf"(?:el )?{_ANY_DAY} (?:dia )?#(?P<day>\d{{1,2}})(?! (?:de|mil))",
    ),
    *days(
        cal.day_of_month,
        r"(?:(?P<ahead>para|antes de|hasta) )?(?<!es )el #(?P<day>[12]\d|3[01]|[2-9])",
        closing=True,
    ),
    *days(
        cal.after,
        rf"(?:(?P<ahead>dentro de)|en)(?: unos| unas| aproximadamente)? {COUNT} {_U}",
        rf"(?:no|perdon|mejor|digo) {COUNT} {_U}",
        rf"(?:(?P<ahead>dentro de)|en) (?:un |una )?(?P<count>medio|media) {_U}",
        rf"(?P<ahead>de aqui a|de hoy en) {COUNT} {_U}",
    ),
    *days(
        cal.workday_in(1),
        rf"(?:(?:a )?(?:principios|comienzos|inicios|primeros) )?{_NEXT_WEEK}",
        ahead=True,
    ),
    *days(cal.workday_in(1, 2), rf"(?:a )?mediados {_NEXT_WEEK}", ahead=True),
    *days(
        cal.workday_in(1, 4),
        rf"(?:a |para |antes del )?(?:finales|fin|final) {_NEXT_WEEK}",
        ahead=True,
    ),
    *days(
        cal.workday_in(0, 4),
        r"(?P<ahead>para |antes del |a )(?:el )?(?:final|finales) de (?:la |esta )?semana",
    ),
    *_last_days("month", r"mes"),
    *days(cal.start_of("month", 0, 15), r"(?P<ahead>a |para |antes de )?mediados de(?: este)? mes"),
    *_last_days("quarter", r"trimestre"),
    *_last_days("year", r"ano"),
    *days(
        cal.end_of_quarter,
        rf"(?:a |para |antes del? )?(?:el )?(?:finales|fines|fin|final) del? q "
        rf"#?(?P<quarter>[1-4]){_Y}",
    ),
    *(
        rule
        for quarter, name in enumerate(("primer", "segundo", "tercer", "(?:cuarto|ultimo)"), 1)
        for rule in days(
            cal.end_of_month(quarter * 3),
            rf"(?:a |para |antes del? )?(?:el )?(?:finales|fines|fin|final) del? {name} trimestre",
        )
    ),
    *days(cal.in_month(-1), rf"(?P<ahead>a |para )?(?:finales|fines|fin|final) de {_M}{_Y}"),
    *days(cal.in_month(15), rf"(?P<ahead>a |para )?mediados de {_M}{_Y}"),
    *days(
        cal.in_month(1),
        rf"(?P<ahead>a |para )?(?:principios|comienzos|inicios|primeros) de {_M}{_Y}",
    ),
    *days(cal.weekday, rf"{_BY}{_W}"),
)

_A: Final = r"(?:a|sobre|hacia|a eso de) las? "
_HALF: Final = r"(?: de la (?P<half>manana|tarde|noche))"
_CLOCKS: Final = (
    ClockRule(whole(rf"{_A}#(?P<hour>\d\d?) y media{_HALF}?"), 30),
    ClockRule(whole(rf"{_A}#(?P<hour>\d\d?)\.5{_HALF}?"), 30),
    ClockRule(whole(rf"{_A}#(?P<hour>\d\d?)\.25{_HALF}?"), 15),
    ClockRule(whole(rf"{_A}#(?P<hour>\d\d?) y cuarto{_HALF}?"), 15),
    ClockRule(whole(rf"{_A}#(?P<hour>\d\d?) y #(?P<minute>\d\d?){_HALF}?")),
    ClockRule(whole(rf"{_A}#(?P<hour>\d\d?) menos cuarto{_HALF}?"), -15),
    *(
        ClockRule(whole(rf"{_A}#(?P<hour>\d\d?) menos #{few}{_HALF}?"), -few)
        for few in (5, 10, 20, 25)
    ),
    ClockRule(whole(rf"{_A}#?(?P<hour>\d\d?)(?::| : | #)(?P<minute>\d\d)(?: horas)?{_HALF}?")),
    ClockRule(whole(rf"{_A}#(?P<hour>\d\d?)(?: horas| en punto)?{_HALF}?(?! ?[#%€$])")),
)

_MONEY: Final = Money(
    before={**SIGNS, "$": "dollars"},
    behind={
        **SIGNS,
        **named(
            """
        euro=EUR, euros=EUR, de euros=EUR, $=dollars, dolar=dollars, dolares=dollars, de
        dolares=dollars, libras=GBP, francos=CHF, francos suizos=CHF, soles=PEN, pesos=pesos,
        pesos mexicanos=MXN, de pesos=pesos
        """
        ),
    },
    shared={
        "dollars": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
        "pesos": ("MXN", "ARS", "CLP", "COP", "UYU", "DOP"),
    },
    cents=frozenset({"centimos", "centavos"}),
    cues=whole(
        r"(?:presupuesto|precio|oferta|pedido|contrato|valor|importe|suma|total|coste|costo|"
        r"inversion|cuesta|pagar|gastar)"
        r"(?: (?:de|es|esta|en|por|seria|son|unos|unas|hasta|sobre|aproximadamente|ahora|el)){0,4}"
    ),
    followers=words(
        """
        . y pero o para por con en a el la los si que mas neto netos bruto sin incluido iva
        total ahora no porque entonces antes nos le se como es esta de
        """
    )
    - {"de"},
    nouns=frozenset({"presupuesto", "pedido", "contrato", "oferta", "proyecto"}),
    each=whole(
        r"(?:(?:el|la) (?:kilo|metro|litro|caja|pieza|tonelada|hora|dia|mes|semana)|cada uno|cada "
        r"una|por (?:unidad|pieza|persona|mes|ano|hora|caja)|al (?:mes|ano)|mensuales|anuales|la "
        r"unidad|/|de descuento|menos|mas barato|de diferencia)"
    ),
    wrong=whole(
        r"(?:proveedor|pagaron|pagan|pagaba|pagaban|pago|costaba|costaron|alquiler|facturas?|"
        r"gastaron|gastan|perdieron|beneficios?|ahorro|comision|franquicia|minimo|ingresos|ventas|"
        r"impuestos?|comida|gasolina|danos|indemnizacion|el otro|los otros|competencia|competidor|"
        r"descuento|rebaja|ahorra|ahorran|ahorrar|deben|debe|deuda|multa|facturacion|sueldo|"
        r"salario|envio|anticipo|ano pasado|antes pagaban|menos de|entre|en vez de|en lugar de|%|"
        r"por ciento)"
    ),
    counted=frozenset({"%"}),
    labels=whole(
        r"(?:empleados|personas|habitantes|numero|telefono|factura|clientes|kilometros|calle|"
        r"codigo|version|habitacion)(?: \S+){0,3}"
    ),
    span=frozenset({"a", "o", "-", "quiza", "quizas"}),
    moves=frozenset(),
    pieces=words(
        """
        unidades unidad cajas caja palets palet maquinas maquina bolsas sacos botellas licencias
        plazas kilos kg toneladas litros paquetes piezas
        """
    ),
    of=frozenset({"de", "x"}),
    plus=frozenset({"con"}),
    rates=whole(r"(?:por|cada|al|a la) (?:dia|semana|mes|ano)|mensuales|semanales|diarias"),
    lesser=whole(r"pero (?:\S+ ){0,3}(?:solo|primero) #\d+|(?:dije|dijimos) que no|rechac\w+"),
    owned=whole(r"(?:tienen|tiene|tenian|ya|usan)(?: \S+){0,2}"),
)

SPANISH: Final = Grammar(
    code="es",
    numbers=NUMBERS,
    fillers=frozenset({"eh", "em", "este", "mmm", "pues", "ah", "ehm"}) - {"este"},
    repairs=frozenset({"no", "perdon", "digo", "mejor", "espera", "corrijo", "disculpa"}),
    withdrawals=frozenset({"perdon", "espera", "disculpa"}),
    joints=words(
        """
        el la los las a de del para en es que sea o dicho bien dia por quiero decir sobre al
        """
    ),
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    units=_SPANS,
    forenoon=_FORENOON,
    afternoon=_AFTERNOON,
    days=_DAYS,
    clocks=_CLOCKS,
    money=_MONEY,
    clauses=CLAUSES,
    half="medi",
    kept=re.compile(r"\w+ó$"),
)
