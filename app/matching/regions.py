"""Countries by their ISO 3166 code, however a notebook calls them."""

from functools import lru_cache
from typing import Final

from app.matching.folding import folded

_NAMES: Final = {
    "US": "usa|united states of america|united states|us|vereinigte staaten|etats unis|ee uu",
    "CA": "canada|kanada",
    "MX": "mexico|mexiko|mexique",
    "BR": "brazil|brasil|brasilien",
    "AR": "argentina|argentinien",
    "CL": "chile",
    "CO": "colombia",
    "PE": "peru",
    "VE": "venezuela",
    "GB": "united kingdom|uk|great britain|england|scotland|wales|northern ireland|grossbritannien",
    "IE": "ireland|irland|eire",
    "FR": "france|frankreich|francia",
    "BE": "belgium|belgien|belgique|belgie",
    "NL": "netherlands|the netherlands|holland|niederlande|nederland|pays bas",
    "LU": "luxembourg|luxemburg",
    "DE": "germany|deutschland|allemagne|alemania|germania",
    "AT": "austria|osterreich|oesterreich|autriche",
    "CH": "switzerland|schweiz|suisse|svizzera|suiza",
    "LI": "liechtenstein",
    "IT": "italy|italia|italien|italie",
    "ES": "spain|espana|spanien|espagne",
    "PT": "portugal",
    "DK": "denmark|danmark|danemark|daenemark",
    "SE": "sweden|sverige|schweden|suede",
    "NO": "norway|norge|norwegen",
    "FI": "finland|suomi|finnland",
    "IS": "iceland|island",
    "PL": "poland|polska|polen|pologne",
    "CZ": "czech republic|czechia|cesko|tschechien",
    "SK": "slovakia|slovensko|slowakei",
    "HU": "hungary|magyarorszag|ungarn",
    "RO": "romania|rumanien",
    "BG": "bulgaria|bulgarien",
    "GR": "greece|ellada|griechenland",
    "HR": "croatia|hrvatska|kroatien",
    "SI": "slovenia|slovenija|slowenien",
    "RS": "serbia|srbija|serbien",
    "TR": "turkey|turkiye|turkei",
    "UA": "ukraine|ukraina",
    "RU": "russia|rossiya|russland|russian federation",
    "EE": "estonia|eesti|estland",
    "LV": "latvia|latvija|lettland",
    "LT": "lithuania|lietuva|litauen",
    "IL": "israel",
    "AE": "united arab emirates|uae",
    "SA": "saudi arabia",
    "EG": "egypt|agypten",
    "MA": "morocco|maroc|marokko",
    "ZA": "south africa|sudafrika",
    "NG": "nigeria",
    "KE": "kenya|kenia",
    "IN": "india|indien|bharat",
    "PK": "pakistan",
    "CN": "china|prc",
    "HK": "hong kong",
    "TW": "taiwan",
    "JP": "japan|nippon",
    "KR": "south korea|korea|republic of korea",
    "SG": "singapore|singapur",
    "MY": "malaysia",
    "TH": "thailand",
    "VN": "vietnam|viet nam",
    "ID": "indonesia|indonesien",
    "PH": "philippines|philipines|philippinen",
    "AU": "australia|australien",
    "NZ": "new zealand|neuseeland",
    "JO": "jordan|jordanien",
    "PA": "panama",
}
_CODES: Final = {name: code for code, names in _NAMES.items() for name in names.split("|")}


@lru_cache(maxsize=1 << 10)
def region_of(country: str) -> str:
    """Return the code of a country, ``DE`` for ``Deutschland``; empty when it is not known."""
    plain = folded(country).replace("-", " ").replace(".", "").strip()
    if len(plain) == 2 and plain.upper() in _NAMES:
        return plain.upper()
    return _CODES.get(plain, "")
