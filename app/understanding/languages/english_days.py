"""English days and times."""

from collections.abc import Iterator
from typing import Final

from app.understanding import calendar as cal
from app.understanding.grammar import (
    DayRule,
    Unit,
    either,
    numbered,
    whole,
)
from app.understanding.saying import DATE, DAY, SLASHED, days, taken_and_passed

WEEKDAYS: Final = numbered(
    """
        monday=0, tuesday=1, wednesday=2, thursday=3, friday=4, saturday=5, sunday=6, mon=0,
        tue=1, tues=1, thu=3, thur=3, thurs=3, fri=4, wendsday=2, wensday=2, wednesdy=2,
        teusday=1, tuseday=1, thirsday=3, thrusday=3, firday=4
        """
)
"""With what recognisers and thumbs make of them; not "wed", "sat" and "sun", which are words."""

MONTHS: Final = numbered(
    """
        january=1, february=2, march=3, april=4, may=5, june=6, july=7, august=8, september=9,
        october=10, november=11, december=12, jan=1, feb=2, mar=3, apr=4, jun=6, jul=7, aug=8,
        sep=9, sept=9, oct=10, nov=11, dec=12, febuary=2, janurary=1
        """
)
SPANS: Final[dict[str, tuple[int, Unit]]] = {
    "day": (1, "day"),
    "days": (1, "day"),
    "week": (1, "week"),
    "weeks": (1, "week"),
    "fortnight": (2, "week"),
    "fortnights": (2, "week"),
    "month": (1, "month"),
    "months": (1, "month"),
    "quarter": (1, "quarter"),
    "quarters": (1, "quarter"),
    "year": (1, "year"),
    "years": (1, "year"),
    "year's": (1, "year"),
    "weeks'": (1, "week"),
    "days'": (1, "day"),
    "week's": (1, "week"),
    "month's": (1, "month"),
    "months'": (1, "month"),
}

FORENOON: Final = whole(r"morning")
AFTERNOON: Final = whole(r"afternoon|evening|night|tonight")
_W, _ANY_DAY = taken_and_passed("weekday", WEEKDAYS)
_M, _ANY_MONTH = taken_and_passed("month", MONTHS)
_UNIT, _ANY_UNIT = taken_and_passed("unit", SPANS)
_O: Final = r"#(?P<day>\d{1,2})th"
_Y: Final = r"(?: (?:in )?#(?P<year>20\d\d|20 #\d\d))?"
_N: Final = r"(?P<count>#\d+|an?|(?:a )?couple(?: of)?|another|half an?)"
_U: Final = rf"{_UNIT}(?: or so)?"
_BY: Final = (
    r"(?:(?:(?P<ahead>by|before|for|to|until|no later than|not later than|latest|due|due on|"
    r"coming|this coming|upcoming|this)|on|around|about|at) )?(?:the )?(?:coming )?"
)
_PART: Final = r"(?: (?:morning|afternoon|evening|night))?"
_HAVE: Final = (
    r"(?:have|has|got|g[ai]v(?:e|ing) (?:me|us|them|him|her|it)|good|valid|open)(?: time)?"
)
_HOURS: Final = (
    r"(?:first thing|early|late|close of business|end of (?:the )?(?:business )?day|"
    r"end of business|eod|cob|lunchtime)"
)
_EARLY: Final = (
    r"(?:early|(?:at |by |in )?(?:the )?(?:beginning|start|top) of|first thing)(?: the)?"
)
_MID: Final = r"(?:mid -|mid|(?:in |by |around )?(?:the )?middle of)(?: the| this)?"
_END: Final = (
    r"(?:(?P<ahead>by|before|until|towards|toward|till) |at )?(?:the )?(?:very )?"
    r"(?:end of|end|last day of)(?: the| this| our)?"
)
_BACK: Final = r"(?P<count>#\d+|an?|a couple of) (?P<unit>days?|weeks?)"
_SHIFTED: Final = r"(?:mov|push|postpon|shift|chang|reschedul|put)\w*(?: \S+){0,9}?"
_COUNTED: Final = rf"(?:#\d+|an?|a couple of) {_ANY_UNIT}"
_TAKEN_BACK: Final = "|".join(
    rf"(?<={word} )"
    for word in (
        "no",
        "sorry",
        "rather",
        "actually",
        "mean",
        "that",
        "it",
        "it's",
        "now",
        "say",
        "hang on",
        r"not the #\dth",
        r"not the #\d\dth",
    )
)
"""What stands before a day that takes another's place."""
_FOLLOWS: Final = (
    r"(?= (?:\.|and|at|or|to|in the|so|then|because|with|if|she|he|they|we|i|it|i'll|we'll|"
    r"please|but|for|about|no|sorry|actually|around|works?|suits?|is|was|would|will|maybe|instead|"
    r"after|before|when|by|too|as|again|until|from|sharp|morning|afternoon|evening|looks|it's|"
    r"that's|he's|she's|they're|they'll|he'll|she'll|my|our|his|her|their|who|which|next|provided|"
    r"not|wait|rather|on|of (?:the|this|next) month)(?: |$)|$)"
)
"""What may follow "on the third" when it is not the third floor."""


def _last_days(unit: Unit, short: str) -> Iterator[DayRule]:
    yield from days(cal.end_of(unit, 1), rf"{_END} next {unit}", ahead=True)
    yield from days(
        cal.end_of(unit),
        rf"{_END} {unit}",
        rf"(?P<ahead>by |before |at )?(?:the )?{unit}(?: -|'s)? end",
        rf"(?:by |before |at )?(?:the )?{short}",
    )
    yield from days(cal.start_of(unit), rf"{_EARLY} next {unit}", ahead=True)


_NOTHING: Final = (
    (
        rf"(?:last|past|previous|every|each|any|some|most|since|from|after|following|until|till)"
        rf"(?: the)?(?: next| last| first| end of)?(?: week)?"
        rf"(?: (?:{either(WEEKDAYS)}|{either(MONTHS)})){{1,3}}(?: (?:the )?#\d+(?:th)?)?"
    ),
    (
        rf"(?:last|past|previous|every|each|since|from|after|until|till) (?:the )?(?:next |early )?"
        rf"(?:week|month|quarter|year|night|tomorrow|fortnight|summer|winter|autumn|spring)"
        rf"(?: (?:on )?{_ANY_DAY})?"
    ),
    (
        rf"(?:since|from|after|until|till|as of) (?:the )?(?:end of |middle of |beginning of )?"
        rf"(?:#\d+(?:th)? (?:of )?{_ANY_MONTH}|#\d+th|tomorrow|today|then"
        rf"|(?:the |this |next )?(?:week|month|quarter|year)(?: end)?)"
    ),
    rf"(?:on )?an? {_ANY_DAY}{_PART}",
    r"(?:every|each) #\d+th of (?:the|each|every) month",
    rf"(?:(?:in|by|since|until|late|early) )?{_ANY_MONTH} (?:of )?#(?:19|20)(?:\d\d| #\d\d)",
    rf"{_ANY_DAY} (?:of )?last week|last week(?: on)? {_ANY_DAY}|(?:the )?week before(?: last)?",
    r"(?:yesterday|the other day)(?: morning|afternoon|evening|night)?",
    (
        rf"(?:in )?(?:#\d+|an?|a couple(?: of)?|a few) {_ANY_UNIT} (?:ago|earlier|back|old)(?: "
        rf"(?:on )?{_ANY_DAY})?"
    ),
    rf"{_ANY_DAY} (?:a |the )?(?:week ago|after next|before last|or so|ago)",
    rf"the {_ANY_DAY} (?:after|before)(?: (?:next|last|that|the))?",
    (
        rf"(?:in|within) (?:about )?(?:#\d+|an?) (?:{_ANY_UNIT} )?(?:or|to|-) (?:#\d+|an?)(?: "
        rf"{_ANY_UNIT})?"
    ),
    rf"(?:in|for|over|within|during) the (?:next|last|past|coming) (?:#\d+ |few )?{_ANY_UNIT}",
    r"(?:the )?end of (?:the |our |their |his )?(?:fiscal|financial|school|business) year",
    rf"#\d+(?:th)? {_ANY_UNIT} (?:trial|notice|warranty|guarantee)",
    (
        rf"(?:between|from) (?:{_ANY_DAY}|#\d+(?:th)?) (?:and|to) (?:{_ANY_DAY}|#\d+(?:th)?)"
        rf"(?: (?:of )?{_ANY_MONTH})?"
    ),
    rf"(?:in|within) (?:#\d+|an?) {_ANY_UNIT} of",
    (
        rf"(?:in|within) (?:#\d+|an?) {_ANY_UNIT} (?:or so )?(?:after|before|from) (?!now|"
        rf"today)\S+(?: \S+)?"
    ),
    r"tomorrow or the day after(?: tomorrow)?",
    rf"(?:black|taco|good|cyber|super|fat|easter|palm) {_ANY_DAY}",
    rf"(?:last|#\d+th) {_ANY_DAY} (?:of|in) (?!(?:the|this|next) month)\S+(?: month)?",
    rf"{_ANY_DAY} (?:night )?(?:times|shift|market|special|lunch|club)",
)
"""Words with a day in them that say no day on which to do something."""

DAYS: Final = (
    *days(
        cal.weekday_of_month,
        rf"(?:(?P<ahead>by|before|for) |on )?(?:the )?{_O} {_W} (?:of|in) {_M}",
        rf"(?:(?P<ahead>by|before|for) |on )?(?:the )?last {_W} (?:of|in) {_M}",
    ),
    *days(
        cal.weekday,
        rf"(?:on |by |for )?the following {_W}",
        rf"(?:on |by |for )?the {_W} after that",
        follows=True,
    ),
    *days(cal.weekday, rf"(?:on |by |for )?the {_W} after", follows=True, closing=True),
    *days(
        cal.nothing, *(rf"(?:(?:on|by|for|the|at|in|to) ){{0,2}}(?:{words})" for words in _NOTHING)
    ),
    *days(
        cal.weekday,
        rf"(?:moved|postponed|pushed|shifted|changed|rescheduled)(?: \S+){{0,3}} from {_ANY_DAY} "
        rf"(?P<ahead>to) {_W}",
        rf"{_HAVE}(?: it| them)? (?P<ahead>until|till) {_W}",
        rf"for {_COUNTED} (?:from|starting|beginning)(?: on)? {_W}",
    ),
    *days(cal.day_of_month, rf"{_SHIFTED} from (?:the )?#\d+th (?P<ahead>to) the {_O}"),
    *days(
        cal.day_of_year,
        rf"{_SHIFTED} from (?:the )?#\d+th(?: (?:of )?{_ANY_MONTH})? (?P<ahead>to) (?:the )?{_O} "
        rf"(?:of )?{_M}",
    ),
    *days(
        cal.weekday_since,
        rf"(?:from )?(?P<since>{either(WEEKDAYS)}) (?P<ahead>to) the following {_W}",
    ),
    *days(cal.away(-1), r"(?:on )?the day before(?: that)?(?! (?:yesterday|\S+day))", follows=True),
    *days(
        cal.away(1),
        r"(?:on )?the (?:next|following) (?:day|morning|afternoon)|(?:on )?the day after(?: "
        r"that)?(?! tomorrow)",
        follows=True,
    ),
    *days(cal.weekday_in(1), rf"(?:the )?week after(?: that)?(?: on)?(?: the)? {_W}", follows=True),
    *days(cal.after, rf"{_N} {_U} (?:later|after that)", follows=True),
    *days(cal.before_that, rf"{_BACK} before that", follows=True),
    *days(cal.before_that, rf"{_BACK} before", follows=True, closing=True),
    *days(
        cal.day_beside,
        rf"(?:{_TAKEN_BACK})the {_O}{_FOLLOWS}",
        follows=True,
    ),
    *days(
        cal.day_beside,
        rf"(?:{_TAKEN_BACK})the {_O}",
        follows=True,
        closing=True,
    ),
    *days(cal.day_of_month, rf"{_HAVE} (?P<ahead>until|till) the {_O}{_FOLLOWS}"),
    *days(
        cal.day_of_year,
        rf"{_HAVE} (?P<ahead>until|till) (?:the )?{_O} (?:of )?{_M}",
        rf"{_HAVE} (?P<ahead>until|till) {_M} (?:the )?{DAY}",
    ),
    *days(cal.away(2), rf"(?:by |for |on )?(?:the )?day after tomorrow{_PART}", ahead=True),
    *days(
        cal.away(1),
        rf"(?:by |before |for |until )?(?:{_HOURS} )?(?:tomorrow|tomorow|tommorow|tmrw|"
        rf"tommorrow){_PART}",
        r"tomorrow first thing(?: in the morning)?",
        ahead=True,
    ),
    *days(
        cal.away(0),
        r"(?:later |by |before |until )?today",
        r"(?:by |before |at )?(?:the )?(?:end of (?:the )?(?:business )?day|eod|close of business)"
        r"(?: today)?",
        promised=True,
    ),
    *days(cal.away(0), r"(?:later |by |before )?tonight", r"(?:later )?this (?:afternoon|evening)"),
    *days(
        cal.weekday,
        rf"(?P<count>#\d+|an?) (?P<unit>weeks?|fortnight) (?:on|from|this) (?:this |the )?{_W}",
        rf"(?:(?:by|on|for) )?(?:this )?{_W} (?P<count>an? )?(?P<unit>week|fortnight)(?: from "
        rf"now)?",
        ahead=True,
    ),
    *days(
        cal.weekday_in(0),
        rf"(?:(?:by|on|for) )?(?:the )?{_W} in (?P<count>#\d+|an?) (?P<unit>weeks?)(?:'? time)?",
        rf"in (?P<count>#\d+|an?) (?P<unit>weeks?)(?: time)?(?: on)?(?: the)? {_W}",
        ahead=True,
    ),
    *days(
        cal.weekday_in(1),
        rf"{_HAVE}(?: it| them)? (?P<ahead>until|till) next {_W}",
        rf"{_BY}next {_W}{_PART}",
        rf"{_BY}{_W}{_PART}(?: of| in)? next week",
        rf"next week(?: on)? {_W}{_PART}",
        ahead=True,
    ),
    *days(
        cal.weekday_in(2),
        rf"{_BY}{_W}(?: of)?(?: the)? week after next",
        rf"(?:the )?week after next(?: on)? {_W}",
        ahead=True,
    ),
    *days(
        cal.day_of_year,
        rf"{_BY}(?:{_W} )?(?:the )?{_O}(?: day)?(?: of)? {_M}{_Y}",
        rf"{_BY}(?:{_W} )?(?:the )?{_M} (?:the )?{DAY}{_Y}",
        rf"{_BY}(?:{_W} )?(?:the )?{DAY}(?: of)? {_M}{_Y}",
        rf"{_BY}{DATE}",
    ),
    *days(cal.slashed, rf"{_BY}{SLASHED}"),
    *days(
        cal.day_of_month,
        rf"(?:(?P<ahead>by|before|for|due|until|no later than|not later than|latest)|on|is|to)"
        rf"(?: {_W})? the {_O}{_FOLLOWS}",
        rf"(?:(?P<ahead>by|before|for) |on )?(?:the )?{_O} of (?:the|this) month",
        rf"(?:on )?{_W} the {_O}",
        rf"(?:the )?{_O}(?= at (?:a )?(?:half|quarter|#\d\d?)(?: |$))",
        rf"(?:pencil\w* in|put in|go for|(?:said|say) yes to) the {_O}",
        rf"the {_O}(?= (?:in (?:the|my|our) (?:diary|calendar)|works|suits|is (?:good|fine|on)))",
    ),
    *days(
        cal.day_of_month,
        rf"(?:(?P<ahead>by|before|for|due|until)|on) the {_O}",
        closing=True,
    ),
    *days(
        cal.weekday_of_this(0),
        rf"(?:(?P<ahead>by|before|for) |on )?(?:the )?(?:{_O}|last) {_W} (?:of|in) (?:the|this) "
        rf"month",
    ),
    *days(
        cal.weekday_of_this(1),
        rf"(?:(?:by|before|for|on) )?(?:the )?(?:{_O}|last) {_W} (?:of|in) next month",
        ahead=True,
    ),
    *days(
        cal.day_of_next_month,
        rf"(?:(?:by|before|for|on) )?(?:the )?{_O} of next month",
        rf"next month(?: on)? the {_O}",
        ahead=True,
    ),
    *days(
        cal.after,
        rf"(?:(?P<ahead>within)|in|inside)(?: about| around| exactly)? {_N} {_U}"
        rf"(?:'? time| from now| from today)?",
        rf"in (?:#\d+|an?) (?:{_ANY_UNIT} )?(?:(?:no|sorry|wait|rather|actually|i|mean|make|it) )"
        rf"{{1,4}}(?:in )?{_N} {_U}",
    ),
    *days(
        cal.after,
        rf"(?:by |about |around )?{_N} {_U} (?:from (?:now|today)|hence)",
        ahead=True,
    ),
    *days(
        cal.after,
        r"(?:(?<=i'll )|(?<=i'd )|(?<=we'll )|(?<=we'd )|(?<=let's ))(?:leave|give) "
        rf"(?:it|them|him|her) (?:for )?{_N} {_U}(?! before)",
        ahead=True,
    ),
    *days(cal.after, rf"{_N} {_U} today", ahead=True),
    *days(
        cal.after_tomorrow,
        rf"{_N} {_U} (?:from )?tomorrow",
        r"tomorrow (?P<count>an? )?(?P<unit>week|fortnight)",
        ahead=True,
    ),
    *days(
        cal.start_of_quarter,
        rf"{_EARLY} q #?(?P<quarter>[1-4]){_Y}",
        rf"{_EARLY} #(?P<quarter>[1-4])th quarter{_Y}",
    ),
    *days(cal.away(7), r"(?:at )?the same time next week", ahead=True),
    *days(cal.workday_in(1), rf"{_EARLY} next week", r"(?:by |for )?next week", ahead=True),
    *days(
        cal.workday_in(2),
        r"(?:in )?(?:the )?week after next",
        r"not next week (?:but )?the week after(?: that)?",
        ahead=True,
    ),
    *days(cal.workday_in(1, 2), rf"{_MID} next week", ahead=True),
    *days(cal.workday_in(1, 4), rf"{_END} next week", r"late next week", ahead=True),
    *days(
        cal.workday_in(0, 4),
        r"(?P<ahead>before|by) the weekend",
        rf"{_END} week",
        r"(?:by |before )?(?:the )?eow",
    ),
    *_last_days("month", "eom"),
    *_last_days("quarter", "eoq"),
    *_last_days("year", "eoy"),
    *days(cal.start_of("month", 1, 15), rf"{_MID} next month", ahead=True),
    *days(cal.start_of("month", 0, 15), rf"{_MID} month"),
    *days(
        cal.end_of_quarter,
        rf"{_END} q #?(?P<quarter>[1-4]){_Y}",
        rf"{_END} #(?P<quarter>[1-4])th quarter{_Y}",
    ),
    *days(cal.in_month(-1), rf"{_END}(?: next)? {_M}{_Y}"),
    *days(cal.in_month(15), rf"{_MID} {_M}{_Y}"),
    *days(cal.in_month(1), rf"(?:at |by |in )?(?:the )?(?:beginning|start) of {_M}{_Y}"),
    *days(
        cal.weekday,
        rf"{_BY}(?:{_HOURS}(?: on)? )?{_W}{_PART}",
        rf"{_W}'s (?:good|fine|ok|okay|better|best|perfect|great)",
        rf"{_W} coming",
        rf"{_W} it is",
        rf"{_W} (?:is|works|suits) (?:good|fine|ok|okay|better|best|perfect|great)",
    ),
)
