"""The customers, people, products and stages that the tables speak of."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.queries.understanding import strange
from app.understanding.known import Known, KnownStage
from app.understanding.names import KnownName, Names
from app.understanding.offer import Offer, Person, Step

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=ZONE)
"""A Tuesday afternoon."""

CUSTOMERS = {
    "c1": "Brewster & Lane Ltd",
    "c2": "Acme Dynamics GmbH",
    "c3": "Müller & Söhne",
    "c4": "Café Central",
    "c5": "Northwind Traders",
    "c6": "Harbour Coffee Roasters",
    "c7": "Target",
    "c8": "Hotel Adler",
    "c9": "Hotel Adler",
    "c10": "Bäckerei Huber",
}
PEOPLE = {
    "p-sandra": ("Sandra Bellamy", "c1"),
    "p-tom": ("Tom Okafor", "c2"),
    "p-ines": ("Ines Ferreira", "c3"),
    "p-peter": ("Peter Huber", "c10"),
}
PRODUCTS = {"p1": "Aurelio Duo", "p2": "Kombi 600"}
STAGES = (
    KnownStage("new", "New"),
    KnownStage("qualified", "Qualified"),
    KnownStage("survey", "Site survey done"),
    KnownStage("proposal", "Proposal"),
    KnownStage("negotiation", "Negotiation"),
    KnownStage("verbal", "Verbal agreement"),
    KnownStage("won", "Won", "won"),
    KnownStage("lost", "Lost", "lost"),
)
NAMES = Names(
    [
        *(KnownName("customer", key, name) for key, name in CUSTOMERS.items()),
        *(KnownName("person", key, name, at) for key, (name, at) in PEOPLE.items()),
        *(KnownName("product", key, name) for key, name in PRODUCTS.items()),
    ],
    strange,
)
KNOWN = Known(names=NAMES, stages=STAGES)

Row = tuple[datetime, str, frozenset[str]]


def rows(name: str) -> list[Row]:
    """Return the rows of a table: when it was said, what, and what is to be offered."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    found = []
    for line in lines:
        day, said, expected = line.split("\t")
        now = datetime.fromisoformat(day).replace(tzinfo=ZONE) if day else NOW
        found.append((now, said, frozenset(part for part in expected.split("; ") if part)))
    return found


def told(offer: Offer) -> str:
    """Return an offer as the tables write it."""
    if isinstance(offer.value, Person) and not offer.value.id:
        return f"person=new:{offer.value.name}"
    key = offer.value.text if isinstance(offer.value, Step) else offer.value.key
    return f"{offer.kind}={key}"
