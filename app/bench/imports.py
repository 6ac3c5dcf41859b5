"""What moving in costs: a large list looked at, brought in, looked at again and taken back."""

import csv
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Final

from app.bench.context import Run
from app.bench.measure import Measurement, timed
from app.commands import import_runs
from app.commands.imports import preview
from app.commands.visits import VisitLog, log_visit
from app.device import open_replica
from app.imports.options import ImportOptions
from app.imports.text import SourceFile
from app.practice.chance import Chance
from app.practice.houses import make_house
from sync.client.join import start_alone
from sync.client.replica import Replica
from sync.client.state import actor_of
from sync.core.records.account import Account

_DAY: Final = date(2026, 11, 20)
_PEOPLE: Final = 50_000
_OPTIONS: Final = ImportOptions(currency="EUR")
_HEADERS: Final = ("Name", "Company", "Title", "Phone", "E-mail", "Street", "City", "Postcode")
_REST_S: Final = 0.05
"""Between two saves: a person who goes on working, not a second importer."""
_NOTES: Final = {
    "import_preview": "what would be new, the same or doubtful; nothing written",
    "import_bring": "people and their customers written, matched and journalled",
    "import_again": "a preview of the same list: nothing new",
    "import_undo": "all of it taken back",
}


def imports(run: Run) -> Iterator[Measurement]:
    """Measure each step of an import of 50,000 people, and saving a visit meanwhile."""
    people = run.size(_PEOPLE)
    files = (SourceFile.at(_list(run.folder / "people.csv", people)),)
    seconds: dict[str, list[float]] = defaultdict(list)
    saves: list[float] = []
    for turn in range(run.rounds):
        replica = open_replica(run.folder / f"moving-in-{turn}")
        try:
            start_alone(replica, "Maria Keller", "Bench", "EUR")
            look = partial(_look, replica, files)
            seconds["import_preview"].append(timed(look))
            with _working(replica, saves):
                brought = partial(import_runs.bring, replica, files, _OPTIONS)
                seconds["import_bring"].append(timed(brought))
            seconds["import_again"].append(timed(look))
            newest = import_runs.earlier(replica)[0].id
            seconds["import_undo"].append(timed(partial(import_runs.take_back, replica, newest)))
        finally:
            replica.close()
    sizes = {"people": people}
    for name, note in _NOTES.items():
        yield Measurement(name, sizes, tuple(seconds[name]), items=people, note=note)
    note = "a visit saved while the import is written; the slowest is `max_ms`"
    yield Measurement("save_during_import", sizes, tuple(saves), note=note)


def _look(replica: Replica, files: tuple[SourceFile, ...]) -> None:
    with replica.reading() as connection:
        preview(connection, actor_of(connection), files, _OPTIONS)


@contextmanager
def _working(replica: Replica, saves: list[float]) -> Iterator[None]:
    """Save a visit again and again, as long as the block runs."""
    with replica.transaction() as writer:
        account_id = writer.add(Account(name="Who was here before"))
    log, over = VisitLog(account_id=account_id, text="They want three."), Event()

    def file() -> None:
        with replica.transaction() as writer:
            log_visit(writer, log)

    def work() -> None:
        while not over.is_set():
            saves.append(timed(file))
            time.sleep(_REST_S)

    worker = Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


def _list(path: Path, people: int) -> Path:
    """Write the people of a practice team's customers as an old system would export them."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADERS)
        rows.writerows(islice(_people(), people))
    return path


def _people() -> Iterator[tuple[str, ...]]:
    chance, taken = Chance(1, "imports"), set[str]()
    while True:
        house = make_house(chance, taken, "owner", _DAY)
        where = house.account.street, house.account.city, house.account.postcode
        for one in house.contacts:
            yield (
                one.name,
                house.account.name,
                one.title,
                one.phone or one.mobile,
                one.email,
                *where,
            )
