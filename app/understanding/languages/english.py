"""English."""

import re
from typing import Final

from app.understanding.grammar import Clauses, Grammar, whole, words
from app.understanding.languages.english_clocks import CLOCKS
from app.understanding.languages.english_days import (
    AFTERNOON,
    DAYS,
    FORENOON,
    MONTHS,
    SPANS,
    WEEKDAYS,
)
from app.understanding.languages.english_money import MONEY
from app.understanding.languages.english_numbers import NUMBERS
from app.understanding.languages.english_verbs import any_deed

_ENDED: Final = (
    r"(?!need|want|plan|mov|postpon|push|schedul|promis|agre|book|arrang|confirm|expect|aim|hop|"
    r"invit|suppos|interest|excit|convinc|bas|relat|hundr|limit|us|indeed|unit|reschedul|pencil|"
    r"settl|fix)[a-z]{2,}(?<!ee)ed"
)
"""Any regular verb of what has been, but for those that point ahead or are no verbs."""
_WITHOUT_DEED: Final = (
    r"(?:am|are|be|been|believe|bet|can't|close|could|did|do|doubt|expect|feel|felt|fly|forgot|"
    r"found|get|got|guess|had|happen|have|hate|hear|heard|hope|just|knew|know|like|live|love|may|"
    r"mean|might|need|only|open|own|reckon|remember|saw|say|see|seem|should|sleep|suppose|think|"
    r"thought|travel|understand|want|was|were|wish|wonder|won't|would)"
)
"""Verbs that say nothing of what I do about a deal, or are judged elsewhere."""
_DEED: Final = (
    r"(?:(?:then|also|just|probably|maybe|quickly|and|so|ok|okay|right|well|yes|next|now|plus|"
    r"todo|to do|action|not sure but) )*"
    rf"(?:(?:i|we)(?: (?:also|then|just|now|plan to|intend to|aim to))? (?!{_WITHOUT_DEED}(?: |"
    rf"$))\S+|(?:i'm|we're|i am|we are)(?: (?:also|just|then))? \S+ing|i've to|we've to|"
    r"(?:i've|we've) (?:booked|pencill?ed|scheduled|arranged|set|fixed|put|lined|agreed|promised)|"
    rf"{any_deed()})"
    r"(?: |$)"
)
_CLAUSES: Final = Clauses(
    breaks=frozenset({"but", "so", "and", "then", "because", "although", "who"}),
    openings=frozenset(
        {
            *("let's", "i", "i'll", "i'm", "we'll", "he'll", "she'll", "they'll", "please"),
            *("we're", "we've", "i've", "ours"),
        }
    ),
    holds=frozenset({"think", "believe", "that", "if", "whether", "sure", "say", "mean"}),
    negations=whole(
        r"not|no|never|cannot|can't|couldn't|didn't|doesn't|don't|won't|wouldn't|isn't|wasn't|"
        r"aren't|weren't|haven't|hasn't|hadn't|shouldn't|without|nobody|none|nothing|neither|"
        r"nor|cancel|cancelled|canceled|scrap|scrapped|called off|call off|skip|forget|instead "
        r"of|rather than|unable"
    ),
    allowed=whole(
        r"(?:don't|do not|not|never|can't|cannot|mustn't|let's not|won't|not to)"
        r" (?:(?:let me |to |ever )?forget|only|later than|miss|wait|hesitate|fail)"
        r"|no (?:later|problem|worries|doubt|matter|way around|longer than)|why not"
        r"|not (?:a problem|bad|too bad)|nothing but|no (?:hang|hold|wait|sorry|actually|make|"
        r"rather)"
        r"|if (?:nothing|no (?:answer|reply|news|word)|(?:i|we) (?:don't|haven't)(?: \S+)?)"
    ),
    denials=whole(
        r"(?:(?:is|was|would|will|does|did|do|that|it|are|really|just|definitely|unfortunately) "
        r"){0,3}(?:at the earliest|earliest|not(?! (?:earlier|before|later|only|sooner|a "
        r"(?:problem|cent|penny|euro|dollar|pound)))|no good|doesn't|isn't|won't|didn't|wasn't|"
        r"wouldn't|don't|off|impossible|bad|cancelled|canceled|can't|falls through|fell through|"
        r"fell|out)"
    ),
    past=whole(
        r"(?:was|were) (?:supposed|meant|due|going|scheduled|planning) to \S+|(?<!'ve )(?<!have "
        r")(?<!has )(?:(?:went|came|got|had|managed|was able|stopped by|popped in|happened)(?: "
        r"back| over| in| by| down)? to \S+)|met|spoke|talked|visited|called|saw|was|were|went|"
        r"came|sent|(?<!'ve )said|told|discussed|presented|signed|happened|opened|arrived|"
        r"installed|delivered|received|ordered|bought|tried|started|left|had|(?<!'ve )got|gave|"
        r"showed|"
        r"phoned|rang|emailed|mailed|wrote|stopped|dropped|passed|broke|failed|launched|joined|"
        r"paid|shipped|ended|became|took|brought|made|did|(?<!be )done|heard|tested|decided|asked|"
        r"mentioned|complained|finished|closed|won|lost|(?:i|we|he|she|they) (?:put|set|let|cut|"
        r"hit|read|quit)|grew|fell|rose|spent|lent|broken|gone|built|taught|hung|shut|held|kept|"
        r"knew|swore|thought|wore|spilled|stood|been|cancelled|canceled|reached|swung|popped|ran|"
        r"found|chose|picked|walked|drove|tasted|demoed|hosted|attended|caught|bumped|sat|answered|"
        r"replied|refused|rejected|accepted|approved|since|ago|already|earlier"
    ),
    participles=whole(_ENDED),
    ahead=whole(
        r"(?:bumped|brought forward|rescheduled|put back|put off|pushed back|shifted|changed) "
        r"(?:to|till|until|for)|(?:got|has|have) an? (?:slot|gap|window|opening|appointment)|"
        r"(?:we've|i've|they've) (?:said|settled)(?: on| for)?$|asked for|"
        r"(?:settled|fixed|agreed) on|suggested|proposed|"
        r"(?<!the )(?<!an )(?<!a )(?<!our )(?<!their )(?:delivery|deliveries|installation|install|"
        r"kick ?off|go live|handover|hand over|completion|shipping)(?: (?:is|on|by|for|in))*$|"
        r"i'd|we'd|'d like|will|i'll|we'll|he'll|she'll|they'll|it'll|gonna|going to|shall|should|"
        r"must|need|needs|needed|want|wants|wanted|can|could|would|he'd|they'd|she'd|let's|please|"
        r"again|next|due|deadline|scheduled?|plan|planned|planning|moved|postponed|pushed|"
        r"appointment|reminder|remind|remember|promised|agreed|booked|arranged|confirmed|set|"
        r"expects?|expected|expecting|hopes?|hoping|aims?|aiming|have to|has to|to (?:call|send|"
        r"meet|visit|come|get|be|do|follow|give|ring|phone|email|bring|deliver|check|confirm|sign|"
        r"decide|talk|speak|discuss|return|go|drop|book|prepare|review|present|show|answer|reply|"
        r"reach|catch|touch|circle|swing|order|start|install|know|hear|have|write|finish|arrange|"
        r"schedule|see|close|submit|pick)|(?:is|are|he's|she's|they're) back|is|are|it's|that's|"
        r"falls|begins|ends|takes place|returns?|starts?|follow up|following up|upcoming|coming|"
        r"invited|tell|comes|opens|leaves|expires|(?<!a )(?<!the )(?<!good )(?<!quick )(?<!our "
        r")(?<!phone )(?<!my )(?:call|send|ring|email|bring|visit|prepare|check|book|chase|confirm|"
        r"revisit|deliver|arrange|text)"
    ),
    promises=whole(
        r"(?:^|(?<=\. ))(?:call|send|ring|email|text|phone|prepare|chase|book|check|confirm|"
        r"finish)|"
        r"will|i'll|we'll|gonna|going to|shall|should|must|need|needs|want|wants|please|let's|"
        r"can (?:you|somebody|someone|we)|remind|remember|have to|has to|i'm|promised|expects?|due|"
        r"by|before|later|todo|to do|"
        r"follow up|call back|don't forget"
    ),
    either=frozenset({"or", "maybe", "perhaps"}),
    ours=whole(
        r"me|us|i'll|we'll|i'd|we'd|let's|please|(?:i|we|i've|we've) (?:said|can)|(?:i'm|we're|i "
        r"am|we are) "
        r"(?:\S+ing|invited|back)|(?:i've|we've) (?:a|an|the|got)|slot|wants?|wanted|needs?|(?:he|"
        r"she|they)'d like|would like|asked|asks|suggested|proposed|expects?|promised|agreed|"
        r"scheduled?|booked|"
        r"planned|arranged|moved|postponed|pushed|confirmed|by|before|due|until|till|no later than|"
        r"within|deadline(?:'s)?|#1th thing|goes out|go out|follows|(?:new|next) "
        r"(?:#1(?! (?:starts|begins|comes|joins|arrives))|date|slot)|(?:new|next) one's|results?|"
        r"verdict|goes (?:in|live|ahead)|"
        r"decides?|chooses?|signs?|order|(?:on|down|set|lined up|in) for|to be (?:in|with|at|on|"
        r"done|"
        r"ready|delivered|installed|fitted|finished|there|here)|(?:meeting|appointment|"
        r"demo|deliver|delivery|install|"
        r"installation|tasting|visit|survey|decision|answer|payment|follow up|next step|workshop|"
        r"presentation|review|training|walk ?through|walk|session|pitch|handover|hand over|kick "
        r"?off|trial|pilot|go live|audit|inspection|call|zoom|tour|lunch|dinner|breakfast|coffee|"
        r"catch up|check in|briefing|webinar|interviews|next round|drop off|collection|pick up|"
        r"quote|paperwork|invoice|"
        r"sample|samples|deposit|tender|launch|rollout|roll out|start date|renewal)(?:s|'s)?|"
        r"renews|"
        r"expires?|lapses?|up for renewal|bumped|brought forward|rescheduled|put back|pushed back|"
        r"shifted|remind|reminder|have to|has to|got to|should|must|gonna|again|back (?:at|in|to|"
        r"there)|(?:coming|comes) (?:over )?to (?:us|our)|"
        r"(?<!they )(?<!people )(?:call|send|ring|email|mail|text|phone|ping|bring|prepare|"
        r"prep|check|chase|book|confirm|see|meet|do|go|try|get|give|put|pick up|drop|write|draft|"
        r"finish|submit|quote|offer|talk|speak|revisit|return|start|pencil\w*|contact|arrange|tell|"
        r"ask|come)"
    ),
    deeds=re.compile(_DEED),
    strangers=whole(r"(?:he|she|they|it|there|his|her|their|its|who|which)(?:'s|'ll|'d|'re)?"),
    hedges=whole(
        r"might|(?:i|we|you|he|she|they|it) (?:may|could)|"
        r"(?:is|are|was|be|being|i'm|we're|he's|she's|they're)(?: \S+)? (?:away|off|closed|shut|"
        r"out of (?:the )?office|on (?:holiday|vacation|leave|strike))|"
        r"dentist|doctor's|hospital appointment|wedding|funeral|anniversary|flight|(?:i'm|i am|"
        r"we're) (?:free|busy)|"
        r"(?:we|they) (?:close|shut)"
    ),
    ifs=whole(r"if|unless|whether|in case|when|once|supposing"),
    terms=whole(r"^(?:if|unless|once)|(?:if|unless|once) (?:we|i|nothing|no|not)"),
    invites=whole(r"(?:we're|we are|i'm|i am|we've been|i've been) (?:all )?invited|invited us"),
    bounds=frozenset({"till", "until", "since", "from", "after"}),
    again=whole(r"same time"),
    theirs=whole(r"(?:if|unless) (?:he|she|they|it)"),
    hours=whole(
        r"opens?|closes?|closed|shuts?|train|flight|plane|ferry|leaves?|leaving|finish(?:es)?|"
        r"lunch|break|till|until|after|before|since|was|were|had|rang|called|came|arrived|went|"
        r"between|never|not|always|usually|works?|duty|best|woke|school|pick up|dentist|if|they|he|"
        r"she"
    ),
    subjects=re.compile(r"(?<= )(?=(?:they|he|she|who|which)(?:'s|'re|'ve|'ll|'d)? )"),
    wishes=whole(r"would|(?:he|she|they|it|we|i)'d|could|might"),
    reported=whole(r"(?:promised|supposed|meant|due|wanted|expected|hoped|claimed|swore|reckoned)"),
)

_SPELLINGS: Final = {
    word.replace("'", ""): word
    for word in words(
        """
        i'm i've you've we've they've don't doesn't didn't couldn't wouldn't shouldn't isn't
        wasn't aren't weren't haven't hasn't hadn't that's there's what's he's she's they're
        you're they'll it'll let's can't
        """
    )
}
"""As recognisers and thumbs write them; not "its", "were", "wont" and such, which are words."""

ENGLISH: Final = Grammar(
    code="en",
    numbers=NUMBERS,
    fillers=frozenset({"um", "uh", "uhm", "erm", "er", "hmm", "mm", "ah", "eh", "umm", "uhh"}),
    anyway=frozenset({"still", "same"}),
    adverbs=frozenset({"first", "second"}),
    repairs=words(
        """
        no sorry wait hang hold rather actually mean meant correction scratch oops nope
        pardon strike
        """
    ),
    withdrawals=frozenset({"wait", "sorry", "scratch", "correction", "strike", "oops"}),
    spellings=_SPELLINGS,
    joints=words(
        """
        on by at the it in is for of around about before let's make say that that's it's this
        next i or well maybe definitely better really
        half past quarter sharp same time now still ish am pm a.m p.m oclock
        """
    ),
    weekdays=WEEKDAYS,
    months=MONTHS,
    units=SPANS,
    forenoon=FORENOON,
    afternoon=AFTERNOON,
    days=DAYS,
    clocks=CLOCKS,
    money=MONEY,
    clauses=_CLAUSES,
)
