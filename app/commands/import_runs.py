"""Whole imports on a device: begin one, go on with one, take one back.

The files are copied beside the database first, so that an import that was cut
off goes on although a browser's files, or the memory stick, are gone.
"""

import io
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.commands.import_undo import undo_import
from app.commands.imports import Ledger, OnProgress, import_files
from app.imports import journal
from app.imports.journal import Run
from app.imports.options import ImportOptions, options_json, options_of
from app.imports.report import ImportReport
from app.imports.text import SourceFile
from app.imports.writer import ImportWriter
from sync.client.files import attach, copy_in
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError
from sync.core.records.attachment import Attachment
from sync.store.engine import explained

FOLDER = "imports"
_UNSAFE = re.compile(r"[^\w.() -]")


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import has done.

    Attributes:
        run_id: What it is written down as.
        report: What arrived, and what did not.
    """

    run_id: str
    report: ImportReport


def earlier(replica: Replica) -> tuple[Run, ...]:
    """Return the imports that can be gone on with or taken back, newest first."""
    with replica.reading() as connection:
        return journal.runs(connection)


def bring(
    replica: Replica,
    files: Sequence[SourceFile],
    options: ImportOptions,
    progress: OnProgress | None = None,
    run_id: str = "",
) -> Brought:
    """Bring files in, and write down what that does.

    Args:
        replica: The person's.
        files: What they picked.
        options: What they said about it.
        progress: Called after each batch.
        run_id: Of an import to go on with, whose files these are.

    Raises:
        StoreError: If there is no room; earlier batches stay, and it can be gone on with.
    """
    new = not run_id
    run_id = run_id or replica.new_id()
    if new:
        files = _copied(replica, run_id, files)
    with replica.transaction() as writer:
        names = [file.name for file in files]
        journal.begin(writer, run_id, names, options_json(options))
        runs = journal.runs(writer.connection)
    _sweep(replica, [run for run in runs if run.id == run_id or run.state == "open"])
    ledger = Ledger(run_id, _keeping(replica))
    report = import_files(replica.transaction, files, options, progress, ledger)
    with replica.exclusive() as connection:
        journal.settle(connection, run_id, "done")
    return Brought(run_id, report)


def go_on(replica: Replica, run_id: str, progress: OnProgress | None = None) -> Brought:
    """Go on with an import that was cut off, with what was said about it then.

    Raises:
        RecordMissingError: If nothing is known of it any more.
        StoreError: As `bring`.
    """
    run = next((one for one in earlier(replica) if one.id == run_id), None)
    if run is None:
        raise RecordMissingError(kind="import_run", id=run_id)
    return bring(replica, files_of(replica, run), options_of(run.options), progress, run_id)


def take_back(
    replica: Replica, run_id: str, progress: Callable[[int, int], None] | None = None
) -> int:
    """Take a whole import back; see `undo_import`.

    Returns:
        How many records stay because somebody changed or used them since.

    Raises:
        StoreError: If it cannot be written; it can be gone on with.
    """
    undo_import(replica.transaction, run_id, progress)
    return next((run.kept for run in earlier(replica) if run.id == run_id), 0)


def files_of(replica: Replica, run: Run) -> tuple[SourceFile, ...]:
    """Return the copies of an import's files."""
    folder = _folder(replica, run.id)
    return tuple(
        SourceFile(name, folder / _safe(number, name)) for number, name in enumerate(run.files)
    )


def _copied(replica: Replica, run_id: str, files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    folder = _folder(replica, run_id)
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_copy(folder / _safe(n, file.name), file) for n, file in enumerate(files))


def _copy(target: Path, file: SourceFile) -> SourceFile:
    if isinstance(file.content, bytes):
        target.write_bytes(file.content)
    elif file.content.is_file():
        shutil.copyfile(file.content, target)
    return SourceFile(file.name, target)


def _safe(number: int, name: str) -> str:
    return f"{number:03}-{_UNSAFE.sub('_', name)[-80:]}"


def _folder(replica: Replica, run_id: str) -> Path:
    return replica.path.parent / FOLDER / run_id


def _sweep(replica: Replica, needed: Sequence[Run]) -> None:
    """Remove the files of imports that are over; the newest one's rows may still be set right."""
    names = {run.id for run in needed}
    folder = replica.path.parent / FOLDER
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.name not in names:
            shutil.rmtree(old, ignore_errors=True)


def _keeping(replica: Replica) -> Callable[[ImportWriter, bytes, Attachment], None]:
    def keep(writer: ImportWriter, content: bytes, about: Attachment) -> None:
        if isinstance(writer, Writer):
            attach(replica, writer, copy_in(replica, io.BytesIO(content)), about)

    return keep
