"""Names and sentences made up after the figures of the correction were set.

The first set was looked at while they were set anew, the second was only counted.
"""

from collections.abc import Iterator
from typing import Final

from tests.speech_names.cases import Case, cases

LATER_CUSTOMERS: Final = (
    "Castellano Wholesale",
    "Bramley & Tuttle",
    "Osterkamp Landtechnik GmbH",
    "Prairie Gold Cooperative",
    "Redstone Valley Clinic",
    "Nakamura Foods",
    "Silverline Insurance Brokers",
    "Deveraux Roofing Supply",
    "Kirchner Medizintechnik",
    "Bluepeak Software",
    "Hartley Builders Merchants",
    "Van der Berg Seeds",
    "Marchetti Alimentari",
    "Thornbury Farms",
    "Qualivex",
    "Sundberg Trä AB",
    "Ellery Point Dental",
    "Oakridge Feed & Grain",
    "Lumenor",
    "Corbin Health Partners",
)

LATER_CONTACTS: Final = (
    "Giulia Marchetti",
    "Arjun Deshmukh",
    "Bernadette Coyle",
    "Hiroshi Nakamura",
    "Lars Sundberg",
    "Chidi Eze",
    "Margot Deveraux",
    "Dale Hutchins",
    "Anneliese Kirchner",
    "Fergus Maclean",
    "Mei Lin Chen",
    "Tadeusz Wrona",
    "Rosalind Bramley",
    "Hamish Corbin",
    "Ifeoma Nwosu",
    "Paulo Teixeira",
)

LATER_PRODUCTS: Final = (
    "FieldPilot",
    "ClearScan 40",
    "Thermablock",
)

LAST_CUSTOMERS: Final = (
    "Whitfield Academy Trust",
    "Lindqvist Bygg AB",
    "Kowalski & Sons Ltd",
    "Da Vinci Foods",
    "Grange Veterinary Clinic",
    "Redwood Logistics LLC",
    "Nguyen Dental Group",
    "Fischer & Lang Bau",
    "Mercy Valley Medical Center",
    "O'Brien Catering",
    "Hacienda Morales",
    "Tannehill Concrete",
    "Zephyr Analytics",
    "Boucherie Martel",
    "Stavros Imports",
    "Highmoor Grain",
    "Medivance",
    "Rossi Ceramiche SRL",
    "Penhallow Cheese Company",
    "Adeyemi Pharma",
)

LAST_CONTACTS: Final = (
    "Astrid Lindqvist",
    "Marek Kowalski",
    "Fiona O'Brien",
    "Priyanka Rao",
    "Gareth Lloyd",
    "Minh Nguyen",
    "Ricardo Morales",
    "Élodie Martel",
    "Nikos Stavros",
    "Winifred Tannehill",
    "Femi Adeyemi",
    "Chiara Rossi",
    "Demelza Penhallow",
    "Karim Benali",
    "Svetlana Orlova",
    "Jonas Fischer",
)

LAST_PRODUCTS: Final = (
    "SilageMax",
    "CareBundle",
    "Polaris 9",
)

SENTENCES: Final = (
    "Spent an hour with {P} at {C}, the {G} is what they need.",
    "{C} won't decide until {P} is back from holiday.",
    "Reminder to ring {P} from {C} on Thursday morning.",
    "{P} told me that {C} is talking to two other suppliers.",
    "We should offer {C} the {G} at ten percent off.",
    "Dropped the samples at {C} and left my card for {P}.",
    "{P} is the new buyer for {C}, she starts on Monday.",
    "{C} signed today, {P} wants the {G} delivered in March.",
)


def sets() -> Iterator[tuple[str, tuple[Case, ...]]]:
    """Yield both sets as they are spoken."""
    yield "later", cases(LATER_CUSTOMERS, LATER_CONTACTS, LATER_PRODUCTS, SENTENCES)
    yield "last", cases(LAST_CUSTOMERS, LAST_CONTACTS, LAST_PRODUCTS, SENTENCES)
