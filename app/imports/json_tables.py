"""Read JSON that holds tables: lists of objects, by name or alone.

Atomic CRM exports its whole database as one object of lists; Salesforce writes
"trees" of records whose references begin with ``@``, children inside their
parent.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from app.imports.amounts import plainly
from app.imports.errors import DamagedFileError, EmptyFileError, LoadPlanError, TooLargeFileError
from app.imports.table import MAX_COLUMNS, HeldTable, Row, header_key
from app.imports.text import SourceFile, lines_of, writable

MAX_CHARS = 64 * 1024 * 1024
"""JSON is held in memory, some five times its length."""

_OFTEN = 4
"""Items of a nested list that get columns of their own."""

_DEPTH = 4
_ATOMIC = {"sales", "companies", "contacts", "notes"}
"""Lists that a whole Atomic CRM has."""

_PARENT: Final = "{}Id"


def open_json(file: SourceFile) -> list[HeldTable]:
    """Find the tables of a JSON file.

    Raises:
        ImportFileError: If it is no JSON, too large, or holds no table.
    """
    whole = _parsed(file)
    tree = _tree(whole)
    found = tree or _lists(whole)
    form = "tree" if tree else "atomic" if found.keys() >= _ATOMIC else "json"
    tables = [_table(file, name, form, held) for name, held in found.items() if held]
    if tables:
        return tables
    if _is_plan(whole):
        raise LoadPlanError(file=file.name)
    raise EmptyFileError(file=file.name)


def _parsed(file: SourceFile) -> Any:  # noqa: ANN401  # JSON is anything
    parts: list[str] = []
    size = 0
    with lines_of(file, MAX_CHARS) as lines:
        for line in lines:
            size += len(line)
            if size > MAX_CHARS:
                raise TooLargeFileError(file=file.name, limit_mb=MAX_CHARS >> 20)
            parts.append(line)
    try:
        return json.loads("".join(parts), parse_int=str, parse_float=_float, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise DamagedFileError(file=file.name, detail=type(error).__name__) from error


def _float(text: str) -> str:
    return plainly(Decimal(text))


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _lists(whole: object) -> dict[str, list[dict[str, Any]]]:
    """Return the lists of objects, by their name."""
    if isinstance(whole, dict):
        return {str(name): _objects(value) for name, value in whole.items()}
    return {"": _objects(whole)} if not _is_plan(whole) else {}


def _is_plan(whole: object) -> bool:
    """Tell a Salesforce load plan, which only names other files."""
    own = _objects(whole)
    return bool(own) and all("sobject" in one and "files" in one for one in own)


def _tree(whole: object) -> dict[str, list[dict[str, Any]]]:
    """Return the records of a Salesforce tree by type, children among them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for record, parent in _nodes(whole, ("", ""), 0):
        about = record["attributes"]
        values = {
            "Id": str(about.get("referenceId", "")),
            **{key: _resolved(value) for key, value in record.items() if key != "attributes"},
        }
        if parent[0]:
            values.setdefault(_PARENT.format(parent[0]), parent[1])
        found.setdefault(str(about["type"]), []).append(values)
    return found


def _nodes(
    whole: object, parent: tuple[str, str], depth: int
) -> Iterator[tuple[dict[str, Any], tuple[str, str]]]:
    """Yield the records of a tree, each with its parent's type and reference."""
    if not isinstance(whole, dict) or depth > _DEPTH:
        return
    for record in _objects(whole.get("records")):
        about = record.get("attributes")
        if not isinstance(about, dict) or "type" not in about:
            continue
        yield record, parent
        here = (str(about["type"]), str(about.get("referenceId", "")))
        for value in record.values():
            yield from _nodes(value, here, depth + 1)


def _resolved(value: object) -> object:
    """Read a reference (``@AccountRef1``) as the id it stands for."""
    if isinstance(value, str):
        return value.removeprefix("@")
    return "" if isinstance(value, dict) and "records" in value else value


def _table(file: SourceFile, name: str, form: str, records: list[dict[str, Any]]) -> HeldTable:
    headers: dict[str, str] = {}
    rows: list[Row] = []
    cut = False
    for number, record in enumerate(records, 1):
        cells: dict[str, str] = {}
        for header, text in _flat(record, "", 0):
            key = header_key(header)
            if key in headers or len(headers) < MAX_COLUMNS:
                headers.setdefault(key, header)
                cells[key] = cells.get(key) or text
            else:
                cut = True  # where ids stand for names there is a column for each of them
        if any(cells.values()):
            rows.append(Row(number, cells))
    return HeldTable(file, tuple(headers.values()), writable(name), form, tuple(rows), cut)


def _flat(record: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the values of an object, nested ones under ``outer.inner``."""
    for key, value in record.items():
        header = f"{prefix}{writable(key)}"
        if isinstance(value, dict):
            if depth < _DEPTH:
                yield from _flat(value, f"{header}.", depth + 1)
        elif isinstance(value, list) and depth < _DEPTH:
            yield from _listed(value, header, depth)
        else:
            yield header, _text(value)


def _listed(value: list[Any], header: str, depth: int) -> Iterator[tuple[str, str]]:
    own = _objects(value)
    for n, one in enumerate(own[:_OFTEN], 1):
        mark = "" if n == 1 else f" {n}"
        for inner, text in _flat(one, f"{header}.", depth + 1):
            yield f"{inner}{mark}", text
    if not own:
        yield header, ", ".join(filter(None, map(_text, value)))


def _text(value: object) -> str:
    match value:
        case None | list():
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return writable(str(value)).replace("\0", "").strip()
