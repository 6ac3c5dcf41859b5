"""Names of the practice people and houses, made up and put together from parts."""

# ruff: noqa: RUF001  # the Turkish letter is meant

from dataclasses import dataclass
from typing import Final

GIVEN: Final = {
    "de": (
        *("Anna", "Jürgen", "Sabine", "Lukas", "Käthe", "Emre", "Franziska", "Götz", "Heike"),
        *("Ilse", "Jan", "Katharina", "Lennart", "Meryem", "Niklas", "Oğuz", "Petra", "Ralf"),
        *("Sören", "Tanja", "Ulrich", "Viola", "Wiebke", "Zeynep", "Bärbel", "Bastian", "Corinna"),
        *("Dragan", "Elif", "Friedrich", "Gudrun", "Hannes", "Ines", "Joachim", "Kathrin"),
    ),
    "fr": (
        *("Amélie", "Benoît", "Cécile", "Didier", "Élodie", "François", "Géraldine", "Hélène"),
        *("Inès", "Jérôme", "Karim", "Léa", "Mathieu", "Noémie", "Océane", "Raphaël", "Solène"),
    ),
    "en": (
        *("John", "Priya", "Margaret", "Owen", "Siobhán", "Desmond", "Fatima", "Gareth", "Hazel"),
        *("Ian", "Joanna", "Kwame", "Lorna", "Nadia", "Patrick", "Ruth", "Stephen", "Wendy"),
    ),
}

FAMILY: Final = {
    "de": (
        *("Ackermann", "Brückner", "Çelik", "Dörfler", "Eberhardt", "Fährmann", "Grünewald"),
        *("Hölzl", "Jankowski", "Krämer", "Löwe", "Marquardt", "Niehaus", "Österle", "Pfeiffer"),
        *("Quandel", "Rößler", "Schäfer", "Thönnes", "Uhlig", "Vogelsang", "Wörner", "Yıldız"),
        *("Zöllner", "Baumgärtner", "Degenhardt", "Feldkamp", "Gärtner", "Hüttner", "Kovačević"),
        *("Lindqvist", "Möllenkamp", "Nowak", "Petersen", "Riemenschneider", "Stöckl"),
    ),
    "fr": (
        *("Aubertin", "Béranger", "Chauvet", "Delacroix", "Étienne", "Fournel", "Guérin"),
        *("Haddad", "Jacquot", "Kieffer", "Lefèvre", "Mérand", "Noël", "Piquet", "Vasseur"),
    ),
    "en": (
        *("Ashworth", "Bhatt", "Calloway", "Doyle", "Ellery", "Fairbairn", "Gallagher", "Hartley"),
        *("Ibbotson", "Kendrick", "Lockwood", "Mensah", "Norwood", "O'Hara", "Pemberton", "Smith"),
    ),
}


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of customer.

    Attributes:
        industry: As the notebook shows it.
        patterns: House names by tongue; ``{house}`` is a made-up word and
            ``{family}`` a family name.
        titles: Who works there.
        weight: How many of a hundred customers are of this kind.
    """

    industry: str
    patterns: dict[str, tuple[str, ...]]
    titles: tuple[str, ...]
    weight: int


HOUSES: Final = {
    "de": (
        (
            *("Kupfer", "Nebel", "Silber", "Morgen", "Holunder", "Kranich", "Hasel", "Sommer"),
            *("Flieder", "Mond", "Bernstein", "Wacholder", "Schiefer", "Lerchen", "Quitten"),
            *("Moos", "Feder", "Winter", "Ginster", "Birken", "Segel", "Drossel", "Salbei"),
        ),
        (
            *("kanne", "mühle", "hof", "stube", "garten", "turm", "brücke", "kessel", "haus"),
            *("laterne", "winkel", "kammer", "wiese", "krone", "schiff", "glocke", "taube"),
            *("anker", "speicher", "pforte"),
        ),
    ),
    "fr": (
        (
            *("La Cuillère", "Le Merle", "L'Horloge", "La Lanterne", "Le Moulin", "La Plume"),
            *("Le Tilleul", "La Cigogne", "Le Grenier", "La Péniche", "L'Écluse", "Le Verger"),
        ),
        (
            *(" d'Argent", " Bleu Nuit", " du Matin", " de Cuivre", " aux Amandes", " du Quai"),
            *(" Perdu", " des Brumes", " à Pois", " en Fête", " d'Automne", " de Minuit"),
        ),
    ),
    "en": (
        (
            *("Copper", "Foggy", "Willow", "Lantern", "Thistle", "Juniper", "Magpie", "Harbour"),
            *("Marigold", "Slate", "Otter", "Bramble", "Velvet", "Kestrel", "Pebble", "Tansy"),
        ),
        (
            *(" Kettle", " Yard", " Loft", " Spoon", " Mill", " Corner", " Anchor", " Row"),
            *(" Hearth", " Garden", " Wharf", " Bell", " Gate", " Larder", " Attic", " Field"),
        ),
    ),
}
"""Halves of made-up house names: "Nebelkanne", "La Plume de Cuivre"."""

TRADES: Final = (
    Trade(
        "Café",
        {
            "de": ("Café {house}", "Kaffeehaus {house}", "Rösterei {house}", "{house} Kaffeebar"),
            "fr": ("Café {house}", "{house} Torréfacteur", "Salon {house}"),
            "en": ("{house} Coffee", "The {house} Café", "{house} Roasters"),
        },
        ("Owner", "Barista in charge", "Shop manager", "Operations"),
        30,
    ),
    Trade(
        "Hotel",
        {
            "de": ("Hotel {house}", "Gasthof {house}", "Pension {house}", "Parkhotel {house}"),
            "fr": ("Hôtel {house}", "Auberge {house}", "Résidence {house}"),
            "en": ("{house} Hotel", "The {house} Inn", "{house} House Hotel"),
        },
        (
            "General manager",
            "Food and beverage",
            "Head of breakfast",
            "Purchasing",
            "Night manager",
        ),
        20,
    ),
    Trade(
        "Bakery",
        {
            "de": ("Bäckerei {family}", "Backhaus {house}", "Konditorei {family}"),
            "fr": ("Boulangerie {family}", "Pâtisserie {house}", "Le Fournil {family}"),
            "en": ("{family} & Daughters Bakery", "{house} Bakehouse", "{family} Bakers"),
        },
        ("Owner", "Branch manager", "Master baker", "Bookkeeping"),
        16,
    ),
    Trade(
        "Office",
        {
            "de": ("{family} Steuerberatung", "{house} Architekten", "Kanzlei {family} & {family}"),
            "fr": ("Cabinet {family}", "{house} Architectes", "Atelier {family}"),
            "en": ("{family} Partners", "{house} Studio", "{family} & {family} Surveyors"),
        },
        ("Office manager", "Facilities", "Managing partner", "Assistant", "Purchasing"),
        16,
    ),
    Trade(
        "Garage",
        {
            "de": ("Autohaus {family}", "Werkstatt {family}", "Karosserie {house}"),
            "fr": ("Garage {family}", "Carrosserie {house}"),
            "en": ("{family} Motors", "{house} Garage"),
        },
        ("Owner", "Service reception", "Workshop manager", "Office"),
        10,
    ),
    Trade(
        "Clinic",
        {
            "de": ("Praxis Dr. {family}", "Klinik {house}", "Zahnärzte am {house}"),
            "fr": ("Clinique {house}", "Cabinet dentaire {family}"),
            "en": ("{house} Clinic", "{family} Dental Practice"),
        },
        ("Practice manager", "Physician", "Administration", "Catering", "Nursing lead"),
        8,
    ),
)

FORMS: Final = {
    "de": ("GmbH", "GmbH & Co. KG", "e.K.", "KG", "", "", ""),
    "fr": ("SARL", "SAS", "", ""),
    "en": ("Ltd", "LLP", "", ""),
}

MUST_KNOW: Final = (
    "Closed on Mondays. Never call before ten.",
    "Deliveries through the yard only; the front door is listed and the floor is new.",
    "Two steps at the back door: bring the small trolley.",
    "Pays on the day, but only against a paper invoice.",
    "The dog is called Pixel and is afraid of grinders.",
    "Speaks little German, French is easier.",
    "Decides together with a brother, who does the books.",
    "Water here is very hard: no machine without a filter.",
    "Had a leak with the last supplier. Do not joke about water.",
    "Parking behind the chapel, ring twice.",
    "Wants everything by e-mail, no calls during service.",
    "Allergic to the words “special offer”.",
    "Single phase only, 16 ampere. Check before you promise anything.",
    "The owner reads every line of a contract. Bring time.",
    "Ask for the night manager before three, the day team knows nothing.",
    "Kitchen lift is 78 cm wide. The big machine does not fit.",
    "Uses our competitor for beans, us for machines. Fine for both sides.",
    "Budget year ends in June.",
)
