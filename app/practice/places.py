"""Where the practice customers are: towns, streets, telephone ranges, currencies."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the sales region.

    Attributes:
        name: As on an envelope.
        country: Its country in English.
        tongue: Which names people and houses bear: ``de``, ``fr`` or ``en``.
        currency: What is paid in.
        postcode: Pattern; each ``#`` becomes a digit.
        phone: Pattern within a range reserved for fiction.
        weight: How many of a hundred customers are here.
    """

    name: str
    country: str
    tongue: str
    currency: str
    postcode: str
    phone: str
    weight: int


TOWNS: Final = (
    Town("Köln", "Germany", "de", "EUR", "50###", "+49 221 4710 ###", 21),
    Town("Frankfurt am Main", "Germany", "de", "EUR", "60###", "+49 69 90009 ###", 18),
    Town("Hamburg", "Germany", "de", "EUR", "20###", "+49 40 66969 ###", 15),
    Town("München", "Germany", "de", "EUR", "80###", "+49 89 99998 ###", 14),
    Town("Berlin", "Germany", "de", "EUR", "10###", "+49 30 23125 ###", 12),
    Town("Strasbourg", "France", "fr", "EUR", "67#00", "+33 3 53 01 ## ##", 8),
    Town("Lyon", "France", "fr", "EUR", "690##", "+33 4 65 71 ## ##", 3),
    Town("London", "United Kingdom", "en", "GBP", "SE1# 4QT", "+44 20 7946 0###", 4),
    Town("Manchester", "United Kingdom", "en", "GBP", "M1 ##AB", "+44 161 496 0###", 2),
    Town("Basel", "Switzerland", "de", "CHF", "40##", "+49 69 90009 ###", 2),
    Town("Boston", "United States", "en", "USD", "021##", "+1 617 555 01##", 1),
)

STREETS: Final = {
    "de": (
        *("Lindenstraße", "Am Alten Hafen", "Gartenweg", "Mühlengasse", "Bahnhofstraße"),
        *("Kirchplatz", "Rosenallee", "Zum Kranich", "Färbergasse", "Schulstraße", "Holzmarkt"),
        *("Weinbergstraße", "Ringstraße", "Gerberufer", "Uferstraße", "Ahornweg", "Turmstraße"),
    ),
    "fr": (
        *("rue des Tilleuls", "quai des Bateliers", "place du Marché", "rue du Moulin"),
        *("avenue de la Gare", "rue des Tanneurs", "impasse du Puits", "rue Haute"),
    ),
    "en": (
        *("Mill Lane", "Station Road", "Harbour Street", "Orchard Way", "Chapel Row"),
        *("Tanner's Yard", "Northgate", "Willow Walk", "Foundry Lane", "Quay Street"),
    ),
}

MOBILES: Final = {
    "de": "+49 171 39200 ##",
    "fr": "+33 6 39 98 ## ##",
    "en": "+44 7700 900###",
}
