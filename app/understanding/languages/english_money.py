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
        zloty=PLN, zlotys=PLN, rupees=INR, rand=ZAR, kroner=crowns, kronor=crowns,
        crowns=crowns, swedish kronor=SEK, norwegian kroner=NOK, danish kroner=DKK, pesos=pesos,
        mexican pesos=MXN, shekels=ILS, dirhams=AED, lira=TRY
        """
        ),
    },
    shared={"dollars": _DOLLARS, "crowns": _CROWNS, "pesos": _PESOS},
    cents=frozenset({"cent", "cents", "pence", "p"}),
    cues=whole(
        r"(?:budget|price|quote|offer|deal|order|contract|value|amount|total|sum|cost|invest\w*|"
        r"figure|proposal|bid|estimate|worth|quoted|offered|pay|spend|costs|agreed|settled|makes)"
        r"(?: (?:of|is|was|at|on|for|to|with|be|will|would|it|them|him|her|in|up|about|around|"
        r"roughly|approximately|now|total|comes|came|stands|price|value|amount|the|a|and|"
        r"exactly|now|i|guess|think|say|over|nearly|almost|just|under)){0,4}"
    ),
    followers=words(
        """
        . and but so if for by to as in on at with before until next this i we he she they it
        that which total altogether overall net gross plus including excluding excl incl tax vat
        over because then now or not all would will is was depending tomorrow maybe i'll we'll
        he'll she'll they'll monday tuesday wednesday thursday friday when from max maximum tops
        roughly approximately right okay ok please let's follow call send due sounds seems looks
        works exactly there
        """
    ),
    nouns=words(
        """
        budget deal order offer quote contract project proposal investment opportunity bid range
        ballpark price purchase agreement sale
        """
    ),
    each=whole(
        r"(?:credit|voucher|refund|grant|loan|fine|deposit|each|apiece|a piece|per|a month|a year|"
        r"a week|a day|an hour|monthly|yearly|"
        r"annually|weekly|every|/|a unit|a head|the piece|a kilo|a bag|a box|a license|a licence|"
        r"a seat|a user|a person|off|less|more|cheaper|discount|difference|short|rebate|"
        r"(?:in|of) (?:revenue|turnover|sales|funding|debts?|profit|savings|damage|taxes|rent)|"
        r"last (?:year|time|month|week)|ago|in #(?:19|20)\d\d|back in|back then|so far|"
        r"already|(?:was|were|is) paid|"
        r"of (?!them|which|it)\S+)"
    ),
    wrong=whole(
        r"(?:competitors?|competitor's|competition|rival|rivals|discounts?|rebate|saves?|saving|"
        r"savings|saved|fine|penalty|owes?|owed|outstanding|unpaid|overdue|last year|previously|"
        r"used to|currently pays?|currently paying|pays? now|paid|revenue|turnover|salary|"
        r"lost us|fee|fees|deposit|shipping|delivery costs?|turn(?:s|ed)? over|no more than half|"
        r"less than|under|below|instead of|rather than|down from|up from|cheaper|between|"
        r"other offer|other quote|other bid|our costs?|costs? (?:them|us|me)|margin|% of|"
        r"percent of|invoices?|bills?|refund|credit note|salaries|"
        r"(?:our|my|the) (?:target|quota|goal)|"
        r"last (?:order|purchase|time|one)|"
        r"(?:asked|asks|wondered|wanted to know) (?:if|whether)|(?:they|he|she) offered|"
        r"list(?: price)? is|"
        r"parking|tickets?|train|taxi|fuel|petrol|dinner|lunch|expenses?|raised|funding|invested|"
        r"donated|donates?|commission|bonus|rent|lease|loan|mortgage|insurance|tax(?:es)?|grant|"
        r"subsidy|spent|profit|loss|debts?|sales of|prize|damage|ago|years? ago)"
    ),
    counted=frozenset({"%", "percent", "per", "pct", "percentage"}),
    labels=whole(
        r"(?:employees|people|staff|population|visitors|members|students|users|headcount|miles|"
        r"kilometers|kilometres|serial|code|number|extension|invoice|po|reference|model|room|"
        r"street|road|version|year|circulation|followers|square)(?: \S+){0,3}"
    ),
    span=frozenset({"to", "or", "-", "through", "till", "maybe", "perhaps"}),
    moves=frozenset({"down", "up"}),
    pieces=words(
        """
        unit units piece pieces pcs box boxes case cases carton cartons pallet pallets bag bags
        crate crates bottle bottles licence licences license licenses seat seats set sets
        machine machines device devices pack packs packet packets roll rolls kilo kilos kg tons
        tonnes litres liters items item barrels cans drums sacks containers truckloads
        subscriptions dozen dozens
        """
    ),
    of=frozenset({"of", "the", "our", "new", "more", "additional", "extra", "x", "times", "those"}),
    rates=whole(
        r"(?:every|each|a|per) (?:day|week|month|year)|daily|weekly|monthly|yearly|"
        r"(?:was|were|arrived|came|went|got|is missing|are missing|missing|broke|broken)"
    ),
    agreed=whole(
        r"settled|agreed|total|altogether|signed|final|finally|makes|comes to|came to|down to|"
        r"make it|we're at|ours|our (?:offer|price|quote)"
    ),
    worth=whole(
        r"budgets?|prices?|priced|quotes?|quoted|offers?|deal|orders?|ordered|contract|value|"
        r"amount|total|sum|costs?|figure|proposal|bid|estimate|worth|pays?|spend|agreed|settled|"
        r"signed?|shook|arr|volume|package|limit|size|wants?|needs?|project|opportunity|take|"
        r"we're at|we are at|(?:up|down|close|cut) to|went from|they have|they've got|looking at|"
        r"(?:it's|it is|would be|will be|i'd say)|units|pallets|boxes|about|around|roughly|"
        r"the #\d\S*|verbal agreement|whole|makes|all in|set aside|says|said|spoke"
    ),
    dealt=whole(
        r"wants?|wanted|needs?|needed|orders?|ordered|takes?|took|buys?|quotes?|quoted|offers?|"
        r"offered|put|deal|contract|asked for|asks? for|talked about|interested in|like|get|"
        r"price|signed|agreed|will|would|for|about|send|deliver|budget"
    ),
    owned=whole(
        r"(?:have|has|had|own|owns|run|runs|use|uses|already|of|bought|sold|weighs?|"
        r"installed|delivered|replaced|serviced|fixed|returned)"
        r"(?: \S+){0,2}"
    ),
)
