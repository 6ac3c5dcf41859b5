"""English times of the day."""

from typing import Final

from app.understanding.grammar import ClockRule, whole

_AT: Final = r"(?:at|around|about|by|from|until)"
_HOUR: Final = r"#?(?P<hour>\d{1,2})"
_HALF: Final = (
    r"(?: ?(?:in the )?(?P<half>am|pm|a \. m|p \. m|a m|p m|morning|afternoon|evening|night))"
)

CLOCKS: Final = (
    *(
        ClockRule(
            whole(rf"(?:at|around|about|for|by|say) #{few} (?:minutes? )?to {_HOUR}{_HALF}?"), -few
        )
        for few in (5, 10, 20, 25)
    ),
    ClockRule(whole(rf"(?:{_AT} )?#(?P<minute>5|10|20|25) (?:minutes? )?past {_HOUR}{_HALF}?")),
    ClockRule(whole(rf"(?:{_AT} )?half past {_HOUR}{_HALF}?"), 30),
    ClockRule(whole(rf"(?:{_AT} )?half {_HOUR}{_HALF}?"), 30),
    ClockRule(whole(rf"(?:{_AT} )?(?:a )?quarter past {_HOUR}{_HALF}?"), 15),
    ClockRule(whole(rf"(?:{_AT} )?(?:a )?quarter (?:to|of) {_HOUR}{_HALF}?"), -15),
    ClockRule(whole(rf"(?:{_AT} )?{_HOUR}(?::|\.| : | #)(?P<minute>\d\d){_HALF}")),
    ClockRule(whole(rf"(?:{_AT} )?{_HOUR}(?::| : )(?P<minute>\d\d)")),
    ClockRule(whole(rf"(?:{_AT} )?{_HOUR}(?: o'clock| oclock)?{_HALF}")),
    ClockRule(whole(rf"{_HOUR} #(?P<minute>[0-5]\d){_HALF}?")),
    ClockRule(whole(rf"(?:from )?{_HOUR} (?:till|until|to|-) (?:#\d\d?|noon|midday)")),
    ClockRule(whole(rf"(?:{_AT} )?{_HOUR} (?:o'clock|oclock|sharp|on the dot)")),
    ClockRule(whole(rf"{_AT} {_HOUR}(?: #|\.)(?P<minute>\d\d)")),
    ClockRule(whole(rf"{_AT} {_HOUR}(?! ?(?:[#%€$£]|percent|euro|dollar|pound|the ))")),
    ClockRule(whole(r"(?:at|for) #(?P<hour>0[7-9]|1[0-8])(?P<minute>[0-5]\d)(?: hours)?")),
    ClockRule(whole(rf"(?:there|here|round|over|in) (?:for|by) {_HOUR}(?= (?:on|in|\.)|$)")),
    ClockRule(whole(rf"same time(?: at)? {_HOUR}{_HALF}?")),
    ClockRule(whole(rf"(?:{_AT} )?(?<!and )(?<!before )(?P<noon>noon|midday|lunchtime)")),
)
