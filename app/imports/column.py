"""Look at the columns of an unknown table: what each is called, and what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.imports.table import Row, Table, header_key
from app.imports.vocabulary import concept_of, link_of, plain

_SAMPLES = 2_000
_MOSTLY = 0.6
"""Share of cells of one shape from which a column is about it."""

_SHAPES = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}"),
    "website": re.compile(r"(https?://|www\.)\S+", re.IGNORECASE),
    "phone": re.compile(r"\+?[0-9(][0-9 ()/.x-]{5,}[0-9]"),
}
_DIGITS = 6
"""Digits from which a number may be a phone's."""

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PARTED = re.compile(r"\d[ ()/-]+\d|\d\.\d+\.\d|^\+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*")
_KEY = re.compile(r"[A-Za-z]{0,6}[-_]?[0-9]+[A-Za-z0-9-]*")
_STREET = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{3}).+")
_NAME = re.compile(r"[^\W\d_].*[^\W\d_]{2}.*")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        key: Its header as `header_key` writes it.
        header: Its header as written.
        concept: What it is about, see `app.imports.vocabulary`; empty for unknown.
        sure: How sure that is; 0 where only its content says so.
        link: What its ids point to (``owner``); empty for none.
        own_id: Whether it holds the rows' own ids.
        samples: What stands in it, row by row.
    """

    key: str
    header: str
    concept: str
    sure: int
    link: str
    own_id: bool
    samples: tuple[str, ...]

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(filter(None, self.samples))

    @property
    def unique(self) -> bool:
        """Whether every row has a value and no two have the same."""
        return bool(self.samples) and len(set(self.filled)) == len(self.samples)

    def mostly(self, shape: re.Pattern[str]) -> bool:
        """Tell whether most of its cells have a shape."""
        fit = sum(1 for cell in self.filled if shape.fullmatch(cell[:200]))
        return fit > 0 and fit >= len(self.filled) * _MOSTLY


def columns_of(table: Table) -> tuple[Column, ...]:
    """Look at a table's headers and its first rows.

    Raises:
        ImportFileError: If it cannot be read.
    """
    sound = (row for row in table.rows() if isinstance(row, Row))
    rows = list(islice(sound, _SAMPLES))
    found: dict[str, Column] = {}
    for header in table.headers:
        key = header_key(header)
        concept, sure = concept_of(header)
        link = link_of(header)
        samples = tuple(row.cells.get(key, "") for row in rows)
        column = Column(
            key, header, "" if link else concept, sure, link, own_id=False, samples=samples
        )
        if key and key not in found:
            found[key] = column
    own = _by_content(list(found.values()))
    if own and all(plain(column.header).startswith("column ") for column in own):
        own = _headless(own)
    return tuple(own)


def _by_content(columns: list[Column]) -> list[Column]:
    """Tell addresses, phones and mail by their looks where no header says so."""
    told = {column.concept for column in columns}
    for concept, shape in _SHAPES.items():
        fits = (c for c in columns if not c.concept and not c.link and c.mostly(shape))
        chosen = next((c for c in fits if concept != "phone" or _long_numbers(c)), None)
        if chosen and concept not in told:
            columns = [replace(c, concept=concept, sure=0) if c is chosen else c for c in columns]
    return columns


def _long_numbers(column: Column) -> bool:
    """Tell phones from dates and plain numbers: many digits, parted by something."""
    if column.mostly(_DATE) or column.mostly(_GROUPED):
        return False
    parted = sum(1 for cell in column.filled if _PARTED.search(cell))
    long = all(sum(map(str.isdigit, cell)) >= _DIGITS for cell in column.filled[:50])
    return long and parted >= len(column.filled) * _MOSTLY


def with_id(columns: Sequence[Column], links: Sequence[str]) -> tuple[Column, ...]:
    """Mark the column of the rows' own ids: called so, else the first unique ``… id``.

    Args:
        columns: All of a table.
        links: What a header may say of the rows' own kind: ``CustomerID`` is the id
            of a customer, and of nothing else.
    """
    called = [c for c in columns if c.concept == "id" and c.unique]
    own = [c for c in columns if c.unique and (c.link in links if c.link else _is_key(c))]
    chosen = next(iter([*called, *own]), None)
    return tuple(
        replace(column, own_id=True, link="", concept="") if column is chosen else column
        for column in columns
    )


def _is_key(column: Column) -> bool:
    return plain(column.header).endswith((" id", " key"))


def _headless(columns: list[Column]) -> list[Column]:
    """Tell columns without a header by their content: ids, a name, a street."""
    free = [c for c in columns if not c.concept]
    keys = [c for c in free if c.unique and c.mostly(_KEY)]
    lettered = [c for c in keys if not c.filled[0].isdigit()]
    names = [c for c in free if c.mostly(_NAME) and not c.mostly(_STREET) and c not in keys]
    streets = [c for c in free if c.mostly(_STREET) and c not in keys]
    told = {
        "id": next(iter([*lettered, *keys]), None),
        "company": max(names, key=_distinct, default=None),
        "street": max(streets, key=_distinct, default=None),
    }
    return [
        next((replace(c, concept=about, sure=0) for about, one in told.items() if one is c), c)
        for c in columns
    ]


def _distinct(column: Column) -> int:
    return len(set(column.filled))
