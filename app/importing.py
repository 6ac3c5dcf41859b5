"""Import off the loop that draws the screen: look, bring in, set a row right, take back."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import TypeVar

from app.commands import import_runs
from app.commands.import_runs import Brought
from app.commands.imports import ImportProgress, preview
from app.imports.journal import Run
from app.imports.opening import open_tables
from app.imports.options import ImportOptions
from app.imports.report import ImportReport, Problem
from app.imports.table import Row, header_key
from app.imports.text import SourceFile
from app.runtime import BOOKKEEPING, EVERYTHING, Runtime, Told
from sync.client.engine import index
from sync.client.state import actor_of

T = TypeVar("T")


async def look(
    runtime: Runtime, files: Sequence[SourceFile], options: ImportOptions, progress: Told
) -> ImportReport:
    """Say what an import would do, and write nothing.

    Args:
        runtime: The app's.
        files: In any order.
        options: What the person says about them.
        progress: Told on the loop how many rows of how many were looked at.

    Raises:
        StoreError: If the replica cannot be read.
    """
    told = _on_loop(progress)

    def looked() -> ImportReport:
        with runtime.replica.reading() as connection:
            return preview(connection, actor_of(connection), files, options, told)

    return await asyncio.to_thread(looked)


async def bring(
    runtime: Runtime,
    files: Sequence[SourceFile],
    options: ImportOptions,
    progress: Told,
    run_id: str = "",
) -> Brought:
    """Import files, batch by batch, so that nothing else has to wait.

    Args:
        runtime: The app's.
        files: In any order.
        options: What the person says about them.
        progress: Told on the loop how many rows of how many are done.
        run_id: Of an import whose files these are, to do it over.

    Raises:
        StoreError: If the replica cannot be written; earlier batches stay.
    """
    told = _on_loop(progress)
    return await _wrote(
        runtime,
        partial(import_runs.bring, runtime.replica, files, options, told, run_id),
    )


async def go_on(runtime: Runtime, run_id: str, progress: Told) -> Brought:
    """Go on with an import that was cut off.

    Raises:
        RecordMissingError: If nothing is known of it any more.
        StoreError: If the replica cannot be written; earlier batches stay.
    """
    told = _on_loop(progress)
    return await _wrote(runtime, partial(import_runs.go_on, runtime.replica, run_id, told))


async def take_back(runtime: Runtime, run_id: str, progress: Told) -> int:
    """Take a whole import back.

    Returns:
        How many records stay because somebody changed or used them since.

    Raises:
        StoreError: If the replica cannot be written; it can be gone on with.
    """
    loop = asyncio.get_running_loop()

    def told(done: int, total: int) -> None:
        loop.call_soon_threadsafe(progress, done, total)

    return await _wrote(runtime, partial(import_runs.take_back, runtime.replica, run_id, told))


async def earlier(runtime: Runtime) -> tuple[Run, ...]:
    """Return the imports that can be gone on with or taken back, newest first.

    Raises:
        StoreError: If the replica cannot be read.
    """
    return await asyncio.to_thread(import_runs.earlier, runtime.replica)


async def cells_of(files: Sequence[SourceFile], problem: Problem) -> Mapping[str, str]:
    """Return the cells of a row that wants a look, by header; empty ones included.

    Raises:
        ImportFileError: If the file cannot be read any more.
    """
    return await asyncio.to_thread(_cells_of, files, problem)


def _cells_of(files: Sequence[SourceFile], problem: Problem) -> Mapping[str, str]:
    for file in files:
        for table in open_tables(file) if file.name == problem.file else ():
            if table.name != problem.table:
                continue
            for row in table.rows():
                if row.line == problem.line:
                    if isinstance(row, Row):
                        return {h: row.cells.get(header_key(h), "") for h in table.headers}
                    return _by_header(table.headers, row.cells)
    return {}


def _by_header(headers: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    """Return cells by header; of a repeated one, the first that holds something."""
    told: dict[str, str] = {}
    for header, cell in zip_longest(headers, cells, fillvalue=""):
        told[header] = told.get(header) or cell
    return told


def _on_loop(progress: Told) -> Callable[[ImportProgress], None]:
    loop = asyncio.get_running_loop()

    def told(now: ImportProgress) -> None:
        loop.call_soon_threadsafe(progress, now.done, now.total)

    return told


async def _wrote(runtime: Runtime, work: Callable[[], T]) -> T:
    """Do work that writes, and let every window hear of it, whatever came of it."""
    try:
        return await asyncio.to_thread(work)
    finally:
        await asyncio.to_thread(index, runtime.replica)
        runtime.announce({*EVERYTHING, BOOKKEEPING})
        runtime.nudge()
