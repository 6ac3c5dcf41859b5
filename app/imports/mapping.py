"""What the columns of a table mean: guessed, said by a person, kept for the next time.

A meaning is a concept of `app.imports.vocabulary`, ``id`` for the rows' own ids, or
a link such as ``account#`` for ids of customers; empty for a column that is left out.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from app.imports.column import Column, columns_of
from app.imports.guess import Known, fingerprint, guess, layouts_for
from app.imports.identity import record_id
from app.imports.layouts import Layout
from app.imports.table import Table
from app.imports.vocabulary import plain
from app.imports.writer import ImportWriter
from sync.core.errors import RefusedError
from sync.core.records.import_mapping import ImportMapping

KINDS = ("account", "contact", "deal", "deal_line", "product", "user", "note", "follow_up")
"""What the rows of a table can be."""

NAMES = {
    "account": "company",
    "contact": "person",
    "deal": "deal",
    "product": "product",
    "user": "owner",
}
_ADDRESS = ("street", "city", "region", "postcode", "country")
MEANINGS: Mapping[str, tuple[str, ...]] = {
    "account": (
        *("company", "phone", "email", "website", *_ADDRESS, "industry", "person", "jobtitle"),
        *("owner", "owner#", "parent", "text", "created", "id"),
    ),
    "contact": (
        *("person", "first", "last", "company", "account#", "jobtitle", "phone", "mobile", "email"),
        *("website", *_ADDRESS, "industry", "birthday", "photo", "owner", "owner#", "text"),
        *("created", "id"),
    ),
    "deal": (
        *("deal", "company", "account#", "person", "contact#", "product", "product#", "stage"),
        *("status", "pipeline", "amount", "currency", "expected", "close", "won_on", "lost_on"),
        *("probability", "reason", "owner", "owner#", "text", "created", "id"),
    ),
    "deal_line": (
        *("deal", "deal#", "product", "product#", "quantity", "price", "discount", "currency"),
        *("text", "id"),
    ),
    "product": ("product", "code", "price", "currency", "id"),
    "user": ("owner", "first", "last", "email", "active", "id"),
    "note": (
        "text",
        "company",
        "account#",
        "person",
        "contact#",
        "owner",
        "owner#",
        "created",
        "id",
    ),
    "follow_up": (
        *("text", "due", "done", "company", "account#", "person", "contact#", "owner", "owner#"),
        *("created", "id"),
    ),
}
"""What a column can mean, by what the rows are."""

_OTHERWISE: Mapping[tuple[str, str], str] = {
    ("deal", "jobtitle"): "deal",
    ("deal", "price"): "amount",
    ("product", "amount"): "price",
    ("deal_line", "amount"): "price",
    ("user", "person"): "owner",
}
"""What a word means in a table of this kind, where it is not the usual."""

_ALIKE = 0.7
"""Share of headers from which a table is last week's with a column more or less."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the rows of a table are, and what its columns mean.

    Attributes:
        kind: Record kind; empty to leave the table out.
        columns: Meanings by header as `header_key` writes it.
    """

    kind: str
    columns: Mapping[str, str] = field(default_factory=dict)


def as_kind(mapping: ColumnMapping, kind: str) -> ColumnMapping:
    """Return a mapping for rows of another kind; what names one names the other."""
    if not kind:
        return replace(mapping, kind="")
    before, after = NAMES.get(mapping.kind, ""), NAMES.get(kind, "")
    columns = {
        key: after if meaning and meaning == before else meaning
        for key, meaning in mapping.columns.items()
    }
    can = MEANINGS[kind]
    return ColumnMapping(kind, {key: m if m in can else "" for key, m in columns.items()})


def meaning(mapping: ColumnMapping, column: str, said: str) -> ColumnMapping:
    """Return a mapping in which a column means something else."""
    return replace(mapping, columns={**mapping.columns, column: said})


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping that somebody's import has left.

    Attributes:
        source: What the records of such a table come from.
        headers: Its headers, as `plain` writes them.
        mapping: What they mean.
    """

    source: str
    headers: frozenset[str]
    mapping: ColumnMapping


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column, to be shown and changed.

    Attributes:
        key: Its header as `header_key` writes it.
        header: Its header as written.
        meaning: What it means.
        samples: A few values.
    """

    key: str
    header: str
    meaning: str
    samples: tuple[str, ...]


def view_of(table: Table, mapping: ColumnMapping) -> tuple[ColumnView, ...]:
    """Return the columns of a table with what they mean."""
    return tuple(
        ColumnView(
            column.key,
            column.header,
            mapping.columns.get(column.key, ""),
            tuple(dict.fromkeys(column.filled))[:3],
        )
        for column in columns_of(table)
    )


def guessed(table: Table) -> ColumnMapping:
    """Return what a table seems to mean; no kind where it says nothing of use."""
    return _said_by(guess(table))


def _said_by(found: tuple[str, Known]) -> ColumnMapping:
    kind, known = found
    return ColumnMapping(kind, {column.key: _meaning(column, kind) for column in known.columns})


def _meaning(column: Column, kind: str) -> str:
    if column.own_id:
        return "id"
    if column.link:
        meaning = f"{column.link}#"
    elif column.concept == "id":
        meaning = ""  # which is not every row's own
    elif column.concept == "name":
        meaning = NAMES.get(kind, "")
    else:
        meaning = _OTHERWISE.get((kind, column.concept), column.concept)
    return meaning if meaning in MEANINGS.get(kind, ()) else ""


def layouts_by(table: Table, mapping: ColumnMapping, source: str) -> tuple[Layout, ...]:
    """Return the layouts of a table whose columns mean what was said."""
    if not mapping.kind:
        return ()
    columns = tuple(_told(one, mapping.columns.get(one.key, "")) for one in columns_of(table))
    known = Known(columns, card=table.form == "vcard")
    return layouts_for(mapping.kind, known, source)


def _told(column: Column, meaning: str) -> Column:
    link = meaning.removesuffix("#") if meaning.endswith("#") else ""
    own = meaning == "id"
    return replace(
        column,
        concept="" if link or own else meaning,
        sure=max(column.sure, 1),
        link=link,
        own_id=own,
    )


def remembered(connection: Connection) -> tuple[Remembered, ...]:
    """Return the mappings that earlier imports have left, newest first."""
    found = connection.exec_driver_sql(
        "SELECT source, headers, mapping FROM import_mapping WHERE deleted = 0"
        " ORDER BY created_ms DESC, id"
    )
    return tuple(filter(None, (_read(*row) for row in found)))


def _read(source: str, headers: str, mapping: str) -> Remembered | None:
    try:
        said = json.loads(mapping)
        columns = {str(key): str(meaning) for key, meaning in said["columns"].items()}
        own = ColumnMapping(str(said["kind"]), columns)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # of a version to come
    return Remembered(source, frozenset(headers.split("\n")), own)


def like(table: Table, known: Iterable[Remembered]) -> Remembered | None:
    """Return the mapping of a table of these headers, or of nearly these."""
    own = _headers(table)
    shares = [(len(own & one.headers) / len(own | one.headers), one) for one in known]
    share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= _ALIKE else None


def remember(writer: ImportWriter, table: Table, mapping: ColumnMapping, source: str) -> None:
    """Keep a mapping for the whole team's next time; who may not write it goes without."""
    text = json.dumps({"kind": mapping.kind, "columns": dict(mapping.columns)})
    headers = "\n".join(sorted(_headers(table)))
    own_id = record_id("import_mapping", source, fingerprint(table))
    if len(text) > 20_000 or len(headers) > 4_000:
        return
    held = writer.connection.exec_driver_sql(
        "SELECT 1 FROM import_mapping WHERE id = ?", (own_id,)
    ).first()
    try:
        if held:
            writer.edit(ImportMapping, own_id, mapping=text, headers=headers, deleted=False)
        else:
            writer.add(
                ImportMapping(
                    id=own_id,
                    source=source,
                    headers=headers,
                    mapping=text,
                    owner_id=writer.actor.user_id,
                )
            )
    except RefusedError:
        return


def _headers(table: Table) -> frozenset[str]:
    return frozenset(filter(None, (plain(header) for header in table.headers)))
