"""The server's commands.

    python -m sync.server serve --data DIR [--team NAME --admin NAME]
    python -m sync.server invite --data DIR --name NAME [--role rep]
    python -m sync.server backup --data DIR FILE
    python -m sync.server restore --data DIR FILE

What a person must do is said in one sentence; then the exit code is 2.
"""

import argparse
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from sync.core.errors import (
    DamagedDatabaseError,
    DiskFullError,
    NewerDatabaseError,
    RapportError,
    ReadOnlyError,
    StoreError,
)
from sync.core.permissions import ROLES
from sync.core.protocol import InviteReply, InviteRequest
from sync.server import serving, teams
from sync.server.app import create_app, real_outside
from sync.server.backup import back_up, put_back
from sync.server.database import FILE_NAME, Database
from sync.server.errors import BusyError, ConfigurationError, problem_of
from sync.server.files.opening import open_store
from sync.server.seeding import bring_files, seed
from sync.server.settings import Settings

FIRST_INVITATION = "admin-invitation.txt"

_SENTENCES: tuple[tuple[type[RapportError], str], ...] = (
    (
        NewerDatabaseError,
        "A newer version of Rapport wrote the database {file}: update this server.",
    ),
    (
        DamagedDatabaseError,
        "The database {file} is damaged: put a backup in its place, or move it away to start anew.",
    ),
    (ReadOnlyError, "The folder {folder} cannot be written: change its permissions or --data."),
    (DiskFullError, "The disk that holds {folder} is full: free some space, then start again."),
    (BusyError, "Another program holds the database {file}: stop it, then start again."),
)
_OF_POSTGRES: tuple[tuple[type[RapportError], str], ...] = (
    (NewerDatabaseError, "A newer version of Rapport wrote the database: update this server."),
    (DamagedDatabaseError, "The database is damaged: put a backup in its place."),
    (ReadOnlyError, "The folder {folder} or the database cannot be written: check both."),
    (DiskFullError, "The disk that holds the database is full: free some space, then start again."),
    (
        BusyError,
        "No database answers: check RAPPORT_DATABASE_URL, and that PostgreSQL lets this user in.",
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Run a command; return its exit code."""
    given = vars(_parser().parse_args(arguments))
    run = given.pop("run")
    own = ("team", "admin", "from", "name", "role", "file")
    command = {name: given.pop(name, None) for name in own}
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    settings = None
    try:
        settings = Settings.read(os.environ, given)
        run(settings, command)
    except RapportError as error:
        sys.stderr.write(f"{_sentence(error, settings)}\n")
        return 2
    return 0


def serve(settings: Settings, command: dict[str, str | None]) -> None:
    """Serve the data folder; on an empty database, found the team first.

    Raises:
        ConfigurationError: If the server cannot start as it was told to.
        StoreError: If the database cannot be used.
    """
    serving.check_transport(settings)
    with serving.listen(settings) as listener:
        app = create_app(settings)
        database: Database = app.state.backend.database
        try:
            server = serving.server_of(app, settings)
            _found_first_team(database, settings, command)
            # A notebook that was unpacked to begin from; its team is here now.
            shutil.rmtree(settings.data / "unpacked", ignore_errors=True)
            _say(f"Rapport serves {settings.data} at {serving.url_of(settings, listener)}")
            serving.serve(server, listener)
        finally:
            database.close()


def invite(settings: Settings, command: dict[str, str | None]) -> None:
    """Make an invitation, for a person of that name if there is one, else for a new one.

    Raises:
        ConfigurationError: If it is not clear for which team.
        StoreError: If the database cannot be used.
    """
    if not settings.database_url and not (settings.data / FILE_NAME).exists():
        raise ConfigurationError(
            hint=f"There is no server's database in {settings.data}: check --data."
        )
    name, role = command["name"] or "", command["role"] or "rep"
    database = Database.open(settings.data, settings.database_url)
    try:
        with database.writing() as connection:
            team_id = _chosen_team(teams.team_names(connection), command["team"])
            user_id = teams.find_person(connection, team_id, name)
            request = InviteRequest(user_id or "", name, role)
            reply = teams.invite(connection, real_outside(), team_id, teams.OPERATOR, request)
    finally:
        database.close()
    known = "another device of" if user_id else f"the new {role}"
    _say(f"The invitation code for {known} {name} is {reply.code}; it works once, within 7 days.")


def backup(settings: Settings, command: dict[str, str | None]) -> None:
    """Copy the database, which may be in use, and look through the copy.

    Raises:
        ConfigurationError: If there is nothing to copy, or nowhere to put it.
        StoreError: If it cannot be copied, or is not what was written.
    """
    if settings.database_url:
        raise ConfigurationError(hint="PostgreSQL is copied with its own pg_dump.")
    source, target = settings.data / FILE_NAME, Path(command["file"] or "")
    if not source.exists():
        raise ConfigurationError(hint=f"There is no server's database in {settings.data}.")
    if not target.parent.is_dir() or target.is_dir() or _is_part_of(source, target):
        raise ConfigurationError(hint=f"A copy cannot be written to {target}: name another file.")
    held = back_up(source, target)
    _say(f"{held.records} records and {held.entries} entries of history are in {target}.")
    if held.broken:
        raise StoreError(hint="The history is not what was written: run `rapport doctor`.")
    if held.altered:
        hint = f"{held.altered} records are not what was written: run `rapport doctor`."
        raise StoreError(hint=hint)


def restore(settings: Settings, command: dict[str, str | None]) -> None:
    """Put a copy in place of the database of a server that is stopped.

    Raises:
        ConfigurationError: If there is no copy of that name.
        BusyError: If the server runs.
        StoreError: If the copy is not sound; nothing was changed.
    """
    if settings.database_url:
        raise ConfigurationError(hint="PostgreSQL is put back with its own pg_restore.")
    copy = Path(command["file"] or "")
    if not copy.is_file() or _is_part_of(settings.data / FILE_NAME, copy):
        raise ConfigurationError(hint=f"There is no copy {copy}.")
    held, aside = put_back(copy, settings.data, real_outside().now_ms())
    _say(f"{held.records} records and {held.entries} entries of history are back.")
    if aside:
        _say(f"What was there before is in {aside}.")
    _say("Start the server: devices give back what came after the copy.")


def _is_part_of(database: Path, file: Path) -> bool:
    """Tell whether a file is the database or one of those that SQLite keeps beside it."""
    own = {database.resolve().with_name(f"{database.name}{end}") for end in ("", "-wal", "-shm")}
    return file.resolve() in own


def _found_first_team(
    database: Database, settings: Settings, command: dict[str, str | None]
) -> None:
    team, admin, notebook = command["team"], command["admin"], command["from"]
    with database.alone() as connection:
        if teams.team_names(connection):
            return
        if notebook:
            _begin_from(connection, settings, Path(notebook))
            return
        if not team or not admin:
            raise ConfigurationError(
                hint="This server has no team yet: start it with --team NAME --admin NAME."
            )
        reply = teams.found_team(connection, real_outside(), team, admin)
        path = _write_secret(settings.data / FIRST_INVITATION, reply)
    _say(
        f"The invitation code for {admin}, the admin, is {reply.code}; it works once, within 7"
        f" days, and is also in {path}."
    )


def _begin_from(connection: Connection, settings: Settings, notebook: Path) -> None:
    outside = real_outside()
    seeded = seed(connection, notebook, outside)
    files = bring_files(open_store(settings), seeded, notebook, outside.now_ms())
    request = InviteRequest(user_id=seeded.user_id)
    reply = teams.invite(connection, outside, seeded.team_id, teams.OPERATOR, request)
    path = _write_secret(settings.data / FIRST_INVITATION, reply)
    _say(
        f"{seeded.records} records and {files} files came from {notebook}. The invitation code"
        f" for its own person is {reply.code}; it works once, within 7 days, and is also in {path}."
        " Invite the others with: python -m sync.server invite --name NAME."
    )


def _write_secret(path: Path, reply: InviteReply) -> Path:
    """Write a file that only this user may read."""
    try:
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{reply.code}\n")
    except OSError as error:
        raise ReadOnlyError(path=str(path)) from error
    return path


def _chosen_team(names: dict[str, str], wanted: str | None) -> str:
    found = [i for i, name in names.items() if wanted in (None, name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ConfigurationError(hint="There is no such team here: check --team.")
    raise ConfigurationError(hint="More than one team is here: name it with --team NAME.")


def _sentence(error: RapportError, settings: Settings | None) -> str:
    elsewhere = settings is not None and settings.database_url
    for kind, sentence in _OF_POSTGRES if elsewhere else _SENTENCES:
        if settings is not None and isinstance(error, kind):
            return sentence.format(folder=settings.data, file=settings.data / FILE_NAME)
    return problem_of(error).hint


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sync.server", description="Rapport's server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serving_parser = commands.add_parser("serve", help="serve a team from a data folder")
    serving_parser.set_defaults(run=serve)
    add = serving_parser.add_argument
    add("--data", help="folder of the database; made if need be", metavar="DIR")
    add("--host", help="address to listen on (127.0.0.1)")
    add("--port", help="port to listen on; 0 for any that is free (8550)")
    add("--team", help="on an empty database: the team to found", metavar="NAME")
    add("--admin", help="on an empty database: the team's first person", metavar="NAME")
    add("--from", help="on an empty database: the notebook to begin from", metavar="FILE")
    add("--backups", help="folder for a copy of the database each day", metavar="DIR")
    add("--behind-proxy", help="a proxy in front ends TLS", action="store_true", default=None)
    add("--certfile", help="TLS certificate chain, PEM", metavar="FILE")
    add("--keyfile", help="its private key, PEM", metavar="FILE")

    inviting_parser = commands.add_parser("invite", help="make an invitation code for a person")
    inviting_parser.set_defaults(run=invite)
    add = inviting_parser.add_argument
    add("--data", help="folder of the database", metavar="DIR")
    add("--name", help="the person, known or new", required=True)
    add("--role", help="role of a new person (rep)", choices=ROLES)
    add("--team", help="the team, if the server has more than one", metavar="NAME")

    putting_parser = commands.add_parser("restore", help="put a copy back; the server must rest")
    putting_parser.set_defaults(run=restore)
    add = putting_parser.add_argument
    add("--data", help="folder of the database", metavar="DIR")
    add("file", help="the copy; it stays where it is", metavar="FILE")

    keeping_parser = commands.add_parser("backup", help="copy the database, running or not")
    keeping_parser.set_defaults(run=backup)
    add = keeping_parser.add_argument
    add("--data", help="folder of the database", metavar="DIR")
    add("file", help="the copy; takes the place of an older one", metavar="FILE")
    return parser
