"""A notebook of many trades, and its names set right in what was said, as in a spoken note."""

from app.queries.understanding import strange
from app.speech.heard import Heard, Word
from app.speech.names import known as spoken
from app.speech.names.correcting import correct
from app.speech.names.ordinary import ordinary
from app.understanding.known import Known, KnownStage
from app.understanding.names import KnownName, Names
from tests.understanding.world import Row, rows

CUSTOMERS = {
    "t1": "Mercy Valley Medical Center",
    "t2": "Hartley Builders Merchants",
    "t3": "Lindqvist Bygg AB",
    "t4": "Kowalski & Sons Ltd",
    "t5": "Prairie Gold Cooperative",
    "t6": "Thornbury Farms",
    "t7": "Da Vinci Foods",
    "t8": "O'Brien Catering",
    "t9": "Silverline Insurance Brokers",
    "t10": "Nguyen Dental Group",
    "t11": "Bluepeak Software",
    "t12": "Castellano Wholesale",
    "t13": "Whitfield Academy Trust",
    "t14": "Grange Veterinary Clinic",
    "t15": "Redwood Logistics LLC",
    "u1": "Falkenberg Solar",
    "u2": "Brightwater Leisure Centre",
    "u3": "Delacroix Print House",
    "u4": "Iron Mountain Brewing",
    "u5": "Sunrise Senior Living",
    "u6": "Pacific Crest Wineries",
    "u7": "Harrow & Finch Solicitors",
    "u8": "Tempo Fitness",
    "u9": "Okonkwo Logistics",
    "u10": "Hillcrest Elementary School",
    "u11": "Nova Cosmetics",
    "u12": "McAllister Heating Ltd",
    "y1": "Baltic Marine Services",
    "y2": "Hartmann Packaging",
    "y3": "Solent Yacht Club",
    "y4": "Crown Cleaning Co",
    "y5": "Vesterberg Laboratories",
    "y6": "Meridian Office Interiors",
    "y7": "Patel & Daughters Textiles",
    "y8": "Copperfield Academy",
    "y9": "Lakeside Garden Centre",
    "y10": "Ridgeway Motors",
    "y11": "Juniper Hospitality Group",
    "y12": "Stonebridge Council",
    "y13": "Zephyr Aerospace",
    "y14": "Fletcher Print",
}
PEOPLE = {
    "q-priya": ("Priya Raman", "t1"),
    "q-gareth": ("Gareth Lloyd", "t2"),
    "q-astrid": ("Astrid Lindqvist", "t3"),
    "q-marek": ("Marek Kowalski", "t4"),
    "q-dale": ("Dale Hutchins", "t5"),
    "q-fiona": ("Fiona O'Brien", "t8"),
    "q-minh": ("Minh Nguyen", "t10"),
    "q-lucia": ("Lucia Castellano", "t12"),
    "v-hugo": ("Hugo Falkenberg", "u1"),
    "v-tess": ("Tess Delacroix", "u3"),
    "v-carmen": ("Carmen Reyes", "u6"),
    "v-grace": ("Grace Okonkwo", "u9"),
    "v-ian": ("Ian McAllister", "u12"),
    "r-omar": ("Omar Haddad", "y1"),
    "r-lotte": ("Lotte Hartmann", "y2"),
    "r-beverley": ("Beverley Sykes", "y4"),
    "r-nils": ("Nils Vesterberg", "y5"),
    "r-anita": ("Anita Patel", "y7"),
    "r-conor": ("Conor Doyle", "y10"),
    "r-mei": ("Mei Tanaka", "y13"),
}
PRODUCTS = {
    "w1": "ClearScan 40",
    "w2": "Thermablock",
    "w3": "FieldPilot",
    "w4": "SilageMax",
    "w5": "CareBundle",
    "x1": "AquaPure 9",
    "x2": "Guardian Panel",
    "z1": "DeckGuard",
    "z2": "BoxLine 300",
    "z3": "PureMop",
    "z4": "Orbit Desk",
    "z5": "LabSafe 12",
}
STAGES = (
    KnownStage("new", "New lead"),
    KnownStage("discovery", "Discovery"),
    KnownStage("demo", "Demo done"),
    KnownStage("quote", "Quote sent"),
    KnownStage("trial", "Trial"),
    KnownStage("review", "Contract review"),
    KnownStage("won", "Won", "won"),
    KnownStage("lost", "Lost", "lost"),
)
KNOWN = Known(
    names=Names(
        [
            *(KnownName("customer", key, name) for key, name in CUSTOMERS.items()),
            *(KnownName("person", key, name, at) for key, (name, at) in PEOPLE.items()),
            *(KnownName("product", key, name) for key, name in PRODUCTS.items()),
        ],
        strange,
    ),
    stages=STAGES,
)
_SPOKEN = spoken.Names(
    [
        *(spoken.KnownName(name, "customer", key) for key, name in CUSTOMERS.items()),
        *(spoken.KnownName(name, "contact", key) for key, (name, _) in PEOPLE.items()),
        *(spoken.KnownName(name, "product", key) for key, name in PRODUCTS.items()),
    ],
    ordinary("en"),
)


def noted(name: str) -> list[Row]:
    """Return the rows of a table with the names set right in what was said."""
    return [(now, _set_right(said), expected) for now, said, expected in rows(name)]


def _set_right(said: str) -> str:
    words = tuple(Word(word, 0, 0) for word in said.split())
    return correct(Heard(words, "test", "en"), _SPOKEN).text
