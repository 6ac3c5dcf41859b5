"""What an import did, or would do, in figures; sentences are the catalog's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.imports.errors import ImportFileError
from app.imports.mapping import ColumnView

MAX_LISTED = 1_000
"""Problems kept one by one; all of them are counted by reason."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one row that a person should look at.

    Attributes:
        file: Name of the file.
        line: Line of the file, from 1; 0 for something no single row says.
        kind: Record kind.
        reason: Catalog key: `import.reason.*`, or the rule's own (`refused.*`,
            `violation.*`).
        value: What stands there, at most 80 characters.
        arrived: Whether the record is here all the same, without that value.
        table: What the table is called within the file; empty where it is the file.
    """

    file: str
    line: int
    kind: str
    reason: str
    value: str
    arrived: bool
    table: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody new who looks like somebody here.

    Attributes:
        key: What the row goes by, see `app.imports.options.draft_key`.
        kind: Record kind.
        file: Name of the file.
        line: Line of the file, from 1.
        name: What the row is called.
        here_id: Who it may be.
        here: What that one is called.
    """

    key: str
    kind: str
    file: str
    line: int
    name: str
    here_id: str
    here: str


@dataclass(frozen=True, slots=True)
class KindCount:
    """What became of the rows of one kind.

    Attributes:
        kind: Record kind.
        added: New here.
        updated: Already here, and changed in the source.
        same: Already here with nothing to write.
        refused: Not taken; each is a problem with a reason.
        deleted: Left out because the source marks them deleted.
    """

    kind: str
    added: int = 0
    updated: int = 0
    same: int = 0
    refused: int = 0
    deleted: int = 0

    @property
    def arrived(self) -> int:
        """How many records of the files are here now."""
        return self.added + self.updated + self.same


@dataclass(frozen=True, slots=True)
class FileCount:
    """What was read from one file.

    Attributes:
        file: Its name.
        source: The system that wrote it.
        kind: What its rows are; empty where they are left out.
        rows: Rows that could be read, deleted ones included.
        left_out: Headers with values that no record takes up.
        table: What the table is called within the file; empty where it is the file.
        columns: What its columns mean; none where a known system wrote them.
        recalled: Whether an earlier import said so.
        cut: Whether it has more columns than are read.
    """

    file: str
    source: str
    kind: str
    rows: int
    left_out: tuple[str, ...]
    table: str = ""
    columns: tuple[ColumnView, ...] = ()
    recalled: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """A file that was not imported at all.

    Attributes:
        file: Its name.
        key: Catalog key of the error.
        fields: What fills the error's sentence.
    """

    file: str
    key: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import.

    Attributes:
        files: What was read.
        troubles: Files that could not be read.
        counts: One entry per kind that occurred, in the order of writing.
        amounts: Sum of the amounts of the deals that arrived, as the files
            state them, in minor units by currency.
        unlinked: How many deals that arrived have no such link, by word:
            ``account``, ``contact``, ``owner``.
        problems: The first `MAX_LISTED`, in the order of reading.
        reasons: How many problems each reason has, listed or not.
        doubts: The first `MAX_LISTED` who look like somebody here.
    """

    files: tuple[FileCount, ...] = ()
    troubles: tuple[FileTrouble, ...] = ()
    counts: tuple[KindCount, ...] = ()
    amounts: Mapping[str, int] = field(default_factory=dict)
    unlinked: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    def count(self, kind: str) -> KindCount:
        """Return the figures of one kind; zeros when it did not occur."""
        return next((c for c in self.counts if c.kind == kind), KindCount(kind))

    @property
    def added(self) -> int:
        """How many records of any kind are new."""
        return sum(c.added for c in self.counts)


class Tally:
    """Counts while an import runs; frozen into a report at its end."""

    def __init__(self) -> None:
        self._files: list[FileCount] = []
        self._troubles: list[FileTrouble] = []
        self._counts: dict[str, Counter[str]] = {}
        self._amounts: Counter[str] = Counter()
        self._unlinked: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._reasons: Counter[str] = Counter()
        self._doubts: list[Doubt] = []

    def file(self, count: FileCount) -> None:
        """Count a file that was read."""
        self._files.append(count)

    def trouble(self, name: str, error: ImportFileError) -> None:
        """Name a file that could not be read."""
        self._troubles.append(FileTrouble(name, error.key, MappingProxyType(error.fields)))

    def row(self, kind: str, outcome: str) -> None:
        """Count a row: ``added``, ``updated``, ``same`` or ``deleted``."""
        self._counts.setdefault(kind, Counter())[outcome] += 1

    def problem(self, problem: Problem) -> None:
        """Keep a problem, and count its row as refused if it did not arrive."""
        self._reasons[problem.reason] += 1
        if len(self._problems) < MAX_LISTED:
            self._problems.append(problem)
        if not problem.arrived:
            self.row(problem.kind, "refused")

    def doubt(self, doubt: Doubt) -> None:
        """Keep somebody new who looks like somebody here."""
        if len(self._doubts) < MAX_LISTED:
            self._doubts.append(doubt)

    def deal(self, amount_minor: int, currency: str, unlinked: tuple[str, ...]) -> None:
        """Add a deal that arrived to the sums."""
        if currency:
            self._amounts[currency] += amount_minor
        self._unlinked.update(unlinked)

    def freeze(self) -> ImportReport:
        """Return what was counted so far."""
        return ImportReport(
            tuple(self._files),
            tuple(self._troubles),
            tuple(KindCount(kind, **counts) for kind, counts in self._counts.items()),
            MappingProxyType(dict(self._amounts)),
            MappingProxyType(dict(self._unlinked)),
            tuple(self._problems),
            MappingProxyType(dict(self._reasons)),
            tuple(self._doubts),
        )
