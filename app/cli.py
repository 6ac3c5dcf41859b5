"""The `rapport` command.

Every error a person can do something about is one plain sentence on stderr
and exit code 2; anything else is a bug and shows its traceback.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from app import cli_import
from app.archive.restoring import restore
from app.archive.writer import write
from app.demo import Ports, run_demo
from app.device import data_folder, open_replica, require_free_port
from app.doctor.examination import examine
from app.i18n.languages import SYSTEM, system_locales, words_for
from app.queries import team
from app.screens.problems import problem_words
from app.server_command import server_command
from app.speech import command as speech
from app.speech.engines import DEFAULT, recogniser
from sync.client import join as joining
from sync.client.engine import Progress, index, sync_once
from sync.client.http import HttpSyncService
from sync.client.renewal import renew_if_due
from sync.client.replica import Replica
from sync.core.errors import RapportError
from sync.core.protocol import InviteRequest

WORDS = words_for(SYSTEM, system_locales())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 for done, 1 for done with findings, 2 for a problem
        that the printed sentence explains.
    """
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except RapportError as error:
        print(f"rapport: {problem_words(WORDS, error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rapport", description="A field-sales notebook that works where the signal does not."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument(
            "--data",
            type=Path,
            metavar="DIR",
            help="data folder (default: RAPPORT_HOME, else the platform's own place)",
        )
        sub.set_defaults(command=run)
        return sub

    run = add("run", _run, "Try Rapport: a server with practice data, the app as rep and manager.")
    run.add_argument("--deals", type=int, default=400, help="practice deals to make (400)")
    run.add_argument("--no-browser", action="store_true", help="only print the addresses")
    run.add_argument(
        "--port", type=int, default=8550, help="server; the apps take the next two (8550)"
    )
    app = add(
        "app",
        _app,
        "Open the app: in a window of its own where there can be one, else in the browser.",
    )
    app.add_argument("--web", action="store_true", help="serve it to a browser instead of a window")
    app.add_argument("--host", default="127.0.0.1", help="with --web: address to listen on")
    app.add_argument("--port", type=int, default=8551, help="with --web: port to listen on (8551)")
    commands.add_parser(
        "backup",
        help="Copy the team's server's database, running or not; tried out as it is made.",
        add_help=False,
    )
    commands.add_parser(
        "serve", help="Run the team's server; see `rapport serve --help`.", add_help=False
    )
    join = add(
        "join", _join, "Join a team with an invitation and fetch its data, without a window."
    )
    join.add_argument("server", help="the server's address, such as https://rapport.example")
    join.add_argument("code", help="the invitation, such as K7QF-2MXD")
    join.add_argument("--device", default="Command line", help="what to call this device")
    bring = add("import", _import, "Bring in exports of other systems, tables and address books.")
    cli_import.add_options(bring)
    out = add("export", _export, "Take everything out, into one zip file that anybody can open.")
    out.add_argument("file", type=Path, metavar="FILE", help="the zip file; replaced if it exists")
    back = add(
        "restore",
        _restore,
        "Bring such a file back into an empty notebook, or a copy of a server's database.",
    )
    back.add_argument("file", type=Path, metavar="FILE", help="the zip file")
    invite = add("invite", _invite, "Make an invitation for a colleague (managers and admins).")
    invite.add_argument("name", help="the colleague's name")
    invite.add_argument("--role", choices=("rep", "manager", "admin"), default="rep")
    add("sync", _sync, "Exchange with the team's server once, without a window.")
    doctor = add(
        "doctor",
        _doctor,
        "Say in plain words what is wrong, if anything; compare with the server and repair.",
    )
    doctor.add_argument(
        "--trust-history",
        action="store_true",
        help="take the team's history as it is now, after it was said to be another",
    )
    bench = add("bench", _bench, "Measure start, save, search and sync; prints JSON lines.")
    bench.add_argument("names", nargs="*", help="benchmarks to run (all)")
    bench.add_argument("--scale", type=float, default=1.0, help="share of the full size (1.0)")
    bench.add_argument("--rounds", type=int, default=5, help="repetitions, medians are printed (5)")
    bench.add_argument(
        "--labelled",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="for duplicates: a CSV file with a column, such as cluster, that says what is one",
    )
    _add_speech(add("speech", _speech, "Write recordings down on this device."))
    return parser


def _add_speech(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    install = parts.add_parser("install", help="fetch what an engine needs, once")
    install.add_argument("engine", nargs="?", default=DEFAULT, help=f"its name ({DEFAULT})")
    parts.add_parser("list", help="engines, and whether they can work here")
    test = parts.add_parser("test", help="write a sound file down")
    test.add_argument("file", type=Path, metavar="FILE", help="WAV, FLAC, Ogg or MP3")
    test.add_argument("--engine", default=DEFAULT, help=f"name of the engine ({DEFAULT})")
    test.add_argument("--language", default="en", help="what is spoken, such as de (en)")
    bench = parts.add_parser("bench", help="measure engines on clips; prints JSON lines")
    bench.add_argument("folder", type=Path, metavar="DIR", help="clips and their manifest.tsv")
    bench.add_argument("--engine", action="append", help="only this one (all that can work here)")
    for part in parts.choices.values():
        # Also behind the part, where every other command takes it.
        part.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR")


def _run(arguments: argparse.Namespace) -> int:
    first = arguments.port
    ports = Ports(server=first, rep=first + 1, manager=first + 2)
    folder = data_folder(arguments.data) / "demo"
    return run_demo(folder, ports, arguments.deals, browse=not arguments.no_browser, say=_say)


def _app(arguments: argparse.Namespace) -> int:
    from app.hosting import WebPlace, native_window, run_app  # noqa: PLC0415  # Flet's weight is for this one

    if native_window() and not arguments.web:
        run_app(data_folder(arguments.data), web=None)
        return 0
    web = WebPlace(arguments.host, arguments.port)
    require_free_port(web.host, web.port)
    _say(WORDS.t("cli.app_at", url=f"http://{web.host}:{web.port}"))
    run_app(data_folder(arguments.data), web)
    return 0


def _join(arguments: argparse.Namespace) -> int:
    replica = open_replica(data_folder(arguments.data))
    try:
        with httpx.Client(base_url=arguments.server) as client:
            service = HttpSyncService(client)
            joining.join(replica, service, arguments.server, arguments.code, arguments.device)
        return _exchange(replica)
    finally:
        replica.close()


def _sync(arguments: argparse.Namespace) -> int:
    replica = open_replica(data_folder(arguments.data))
    try:
        return _exchange(replica)
    finally:
        replica.close()


def _exchange(replica: Replica) -> int:
    state = replica.state()
    if not state.joined:
        _say(WORDS.t("doctor.alone"))
        return 1

    def report(progress: Progress) -> None:
        _progress(WORDS.t("cli.exchanged", sent=progress.sent, received=progress.received))

    with httpx.Client(base_url=state.server_url) as client:
        service = HttpSyncService(client, state.token)
        done = sync_once(replica, service, report)
        renew_if_due(replica, service)
    index(replica)
    _say("")
    if done.refused:
        _say(WORDS.t("doctor.refused", count=done.refused))
    return 1 if done.refused else 0


def _import(arguments: argparse.Namespace) -> int:
    replica = open_replica(data_folder(arguments.data))
    try:
        if not replica.state().owned:
            name = getpass.getuser()
            joining.start_alone(replica, name, name, arguments.currency or "EUR")
        return cli_import.run(replica, arguments, WORDS, _say, _progress)
    finally:
        replica.close()


def _export(arguments: argparse.Namespace) -> int:
    replica = open_replica(data_folder(arguments.data))
    try:
        held = write(replica, arguments.file, WORDS, _share_done)
    finally:
        replica.close()
    _say("")
    _say(WORDS.t("archive.exported", entries=held.records, files=held.files, file=arguments.file))
    if held.missing:
        _say(WORDS.t("archive.exported_without", count=held.missing))
    return 1 if held.missing else 0


def _restore(arguments: argparse.Namespace) -> int:
    replica = open_replica(data_folder(arguments.data))
    try:
        held = restore(replica, arguments.file, _share_done)
        with replica.reading() as connection:
            me = team.me(connection)
    finally:
        replica.close()
    _say("")
    _say(
        WORDS.t(
            "archive.restored", entries=held.records, files=held.files, name=me.name if me else ""
        )
    )
    return 0


def _share_done(done: int, total: int) -> None:
    _progress(f"{100 * done // max(total, 1):3} %")


def _invite(arguments: argparse.Namespace) -> int:
    replica = open_replica(data_folder(arguments.data))
    try:
        state = replica.state()
        with httpx.Client(base_url=state.server_url) as client:
            service = HttpSyncService(client, state.token)
            reply = service.invite(InviteRequest(name=arguments.name, role=arguments.role))
    finally:
        replica.close()
    _say(WORDS.t("cli.invitation", name=arguments.name, code=reply.code, url=state.server_url))
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    folder, trust = data_folder(arguments.data), arguments.trust_history
    findings = examine(folder, WORDS, trust_history=trust)
    for finding in findings:
        mark = "ok  " if finding.ok else "LOOK"
        _say(f"{mark}  {finding.name:10}  {finding.words}")
    return 0 if all(finding.ok for finding in findings) else 1


def _bench(arguments: argparse.Namespace) -> int:
    from app.bench.suite import run_benchmarks  # noqa: PLC0415  # needed by nobody else

    return run_benchmarks(
        arguments.names, arguments.scale, arguments.rounds, _say, arguments.labelled
    )


def _speech(arguments: argparse.Namespace) -> int:
    models = data_folder(arguments.data) / "models"
    match arguments.part:
        case "install":
            return speech.install(arguments.engine, models, WORDS, _say, _progress)
        case "test":
            engine = recogniser(arguments.engine, models)
            return speech.test(arguments.file, engine, arguments.language, WORDS, _say)
        case "bench":
            from app.bench.speech import bench_speech  # noqa: PLC0415  # needed by nobody else

            return bench_speech(arguments.folder, models, arguments.engine, _say)
        case _:
            return speech.listed(models, WORDS, _say)


def _say(line: str) -> None:
    print(line, flush=True)


def _progress(line: str) -> None:
    """Show where long work is; on one line, and only to a person."""
    if sys.stderr.isatty():
        print(f"\r{line}\033[K", end="", file=sys.stderr, flush=True)


def entry() -> None:
    """Run the command line; what is the server's becomes the server's own process."""
    if command := server_command(sys.argv[1:], WORDS, _share_done):
        os.execv(sys.executable, command)  # one process, so that stopping it stops the server
    raise SystemExit(main())


if __name__ == "__main__":
    entry()
