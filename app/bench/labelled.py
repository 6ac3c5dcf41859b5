"""Read tables of customers or people whose duplicates are known, whatever their columns."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

from app.matching.facts import Facts, Subject, SubjectKind, read_facts

OWN: Final = Path(__file__).parents[2] / "tests" / "matching" / "labelled"
"""Our own sets, where the sources are."""

_COLUMNS: Final = {
    "truth": "cluster|clusterid|trueid|truth|entity|entityid|groundtruth|class|recid",
    "name": "name|sitename|customer|companyname|organisation|organization|fullname|title|business",
    "given": "givenname|firstname|given|forename",
    "family": "surname|lastname|familyname|family",
    "phone": "phone|telephone|tel|phonenumber|mobile|fax",
    "email": "email|emailaddress|mail",
    "website": "website|url|web|homepage|domain",
    "house": "streetnumber|housenumber|address0",
    "street": "street|address|addr|streetaddress|address1",
    "city": "city|town|suburb|location",
    "postcode": "postcode|zip|zipcode|postalcode|plz",
    "country": "country",
    "company": "company|employer|account",
    "born": "born|dob|dateofbirth|birthdate|birthday",
}
_BY_HEADER: Final = {header: to for to, names in _COLUMNS.items() for header in names.split("|")}
_DAY: Final = re.compile(r"^(\d{4})(\d\d)(\d\d)$")
_COPY: Final = re.compile(r"^(rec-\d+)-(?:org|dup-\d+)$")
"""How FEBRL numbers its rows: which one a copy was made of."""
_ODD: Final = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A set whose duplicates are known.

    Attributes:
        same: Every pair that is the same, by id; an id is the number of its row.
    """

    name: str
    facts: tuple[Facts, ...]
    same: frozenset[frozenset[str]]


def read_labelled(path: Path) -> Labelled:
    """Read a CSV file with a column that says which rows are one.

    Rows of people are told by a first name, a company or a date of birth.

    Raises:
        ValueError: If no column says which rows are one.
    """
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    columns = _columns(rows[0] if rows else {})
    if "truth" not in columns:
        raise ValueError(path.name)
    kind: SubjectKind = "contact" if {"given", "company", "born"} & columns.keys() else "account"
    facts = [read_facts(_subject(str(n), row, columns), kind) for n, row in enumerate(rows)]
    clusters: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(rows):
        clusters[_COPY.sub(r"\1", _first(row, columns["truth"]))].append(str(number))
    return Labelled(path.stem, tuple(facts), frozenset(pairs_of(clusters.values())))


def pairs_of(clusters: Iterable[Iterable[str]]) -> Iterator[frozenset[str]]:
    """Yield the pairs within each cluster."""
    for cluster in clusters:
        yield from map(frozenset, combinations(cluster, 2))


def joined(pairs: Iterable[frozenset[str]]) -> frozenset[frozenset[str]]:
    """Return the pairs that are one when all of these are: of A, B and B, C also A, C."""
    cluster: dict[str, set[str]] = {}
    for pair in pairs:
        whole = set(pair).union(*(cluster.get(one, ()) for one in pair))
        cluster.update(dict.fromkeys(whole, whole))
    return frozenset(pairs_of({id(one): one for one in cluster.values()}.values()))


def _columns(row: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for header in row:
        if to := _BY_HEADER.get(_ODD.sub("", header.casefold())):
            found[to].append(header)
    return dict(found)


def _subject(row_id: str, row: Mapping[str, str], columns: Mapping[str, list[str]]) -> Subject:
    def said(column: str) -> str:
        return _first(row, columns.get(column, ()))

    return Subject(
        row_id,
        said("name") or f"{said('given')} {said('family')}".strip(),
        tuple(value for header in columns.get("phone", ()) if (value := row[header])),
        (said("email"),),
        said("website"),
        f"{said('house')} {said('street')}".strip(),
        said("city"),
        said("postcode"),
        said("country"),
        said("company"),
        _DAY.sub(r"\1-\2-\3", said("born")),
    )


def _first(row: Mapping[str, str], headers: Iterable[str]) -> str:
    return next((" ".join(row[h].split()) for h in headers if row[h] and row[h].strip()), "")
