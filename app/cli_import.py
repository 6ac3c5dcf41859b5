"""`rapport import`: bring files in, see what they would bring, take an import back."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.commands import import_runs
from app.commands.imports import ImportProgress, preview
from app.i18n.catalog import Catalog
from app.imports.journal import Run
from app.imports.options import ImportOptions
from app.imports.report import ImportReport
from app.imports.text import SourceFile
from app.screens.problems import reason_words
from sync.client.engine import index
from sync.client.replica import Replica
from sync.client.state import actor_of

Say = Callable[[str], None]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what `rapport import` takes."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="CSV, Excel, JSON or vCard, together"
    )
    parser.add_argument("--currency", default=None, help="of amounts that name none (the team's)")
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", default=None, help="3/4 is 3 April")
    order.add_argument(
        "--month-first", action="store_false", dest="day_first", help="3/4 is 4 March"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--preview", action="store_true", help="only say what would arrive")
    what.add_argument("--earlier", action="store_true", help="list the imports there were")
    what.add_argument("--undo", action="store_true", help="take the newest import back")
    what.add_argument("--go-on", action="store_true", help="go on with one that was cut off")


def run(
    replica: Replica, arguments: argparse.Namespace, words: Catalog, say: Say, progress: Say
) -> int:
    """Do what was asked for.

    Returns:
        0 for done, 1 where something did not arrive or there is nothing to do.
    """
    if arguments.earlier:
        return _earlier(replica, words, say)
    if arguments.undo:
        return _undo(replica, words, say, progress)
    report = _bring(replica, arguments, _shown(progress))
    if report is None:
        say(words.t("cli.import_nothing"))
        return 1
    index(replica)
    say("")
    return _print_report(report, words, say)


def _bring(
    replica: Replica, arguments: argparse.Namespace, told: Callable[[ImportProgress], None]
) -> ImportReport | None:
    if arguments.go_on:
        left = _newest(replica, "open")
        return import_runs.go_on(replica, left.id, told).report if left else None
    if not arguments.files:
        return None
    files = [SourceFile.at(Path(name)) for name in arguments.files]
    options = ImportOptions(
        currency=arguments.currency or _team_currency(replica), day_first=arguments.day_first
    )
    if arguments.preview:
        with replica.reading() as connection:
            return preview(connection, actor_of(connection), files, options, told)
    return import_runs.bring(replica, files, options, told).report


def _earlier(replica: Replica, words: Catalog, say: Say) -> int:
    for one in import_runs.earlier(replica):
        when = datetime.fromtimestamp(one.started_ms / 1000, UTC).astimezone()
        how = {
            "open": words.t("import.run_open", done=one.done, total=one.total),
            "undoing": words.t("import.run_undoing"),
            "undone": words.t("import.run_undone"),
        }.get(one.state) or words.t("import.run_done", added=one.added, changed=one.changed)
        say(f"{words.exact_moment(when)}  {', '.join(one.files)}: {how}")
    return 0


def _undo(replica: Replica, words: Catalog, say: Say, progress: Say) -> int:
    newest = _newest(replica, "undoing", "done", "open")
    if newest is None:
        say(words.t("cli.import_nothing"))
        return 1

    def told(done: int, total: int) -> None:
        progress(words.t("import.progress_back", done=done, total=total))

    kept = import_runs.take_back(replica, newest.id, told)
    index(replica)
    say("")
    key = "import.undone_kept" if kept else "import.undone_why"
    say(f"{', '.join(newest.files)}: {words.t(key, count=kept)}")
    return 0


def _newest(replica: Replica, *states: str) -> Run | None:
    return next((run for run in import_runs.earlier(replica) if run.state in states), None)


def _team_currency(replica: Replica) -> str:
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT currency FROM team LIMIT 1").scalar()
    return found or "EUR"


def _shown(progress: Say) -> Callable[[ImportProgress], None]:
    def told(now: ImportProgress) -> None:
        share = 100 * now.done // max(now.total, 1)
        progress(f"{share:3} %  {now.done:,} of {now.total:,} rows")

    return told


def _print_report(report: ImportReport, words: Catalog, say: Say) -> int:
    for count in report.counts:
        say(
            f"{count.kind:10} {count.added:6,} new  {count.updated:6,} updated  "
            f"{count.same:6,} already here  {count.refused:6,} not taken"
        )
    for currency, minor in report.amounts.items():
        say(words.t("cli.deals_sum", money=words.money(minor, currency)))
    for trouble in report.troubles:
        say(f"{trouble.file}: {words.t(trouble.key, **trouble.fields)}")
    _print_rows(report, words, say)
    incomplete = report.troubles or any(not problem.arrived for problem in report.problems)
    return 1 if incomplete else 0


def _print_rows(report: ImportReport, words: Catalog, say: Say) -> None:
    for problem in report.problems:
        sentence = reason_words(words, problem.reason)
        say(f"{problem.file}:{problem.line}: {sentence} {problem.value!r}")
    for doubt in report.doubts:
        looks = words.t("cli.import_doubt", name=doubt.name, here=doubt.here)
        say(f"{doubt.file}:{doubt.line}: {looks}")
