"""What a person waits for on their own device: the start, a save, a keystroke in the search.

Everything runs on the real parts: a replica on disk with `synchronous=FULL`,
fresh interpreters for the start.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from functools import partial

from app.bench.context import Run
from app.bench.measure import Measurement, each, repeated, timed
from app.commands.practice import make_practice
from app.commands.visits import VisitLog, log_visit
from app.device import open_replica, today
from app.places.geometry import Place
from app.queries.gentle import questions
from app.queries.near import near
from app.queries.search import search as find
from app.queries.tidying import fixes
from app.queries.today import today as read_day
from sync.client.engine import index
from sync.client.join import start_alone
from sync.client.replica import Replica

KEYSTROKES = ("c", "co", "cof", "coff", "coffe", "coffee", "coffee m", "coffee ma", "price", "t")

_FIRST_LIST = """
import sys
from pathlib import Path
from app.device import open_replica
from app.queries.deals import DealFilter, deals_page, deals_totals
from app.queries.team import me
import app.hosting
replica = open_replica(Path(sys.argv[1]))
with replica.reading() as connection:
    me(connection)
    wanted = DealFilter()
    deals_totals(connection, wanted)
    assert deals_page(connection, wanted, 0, 40)
"""


def start(run: Run) -> Iterator[Measurement]:
    """Measure a fresh interpreter until the first page of deals is read."""
    with filled(run) as (sizes, _):
        command = [sys.executable, "-c", _FIRST_LIST, str(run.folder / "filled")]
        seconds = repeated(run.rounds, partial(subprocess.run, command, check=True))
    note = "fresh interpreter to the first page of deals read; drawing by the client not included"
    yield Measurement("start_to_first_list", sizes, seconds, note=note)


def save(run: Run) -> Iterator[Measurement]:
    """Measure filing a visit."""
    with filled(run) as (sizes, replica):
        with replica.reading() as connection:
            account_id = connection.exec_driver_sql("SELECT id FROM account LIMIT 1").scalar_one()
        log = VisitLog(
            account_id=account_id,
            text="They like the new grinder and want a price for three by Friday.",
            next_step="Send the price for three",
            due_on="2026-12-04",
        )

        def file() -> None:
            with replica.transaction() as writer:
                log_visit(writer, log)

        seconds = repeated(run.rounds * 10, file)
    note = "visit, note and next step, indexed, on disk (fsync)"
    yield Measurement("save_visit", sizes, seconds, note=note)


def day(run: Run) -> Iterator[Measurement]:
    """Measure the reading of Today, of who is near, and of what wants a word or a fix."""
    with filled(run) as (sizes, replica):
        noon = datetime.combine(today(), time(12)).astimezone()
        with replica.reading() as connection:
            me = connection.exec_driver_sql("SELECT user_id FROM replica_state").scalar_one()

        def look() -> None:
            with replica.reading() as connection:
                read_day(connection, me, noon)

        def around() -> None:
            with replica.reading() as connection:
                near(connection, Place(50.94, 6.96), 20)

        yield Measurement("open_today", sizes, repeated(run.rounds * 10, look), note="all its rows")
        around()  # reads the list of cities, once in the life of the app
        seconds = repeated(run.rounds, around)
        yield Measurement("near_me", sizes, seconds, note="every customer measured")

        def tidy() -> None:
            with replica.reading() as connection:
                fixes(connection, replica.now_ms(), 6)

        def ask() -> None:
            with replica.reading() as connection:
                questions(connection, me, replica.now_ms())

        yield Measurement("two_minute_fixes", sizes, repeated(run.rounds, tidy), note="first page")
        yield Measurement("gentle_question", sizes, repeated(run.rounds, ask), note="newest notes")


def search(run: Run) -> Iterator[Measurement]:
    """Measure the answer to each keystroke, and to the slowest."""
    with filled(run) as (sizes, replica):

        def keystroke(typed: str) -> None:
            with replica.reading() as connection:
                find(connection, typed, 30)

        steps = [partial(keystroke, typed) for typed in KEYSTROKES] * run.rounds
        yield Measurement("search_keystroke", sizes, each(steps), note=", ".join(KEYSTROKES))
        slowest = max(KEYSTROKES, key=lambda typed: timed(partial(keystroke, typed)))
        again = repeated(run.rounds, partial(keystroke, slowest))
        yield Measurement("search_slowest_keystroke", sizes, again, note=repr(slowest))


@contextmanager
def filled(run: Run) -> Iterator[tuple[dict[str, int], Replica]]:
    """Open a person's replica with years of work in it; yield its sizes, too."""
    sizes = {
        "deals": run.size(20_000),
        "customers": run.size(10_000),
        "notes": run.size(50_000),
    }
    replica = open_replica(run.folder / "filled")
    try:
        start_alone(replica, "Maria Keller", "Bench", "EUR")
        make_practice(
            replica.transaction,
            deals=sizes["deals"],
            customers=sizes["customers"],
            notes=sizes["notes"],
            today=today(),
        )
        index(replica)
        yield sizes, replica
    finally:
        replica.close()
