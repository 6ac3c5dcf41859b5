"""Where a deal stands: its stage, how it ended, and how the customer took it.

A stage counts by the team's own name for it: two words or more whenever they are said,
a single word (most are ordinary ones: "New", "Proposal") only where it is said of the
deal: "moved to negotiation", "proposal stage". Outcomes and reads are English.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from app.understanding.context import Found, before, denied, settled
from app.understanding.grammar import Grammar, whole
from app.understanding.known import KnownStage
from app.understanding.line import Line, Span, folded
from app.understanding.offer import Outcome, Read, Stage

_INTO: Final = (
    r"(?:(?:move|moves|moved|moving|put|set|goes|go|going|went|gone|is|are|was|now|stays|still|"
    r"push|pushed|got|gets|we're|they're|it's|that's|deal|advance[ds]?|progress\w*|enter\w*|"
    r"reach\w*|back|change[ds]?|bring|brought|bump\w*|take|mark(?:ed)?)"
    r"(?: (?:it|this|that|them|one|deal|the|now|over|on|still|back|up|status|stage|him|her|"
    r"already|as|officially|firmly|well)){0,4})"
    r" (?:to|in|into|at|as|on)(?: the| a)?"
)
_SETTING: Final = r"(?:set|mark|make|call|stage|status|phase|reached|entered|entering)(?: (?:it|is|to|this|as|now|deal|the)){0,3}"
_WORD: Final = re.compile(r"[^\W_]+")
_SUFFIX: Final = re.compile(r"(?:ations?|ating|ated|ates?|ings?|ions?|ed|ies|y|s|e|al)$")
_SHORTEST_STEM: Final = 5
"""Shorter stems are shared by words that mean something else."""

_NO_PAPER: Final = (
    r"(?! (?:for (?:the|a|it)|up|off|in|out|the (?:delivery|list|receipt|note|nda|form)|an? nda|"
    r"from|elsewhere|with|by (?!both|the customer)))"
)
"""Signing that is no order."""
_WON: Final = (
    r"(?:they|he|she|customer|client)(?:'ve| have| has|'s)? (?:just |finally |both |all |"
    r"actually |also )?ordered(?! (?:from|elsewhere|lunch|coffee|a coffee|food))",
    r"(?:we|i)(?:'ve| have)? (?:just |finally )?(?:won|closed)(?: (?:it|this|that|the|them|deal|"
    r"contract|order|business|account))+",
    r"(?:we|i)(?:'ve| have)? (?:just |finally )?(?:got|landed|secured|have|received) (?:the|their) "
    r"(?:order|business|signature|deal|contract|purchase order|po)",
    r"(?:deal|contract|it|offer|agreement|order|paperwork)(?:'s| is| was| has been| got)? (?:now |"
    r"finally |all |just )?(?:signed|won|sealed)",
    r"(?:signed (?:the|our) (?:contract|offer|deal|order|agreement|quote|proposal|paperwork))",
    r"(?:said|says|gave us a|it's a) (?:a )?(?:yes|definite yes|firm yes)(?: to (?:the|our) (?:deal|offer))?",
    r"(?:deal|order) (?:is )?(?:done|won|in hand|in the bag|is in the bag|closed won)",
    rf"(?<!^i )(?<! i )(?<!be )(?<!get )(?<!getting )(?<!being )signed{_NO_PAPER}",
    r"closed won|we have a deal|we've got a deal|placed (?:the|an|their) order|went with us|"
    r"going with us|chose us|decided for us|gave us the (?:order|business|contract|go ahead)|"
    r"bought it|accepted (?:it|(?:the|our) (?:offer|quote|proposal|terms|price|bid))|"
    r"(?:got|have|has) (?:the|their|his|her) signature|we've got the (?:contract|order|deal)",
)
_LOST: Final = (
    r"(?:we|i)(?:'ve| have)? (?:just |probably )?lost (?:it|this|that|them|(?:the|this) "
    r"(?:deal|order|contract|business|customer|account|bid))",
    r"(?:deal|it|order|this one)(?:'s| is| was)? (?:now |definitely |pretty much )?"
    r"(?:lost|dead|off the table|off|closed lost|gone)",
    r"closed lost|(?:said|says) no(?! (?:to|more|problem|need|one))|turned us down|turned (?:it|the offer) down|"
    r"(?:decided|deciding|decision) against (?:us|it)|rejected (?:it|us|(?:the|our) (?:offer|proposal|quote))|"
    r"(?:went|going|gone|go|sign|signed) with (?:the |a |another |our )?(?:competitor|competition|someone else|somebody else|"
    r"other (?:offer|supplier|vendor|company|one|guys)|another \S+|different \S+|cheaper \S+)|"
    r"chose (?:the |a |another )?(?:competitor|competition|someone else|somebody else|other \S+)|"
    r"bought (?:it )?(?:from|elsewhere)(?: (?:someone|somebody|the) (?:else|competition))?|"
    r"cancelled (?:the|their) (?:project|order|deal)|canceled (?:the|their) (?:project|order|deal)|"
    r"pulled (?:out|the plug)|(?:project|order|deal) (?:is|was|has been|got) (?:cancelled|canceled|dropped)|"
    r"(?:not|aren't|isn't) (?:going to buy|buying|going to order)|won't (?:buy|order|be buying)|"
    r"(?:it's|that's|it is|it was) a (?:clear |definite |firm |hard )?no|we're out|we are out",
)
_OPEN: Final = whole(
    r"if|when|until|unless|once|will|would|could|should|might|may|before|want|wants|ready|about|"
    r"hope|hoping|hopefully|going to|almost|nearly|probably|likely|maybe|perhaps|expect|think|"
    r"can|to|i'll|we'll|they'll|he'll|she'll|they'd|we'd|afraid|fear|risk|in case|soon|whether|"
    r"not|n't|as soon as|last year|nda|register|log|in"
)
"""Words that leave open what follows them."""

_WHO: Final = (
    r"(?:he|she|they|customer|client|everybody|everyone|both|team|owner|manager|buyer|boss)"
    r"(?:'s|'re| is| was| are| were| seems?| seemed| sounds?| sounded| looks?| looked| feels?|"
    r" felt| came across(?: as)?| appears?| got| stays?| remained| remains| still| all|"
    r" really| very){1,3}"
)
_HOW: Final = (
    r"(?: (?:really|very|quite|pretty|so|super|extremely|rather|still|a|bit|little|somewhat|"
    r"genuinely|clearly|generally|kind|of|all|more|much|now|fairly)){0,3}"
)
_READS: Final[tuple[tuple[Literal["keen", "unsure", "cold"], str], ...]] = (
    (
        "cold",
        r"(?:not|isn't|aren't|wasn't|weren't|no longer|hardly)(?: (?:really|very|at|all|that|"
        r"particularly|too|so|even))* (?:keen|interested|excited|enthusiastic|into it)",
    ),
    (
        "unsure",
        r"(?:not|isn't|aren't|wasn't|weren't)(?: (?:really|very|quite|entirely|fully|"
        r"totally|completely|yet|so|too|all that|100 %|at all|\S+ly))* (?:sure|convinced|certain|decided|sold)",
    ),
    ("cold", r"(?:no|zero|little|lost|without)(?: real| much)? interest(?: at all)?"),
    (
        "cold",
        rf"{_WHO}{_HOW} (?:cold|dismissive|uninterested|disinterested|indifferent|frosty|"
        r"hostile|annoyed|lukewarm at best)",
    ),
    (
        "unsure",
        r"on the fence|in two minds|having second thoughts|(?:want|wants|needs?) (?:\S+ )?"
        r"(?:time )?to think (?:about it|it over)|has doubts|have doubts|has (?:\S+ )?reservations|"
        r"(?:can't|couldn't) (?:quite )?(?:decide|make up (?:his|her|their) mind)",
    ),
    (
        "unsure",
        rf"{_WHO}{_HOW} (?:unsure|hesitant|undecided|sceptical|skeptical|wavering|torn|"
        r"lukewarm|uncertain|reluctant|cautious|noncommittal)",
    ),
    (
        "keen",
        rf"{_WHO}{_HOW} (?:keen|excited|enthusiastic|thrilled|interested|eager|impressed|"
        r"delighted|sold)",
    ),
    (
        "keen",
        r"very keen|super keen|really keen|(?:they|he|she|everybody|everyone) (?:absolutely |"
        r"really |all |clearly )?(?:loved?|loves)"
        r" (?:it|this|the (?:idea|product|demo|machine|sample|samples|offer|proposal))|can't wait"
        r"(?: to start| to get started)?|strong interest|great interest",
    ),
)


def find_stages(line: Line, grammar: Grammar, stages: Sequence[KnownStage]) -> list[Found[Stage]]:
    """Return the stages the deal is said to stand in, from left to right."""
    going = [stage for stage in stages if stage.outcome == "open"]
    found = [one for stage in going for one in _stage(line, grammar, stage)]
    found.sort(key=lambda one: (one.span.first, -one.span.after))
    free: list[Found[Stage]] = []
    for one in found:
        if not free or one.span.first >= free[-1].span.after:
            free.append(one)
    return settled(line, grammar, free)


def _stage(line: Line, grammar: Grammar, stage: KnownStage) -> Iterator[Found[Stage]]:
    words = [folded(word) for word in _WORD.findall(stage.name)]
    if not words:
        return
    name = r" (?:(?:the|a|an|our|-|/|&|and|is|was|are|has been|been|now) )*".join(
        _inflected(word) for word in words
    )
    ways = [rf"{_INTO} (?P<name>{name})", rf"(?P<name>{name}) (?:stage|phase|column|step)"]
    ways += [
        rf"(?:it's|it is|deal is|this one is|they are|they're)(?: now)? (?P<name>{name}) now",
        rf"(?:call|mark|consider)(?: (?:it|this|that|them|one|the|deal|as)){{0,4}} (?P<name>{name})",
    ]
    ways += [rf"(?:stage|phase)(?: (?:is|to|now|at|in))? (?P<name>{name})"]
    if len(words) > 1:
        ways.append(rf"(?P<name>{name})")
    elif len(_stem(words[0])) >= _SHORTEST_STEM:
        ways.append(
            r"(?:we're|we are|they're|they are|i'm|i am|still|now)(?: (?:still|now|already|deep in|"
            rf"in the middle of))* (?P<name>{re.escape(_stem(words[0]))}\w*(?:ing|ed|ion|ions))"
        )
    for way in ways:
        for span, match in line.find(whole(way)):
            name_span = line.span(*match.span("name"))
            if not _left_open(line, grammar, span, but="can"):
                yield Found(name_span if len(words) > 1 else span, Stage(stage.id))


def _inflected(word: str) -> str:
    """Return a pattern of a word with other endings: negotiation, negotiating."""
    stem = _stem(word)
    return rf"{re.escape(stem)}\w*(?:'s)?" if len(stem) >= _SHORTEST_STEM else re.escape(word)


def _stem(word: str) -> str:
    return _SUFFIX.sub("", word)


def find_outcomes(
    line: Line, grammar: Grammar, stages: Sequence[KnownStage]
) -> list[Found[Outcome]]:
    """Return how the deal is said to have ended; nothing when it is said both ways."""
    found = [
        Found(span, Outcome(outcome, _stage_of(stages, outcome)))
        for outcome, patterns in _ENDINGS
        for pattern in patterns
        for span, _ in line.find(pattern)
        if not _left_open(line, grammar, span) and not denied(line, grammar, span)
    ]
    for stage in stages:
        if stage.outcome != "open":
            value = Outcome(stage.outcome, stage.id)
            found += [
                replace(one, value=value)
                for one in settled(line, grammar, list(_stage(line, grammar, stage)))
            ]
    ways = {one.value.outcome for one in found if one.value}
    return found[:1] if len(ways) == 1 else []


def _left_open(line: Line, grammar: Grammar, span: Span, but: str = "") -> bool:
    """Tell whether it is only wished, feared or thought of.

    Args:
        but: A word right before it that leaves nothing open.
    """
    scope = line.words(before(line, grammar, span))
    return bool(_OPEN.search(scope.removesuffix(but)))


def _stage_of(stages: Sequence[KnownStage], outcome: str) -> str:
    return next((stage.id for stage in stages if stage.outcome == outcome), "")


_ENDINGS: Final[tuple[tuple[Literal["won", "lost"], tuple[re.Pattern[str], ...]], ...]] = (
    ("lost", tuple(whole(pattern) for pattern in _LOST)),
    ("won", tuple(whole(pattern) for pattern in _WON)),
)
_READ_AS: Final = tuple((read, whole(pattern)) for read, pattern in _READS)


def find_reads(line: Line) -> list[Found[Read]]:
    """Return how the customer took it, as the last words about it say."""
    found: list[Found[Read]] = []
    for read, pattern in _READ_AS:
        for span, _ in line.find(pattern):
            if all(span.after <= one.span.first or span.first >= one.span.after for one in found):
                found.append(Found(span, Read(read)))
    found.sort(key=lambda one: one.span.first)
    return found[-1:]
