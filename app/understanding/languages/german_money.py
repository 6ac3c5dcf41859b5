"""German money and quantities."""

from typing import Final

from app.understanding.grammar import Money, named, whole, words
from app.understanding.languages.english_money import SIGNS

MONEY: Final = Money(
    before={**SIGNS, "$": "dollars"},
    behind={
        **SIGNS,
        **named(
            """
        euro=EUR, euros=EUR, $=dollars, dollar=dollars, us dollar=USD, amerikanische dollar=USD,
        franken=CHF, fr=CHF, schweizer franken=CHF, pfund=GBP, britische pfund=GBP,
        kronen=crowns, zloty=PLN, forint=HUF
        """
        ),
    },
    shared={
        "dollars": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
        "crowns": ("SEK", "NOK", "DKK", "CZK", "ISK"),
    },
    cents=frozenset({"cent", "cents", "rappen"}),
    cues=whole(
        r"(?:budget|preis|angebot|auftrag|vertrag|wert|betrag|summe|kosten|volumen|auftragswert|"
        r"investition|kostet|zahlen|ausgeben|geboten|bestellung)"
        r"(?: (?:von|ist|liegt|bei|uber|fur|etwa|rund|ca|circa|ungefahr|jetzt|war|betragt|wird|"
        r"sie|wollen|auf|knapp|gut)){0,4}"
    ),
    followers=words(
        """
        . und aber oder fur bei mit auf in an am bis zum vor das die der es sie wir ich er netto
        brutto plus inklusive inkl exklusive zuzuglich insgesamt gesamt weil dann jetzt nicht
        nachste morgen wert sein budget haben hat ist liegt kosten kostet geboten vereinbart
        ausgeben zahlen investieren
        """
    ),
    nouns=frozenset({"budget", "auftrag", "angebot", "vertrag", "deal", "projekt", "investition"}),
    each=whole(
        r"(?:davon|bezahlt|gezahlt|verlangt|verloren|ausgegeben|gekostet|gespart|"
        r"pro|je|jeweils|das (?:stuck|kilo|paar)|(?:die|der) (?:kiste|palette|woche|tonne|rolle|"
        r"meter|liter|flasche|packung|lizenz|quadratmeter)|im quartal|am tag|in der woche|"
        r"jede[nrs]?|im monat|im jahr|monatlich|jahrlich|die stunde|/|rabatt|nachlass|weniger|mehr|"
        r"billiger|gunstiger|teurer|unterschied)"
    ),
    wrong=whole(
        r"(?:davon|konkurrenz|mitbewerber|mitbewerbers|wettbewerb|wettbewerber|rabatt|nachlass|"
        r"skonto|"
        r"spart|sparen|gespart|schuldet|schulden|offen|mahnung|strafe|umsatz|gehalt|gebuhr|"
        r"anzahlung|versand|bezahlt\w*|gezahlt|verlang\w+|konkurrent\w*|anbieter|lieferant\w*|"
        r"miete|die anderen?|der andere|pacht|gewinn|verlust|verluste|kosteten|kostete|gekostet|"
        r"ausgegeben|mindest\w+|selbst(?:behalt|beteiligung)|(?:versicherungs|deckungs)summe|"
        r"rechnung|rechnungen|lohn|lohne|steuer|steuern|porto|fracht|essen|sprit|maut|gutschrift|"
        r"provision|schaden|damals|derzeit|aktuell|momentan|spende|letztes jahr|fruher|bisher|"
        r"weniger als|unter|statt|zwischen|%|prozent)"
    ),
    counted=frozenset({"%", "prozent"}),
    labels=whole(
        r"(?:mitarbeiter|leute|einwohner|nummer|telefon|rechnung|kunden|kilometer|baujahr|"
        r"strasse|plz|version|zimmer)(?: \S+){0,3}"
    ),
    span=frozenset({"bis", "oder", "-", "vielleicht"}),
    moves=frozenset({"runter", "herunter", "hoch"}),
    pieces=words(
        """
        stuck stucke einheiten kisten karton kartons paletten palette maschinen gerate sack
        sacke flaschen lizenzen platze kilo kg tonnen liter packungen rollen pakete
        """
    ),
    of=frozenset({"von", "der", "den", "die", "weitere", "neue", "x", "mal"}),
    rates=whole(r"(?:pro|jede[ns]?|im|am) (?:tag|woche|monat|jahr)|taglich|wochentlich|monatlich"),
    lesser=whole(r"aber (?:\S+ ){0,4}(?:nur|zuerst|zunachst) #\d+|abgelehnt|abgesagt"),
    owned=whole(r"(?:(?<!bestellt )haben|hat|hatten|schon|bereits|besitzen|nutzen)(?: \S+){0,2}"),
)
