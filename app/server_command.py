"""What of the `rapport` command is the server's, and how the server is called for it."""

import argparse
import os
import shutil
import sys
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.archive.layout import OnProgress
from app.archive.restoring import restore
from app.device import data_folder, open_replica
from app.i18n.catalog import Catalog
from app.screens.problems import problem_words
from sync.core.errors import RapportError

_UNPACKED = "unpacked"
"""Folder in the server's, with a notebook to begin from; the server takes it away."""


def server_command(words: Sequence[str], catalog: Catalog, progress: OnProgress) -> list[str]:
    """Return how the server is called for these words; empty when they are the app's.

    A file with everything (`rapport export`) is unpacked first where a server is to
    begin from it.

    Args:
        words: What stands behind `rapport`.
        catalog: Says what is wrong with that file.
        progress: Told while it is unpacked.

    Raises:
        SystemExit: If that file cannot be used.
    """
    name, rest = (words[0], list(words[1:])) if words else ("", [])
    if name not in ("serve", "backup") and not (name == "restore" and _is_database(rest)):
        return []
    given, _ = _SERVED.parse_known_args(rest)
    asked = bool({"--help", "-h"} & set(rest))
    folder = Path(given.data or os.environ.get("RAPPORT_DATA") or data_folder(None) / "server")
    if not given.data and not asked:
        rest += ["--data", str(folder)]
    if name == "serve" and given.source and not (folder / "server.sqlite3").exists():
        source = Path(given.source)
        if source.is_file() and zipfile.is_zipfile(source):
            rest += ["--from", str(_unpack(source, folder / _UNPACKED, catalog, progress))]
    return [sys.executable, "-m", "sync.server", name, *rest]


def _is_database(words: Sequence[str]) -> bool:
    """Tell whether a copy of a server's database is to be put back, not a notebook."""
    for word in words:
        with suppress(OSError), Path(word).open("rb") as file:
            return file.read(6) == b"SQLite"
    return False


def _unpack(archive: Path, folder: Path, catalog: Catalog, progress: OnProgress) -> Path:
    """Make a notebook of an archive."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        replica = open_replica(folder)
        try:
            restore(replica, archive, progress)
        finally:
            replica.close()
    except RapportError as error:
        sentence = f"rapport: {problem_words(catalog, error)}"
        raise SystemExit(sentence) from error
    return replica.path


_SERVED = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
_SERVED.add_argument("--data")
_SERVED.add_argument("--from", dest="source")
