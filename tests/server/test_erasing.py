"""Erasing a customer leaves no byte of them in the server's database, whichever it is."""

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic_core import to_json
from sqlalchemy import select

from sync.core.change import Change
from sync.core.errors import RecordMissingError
from sync.server import erasing
from sync.server.database import FILE_NAME, Database
from sync.server.files.disk import DiskStore
from sync.server.files.service import FileService
from sync.server.history import Link, Verdict, Writing, append, forget, item, verify
from sync.server.service import parse_request
from sync.server.tables import TEAM_HEAD
from tests.postgres import Cluster
from tests.server.conftest import Server
from tests.server.phones import Phone
from tests.server.test_files import HASH, PHOTO, attach, patch

_WORDS = "Zyxwerk wants quorvalin"


@pytest.fixture
def lies_in(
    request: pytest.FixtureRequest, address: str, tmp_path: Path
) -> Iterator[Callable[[str], list[str]]]:
    """Return the names of the database's files that hold some words."""
    if not address:
        files = [tmp_path / FILE_NAME, tmp_path / f"{FILE_NAME}-wal"]
        yield lambda words: [f.name for f in files if f.exists() and words in _text(f)]
        return
    postgres: Cluster = request.getfixturevalue("postgres")

    def found(words: str) -> list[str]:
        with postgres.admin() as connection:
            connection.execute("CHECKPOINT")
        tables = (postgres.folder / "data" / "base").rglob("*")
        return [f.name for f in tables if f.is_file() and words in _text(f)]

    yield found


def _text(file: Path) -> str:
    return file.read_bytes().decode("latin-1")


def test_no_byte_of_the_erased_lies_in_the_database(
    admin: Phone, rep: Phone, lies_in: Callable[[str], list[str]]
) -> None:
    rep.put("account", "a1", name="Zyxwerk")
    rep.put("note", "n1", account_id="a1", text=_WORDS, owner_id=rep.user_id, shared=True)
    rep.put("account", "a2", name="Bloomhardt")
    assert lies_in("quorvalin")
    admin.catch_up()
    admin.put("erasure", "e1", account_id="a1", by_id=admin.user_id, counted=2)
    assert lies_in("quorvalin") == lies_in("Zyxwerk") == []
    assert lies_in("Bloomhardt")
    told = rep.catch_up()
    assert ["account", "a1"] in told["exits"]
    assert "a1" not in told["rows"]


def test_two_who_erase_at_once_leave_nothing_of_either(
    server: Server,
    admin: Phone,
    lies_in: Callable[[str], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second is taken in while what the first left is taken away, and has no files."""
    for name, words in (("a1", "Zyxwerk"), ("a2", "Quorvalin")):
        admin.put("account", name, name=words)
    first, second = (admin.change("erasure", f"e{i}", {"account_id": f"a{i}"}) for i in (1, 2))
    compact, backend = Database.compact, server.app.state.backend

    def erase_meanwhile(database: Database) -> None:
        compact(database)
        monkeypatch.undo()
        asked = {"protocol": 2, "schema": 2, "now_ms": 0, "cursor": "", "changes": [second]}
        request = parse_request(to_json(asked))
        assert backend.service.sync(
            admin.joined["token"], lambda _login: request, server.clock()
        ).erased

    monkeypatch.setattr(Database, "compact", erase_meanwhile)
    admin.post(first)
    assert lies_in("Quorvalin")
    assert erasing.finish(server.database, DiskStore(tmp_path / "files"))
    assert lies_in("Quorvalin") == lies_in("Zyxwerk") == []
    assert not erasing.finish(server.database, DiskStore(tmp_path / "files"))


@pytest.mark.parametrize("came", [1_000, len(PHOTO)])
def test_a_file_that_was_on_its_way_goes_too(
    server: Server, admin: Phone, rep: Phone, tmp_path: Path, came: int
) -> None:
    files: FileService = server.app.state.files
    rep.put("account", "c1", name="Zyxwerk")
    attach(rep, account_id="c1")
    patch(rep, PHOTO[:500])
    admin.catch_up()
    sending = files.begin(rep.joined["token"], HASH, 0, len(PHOTO), server.clock())
    admin.put("erasure", "e1", account_id="c1", by_id=admin.user_id, counted=2)
    assert _bytes(tmp_path) == 0
    files.take(sending, 0, PHOTO[:came], server.clock())
    with pytest.raises(RecordMissingError):
        files.end(sending)
    assert _bytes(tmp_path) == 0


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "files").rglob("*") if path.is_file())


def test_a_long_history_is_never_in_memory_as_a_whole(server: Server, admin: Phone) -> None:
    """Whoever else writes waits meanwhile, and the machine may be a small one."""
    team_id, entries = admin.joined["team_id"], 400
    change = Change(0, "note", "n1", {"text": "x" * 20_000}, admin.stamp())
    with server.database.writing() as connection:
        head = select(TEAM_HEAD.c.entry, TEAM_HEAD.c.chain)
        link = Link(*connection.execute(head).one())
        for _ in range(entries):
            link = append(connection, team_id, link, Writing(1), [item(0, change)])
    tracemalloc.start()
    try:
        with server.database.writing() as connection:
            assert forget(connection, team_id, {"n1"}) == entries
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
    with server.database.reading() as connection:
        assert verify(connection, team_id) == Verdict(link)
