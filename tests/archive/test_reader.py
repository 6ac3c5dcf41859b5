"""Whatever an archive holds, reading it ends soon with a clear word, and nothing is changed."""

import json
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.archive import document, opening, restoring, writer
from app.archive.errors import (
    ArchiveError,
    DamagedArchiveError,
    HugeArchiveError,
    NewerArchiveError,
    NotAnArchiveError,
)
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.screens.problems import problem_words
from sync.client.replica import FILE_NAME, Replica
from tests.archive.notebooks import fill, held
from tests.builders import make_account
from tests.fakes import CountedBits, ManualClock

Change = Callable[[Any], None]
MB = 1024 * 1024


@pytest.fixture
def sound(replica: Replica, tmp_path: Path) -> Path:
    """An archive as it should be."""
    fill(replica)
    writer.write(replica, tmp_path / "out.zip", Catalog(ENGLISH))
    return tmp_path / "out.zip"


def refused(replica: Replica, path: Path) -> ArchiveError:
    """Return why an archive was not brought back; nothing of it is there."""
    with pytest.raises(ArchiveError) as caught:
        restoring.restore(replica, path)
    assert restoring.is_empty(replica)
    folder = replica.path.parent / "files"
    assert not [one for one in folder.rglob("*") if one.is_file()]
    assert problem_words(Catalog(ENGLISH), caught.value).endswith(".")
    return caught.value


def rewritten(path: Path, change: Change) -> Path:
    """Return an archive whose document was changed by somebody."""
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        said = json.loads(source.read("rapport.json"))
        change(said)
        for info in source.infolist():
            if info.filename != "rapport.json":
                out.writestr(info, source.read(info))
        out.writestr("rapport.json", _written(said))
    return target


def _written(said: Any) -> bytes:
    head = json.dumps(said["rapport"]).encode()
    parts = [b'{"rapport":' + head + b",\n"]
    for name in document.SECTIONS:
        lines = b",\n".join(json.dumps(one).encode() for one in said[name])
        parts.append(b'"%b":[\n' % name.encode() + lines + b"\n],\n")
    parts.append(b'"contents":' + json.dumps(said["contents"]).encode() + b"}\n")
    return b"".join(parts)


def test_the_way_these_tests_write_one_is_understood(sound: Path, empty_replica: Replica) -> None:
    restoring.restore(empty_replica, rewritten(sound, lambda _said: None))
    assert not restoring.is_empty(empty_replica)


def test_a_file_of_something_else_is_told_apart(empty_replica: Replica, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    for content in (b"", b"%PDF-1.7", b"PK\x05\x06", b"SQLite format 3\x00" * 400):
        other.write_bytes(content)
        assert isinstance(refused(empty_replica, other), NotAnArchiveError)
    assert isinstance(refused(empty_replica, tmp_path / "none.zip"), NotAnArchiveError)
    assert isinstance(refused(empty_replica, tmp_path), NotAnArchiveError)
    with zipfile.ZipFile(other, "w") as out:
        out.writestr("rapport.json", b"{}")
    assert isinstance(refused(empty_replica, other), NotAnArchiveError)
    with zipfile.ZipFile(other, "w") as out:
        out.writestr("holiday.jpg", b"sun")
    assert isinstance(refused(empty_replica, other), NotAnArchiveError)


@pytest.mark.parametrize("share", [0.001, 0.2, 0.5, 0.9, 0.999])
def test_a_cut_archive_is_refused(share: float, sound: Path, empty_replica: Replica) -> None:
    whole = sound.read_bytes()
    sound.write_bytes(whole[: int(len(whole) * share)])
    refused(empty_replica, sound)


def test_flipped_bits_are_noticed_or_mean_nothing(
    sound: Path, empty_replica: Replica, replica: Replica, tmp_path: Path
) -> None:
    """Bits that were flipped in what nobody reads back, such as a table, do no harm."""
    whole, chance = sound.read_bytes(), random.Random(7)
    before, refusals = held(replica), 0
    for number in range(60):
        bent = bytearray(whole)
        for _ in range(chance.choice((1, 1, 8))):
            bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
        sound.write_bytes(bent)
        target = Replica(tmp_path / f"bent-{number}" / FILE_NAME, ManualClock(), CountedBits(9))
        try:
            restoring.restore(target, sound)
            assert held(target) == before
        except ArchiveError:
            assert restoring.is_empty(target)
            refusals += 1
        finally:
            target.close()
    assert refusals > 5
    assert restoring.is_empty(empty_replica)


def _set(path: str, value: Any) -> Change:
    *way, last = path.split("/")

    def change(said: Any) -> None:
        for step in way:
            said = said[int(step) if step.lstrip("-").isdecimal() else step]
        if isinstance(said, list):
            said[int(last)] = value
        else:
            said[last] = value

    return change


def _drop(path: str) -> Change:
    def change(said: Any) -> None:
        del said[path][0]

    return change


def _twice(path: str) -> Change:
    def change(said: Any) -> None:
        said[path].append(said[path][0])

    return change


WRONG = {
    "head of nobody": _set("rapport/user_id", ""),
    "head without clock": _set("rapport/clock", "now"),
    "head of another form": _set("rapport", []),
    "huge number": _set("rapport/device_number", 1 << 30),
    "unknown kind": _set("records/0/0", "sqlite_master"),
    "bad id": _set("records/0/1", "../../etc"),
    "bad stamps": _set("records/0/2", "yesterday"),
    "register of another type": _set("records/0/3/name", 7),
    "register of no type": _set("records/0/3/name", [1]),
    "too large a number": _set("records/0/3/created_ms", 1 << 70),
    "register of a bad name": _set("records/0/3/a b) --", 1),
    "no record": _set("records/0", {"kind": "deal"}),
    "half a record": _set("records/0", ["deal"]),
    "unknown table": _set("kept/0/0", "replica_state"),
    "column of somebody": _set("kept/0/1/n) VALUES (1); --", 1),
    "no change": _set("kept/0/1/fields", "nonsense"),
    "change of nothing": _set("kept/0/1/kind", "deals"),
    "missing record": _drop("records"),
    "missing change": _drop("kept"),
    "missing file": _drop("files"),
    "a record twice": _twice("records"),
    "a change twice": _twice("kept"),
    "a file twice": _twice("files"),
    "a file elsewhere": _set("files/0/0", "../../../etc/passwd"),
    "a file of another hash": _set("files/0/1", "0" * 64),
    "a hash that is a path": _set("files/0/1", "../" * 21 + "a"),
    "a file of another size": _set("files/0/2", 5),
    "other counts": _set("contents/records", 1),
    "no counts": _set("contents", None),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_document_is_refused(change: Change, sound: Path, empty_replica: Replica) -> None:
    error = refused(empty_replica, rewritten(sound, change))
    assert isinstance(error, DamagedArchiveError | NotAnArchiveError)


@pytest.mark.parametrize("name", ["version", "schema"])
def test_an_archive_of_a_later_version_asks_for_an_update(
    name: str, sound: Path, empty_replica: Replica
) -> None:
    later = rewritten(sound, _set(f"rapport/{name}", 99))
    assert isinstance(refused(empty_replica, later), NewerArchiveError)


def _lines(*lines: bytes) -> bytes:
    head = {
        "version": 1, "schema": 1, "made_ms": 0, "user_id": "u", "team_id": "t",
        "device_number": 0, "clock": "0" * 21, "floor": "0" * 21, "server_url": "", "made": 0,
    }  # fmt: skip
    return b'{"rapport":' + json.dumps(head).encode() + b",\n" + b"\n".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        (b"",),
        (b'"records":[', b"],"),
        (b'"records":[', b"nonsense", b"],"),
        (b'"records":[', b"[" * 100_000 + b"]" * 100_000),
        (b'"records":[', b'["deal","a","","\\ud800"]', b"],"),
        (b'"records":[', b'["deal","a","",{"amount_minor":NaN}]', b"],"),
        (b'"records":[', b'["deal","a","",{"amount_minor":1e999}]', b"],"),
        (b'"records":[', b'["deal","a","",{"amount_minor":%b}]' % (b"9" * 5_000), b"],"),
        (b'"records":[', b"\xff\xfe", b"],"),
        (b'"files":[', b"],"),
    ],
)
def test_a_document_of_nonsense_is_refused(
    lines: tuple[bytes, ...], empty_replica: Replica, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as out:
        out.writestr("rapport.json", _lines(*lines))
    assert isinstance(refused(empty_replica, tmp_path / "bad.zip"), DamagedArchiveError)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(raw=st.binary(max_size=300), packed=st.booleans())
def test_any_bytes_are_refused(empty_replica: Replica, *, raw: bytes, packed: bool) -> None:
    path = empty_replica.path.with_name("any.zip")
    if packed:
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("rapport.json", _lines(raw))
    else:
        path.write_bytes(raw)
    refused(empty_replica, path)


def _bomb(path: Path, pieces: Iterator[bytes]) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out,
        out.open("rapport.json", "w", force_zip64=True) as entry,
    ):
        entry.writelines(pieces)


def test_a_bomb_is_not_unpacked(empty_replica: Replica, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    _bomb(bomb, (b"0" * MB for _ in range(300)))
    assert bomb.stat().st_size < MB
    before = psutil.Process().memory_info().rss
    assert isinstance(refused(empty_replica, bomb), HugeArchiveError)
    assert psutil.Process().memory_info().rss - before < 50 * MB


def test_one_endless_line_takes_no_memory(empty_replica: Replica, tmp_path: Path) -> None:
    """Below what counts as a bomb, too, a line ends where the longest record would."""
    bomb = tmp_path / "line.zip"
    chance = random.Random(1)
    _bomb(bomb, iter([_lines(b'"records":['), b"\n", chance.randbytes(MB).hex().encode() * 30]))
    before = psutil.Process().memory_info().rss
    assert isinstance(refused(empty_replica, bomb), DamagedArchiveError)
    assert psutil.Process().memory_info().rss - before < 80 * MB


def test_an_entry_that_lies_about_its_size_ends_there(sound: Path, empty_replica: Replica) -> None:
    """A list of entries that names a smaller size than is packed behind it."""
    raw = bytearray(sound.read_bytes())
    at = raw.rindex(b"PK\x01\x02")
    assert b"rapport.json" in raw[at : at + 80]
    struct.pack_into("<L", raw, at + 24, 400)
    sound.write_bytes(raw)
    refused(empty_replica, sound)


def test_too_many_entries_are_not_read(empty_replica: Replica, tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    entry = b"PK\x01\x02" + bytes(42)
    count = opening._MOST_ENTRIES + 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0, 0)
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, 46 * count, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 46 * count, 1)
    path.write_bytes(entry * count + large + locator + end)
    assert isinstance(refused(empty_replica, path), HugeArchiveError)


def test_an_encrypted_or_strangely_packed_entry_is_refused(
    empty_replica: Replica, tmp_path: Path
) -> None:
    path = tmp_path / "strange.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as out:
        out.writestr("rapport.json", _lines(b""))
    assert isinstance(refused(empty_replica, path), DamagedArchiveError)
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("rapport.json", _lines(b""))
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert isinstance(refused(empty_replica, path), DamagedArchiveError)


def test_names_in_it_are_never_paths_here(
    sound: Path, empty_replica: Replica, tmp_path: Path
) -> None:
    """A file may be called anything: its bytes go where their SHA-256 says."""
    before = {path for path in tmp_path.rglob("*") if path.is_file()}

    def rename(said: Any) -> None:
        said["files"][0][0] = "files/../../../../evil.sh"

    target = sound.with_name("named.zip")
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(target, "w") as out:
        said = json.loads(source.read("rapport.json"))
        (old,) = [info for info in source.infolist() if info.filename.startswith("files/")]
        rename(said)
        out.writestr("files/../../../../evil.sh", source.read(old))
        out.writestr("rapport.json", _written(said))
    restoring.restore(empty_replica, target)
    came = {path for path in tmp_path.rglob("*") if path.is_file()} - before - {target}
    assert all(path.is_relative_to(empty_replica.path.parent) for path in came)
    assert not list(tmp_path.rglob("evil*"))


def test_one_without_room_says_so(
    sound: Path, empty_replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("usage", (), {"free": 1_000})
    monkeypatch.setattr("app.archive.restoring.shutil.disk_usage", lambda _path: usage)
    assert isinstance(refused(empty_replica, sound), HugeArchiveError)


def test_somebody_who_begins_meanwhile_keeps_what_they_wrote(
    sound: Path, empty_replica: Replica
) -> None:
    with empty_replica.transaction() as someone:
        someone.add(make_account("Theirs"))
    with pytest.raises(ArchiveError):
        restoring.restore(empty_replica, sound)
    assert len(held(empty_replica)["account"]) == 1
