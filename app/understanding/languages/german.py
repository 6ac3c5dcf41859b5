"""German: days and amounts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.understanding import calendar as cal
from app.understanding.grammar import (
    ClockRule,
    DayRule,
    Grammar,
    Unit,
    either,
    numbered,
    whole,
    words,
)
from app.understanding.languages.german_clauses import CLAUSES
from app.understanding.languages.german_money import MONEY
from app.understanding.numbers import NumberWords
from app.understanding.saying import COUNT, DATE, DAY, days, taken_and_passed

_UNITS: Final = numbered(
    """
        ein=1, eins=1, eine=1, einen=1, einem=1, einer=1, zwei=2, zwo=2, drei=3, vier=4, funf=5,
        sechs=6, sieben=7, acht=8, neun=9, zehn=10, elf=11, zwolf=12, dreizehn=13, vierzehn=14,
        funfzehn=15, sechzehn=16, siebzehn=17, achtzehn=18, neunzehn=19, null=0
        """
)
_TENS: Final = numbered(
    """
        zwanzig=20, dreissig=30, vierzig=40, funfzig=50, sechzig=60, siebzig=70, achtzig=80,
        neunzig=90
        """
)
_FIRST: Final = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8}
_ORDINALS: Final = {
    f"{stem}{end}": number for stem, number in _FIRST.items() for end in ("e", "er", "en", "em")
}
_SCALES: Final = numbered(
    """
        tausend=1000, k=1000, tsd=1000, million=1000000, millionen=1000000, mio=1000000,
        milliarde=1000000000, milliarden=1000000000, dutzend=12
        """
)
_WHOLE: Final = {
    "eineinhalb": Decimal("1.5"),
    "einundeinhalb": Decimal("1.5"),
    "anderthalb": Decimal("1.5"),
    **{f"{word}einhalb": number + Decimal("0.5") for word, number in _UNITS.items() if number > 1},
}
_HALVES: Final = {
    "halbe": Decimal("0.5"),
    "halben": Decimal("0.5"),
    "viertel": Decimal("0.25"),
    "dreiviertel": Decimal("0.75"),
}
_ENDINGS: Final = ("sten", "ster", "stem", "ste", "ten", "ter", "tem", "te")
_PARTS_OF: Final = re.compile(
    either(
        {
            **_WHOLE,
            **_HALVES,
            **_UNITS,
            **_TENS,
            **_SCALES,
            **_ORDINALS,
            **numbered(
                """
        hundert=0, und=0
        """
            ),
        }
    )
    + "|"
    + "|".join(_ENDINGS)
)

NUMBERS: Final = NumberWords(
    units=_UNITS,
    tens=_TENS,
    hundred=frozenset({"hundert"}),
    scales=_SCALES,
    joins=frozenset({"und"}),
    points=frozenset({"komma"}),
    halves=_HALVES,
    one=frozenset({"eine", "einer", "ein"}),
    ordinals=_ORDINALS,
    endings=frozenset(_ENDINGS),
    whole=_WHOLE,
    mark=",",
    bare=True,
    inverted=True,
)


@lru_cache(maxsize=10_000)
def split(word: str) -> tuple[str, ...]:
    """Return the parts of a number written in one, and any other word whole."""
    if (
        word.startswith("k")
        or word in _UNITS
        or word in _WHOLE
        or word in _HALVES
        or word in _ORDINALS
    ):
        return (word,)
    parts = _PARTS_OF.findall(word)
    if "".join(parts) != word or len(parts) < 2 or parts[0] in _ENDINGS or parts[0] == "und":
        return (word,)
    return tuple(parts)


_WEEKDAYS: Final = numbered(
    """
        montag=0, dienstag=1, mittwoch=2, donnerstag=3, freitag=4, samstag=5, sonnabend=5,
        sonntag=6
        """
)
_MONTHS: Final = numbered(
    """
        januar=1, janner=1, februar=2, feber=2, marz=3, maerz=3, april=4, mai=5, juni=6, juno=6,
        juli=7, august=8, september=9, oktober=10, november=11, dezember=12
        """
)
_SPANS: Final[dict[str, tuple[int, Unit]]] = {
    "tag": (1, "day"),
    "tage": (1, "day"),
    "tagen": (1, "day"),
    "woche": (1, "week"),
    "wochen": (1, "week"),
    "monat": (1, "month"),
    "monate": (1, "month"),
    "monaten": (1, "month"),
    "quartal": (1, "quarter"),
    "quartalen": (1, "quarter"),
    "jahr": (1, "year"),
    "jahre": (1, "year"),
    "jahren": (1, "year"),
}
_FORENOON: Final = whole(r"\S*(?:fruh|vormittags?|tagmorgen|wochmorgen|morgens)")
_AFTERNOON: Final = whole(r"(?!\S*vor)\S*(?:mittags?|abends?)")
_PART: Final = r"(?: (?:fruh|vormittag|mittag|nachmittag|abend|morgen))?"
_WEEKDAY, _ANY_DAY = taken_and_passed("weekday", _WEEKDAYS)
_W: Final = rf"{_WEEKDAY}(?:fruh|vormittag|mittag|nachmittag|abend|morgen)?{_PART}"
_M, _ANY_MONTH = taken_and_passed("month", _MONTHS)
_D: Final = rf"{DAY}(?: \.)?"
_Y: Final = r"(?: #(?P<year>20\d\d))?"
_U, _ANY_UNIT = taken_and_passed("unit", _SPANS)
_BY: Final = (
    r"(?:(?:(?P<ahead>bis|bis zum|bis spatestens|spatestens|spatestens am|spatestens bis|vor|"
    r"vor dem|fur|fur den|auf|auf den|kommenden|am kommenden|diesen)|am|den|der|dem|an|zum|gegen"
    r"|um den) )?"
)
_NEXT: Final = r"(?:nachste[nrs]?|kommende[nrs]?)"
_WEEK: Final = rf"(?:in der |die |der )?{_NEXT} woche"


def _last_days(unit: Unit, nouns: str) -> Iterator[DayRule]:
    yield from days(
        cal.end_of(unit, 1),
        rf"(?:bis )?(?:zum )?(?:am )?ende {_NEXT} {nouns}",
        ahead=True,
    )
    yield from days(
        cal.start_of(unit),
        rf"(?:zu |am |bis )?(?:anfang|beginn) {_NEXT} {nouns}",
        ahead=True,
    )
    yield from days(
        cal.end_of(unit),
        rf"(?P<ahead>bis |zum |bis zum |am |vor |noch )?(?:das )?ende (?:des |diese[sn] )?{nouns}",
        rf"(?P<ahead>bis |zum |bis zum |am |vor )?(?:{nouns.rstrip('?')}ende|{nouns[:-2]}s?ende|"
        rf"{nouns[:5]}esende)",
    )


_NOTHING: Final = (
    (
        rf"(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?|jede[nrsm]?|alle|immer(?: am)?|seit(?: "
        rf"dem)?|ab(?: dem)?|nach(?: dem)?|von|vom|nicht vor(?: dem)?|fruhestens(?: am)?)"
        rf"(?: nachsten| letzten| #\d+(?:th)?)? (?:{_ANY_DAY}|{_ANY_MONTH}|woche|monat|"
        rf"quartal|jahr|#\d+(?:th)?(?: \.)?)(?: {_ANY_MONTH})?"
    ),
    (
        rf"(?:ist|sind|bin)(?: noch| leider)? bis (?:zum )?(?:{_ANY_DAY}|#\d+th|ende|mitte|anfang)"
        rf"(?: {_ANY_DAY}| {_ANY_MONTH})?"
    ),
    r"(?:gestern|vorgestern)(?: \S*(?:abend|morgen|mittag|fruh))?",
    rf"vor (?:#\d+|ein paar|einigen) {_ANY_UNIT}",
    rf"{_ANY_DAY} letzter woche|letzte woche(?: am)? {_ANY_DAY}",
    rf"in (?:#\d+|den nachsten|ein paar) (?:{_ANY_UNIT} )?(?:oder|bis) #\d+ {_ANY_UNIT}",
    rf"in den nachsten (?:#\d+ )?{_ANY_UNIT}",
    rf"ubernachste[nrs]? {_ANY_DAY}",
    rf"(?:guten|jeden) (?:morgen|abend)|(?:am|heute|jeden|fruhen) morgen|{_ANY_DAY}s",
    (
        rf"zwischen (?:{_ANY_DAY}|dem #\d+(?:th)?) und (?:{_ANY_DAY}|dem #\d+(?:th)?)(?: "
        rf"{_ANY_MONTH})?"
    ),
)

_DAYS: Final = (
    *days(cal.nothing, *_NOTHING),
    *days(cal.away(2), rf"(?:bis |fur )?ubermorgen{_PART}", ahead=True),
    *days(
        cal.away(1),
        r"(?:bis |fur |gleich )?morgen(?: (?:fruh|vormittag|mittag|nachmittag|abend))?",
        ahead=True,
    ),
    *days(
        cal.away(0),
        r"(?:bis |noch )?heute(?: (?:noch|nachmittag|abend))?",
        promised=True,
    ),
    *days(
        cal.weekday,
        rf"{_BY}{_W} in (?P<count>#\d+) (?P<unit>wochen?)",
        ahead=True,
    ),
    *days(
        cal.weekday_in(1),
        rf"{_BY}{_W} {_WEEK}",
        rf"{_WEEK}(?: am)? {_W}",
        rf"{_BY}(?:nachsten|nachster) {_W}",
        ahead=True,
    ),
    *days(
        cal.weekday_in(2),
        rf"{_BY}{_W} (?:in der )?ubernachste[rn]? woche",
        rf"(?:in der )?ubernachste[rn]? woche(?: am)? {_W}",
        ahead=True,
    ),
    *days(
        cal.day_of_year,
        rf"{_BY}(?:{_ANY_DAY} )?(?:(?:dem|den|der) )?{_D} {_M}{_Y}",
        rf"{_BY}{DATE}",
        rf"{_BY}(?:{_ANY_DAY} )?(?:(?:dem|den|der) )?#(?P<day>\d{{1,2}})th "
        rf"#(?P<month>\d{{1,2}})th{_Y}",
    ),
    *days(
        cal.day_of_month,
        rf"(?:(?P<ahead>bis zum|fur den|spatestens am|vor dem)|am|den)(?: {_ANY_DAY})?(?: den| "
        rf"dem)? "
        r"#(?P<day>\d{1,2})th(?: \.)?(?= (?:um|und|wieder|an|anrufen|melden|schicken|treffen|bei|"
        r"noch|ein|eine|einen|zuruck|vorbei|mit|senden|liefern|nochmal|telefonieren)(?: |$)|$| \.)",
        rf"(?:am )?{_ANY_DAY} (?:den|dem|der) #(?P<day>\d{{1,2}})th",
    ),
    *days(
        cal.after,
        rf"(?:(?P<ahead>innerhalb von|binnen)|in)(?: etwa| ungefahr| genau| rund| gut| knapp| "
        rf"circa| ca)? {COUNT} {_U}",
        rf"(?:nein|quatsch|sorry|vielmehr|besser) {COUNT} {_U}",
        rf"(?P<ahead>heute in) {COUNT} {_U}",
        rf"in (?P<count>halben) {_U}|in (?:#1|einem) (?P<half>halben) jahr",
    ),
    *days(
        cal.workday_in(1),
        rf"(?:anfang |bis |zu beginn )?{_WEEK}",
        ahead=True,
    ),
    *days(cal.workday_in(2), r"(?:in der )?ubernachste[rn]? woche", ahead=True),
    *days(cal.workday_in(1, 2), rf"mitte {_WEEK}", ahead=True),
    *days(cal.workday_in(1, 4), rf"(?:bis )?ende {_WEEK}", ahead=True),
    *days(
        cal.workday_in(0, 4),
        r"(?P<ahead>bis |noch )?(?:zum )?ende (?:der|dieser) woche|(?:bis )?(?:zum "
        r")?wochenende? ende",
        r"(?P<ahead>bis )?ende der woche",
    ),
    *_last_days("month", r"monats?"),
    *_last_days("quarter", r"quartals?"),
    *_last_days("year", r"jahre?s?"),
    *days(cal.start_of("month", 1, 15), rf"mitte {_NEXT} monats", ahead=True),
    *days(cal.start_of("month", 0, 15), r"(?P<ahead>bis )?mitte (?:des |dieses )?monats"),
    *days(
        cal.end_of_quarter,
        r"(?:bis )?(?:zum )?ende (?:des )?#(?P<quarter>[1-4])th quartals?",
        r"(?:bis )?(?:zum )?ende q #?(?P<quarter>[1-4])",
    ),
    *days(cal.in_month(-1), rf"(?P<ahead>bis )?(?:zum )?ende {_M}{_Y}"),
    *days(cal.in_month(15), rf"(?P<ahead>bis )?mitte {_M}{_Y}"),
    *days(cal.in_month(1), rf"(?P<ahead>bis )?(?:zu )?(?:anfang|beginn) {_M}{_Y}"),
    *days(cal.weekday, rf"{_BY}{_W}"),
)

_UM: Final = r"(?:um|gegen|ab)"
_HALF: Final = r"(?: (?P<half>morgens|vormittags|nachmittags|abends))"
_CLOCKS: Final = (
    *(
        ClockRule(whole(rf"(?:{_UM} )?#{few} {word} #(?P<hour>\d\d?){_HALF}?"), shift)
        for few in (5, 10, 20)
        for word, shift in (("vor", -few), ("nach", few))
    ),
    ClockRule(whole(rf"(?:{_UM} )?halb #(?P<hour>\d\d?){_HALF}?"), -30),
    ClockRule(whole(rf"(?:{_UM} )?viertel nach #(?P<hour>\d\d?){_HALF}?"), 15),
    ClockRule(whole(rf"(?:{_UM} )?viertel vor #(?P<hour>\d\d?){_HALF}?"), -15),
    ClockRule(whole(rf"(?:{_UM} )?#(?P<hour>\d\d?) uhr(?: #(?P<minute>\d\d?))?{_HALF}?")),
    ClockRule(whole(rf"(?:{_UM} )?#?(?P<hour>\d\d?)(?::| : )(?P<minute>\d\d)(?: uhr)?")),
    ClockRule(whole(r"gegen #(?P<hour>\d\d?)(?= \.|$)")),
    ClockRule(whole(rf"um #(?P<hour>\d\d?){_HALF}?(?! ?(?:[#%€$£]|euro|prozent))")),
)

GERMAN: Final = Grammar(
    code="de",
    numbers=NUMBERS,
    fillers=frozenset({"ah", "ahm", "ehm", "hm", "hmm", "mhm", "oh", "tja", "halt"}),
    repairs=words(
        """
        nein ne nee quatsch sorry entschuldigung vielmehr beziehungsweise korrektur moment
        falsch pardon stopp
        """
    ),
    withdrawals=frozenset({"quatsch", "sorry", "entschuldigung", "moment", "falsch", "stopp"}),
    anyway=frozenset({"gleiche", "selbe"}),
    joints=words(
        """
        am um der die das den dem im in ich meine es ist fur zum bis besser lieber doch also
        oder so gegen an ab von ach gleiche selbe uhrzeit
        """
    ),
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    units=_SPANS,
    forenoon=_FORENOON,
    afternoon=_AFTERNOON,
    days=_DAYS,
    clocks=_CLOCKS,
    money=MONEY,
    clauses=CLAUSES,
    half="halb",
    split=split,
)
