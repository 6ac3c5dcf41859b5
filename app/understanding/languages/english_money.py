"""English money and quantities."""

from typing import Final

from app.understanding.grammar import Money, named, whole, words

_DOLLARS: Final = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")
_CROWNS: Final = ("SEK", "NOK", "DKK", "CZK", "ISK")
_PESOS: Final = ("MXN", "ARS", "CLP", "COP", "PHP")

SIGNS: Final = named(
    """
        €=EUR, £=GBP, ¥=JPY, ₹=INR, eur=EUR, usd=USD, gbp=GBP, chf=CHF, cad=CAD, aud=AUD,
        sek=SEK, nok=NOK, dkk=DKK, pln=PLN, jpy=JPY, czk=CZK, us $=USD
        """
)
"""Written alike in all languages, before a number or behind it."""

_SUM: Final = (
    r"budgets?|prices?|priced|pricing|quotes?|quoted|quotation|offers?|offered|deal|orders?|"
    r"contract|value|amount|total|totals|sum|figure|proposal|bid|tender|estimate|package|worth|"
    r"premium|order value|deal size|project value|acv|tcv|arr|mrr|ballpark|ticket|po|"
    r"purchase order|investment"
)
"""What a deal's money is called."""
_TO_PAY: Final = (
    r"costs?|invest\w*|pays?|spends?|agreed|settled|settling|settle|shook|makes|signed?|sign(?:ing|"
    r"ed)? off|approved|released|allocated|earmarked|committed|commit|closed|closing|landed|lands?|"
    r"charge|charging|charged|coming to|comes to|comes out|comes in|come to|come in|works out|work "
    r"out|adds up|(?:we're|we are|they're|they are|he's|she's|i'm|we'd be|we were|it's|it is|sits?|"
    r"stands?|done|ended up|end up|ours is|they'd go|he'd go|she'd go|go as high as|goes|going|"
    r"haggled|knocked|beat|negotiated|talked) (?:at|to|up to|as high as|down to|him down to|them "
    r"down to|her down to|it down to)|ours is|ours|(?:held|hold) out for|told (?:him|her|them)|"
    r"thinking(?: of)?|came back with|all for|(?:have|has|had|do|doing|done|gets?|get|sell|take|"
    r"takes) it (?:for|at)"
)
"""What one does with it."""

MONEY: Final = Money(
    before={**SIGNS, "$": "dollars"},
    behind={
        **SIGNS,
        **named(
            """
        euro=EUR, euros=EUR, $=dollars, dollar=dollars, dollars=dollars, bucks=dollars, us
        dollars=USD, u s dollars=USD, american dollars=USD, canadian dollars=CAD, australian
        dollars=AUD, pound=GBP, pounds=GBP, pounds sterling=GBP, quid=GBP, sterling=GBP, british
        pounds=GBP, francs=CHF, swiss francs=CHF, franks=CHF, swiss franks=CHF, yen=JPY,
        zloty=PLN, zlotys=PLN, rupees=INR, rand=ZAR, kroner=crowns, kronor=SEK,
        crowns=crowns, swedish kronor=SEK, norwegian kroner=NOK, danish kroner=DKK, pesos=pesos,
        mexican pesos=MXN, shekels=ILS, dirhams=AED, lira=TRY
        """
        ),
    },
    shared={"dollars": _DOLLARS, "crowns": _CROWNS, "pesos": _PESOS},
    cents=frozenset({"cent", "cents", "pence", "p"}),
    cues=whole(
        rf"(?:{_SUM}|{_TO_PAY})(?:'s)?"
        r"(?: (?:of|is|was|at|on|for|to|with|be|will|would|it|them|him|her|in|out|up|about|around|"
        r"roughly|approximately|now|total|comes|came|stands|price|value|amount|the|a|and|say|over|"
        r"exactly|i|guess|think|nearly|almost|just|under|only|another|maybe|like|round|off)){0,4}"
    ),
    followers=words(
        """
        . and but so if for by to as in on at with before until next this i we he she they it
        that which total altogether overall net gross plus including excluding excl incl tax vat
        over because then now or not all would will is was depending tomorrow maybe i'll we'll
        he'll she'll they'll monday tuesday wednesday thursday friday when from max maximum tops
        roughly approximately right okay ok please let's follow call send due sounds seems looks
        works exactly there even flat straight cash upfront today their my her his our your a an
        these what where whereas while although though since unless once after during instead
        again only just about perhaps probably really still already yet too also either anyway
        ish give said says have has had can could should might must does do did isn't wasn't
        hopefully i'd i'm i've we'd we're we've he's she's it's that's there's they're they've
        you everything no yes yeah well like me him them us versus vs up down spread split
        delivered installed fitted minus ex gst tonight spring summer autumn winter return
        depends subject provided assuming once outright left available spare net altogether
        """
    ),
    nouns=words(
        """
        budget deal order offer quote contract project proposal investment opportunity bid range
        ballpark price purchase agreement sale
        """
    ),
    each=whole(
        r"(?:now and|on (?:completion|signing)|an? (?!total|deal|bit over)\S+|for (?:the|their|his|"
        r"her) old|credit|voucher|refund|grant|loan|fine|deposit|each|apiece|a piece|per|a month|a "
        r"year|a week|a day|a quarter|an hour|a night|a shift|a visit|a go|a time|a trip|monthly|"
        r"yearly|quarterly|p a|pa|pcm|pm|annually|weekly|every|/|a unit|a head|the piece|a kilo|a "
        r"bag|a box|a license|a licence|a seat|a user|a person|a sheet|a metre|a meter|a tonne|a "
        r"ton|a litre|a liter|a gallon|a pallet|a case|a bottle|a roll|a pack|a bushel|an acre|a "
        r"hectare|a square \S+|a cup|a square|a pound|a dozen|a metre|a foot|a piece|a copy|a "
        r"licence|a license|a machine|a bit|off|less|more|cheaper|discount|difference|short|rebate|"
        r"over(?= \.|$)|for (?:#\d+|an?|the) (?:hours?|days?|nights?|minutes?)|over (?!the next|"
        r"two|three|\S+ years)|above|below|for (?:shipping|delivery|transport|"
        r"freight|travel|"
        r"postage|haulage|parts|spares)|extra|at the time|at that time|(?:in|of) (?:revenue|"
        r"turnover|sales|funding|debts?|profit|"
        r"savings|damage|taxes|rent)|"
        r"last (?:year|time|month|week)|ago|says (?:he|she|they|it)|in #(?:19|20)\d\d|back in|back "
        r"then|so far|already|"
        r"(?:was|were|is) paid|of (?!them|which|it)\S+)"
    ),
    wrong=whole(
        r"(?:by(?: about| around| roughly| some| only| nearly)?$|(?:old|previous|earlier|original) "
        r"(?:quote|price|offer)|half (?:now|up front)|vat|(?:ready|willing|happy|prepared) to "
        r"(?:sign|buy|go|"
        r"order|move) at|charged (?:them|"
        r"him|her)|charges (?:them|him|her)|suppliers?|(?:their|his|her) "
        r"(?:guy|man|rep|people) quoted|last (?:quote|offer|price)|"
        r"(?:he|she|they)(?:'d|'ve| had| have)? quoted(?! for)|final say|authority|authori[sz]ed|"
        r"authori[sz]e|monthly|weekly|the gap|gap is|apart|to "
        r"sell|to earn|earns?|break even|someone|"
        r"somebody|been paying|used to pay|online|elsewhere|rateable|market value|book value|"
        r"asking|house|villa|car|property|(?:been|was|were) offered|up against|undercut|somebody "
        r"else|someone else|incumbent|another (?:supplier|firm|company|vendor|broker)|other (?:lot|"
        r"guys|people|supplier|firm|company|vendor|side|broker)|competitors?|competitor's|"
        r"competition|rival|rivals|discounts?|rebate|saves?|saving|savings|saved|fine|penalty|"
        r"owes?|owed|outstanding|unpaid|overdue|last (?:year|month|quarter|season|time)'s|last "
        r"year|previously|used to|currently pays?|"
        r"currently paying|pays? now|paid|revenue|turnover|salary|lost us|fee|fees|deposit|"
        r"shipping|delivery costs?|turn(?:s|ed)? over|no more than half|less than|under|below|"
        r"instead of|rather than|(?:down|up) from(?! #\S+ to)|cheaper|between|other offer|other "
        r"quote|other "
        r"bid|our costs?|costs? (?:them|us|me|him|her)|margin|% of|percent of|invoices?|bills?|"
        r"refund|"
        r"credit note|salaries|(?:our|my|the) (?:target|quota|goal)|last (?:order|purchase|time|"
        r"one)|(?:asked|asks|wondered|wanted to know) (?:if|whether)|(?:they|he|she) offered|"
        r"list(?: price)? is|on us|catering for|parking|tickets?|train|taxi|fuel|petrol|dinner|"
        r"(?<!at )(?<!over )(?<!had )lunch|expenses?|raised|funding|invested|donated|donates?|"
        r"commission|"
        r"bonus|rent|lease|"
        r"loan|mortgage|insurance|tax(?:es)?|grant|excess|deductible|liability|coverage|cover|"
        r"cover of|sum insured|insured|minimum|min|threshold|overheads?|wages?|stock|claims?|"
        r"losses|payout|and cost|trade in|scrap|resale|second ?hand|used one|deficit|overdraft|"
        r"turnaround|hold(?:ing)? back|subsidy|spent|profit|loss|debts?|sales of|prize|damage|ago|"
        r"years? ago)(?:'s)?"
    ),
    counted=frozenset({"%", "percent", "per", "pct", "percentage"}),
    labels=whole(
        r"(?:employees|people|staff|population|visitors|members|students|users|headcount|miles|"
        r"kilometers|kilometres|serial|code|number|extension|invoice|po|reference|model|room|"
        r"street|road|version|(?<!this )(?<!next )year|circulation|followers|square)(?: \S+){0,3}"
    ),
    span=frozenset({"to", "or", "-", "through", "till", "maybe", "perhaps"}),
    moves=frozenset({"down", "up"}),
    pieces=words(
        """
        unit units piece pieces pcs box boxes case cases carton cartons pallet pallets bag bags
        crate crates bottle bottles licence licences license licenses seat seats set sets
        machine machines device devices pack packs packet packets roll rolls kilo kilos kg tons
        tonnes litres liters items item barrels cans drums sacks containers truckloads
        subscriptions dozen dozens sheet sheets block blocks brick bricks tile tiles panel panels
        board boards beam beams bundle bundles tub tubs tray trays keg kegs jar jars tin tins
        reel reels tank tanks pump pumps filter filters valve valves monitor monitors scanner
        scanners tablet tablets sensor sensors kit kits copies doors windows lengths lorries
        trucks loads vials cartridges trolleys desks chairs headsets handsets terminals lamps
        doses
        """
    ),
    lesser=whole(
        r"(?:but|though) (?:\S+ ){0,4}(?:only|just|first|start with) (?:\S+ )?#\d+|"
        r"(?:i|we) said no|turned (?:it|that|them) down"
    ),
    anew=whole(r"this (?:year|time|quarter|month)|our (?:offer|price|quote) (?:is|stands|stays)"),
    moved=whole(
        r"(?:cut|reduced|raised|increased|dropped|went|gone|changed|moved|brought|came|come|down|"
        r"up|trimmed|bumped|lowered|lifted)(?: \S+){0,2} from #\S+(?: \S+)? to$"
    ),
    summed=whole(r"in all|in total|altogether|all told|all together|total"),
    direct=whole(
        r"(?<!i )(?<!we )(?:wants?|wanted|needs?|needed|orders?|ordered|take|takes|taking|buy|buys|"
        r"buying|order|"
        r"ordering|(?:quote|price|prices|order|offer) (?:for|of|on)|asked for|asking for|quote "
        r"(?:them|him|her|us)? ?for|go for|would like|'d like|interested in)"
        r"(?: (?:the|an?|about|around|roughly|up to|at least|another|just|only|some|maybe|all|"
        r"their|of)){0,3}$"
    ),
    others=words(
        """
        days weeks months years hours minutes quarters fortnights times people guys men women
        staff lads engineers technicians drivers fitters electricians installers helpers demos
        brochures leaflets flyers catalogues visits calls meetings quotes quotations offers
        references signatures options
        things questions answers reasons hundred thousand percent points euros dollars pounds
        francs cents pence metres meters miles kilometres kilometers degrees rooms sites
        branches shops stores offices is was does this us yes less plus versus others others'
        payments instalments installments invoices copies months' weeks' years' days' grams
        bids suppliers prices figures names ones
        """
    ),
    ones=whole(
        r"of (?:them|those|these)|more(?= (?:\.|by|for|before|and|next|in|on|at|now)(?: |$)|$)"
    ),
    of=frozenset({"of", "the", "our", "new", "more", "additional", "extra", "x", "times", "those"}),
    lasting=whole(
        r"(?:per|each|every) (?:day|week|month|quarter|year|annum)|monthly|yearly|annually|weekly|"
        r"quarterly|(?:that's|that is|it's|which is) a (?:week|month|quarter|year)"
    ),
    rates=whole(
        r"(?:\S+ ){0,4}(?:(?:every|each|a|per) (?:day|week|month|quarter|year)|daily|weekly|"
        r"monthly|yearly)|(?:was|were|shipped|delivered|sold|bought|returned|arrived|came|went|got|"
        r"(?:\S+ ){0,3}for the (?:demo|booth|stand|fair|show)(?= \.|$)|is missing|are missing|"
        r"missing|broke|"
        r"broken)"
    ),
    agreed=whole(
        r"settled|agreed|shook|total|in total|all told|altogether|signed|final|finally|makes|comes "
        r"to|"
        r"came to|down to|make it|call it|thinking more like|where we are(?: now)?|we're at|ours|"
        r"(?:it's|it is) now|our (?:offer|price|quote)(?! was)"
    ),
    worth=whole(
        rf"(?:{_SUM}|{_TO_PAY}|volume|limit|size|wants?|needs?|project|opportunity|take|takes|"
        r"whole|lot|all in|set aside|put aside|ring ?fenced|says|said|spoke|verbal agreement|phase|"
        r"rollout|renewal|retainer|upgrade|licen[cs]es?|installation|install|buy|buys|buying|"
        r"got|have|has|they've|they have|afford|ready to|cap|ceiling|stretch|reckons?|talking|"
        r"looking at|signed?|accepted?|accepts?|hundred|phone|board)(?:'s)?|"
        r"(?:up|down|close|closer|nearer|cut) to|went from|(?:it's|it is|would be|will be|i'd say|"
        r"that's|that is|that makes|i'd guess|that'd be|it'd be|i want|we want|we need)|"
        r"units|pallets|boxes|about|around|roughly|approximately|somewhere near|the #\d\S*"
    ),
    dealt=whole(
        r"go(?:es|ing)? with|go(?:es|ing)? for|start(?:ing)? with|wants?|wanted|needs?|needed|"
        r"orders?|ordered|takes?|took|buys?|quotes?|quoted|offers?|offered|put|deal|contract|asked "
        r"for|asks? for|talked about|interested in|like|get|price|signed|agreed|will|would|for|"
        r"about|send|deliver|budget"
    ),
    owned=whole(
        r"(?:(?:they're|he's|she's|they are|currently|now) (?:on|at)|have|has|had|own|owns|run|"
        r"runs|use|uses|already|of|bought|sold|weighs?|"
        r"installed|delivered|replaced|serviced|fixed|returned)"
        r"(?: \S+){0,2}"
    ),
)
