"""Read a file of vCards as two tables: people, and companies that have a card of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.imports.errors import EmptyFileError
from app.imports.table import BrokenRow, Row, shown
from app.imports.text import SourceFile, lines_of
from app.imports.vcard_lines import Card, Line, cards

MAX_PHOTO = 5 * 1024 * 1024
"""Bytes; phones keep a tenth of it with a person."""

_OFTEN = 4
"""Numbers and addresses of one kind that get a column each."""

_ADDRESS = ("street", "city", "region", "postcode", "country")


@dataclass(frozen=True, slots=True)
class CardTable:
    """The people, or the companies, of a file of vCards.

    Attributes:
        name: ``people`` or ``companies``.
    """

    file: SourceFile
    headers: tuple[str, ...]
    name: str
    form: str = "vcard"
    cut: bool = False

    def rows(self) -> Iterator[Row | BrokenRow]:
        """Yield one row for each card, in order.

        Raises:
            ImportFileError: As `lines_of`.
        """
        with lines_of(self.file) as lines:
            for card in cards(lines):
                if not card.whole:
                    if self.name == "people":
                        reason = "import.reason.card_cut"
                        yield BrokenRow(card.line, reason, shown(card.text("FN")))
                elif _is_company(card) == (self.name == "companies"):
                    yield Row(card.line, cells_of(card))


def open_cards(file: SourceFile) -> list[CardTable]:
    """Find the tables of a file of vCards.

    Raises:
        ImportFileError: As `lines_of`; `EmptyFileError` without a card.
    """
    columns: dict[str, dict[str, None]] = {}
    with lines_of(file) as lines:
        for card in cards(lines):
            name = "companies" if card.whole and _is_company(card) else "people"
            columns.setdefault(name, {}).update(dict.fromkeys(cells_of(card)))
    if not columns:
        raise EmptyFileError(file=file.name)
    return [CardTable(file, tuple(keys), name) for name, keys in sorted(columns.items())]


def cells_of(card: Card) -> dict[str, str]:
    """Return what a card says, by column; columns without a word are left out."""
    family, given, more, *_ = (*_first_parts(card.all("N")), "", "", "")
    company, department, *_ = (*_first_parts(card.all("ORG")), "", "")
    cells = {
        "uid": card.text("UID"),
        "full name": card.text("FN"),
        "first name": f"{given} {more}".strip(),
        "last name": family,
        "company": company,
        "department": department,
        "job title": card.text("TITLE") or card.text("ROLE"),
        "nickname": card.text("NICKNAME"),
        "birthday": card.text("BDAY"),
        "note": "\n".join(filter(None, (line.text for line in card.all("NOTE")))),
        "categories": card.text("CATEGORIES"),
    }
    cells |= _numbered("email", [line.text for line in _preferred(card.all("EMAIL"))])
    cells |= _numbered("website", [line.text for line in _preferred(card.all("URL"))])
    cells |= _phones(card) | _addresses(card) | _photo(card)
    if not (cells["full name"] or family or given):
        cells["full name"] = company or cells.get("email", "") or cells.get("phone", "")
    return {key: value for key, value in cells.items() if value}


def _first_parts(lines: list[Line]) -> tuple[str, ...]:
    return next((line.parts for line in lines if any(line.parts)), ())


def _is_company(card: Card) -> bool:
    """Tell a company's card: it says so, or bears the company's name alone."""
    if card.text("KIND").casefold() in ("org", "organization"):
        return True
    if card.text("X-ABSHOWAS").casefold() == "company":
        return True
    company, named = _first_parts(card.all("ORG")), _first_parts(card.all("N"))
    return bool(company) and not any(named) and card.text("FN") in ("", company[0])


def _preferred(lines: Iterable[Line]) -> list[Line]:
    """Put what is preferred first, then what belongs to work."""
    return sorted(lines, key=lambda line: ("pref" not in line.types, "work" not in line.types))


def _numbered(name: str, values: Iterable[str]) -> dict[str, str]:
    """Give several values of one kind a column each: ``email``, ``email 2``."""
    own = [value for value in dict.fromkeys(values) if value][:_OFTEN]
    return {name if n == 1 else f"{name} {n}": value for n, value in enumerate(own, 1)}


def _phones(card: Card) -> dict[str, str]:
    sorts: dict[str, list[str]] = {"phone": [], "mobile": [], "fax": [], "pager": []}
    for line in _preferred(card.all("TEL")):
        number = line.text.removeprefix("tel:")
        found = next((one for one in ("fax", "pager") if one in line.types), "")
        mobile = not line.types.isdisjoint({"cell", "mobile", "iphone"})
        sorts[found or ("mobile" if mobile else "phone")].append(number)
    cells: dict[str, str] = {}
    for name, numbers in sorts.items():
        cells |= _numbered(name, numbers)
    return cells


def _addresses(card: Card) -> dict[str, str]:
    """Return the first address, and the first that is not a home's: the company's."""
    found = _preferred(line for line in card.all("ADR") if any(line.parts))
    cells: dict[str, str] = {}
    for line in found[:1]:
        cells |= dict(zip(_ADDRESS, _address(line), strict=True))
    for line in [line for line in found if "home" not in line.types][:1]:
        cells |= {f"work {k}": v for k, v in zip(_ADDRESS, _address(line), strict=True)}
    return cells


def _address(line: Line) -> tuple[str, ...]:
    box, more, street, *rest = (*line.parts, *[""] * 7)[:7]
    street = ", ".join(" ".join(one.split()) for one in (street, more, box) if one)
    return (street, *rest)


def _photo(card: Card) -> dict[str, str]:
    for line in card.all("PHOTO", "LOGO"):
        if line.content and len(line.content) <= MAX_PHOTO:
            return {"photo": "".join(line.value.rpartition("base64,")[2].split())}
    return {}
