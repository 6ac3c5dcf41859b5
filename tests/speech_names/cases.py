"""Sentences with known names in them, and how the names stand in the notebook.

A case is a sentence as a rep says it with its names in braces: ``{Brewster & Lane}``.
What is spoken is the sentence with the names as people say them; right is the sentence
with the names as they are written.
"""

# ruff: noqa: RUF001  # the Turkish letter is meant

import re
from dataclasses import dataclass
from itertools import cycle
from typing import Final

_NAME = re.compile(r"\{([^}]*)\}")
_SAID = str.maketrans({"&": "and", "-": " ", "/": " "})


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence.

    Attributes:
        names: As they stand in the notebook, in the order they are said.
        said: What a voice says.
    """

    names: tuple[str, ...]
    said: str


CUSTOMERS: Final = (
    *("Brewster & Lane", "Acme Dynamics", "Blue Harbour Logistics", "Ashworth Partners Ltd"),
    *("Copper Kettle Coffee", "Juniper Yard Hotel", "Fairbairn & Ibbotson Surveyors LLP"),
    *("Thistle Loft Studio", "Pemberton Motors", "Kestrel Wharf Clinic", "Gallagher Bakers"),
    *("Cancity", "Isdom", "Betasoloin", "Codehow", "Hatfan", "Plexzap", "Zathunicon", "Konex"),
    *("Rangreen", "Finjob", "Scottech", "Dalttechnology", "Alfreds Futterkiste", "Ernst Handel"),
    *("Frankenversand", "Königlich Essen", "Lehmanns Marktstand", "Wolski Zajazd"),
    *("Rattlesnake Canyon Grocery", "Split Rail Beer & Ale", "Save-a-lot Markets"),
    *("Berglunds snabbköp", "Hotel Nebelkanne GmbH", "Bäckerei Brückner", "Autohaus Marquardt KG"),
    *("Konditorei Pfeiffer", "Praxis Dr. Schäfer", "Café La Plume de Cuivre", "Garage Vasseur"),
    *("Boulangerie Lefèvre SARL", "Metropolitan Equipment", "Excellent Riding Supplies"),
    *("Halvorsen Marine Inc.", "Tidewell Plumbing Co.", "Quantrix Systems", "Verity Foods"),
    *("O'Malley Construction", "St. Brendan's Hospital", "Nimbus Freight LLC", "Oakhurst Dairy"),
)

CONTACTS: Final = (
    *("Priya Bhatt", "Siobhán Doyle", "Kwame Mensah", "Desmond Calloway", "Lorna Ellery"),
    *("Fatima Haddad", "Gareth Pemberton", "Joanna Kendrick", "Jürgen Brückner", "Sabine Krämer"),
    *("Amélie Chauvet", "Benoît Delacroix", "Zeynep Yıldız", "Ralf Niehaus", "Stephen Lockwood"),
    *("Hazel Fairbairn", "Owen Gallagher", "Nadia Norwood", "Mathieu Fournel", "Petra Vogelsang"),
    *("Marcus Thorne", "Rebecca Okafor", "Dylan Prescott", "Yuki Tanaka", "Carlos Mendoza"),
    *("Ingrid Halvorsen", "Tomasz Nowak", "Elena Petrova", "Rajesh Iyer", "Caitlin O'Hara"),
)

PRODUCTS: Final = ("GTX Plus Basic", "MG Special", "GTK 500", "Aurelio Duo", "Kombi 600")

HELD_OUT_CUSTOMERS: Final = (
    *("Meridian Packaging", "Stonebridge & Hale", "Larkfield Veterinary", "Crestline Roofing Inc."),
    *("Obermeier Maschinenbau GmbH", "Schreinerei Wittmann", "Nordlicht Apotheke"),
    *("Panadería Robledo", "Talleres Quintana SL", "Piekarnia Kowalczyk", "Stalmet Sp. z o.o."),
    *("Saigon Corner Kitchen", "Tran Brothers Imports", "Averion", "Zelltronic", "Brightmoor Labs"),
    *(
        "Ridgeway Cold Storage",
        "Hollis, Grant & Webb LLP",
        "Pinecrest Bottling",
        "Velocity Fitness",
    ),
    *(
        "Dunmore Castle Hotel",
        "Sapphire Bay Resort",
        "Kettering Steel plc",
        "Whitlock Garden Centre",
    ),
)

HELD_OUT_CONTACTS: Final = (
    *("Wolfgang Obermeier", "Katrin Wittmann", "Dieter Scholz", "Alejandro Quintana"),
    *("Lucía Robledo", "Javier Fuentes", "Agnieszka Kowalczyk", "Piotr Zieliński"),
    *("Nguyen Van Minh", "Linh Tran", "Bao Pham", "Eleanor Whitlock", "Gordon Hale"),
    *("Samantha Burke", "Tobias Grant", "Vanessa Holloway", "Anil Kapoor", "Beatrice Lowell"),
)

HELD_OUT_PRODUCTS: Final = ("Falcon X2", "EasyPour Twin", "ThermoSeal 40")

_SENTENCES: Final = (
    "Just came out of {C} with {P}, they want a quote by Friday.",
    "I met {P} at {C} this morning and we talked about the {G}.",
    "{P} from {C} asked for two more weeks.",
    "Good visit at {C}. {P} will call me back about the price.",
    "Please send the contract to {P} over at {C} before the end of the month.",
    "We lost the order from {C} because {P} thought the {G} was too slow.",
    "{C} is opening a second branch, and {P} needs three machines.",
    "Call {P} next Tuesday, the budget at {C} is forty five thousand dollars.",
)
_SPOKEN_FORMS: Final = re.compile(
    r",? (?:GmbH(?: & Co\. KG)?|KG|SARL|SAS|S\.A\.|Ltd|LLP|LLC|Inc\.|Co\.|plc|SL|AB|SRL|"
    r"Sp\. z o\.o\.)$"
)


def spoken(name: str) -> str:
    """Return a name as people say it: without the form of the company."""
    return _SPOKEN_FORMS.sub("", name)


def cases(
    customers: tuple[str, ...],
    contacts: tuple[str, ...],
    products: tuple[str, ...],
    sentences: tuple[str, ...] = _SENTENCES,
) -> tuple[Case, ...]:
    """Return a sentence for every customer, each with a contact and some with a product."""
    people, goods, said = cycle(contacts), cycle(products), cycle(sentences)
    return tuple(_case(next(said), customer, next(people), goods) for customer in customers)


def _case(sentence: str, customer: str, contact: str, goods: "cycle[str]") -> Case:
    names: list[str] = []

    def said(found: re.Match[str]) -> str:
        name = {"C": customer, "P": contact}.get(found[1]) or next(goods)
        names.append(name)
        return " ".join(spoken(name).translate(_SAID).split())

    said_sentence = _NAME.sub(said, sentence)
    return Case(tuple(names), said_sentence)
