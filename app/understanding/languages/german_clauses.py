"""How German tells what is to come from what was, and ours from others'."""

from typing import Final

from app.understanding.grammar import Clauses, whole

_OURS: Final = (
    r"ich|wir|mir|uns|mich|unser\w*|bitte|will|wollen|wollte\w*|mocht\w*|braucht?|brauchen|"
    r"benotig\w*|soll\w*|muss\w*|bis|spatestens|vor|fallig|frist|\w*termin\w*|besprechung|"
    r"meeting|treffen|demo\w*|\w*lieferung|liefer\w*|geliefert|montage|einbau|installation|"
    r"start|abgabe|entscheid\w*|angebot\w*|auftrag|unterschr\w*|unterzeichn\w*|bestell\w*|"
    r"meld\w*|\w*ruf\w*|anlauf|versuch\w*|schick\w*|send\w*|mail\w*|besuch\w*|vorbei|nach(?:haken|"
    r"fassen)|ruckmeldung|antwort\w*|verschob\w*|verlegt|vereinbart|ausgemacht|abgemacht|"
    r"verabredet|zugesagt|versprochen|erinner\w*|abhol\w*|prob\w*|muster|rechnung|zahl\w*|"
    r"pruf\w*|besichtig\w*|telefon\w*|call|workshop|schulung|aufbau|ubergabe|audit|"
    r"verlanger\w*|zeit|am besten|wieder|nochmal|noch|anfangen|kommen|geht|klaren|erledigen|"
    r"vorstellen|"
    r"reden|sprechen|zuruck ?ruf\w*|beginn\w*|lauft|dann"
)
"""What makes a day in its clause one to act on."""
CLAUSES: Final = Clauses(
    breaks=frozenset({"aber", "sondern", "dann", "weil", "also", "deshalb", "und", "denn", "dass"}),
    openings=frozenset(),
    holds=frozenset(),
    negations=whole(
        r"nicht|kein|keine|keinen|keiner|keinem|nie|niemals|ohne|weder|abgesagt|statt|anstatt|"
        r"vergiss"
    ),
    allowed=whole(r"nicht (?:vergessen|verpassen|nur|spater als)|kein problem|keine sorge"),
    denials=whole(
        r"(?:(?:ist|war|geht|passt|klappt|hat|haben|wir|uns|er|sie|ihm|ihr|es|leider|da|das|noch) )"
        r"{0,5}(?:nicht(?! vergessen)|abgesagt|ausgefallen|unmoglich|fallt aus|kein\w*)"
    ),
    past=whole(
        r"(?!geplant|gehen|geben|gegen|gesamt|gelten|gerade|genug|gewesen sein)ge\w{3,}(?:t|en)|"
        r"\w{3,}ge(?!plant|hen|ben)\w{2,}t|besichtigt|bezahlt|verkauft|verloren|gestern|damals|"
        r"getroffen|besucht|gesprochen|telefoniert|angerufen|war|waren|hatte|hatten|gewesen|"
        r"gesehen|geliefert|unterschrieben|geschickt|gesendet|bestellt|gekauft|passiert|"
        r"installiert|erhalten|bekommen|gekommen|gegangen|gezeigt|vorgestellt|gab|kam|traf|ging|"
        r"sprach|rief|sagte|meldete|bestellte|unterschrieb|gemeldet|geeinigt|entschieden|"
        r"geoffnet|eroffnet|seit|schon|bereits"
    ),
    ahead=whole(
        r"(?<!die )(?<!eine )(?<!zur )(?:aus)?(?:lieferung|montage|einbau|start|abnahme|aufbau|"
        r"installation)(?: (?:ist|am|bis|zum|im))*$|"
        r"will|wollen|werde|wird|werden|soll|sollen|sollte|muss|mussen|kann|konnen|mochte|mochten|"
        r"bitte|wieder|termin|fallig|spatestens|zuruck|nochmal|noch mal|geplant|vereinbart|"
        r"verschoben|verlegt|ausgemacht|verabredet|abgemacht|anrufen|treffen|besuchen|schicken|"
        r"melden|liefern|zu|kommt|kommen|erwartet|braucht|brauchen|versprochen|zugesagt"
    ),
    promises=whole(
        r"ich (?:schick|ruf|mach|send|bring|meld|schreib|fahr|klar|prüf|pruf|kummer|frag)e?|"
        r"will|wollen|werde|werden|soll|sollen|sollte|muss|mussen|bitte|noch|bis|anrufen|schicken|"
        r"melden|senden|zuruckrufen|nicht vergessen|erledigen"
    ),
    either=frozenset({"oder"}),
    hedges=whole(
        r"(?:im|in|auf|hat|haben) (?:\S+ )?(?:urlaub|elternzeit|messe|kur|betriebsferien|schulung|"
        r"lehrgang|tagung)|"
        r"(?:lauft|gilt|gelten|laufen)|\w*konkurren\w*|mitbewerb\w*|wettbewerb\w*|keine zeit|"
        r"inventur|umzug|ziehen|endet|"
        r"geschlossen|verreist|krank|geburtstag|vielleicht|konnten?|eventuell|"
        r"moglicherweise|unter umstanden"
    ),
    bounds=frozenset({"seit", "ab", "nach"}),
    ours=whole(_OURS),
    strangers=whole(
        r"(?!(?:um|gegen|ab|halb|viertel|nachste\w*|\S*mittags?|\S*abends?|fruh|morgens?|in|oder)"
        r"(?: |$)|#)\S+"
    ),
    ifs=whole(r"wenn|falls|ob|sobald|sofern"),
)
