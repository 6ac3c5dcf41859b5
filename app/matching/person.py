"""Names of people: titles left away, and the names a first name is short for."""

from functools import lru_cache
from typing import Final

from app.matching.folding import listed, undotted, words_of

SPOKEN_TITLES: Final = listed("mr mrs ms miss mister dr doctor herr frau")
"""What is said before a person's name, and before no other."""
_TITLES: Final = SPOKEN_TITLES | listed(
    "mx sir dame lord lady madam prof professor rev hon hr "
    "fr monsieur madame mme mlle m senor senora sr sra srta don dona dipl ing mag mba phd md "
    "dds esq dott dottssa sig signor signora ir drs mgr pan pani bsc msc ba ma cpa"
)
_GENERATIONS: Final = {
    written: meant
    for meant, ways in {"jr": "jr jun junior", "sr": "sr sen senior", "2": "ii", "3": "iii"}.items()
    for written in ways.split()
}
_PARTICLES: Final = listed("de del der den di da do dos du van von la le el al bin ibn y e")
_ENDINGS: Final = frozenset("aeio")
_SAME: Final = tuple(
    line.split()
    for line in """
robert bob rob bobby robbie bert roberto
william bill will billy willy liam wilhelm guillermo guillaume willem
richard rick dick rich ricky ricardo riccardo
james jim jimmy jamie jaime
john jack johnny jon johann johannes hans juan jean giovanni jan ivan joao ian sean
jonathan jon jonny johnny
michael mike mick mickey michel miguel michele mikhail mihail misha
joseph joe joey josef jose giuseppe pepe beppe sepp
thomas tom tommy tomas tommaso
charles charlie chuck chas karl carl carlos carlo
edward ed eddie ted teddy ned eduard eduardo edouard
henry harry hank heinrich henri enrique enrico heinz
alexander alex al sasha xander alejandro alessandro aleksandr alexandre sandy
alexandra alex sandra sasha alexa alessandra alejandra sandy
daniel dan danny daniele
david dave davey davide
matthew matt mathew matthias mateo matteo matthieu
christopher chris topher kit christoph cristobal christophe kristof
christian chris cristian kristian
christina chris chrissy tina cristina christine kristina kirsten
anthony tony anton antonio antoine toni
andrew andy drew andreas andre andres andrea andrei andrzej
nicholas nick nicky nicolas nikolaus klaus niklas nicola nikolai nico niko
samuel sam sammy samuele
samantha sam sammy
benjamin ben benny benji
patrick pat paddy patricio patrice
patricia pat patty trish tricia patrizia
stephen steven steve stefan stephan esteban stefano etienne stevie
peter pete pedro pietro pierre piet
paul paulo pablo paolo pavel
gregory greg gregor gregorio
timothy tim timmy timotheus timo
frederick fred freddy frederic friedrich federico fritz frederik fredrik
francis frank frankie francisco francesco franz francois paco pancho
lawrence larry lorenz lorenzo laurent laurence lars
leonard leo len lenny leonardo leonhard
raymond ray raimund ramon raimundo
ronald ron ronnie ronaldo
donald don donnie
kenneth ken kenny
gerald gerry jerry gerard gerhard gerd gerardo
jeffrey jeff geoffrey geoff
philip phil phillip philipp felipe filippo philippe pip
walter walt wally
albert al bert alberto
arthur art arturo artur
eugene gene eugen eugenio
harold harry hal harald
zachary zach zack zac
joshua josh
nathan nate nathaniel nat
vincent vince vinny vincenzo vicente
victor vic viktor vittorio
maximilian max massimiliano maximiliano maxim maxwell
dominic dom dominik domenico domingo
elizabeth liz beth betty lizzie eliza elisabeth elisabetta isabel lisa elise libby bess betsy
margaret maggie meg peggy marge margarete margarita margherita margot greta rita marguerite
katherine kate kathy katie kat catherine cathy katharina catalina caterina kathryn katarina katja
katherine kitty katrin ekaterina
susan sue susie susanne susana suzanne susanna suzy
barbara barb barbie babs barbora
jennifer jen jenny jenn
jessica jess jessie
rebecca becky becca rebekka
deborah deb debbie debra
dorothy dot dottie dorothea dorothee
mary marie maria molly polly mia maryam
anne ann anna annie hannah ana anja anya nancy
helen helena elena ellen nell nelly lena helene ilona
victoria vicky tori viktoria vittoria
theresa terry tess teresa therese tessa
pamela pam
cynthia cindy
sandra sandy
judith judy judit
jacqueline jackie jacqui
veronica ronnie vera veronika
valerie val valeria
gabriel gabe gabriele
gabrielle gabi gabby gabriela gabriella
natalie nat natalia nathalie natasha natalya
martha marty marta
martin marty martino
eleanor ellie nora leonor eleonore lenore
emily em emma emilia emmy
abigail abby gail
madeleine maddie madeline magdalena lena
sophia sophie sofia zofia
caroline carol carrie carolina karoline carla
olivia liv livia
eva eve evie evelyn
theodore theo ted teddy teodoro
isabella bella isabelle izzy
george georg jorge giorgio georges jerzy yuri
louis lou luis luigi ludwig lewis
jacob jake jakob jacques jack giacomo jacobo
simon simone si simeon
oliver ollie olivier oliviero
wolfgang wolf
sebastian seb basti bastian sebastien
manfred manni fred
ulrich uli
guenter gunter gunther gunnar
juergen jurgen
rudolf rudi rodolfo ralph
dmitri dimitri dima dmitry
vladimir vova volodymyr
sergei sergey serge sergio
muhammad mohammed mohamed mohammad muhammed
yusuf youssef yousef
ahmed ahmad
""".strip().splitlines()
)
"""Names that one person may go by; a name may stand in several lines."""


def _by_name() -> dict[str, frozenset[int]]:
    lines: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_SAME):
        for name in line:
            lines[name] = lines.get(name, frozenset()) | {number}
    return lines


GOES_BY: Final = _by_name()
"""By name the lines it stands in."""


def split_person(name: str) -> tuple[tuple[str, ...], str]:
    """Return the words of a person's name, given name first where a comma says so, and Jr. or II.

    Example: ``Dr. Smith, John A. Jr.`` is ``john a smith`` and ``jr``.
    """
    before, comma, behind = name.partition(",")
    words = words_of(before)
    if comma:
        titles = words_of(undotted(behind))
        turned = any(w not in _TITLES and w not in _GENERATIONS for w in titles)
        words = words_of(behind) + words if turned else words + titles
    generation = next((_GENERATIONS[w] for w in words[1:] if w in _GENERATIONS), "")
    plain = tuple(
        w for w in words if w not in _TITLES and (w not in _GENERATIONS or not generation)
    )
    known = tuple(w for w in plain if w not in _PARTICLES)
    return known or plain or words, generation


def other_ending(one: str, other: str) -> bool:
    """Tell names of a man and of a woman, or of two women: ``mario`` and ``maria``.

    One letter apart, as after a typing error, and yet two people.
    """
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return one != other and one[:-1] == other[:-1] and {one[-1], other[-1]} <= _ENDINGS
    return long in (f"{short}a", f"{short[:-2]}ra")


def same_given(one: str, other: str) -> bool:
    """Tell two first names that one person may go by: ``bob`` and ``robert``."""
    lines = GOES_BY.get(one)
    return lines is not None and not lines.isdisjoint(GOES_BY.get(other, ()))


@lru_cache(maxsize=1 << 14)
def initials(word: str) -> frozenset[str]:
    """Return the letters that a first name, or a name it may be short for, begins with."""
    return frozenset(word[:1]).union(_SAME[line][0][:1] for line in GOES_BY.get(word, ()))
