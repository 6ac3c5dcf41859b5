"""A server that is gone for good begins anew from what any device took along."""

import shutil
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from app.archive import writer
from app.bench.ports import free_port
from app.cli import WORDS
from app.server_command import server_command
from sync.client.engine import sync_once
from sync.client.files import path_of
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import Replica
from sync.core.protocol import InviteRequest
from tests.builders import make_deal, make_note
from tests.client.photos import HASH, PHOTO, deliver
from tests.conftest import Joined
from tests.stories.processes import Process

NAMES = "SELECT 'deal', title FROM deal UNION ALL SELECT 'note', text FROM note ORDER BY 1, 2"


def nothing(_done: int, _total: int) -> None:
    """Hear of no progress."""


def rows(replica: Replica) -> list[tuple[str, str]]:
    with replica.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(NAMES)]


def stamps(replica: Replica) -> list[tuple[str, str]]:
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT id, stamps FROM deal ORDER BY id")
        return [tuple(row) for row in found]


def test_everybody_goes_on_and_nothing_is_doubled_or_lost(
    two_replicas: tuple[Joined, Joined], tmp_path: Path
) -> None:
    """Begun from the admin's file; what only the rep's phone had comes with the rep."""
    mia, bo = two_replicas
    with mia.replica.transaction() as told:
        told.add(make_deal("Known to all"))
    deliver(mia)
    sync_once(bo.replica, bo.service)
    writer.write(mia.replica, tmp_path / "all.zip", WORDS)
    with bo.replica.transaction() as told:
        told.add(make_deal("Sent to the old server"))
    sync_once(bo.replica, bo.service)
    with bo.replica.transaction() as told:
        told.add(make_note("Never sent"))
    shutil.rmtree(tmp_path / "server")
    shutil.rmtree(mia.replica.path.parent / "files")

    folder = tmp_path / "new"
    words = ["serve", "--data", str(folder), "--from", str(tmp_path / "all.zip")]
    command = server_command([*words, "--port", str(port := free_port())], WORDS, nothing)
    assert command[:4] == [sys.executable, "-m", "sync.server", "serve"]
    process = Process(command[2:], port, folder, "/health")
    process.start()
    try:
        assert not (folder / "unpacked").exists()
        code = (folder / "admin-invitation.txt").read_text("utf-8").strip()
        with httpx.Client(base_url=process.url) as client:
            reply = join(mia.replica, HttpSyncService(client), process.url, code, "Mia's phone")
            as_mia = HttpSyncService(client, reply.token)
            sync_once(mia.replica, as_mia)
            own = InviteRequest(user_id=bo.replica.state().user_id)
            reply = join(
                bo.replica, HttpSyncService(client), process.url, as_mia.invite(own).code, "Bo"
            )
            as_bo = HttpSyncService(client, reply.token)
            for replica, service in ((bo.replica, as_bo), (mia.replica, as_mia)):
                sync_once(replica, service)
            assert as_mia.verify(0).altered == ()
        (photo,) = folder.rglob(HASH)
        assert photo.read_bytes() == PHOTO
    finally:
        process.stop()
    expected = [
        ("deal", "Known to all"),
        ("deal", "Sent to the old server"),
        ("note", "Never sent"),
    ]
    assert rows(mia.replica) == rows(bo.replica) == expected
    assert stamps(mia.replica) == stamps(bo.replica)
    assert path_of(bo.replica, HASH) is None
    with mia.replica.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM conflict").scalar_one() == 0


def test_words_of_the_app_stay_the_apps(tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    archive.write_bytes(b"PK\x03\x04")
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(b"SQLite format 3\x00")
    assert server_command([], WORDS, nothing) == []
    assert server_command(["app"], WORDS, nothing) == []
    assert server_command(["restore", str(archive)], WORDS, nothing) == []
    data = ["--data", str(tmp_path)]
    for words in (["restore", str(copy), *data], ["backup", str(copy), *data]):
        assert server_command(words, WORDS, nothing)[3:] == words
    assert server_command(["serve", "--help"], WORDS, nothing)[3:] == ["serve", "--help"]


def test_a_file_that_is_no_archive_begins_no_server(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("holiday.jpg", b"sun")
    words = ["serve", "--data", str(tmp_path / "new"), "--from", str(tmp_path / "other.zip")]
    with pytest.raises(SystemExit, match="not a file that Rapport wrote"):
        server_command(words, WORDS, nothing)
