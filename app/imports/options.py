"""What a person says about the files of an import."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.imports.mapping import ColumnMapping


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person says about the files.

    Attributes:
        currency: ISO 4217 code of amounts that name none.
        day_first: Whether ``3/4/2017`` is the third of April; None to tell from
            the file, and to report dates that stay unclear.
        batch: Rows per transaction: these take some tens of
            milliseconds, during which no other write waits noticeably.
        mappings: What the columns of a table mean, by `table_key`.
        fixes: Cells set right by hand, by `row_key` and header.
        same: Who a row means that looks like somebody here, by `draft_key`; empty
            for somebody new.
    """

    currency: str = "EUR"
    day_first: bool | None = None
    batch: int = 150
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    fixes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    def mapped(self, key: str, mapping: ColumnMapping) -> "ImportOptions":
        """Return these options with other columns for one table."""
        return replace(self, mappings={**self.mappings, key: mapping})

    def fixed(self, key: str, cells: Mapping[str, str]) -> "ImportOptions":
        """Return these options with one row set right."""
        return replace(self, fixes={**self.fixes, key: dict(cells)})

    def decided(self, same: Mapping[str, str]) -> "ImportOptions":
        """Return these options with some rows decided."""
        return replace(self, same={**self.same, **same})


def table_key(file: str, table: str) -> str:
    """Return what a table of a file goes by."""
    return f"{file}\n{table}"


def row_key(file: str, table: str, line: int) -> str:
    """Return what a row of a table goes by."""
    return f"{file}\n{table}\n{line}"


def draft_key(kind: str, source: str, source_id: str) -> str:
    """Return what a record of a source goes by."""
    return f"{kind}\n{source}\n{source_id}"


def options_json(options: ImportOptions) -> str:
    """Write options down, to go on with them after a restart."""
    return json.dumps(
        {
            "currency": options.currency,
            "day_first": options.day_first,
            "mappings": {k: [m.kind, dict(m.columns)] for k, m in options.mappings.items()},
            "fixes": {key: dict(cells) for key, cells in options.fixes.items()},
            "same": dict(options.same),
        }
    )


def options_of(text: str) -> ImportOptions:
    """Read options that were written down."""
    said = json.loads(text)
    return ImportOptions(
        said["currency"],
        said["day_first"],
        mappings={
            k: ColumnMapping(kind, columns) for k, (kind, columns) in said["mappings"].items()
        },
        fixes=said["fixes"],
        same=said["same"],
    )
