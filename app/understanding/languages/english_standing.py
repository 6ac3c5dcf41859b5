"""How English says that a deal was won or lost, and how a customer took it."""

import re
from typing import Final, Literal

from app.understanding.grammar import whole

_NO_PAPER: Final = (
    r"(?! (?:the (?:visitors?|guest|book|petition|card)|for (?:the|a|it)|up|off|in|out|the "
    r"(?:delivery|list|receipt|note|nda|form)|an? nda|"
    r"from|elsewhere|by (?!both|the customer)|(?:\S+ ){0,5}with (?!us )))"
)
"""Signing that is no order."""
_WON: Final = (
    r"(?:^|(?<=\. ))(?:won|closed|got|landed) (?:the|their|this) (?:deal|order|bid|contract)",
    r"(?:^|(?<=\. ))ordered(?= #)|(?:po|purchase order) (?:number|no|num)(?: is)? #\d+",
    r"decided (?:\S+ ){0,4}to (?:go with us|buy|order|take it|sign)",
    (
        r"(?:they|he|she|customer|client)(?:'ve| have| has|'s)? (?:just |finally |both |all |"
        r"actually |also )?ordered(?! (?:from|elsewhere|lunch|coffee|a coffee|food))"
    ),
    (
        r"(?:we|i)(?:'ve| have)? (?:just |finally )?(?:won|closed)(?: (?:it|this|that|the|them|"
        r"deal|"
        r"contract|order|business|account))+"
    ),
    (
        r"(?:we|i)(?:'ve| have)? (?:just |finally )?(?:got|landed|secured|have|received) (?:the|"
        r"their) "
        r"(?:order|business|signature|deal|contract|purchase order|po)"
    ),
    (
        r"(?:deal|contract|it|offer|agreement|order|paperwork)(?:'s| is| was| has been| got)? "
        r"(?:now |"
        r"finally |all |just )?(?:signed|won|sealed)"
    ),
    r"(?:signed (?:the|our) (?:contract|offer|deal|order|agreement|quote|proposal|paperwork))",
    (
        r"(?:order|purchase order|po|signature|contract)(?:'s| is| has| just| finally| already| "
        r"now)* (?:in(?= \.| and| for| at| from| #|$)|(?:come|came|coming) (?:in|through|back "
        r"signed)(?! (?:on|in|last))|arrived|landed|confirmed)"
    ),
    (
        r"(?:awarded|given|gave|giving|handed) (?:(?:us|it|them|the \S+|\S+ \S+) )?(?:to us|(?<=us "
        r")(?:the|their) (?:work|job|order|business|contract|project|tender|deal|nod|go ahead|"
        r"green light|thumbs up))"
    ),
    r"awarded us|(?:got|have|had|has) (?:the|a) (?:nod|go ahead|green light|thumbs up)",
    r"(?:picked|selected|chosen|chose) us|(?:they're|they are) (?:on board|in)(?= \.|$)",
    (
        r"(?:we|i)(?:'ve| have)? (?:just |finally )?(?:nailed|clinched|bagged|sealed|landed) "
        r"(?:it|this|that|the \S+|them)"
    ),
    r"put (?:\S+ ){1,4}down as (?:a )?won|confirmed (?:the|their) order",
    r"(?:^|(?<=\. ))(?:we )?won(?: it)?(?= \.|$)|it's a goer",
    r"(?:green light|go ahead|thumbs up|nod) from",
    r"(?:got|received|landed) an order (?:for|from|of)|(?:they|he|she|they've|he's|she's) renewed",
    r"(?<!have )(?<!had )(?<!were )(?<!was )ordered (?:another )?#\d+",
    r"it's ours(?! to)|we did it(?= \.|$)",
    (
        r"signed off on (?:it|(?:the|our) (?:offer|quote|proposal|order|price|contract))(?! yet)|"
        r"got signed off(?! work| sick)|(?:came|come) back signed|"
        r"(?<!be )(?<!get )renewed(?= \.| for (?:#|another|the)| #\d| (?:the|their) "
        r"(?:contract|agreement|licen[cs]es?|subscription)|$)"
    ),
    (
        r"(?:said|says|say|gave us a|it's a) (?:a )?(?:yes|definite yes|firm yes)(?: to (?:the|"
        r"our) (?:deal|offer|quote|proposal|price))?(?! to )"
    ),
    r"(?:deal|order)(?:'s)? (?:is )?(?:done|won|in hand|in the bag|is in the bag|closed won)",
    rf"(?<!^i )(?<! i )(?<!be )(?<!get )(?<!getting )(?<!being )signed{_NO_PAPER}",
    (
        r"closed won|we have a deal|we've got a deal|placed (?:the|an|their) order|went with us|"
        r"going with us|chose us|decided for us|gave us the (?:order|business|contract|go ahead)|"
        r"bought it|accepted (?:it|(?:the|our) (?:offer|quote|proposal|terms|price|bid))|"
        r"(?:got|have|has) (?:the|their|his|her) signature|we've got the (?:contract|order|deal)"
    ),
)
_LOST: Final = (
    (
        r"(?:^|(?<=\. ))lost (?:(?:the|their|this) (?:\S+ )?(?:deal|order|bid|contract|tender|job|"
        r"project|business|account|customer|work)|it|this #1)"
    ),
    (
        r"(?:stay|stays|stayed|staying|stick|sticks|stuck|sticking) with (?:(?:their|the) (?:\S+ )?"
        r"(?:supplier|vendor|provider)|(?:who|what|whoever) they(?:'ve got| have| had|'re with))"
    ),
    (
        r"(?:we|i)(?:'ve| have)? (?:just |probably )?lost (?:\S+ ){1,4}to (?:a |the |another )?"
        r"(?:competitor|competition|cheaper|another|someone|other)"
    ),
    (
        r"(?:chose|picked|took|prefer|preferred) (?:the |a |another |their )?(?:\S+ )?(?:supplier|"
        r"vendor|company)|(?:chose|picked) (?:the|a|another) (?:\S+ )?(?:brand|manufacturer|rival)"
        r"(?! new| colou?rs?)"
    ),
    r"thanks but no thanks|we came #2th",
    r"(?:we|i) (?:didn't|did not) get (?:it|the (?:job|order|deal|contract|tender))",
    (
        r"(?:they|he|she)(?:'ve|'s|'re| have| has| are| is) (?:gone|going) with (?!us|me|my|him|"
        r"her|"
        r"them|it|our|a|the|that|this|your|ours|what|whatever|plan|option)\S+(?= \.|$| instead| "
        r"for| "
        r"because| in the end| as)"
    ),
    r"decided (?:\S+ ){0,4}to (?:go|stay|stick|sign) with (?!us)\S+",
    r"(?:gave|awarded|handed) (?:the|their|this) (?:contract|order|job|work|business) to (?!us)\S+",
    (
        r"(?:we|i)(?:'ve| have)? (?:just |probably )?lost (?:it|this|that|them|(?:the|this|their) "
        r"(?:\S+ )?(?:deal|order|contract|business|customer|account|bid|tender|job|project|work))"
    ),
    (
        r"(?:deal|it|order|this #1|thing)(?:'s| is| was)? (?:now |definitely |pretty much )?"
        r"(?:lost|dead|off the table|off|closed lost|gone(?= \.|$))"
    ),
    (
        r"signed (?:up |an? (?:\S+ ){0,3}(?:deal|contract|agreement) )with (?!us|me|the)\S+|"
        r"(?:didn't|did not) win|lost out|pulled (?:it|the (?:project|order|tender))|"
        r"passed on (?:it|this|us|(?:the|our) (?:offer|deal|quote|proposal))|"
        r"closed lost|(?<!i )(?:said|says) no(?= \.| (?:and|so|but|because|thanks)|$)"
        r"(?! \. (?:(?:well|actually|or|at least) )*not )|"
        r"turned us down|turned "
        r"(?:it|"
        r"the offer) down|"
        r"(?:decided|deciding|decision) against (?:us|it)|rejected (?:it|us|(?:the|our) (?:offer|"
        r"proposal|quote))|"
        r"(?:went|going|gone|go|sign|signed) with (?:#1 of )?(?:the |a |another |our |their )?"
        r"(?:competitors?|competition|someone else|somebody else|"
        r"other (?:offer|supplier|vendor|company|#1|guys)|another \S+|different \S+|cheaper \S+)|"
        r"chose (?:the |a |another )?(?:competitor|competition|someone else|somebody else|other "
        r"\S+)|"
        r"bought (?:it )?(?:from|elsewhere)(?: (?:someone|somebody|the) (?:else|competition))?|"
        r"cancelled (?:the|their) (?:project|order|deal)|canceled (?:the|their) (?:project|"
        r"order|deal)|"
        r"pulled (?:out|the plug)|(?:project|order|deal) (?:is|was|has been|got) (?:cancelled|"
        r"canceled|dropped|shelved|scrapped|axed)|put (?:\S+ ){1,4}down as (?:a )?lost|"
        r"(?:not|aren't|isn't) (?:going to buy|buying(?! anything)|going to order)|won't (?:buy|"
        r"order|be "
        r"buying)|"
        r"(?:it's|that's|it is|it was) a (?:clear |definite |firm |hard )?no|we're out|we are out"
    ),
)
OPEN: Final = whole(
    r"if|when|until|unless|once|wait|waiting|awaiting|need|needs|pending|will|would|could|should|"
    r"might|may|before|want|wants|ready|about|"
    r"hope|hoping|hopefully|going to|almost|nearly|probably|likely|maybe|perhaps|expect|think|"
    r"can|to|i'll|we'll|they'll|he'll|she'll|they'd|we'd|afraid|fear|risk|in case|soon|whether|"
    r"not|n't|as soon as|last year|ago|back then|nda|register|log|in"
)
"""Words that leave open what follows them."""
AGO: Final = whole(
    r"ago|last (?:year|month|time|spring|summer|autumn|winter|quarter)|"
    r"(?:back )?in #(?:19|20)(?:\d\d| #\d\d)|back then"
)
"""What makes what stands before it long settled."""

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
_READ_BY: Final[tuple[tuple[Literal["keen", "unsure", "cold"], str], ...]] = (
    (
        "cold",
        (
            r"(?:not|isn't|aren't|wasn't|weren't|no longer|hardly)(?: (?:really|very|at|all|that|"
            r"particularly|too|so|even))* (?:keen|interested|excited|enthusiastic|into it)"
        ),
    ),
    (
        "unsure",
        (
            r"(?:not|isn't|aren't|wasn't|weren't)(?: (?:really|very|quite|entirely|fully|"
            r"totally|completely|yet|so|too|all that|100 %|at all|\S+ly))* (?:sure|convinced|"
            r"certain|decided|sold)"
        ),
    ),
    ("cold", r"(?:no|zero|little|lost|without)(?: real| much)? interest(?: at all)?"),
    (
        "cold",
        (
            rf"{_WHO}{_HOW} (?:cold|dismissive|uninterested|disinterested|indifferent|frosty|"
            r"hostile|annoyed|lukewarm at best)"
        ),
    ),
    (
        "unsure",
        (
            r"on the fence|in two minds|having second thoughts|(?:want|wants|needs?) (?:\S+ )?"
            r"(?:time )?to think (?:about it|it over)|has doubts|have doubts|has (?:\S+ "
            r")?reservations|"
            r"(?:can't|couldn't) (?:quite )?(?:decide|make up (?:his|her|their) mind)"
        ),
    ),
    (
        "unsure",
        (
            rf"{_WHO}{_HOW} (?:unsure|hesitant|undecided|sceptical|skeptical|wavering|torn|"
            r"lukewarm|uncertain|reluctant|cautious|noncommittal)"
        ),
    ),
    (
        "keen",
        (
            rf"{_WHO}{_HOW} (?:keen|excited|enthusiastic|thrilled|interested|eager|impressed|"
            r"delighted|sold)"
        ),
    ),
    (
        "keen",
        (
            r"very keen|super keen|really keen|(?:they|he|she|everybody|everyone) (?:absolutely |"
            r"really |all |clearly )?(?:loved?|loves)"
            r" (?:it|this|the (?:idea|product|demo|machine|sample|samples|offer|proposal))|"
            r"can't wait"
            r"(?: to start| to get started)?|strong interest|great interest"
        ),
    ),
)

ENDINGS: Final[tuple[tuple[Literal["won", "lost"], tuple[re.Pattern[str], ...]], ...]] = (
    ("lost", tuple(whole(pattern) for pattern in _LOST)),
    ("won", tuple(whole(pattern) for pattern in _WON)),
)
READS: Final = tuple((read, whole(pattern)) for read, pattern in _READ_BY)
