"""Everything goes out and comes back: every register, stamp, link, conflict and file."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.archive import restoring, writer
from app.archive.errors import NotEmptyError, NothingToTakeError
from app.archive.layout import CARRIED, LEFT_BEHIND, Contents
from app.commands.imports import import_files
from app.commands.practice import make_practice
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.imports.options import ImportOptions
from app.imports.text import SourceFile
from sync.client.engine import index, sync_once
from sync.client.join import join
from sync.client.replica import Replica
from sync.core import schema
from sync.core.errors import StoreError
from sync.core.protocol import InviteRequest
from sync.core.records.sameness import Sameness
from sync.core.spans import DAY_MS
from sync.store import search
from tests.archive.notebooks import SOUND, fill, held
from tests.builders import make_account, make_deal, make_note
from tests.conftest import Joined
from tests.fakes import ManualClock

Open = Callable[[str], Replica]
WORDS = Catalog(ENGLISH)


def taken(replica: Replica, folder: Path) -> Path:
    """Take everything out of a replica."""
    target = folder / "out.zip"
    writer.write(replica, target, WORDS)
    return target


def brought_back(source: Path, replica: Replica) -> Replica:
    """Bring it back into another."""
    restoring.restore(replica, source)
    return replica


def document(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("rapport.json"))


@pytest.fixture
def full(replica: Replica) -> Replica:
    """A notebook with something in every register of every kind."""
    fill(replica)
    return replica


def test_everything_comes_back_as_it_was(full: Replica, open_replica: Open, tmp_path: Path) -> None:
    before = held(full)
    back = brought_back(taken(full, tmp_path), open_replica("back"))
    assert held(back) == before
    assert list(before["files"].values()) == [SOUND]


@pytest.mark.parametrize("years", [-140, 80, 140, 7_000])
def test_a_clock_that_is_far_off_keeps_nothing_here(
    full: Replica, open_replica: Open, clock: ManualClock, years: int, tmp_path: Path
) -> None:
    clock.move(years * 365 * DAY_MS)
    with full.transaction() as writer:
        writer.add(make_note(text="Written then"))
    before = held(full)
    assert held(brought_back(taken(full, tmp_path), open_replica("back"))) == before


def test_every_kind_and_register_comes_along(full: Replica, tmp_path: Path) -> None:
    """Also those of a later version: kinds are walked, and registers are told as they stand."""
    records = document(taken(full, tmp_path))["records"]
    registers = {
        kind: set(values) for kind, record_id, _, values in records if record_id.endswith("-1")
    }
    unknown = {"from_later", "custom.x", "custom.y", "custom.z"}
    assert registers == {kind: {*schema.registers(kind), *unknown} for kind in schema.RECORDS}


def test_every_table_of_a_device_is_spoken_for(replica: Replica) -> None:
    """Whoever adds a table says whether it comes along."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with replica.reading() as connection:
        found = set(connection.exec_driver_sql(tables).scalars())
    shadows = {name for name in found if name.startswith("search_index_")}
    assert found - shadows == {*schema.RECORDS, *CARRIED, *LEFT_BEHIND}


def test_who_is_the_same_is_so_again(replica: Replica, open_replica: Open, tmp_path: Path) -> None:
    """Nothing of the one given up is changed by that: it can be taken apart there, too."""
    with replica.transaction() as told:
        one, two = (told.add(make_account(name)) for name in ("One", "Two"))
        told.add(make_note(account_id=two))
        low, high = sorted((one, two))
        same = Sameness(about_kind="account", one_id=low, other_id=high, kept_id=one)
        same.verdict = "same"
        told.add(same)
    back = brought_back(taken(replica, tmp_path), open_replica("back"))
    assert held(back) == held(replica)
    with replica.reading() as mine, back.reading() as theirs:
        for table in ("merged", "written"):
            rows = f"SELECT * FROM {table} ORDER BY 1, 2"
            found = mine.exec_driver_sql(rows).all()
            assert found
            assert theirs.exec_driver_sql(rows).all() == found


def test_what_came_back_can_be_taken_out_again(
    full: Replica, open_replica: Open, tmp_path: Path
) -> None:
    first = document(taken(full, tmp_path))
    second = document(taken(brought_back(tmp_path / "out.zip", open_replica("back")), tmp_path))
    assert second == first


def test_practice_data_comes_back_and_is_found(
    replica: Replica, open_replica: Open, tmp_path: Path
) -> None:
    make_practice(replica.transaction, deals=60, today=date(2026, 11, 20))
    index(replica)
    back = brought_back(taken(replica, tmp_path), open_replica("back"))
    assert held(back) == held(replica)
    documents = "SELECT kind, record_id, account_id, title, body FROM search_document ORDER BY 1, 2"
    with back.reading() as mine, replica.reading() as theirs:
        counted = "SELECT count(*) FROM search_index WHERE search_index MATCH ?"
        asked = (search.match_expression("an"),)
        found = mine.exec_driver_sql(counted, asked).scalar_one()
        assert found == theirs.exec_driver_sql(counted, asked).scalar_one() > 0
        assert mine.exec_driver_sql(documents).all() == theirs.exec_driver_sql(documents).all()


def _own_samples() -> list[Path]:
    return sorted((Path(__file__).parents[1] / "app" / "imports_data").rglob("*.csv"))


def _real_samples() -> list[Path]:
    data = Path(__file__).parents[3] / "shared" / "data" / "export-formats"
    return sorted((data / "salesforce-data-export").glob("*.csv"))


@pytest.mark.parametrize("samples", [_own_samples, _real_samples])
def test_an_import_comes_back(
    samples: Callable[[], list[Path]], replica: Replica, open_replica: Open, tmp_path: Path
) -> None:
    files = [SourceFile.at(path) for path in samples()]
    if not files:
        # A clone may stand alone; the same is shown with our own samples above.
        pytest.skip("the shared sample data is not here")  # it lies beside, not in the repository
    report = import_files(replica.transaction, files, ImportOptions(currency="USD"))
    assert sum(count.added for count in report.counts) > 10
    back = brought_back(taken(replica, tmp_path), open_replica("back"))
    assert held(back) == held(replica)


def test_a_member_of_a_team_comes_back_as_that_person(
    two_replicas: tuple[Joined, Joined], open_replica: Open, tmp_path: Path
) -> None:
    """And joins with a code: what waited is sent once, and nothing is doubled."""
    mia, bo = two_replicas
    with bo.replica.transaction() as writer_:
        writer_.add(make_deal("Settled"))
    sync_once(bo.replica, bo.service)
    with bo.replica.transaction() as writer_:
        waiting = writer_.add(make_deal("Waits"))
    back = brought_back(taken(bo.replica, tmp_path), open_replica("back"))
    assert held(back) == held(bo.replica)
    assert (back.state().joined, back.state().token) == (False, "")

    own = InviteRequest(user_id=bo.replica.state().user_id)
    reply = join(back, bo.service, "http://server", mia.service.invite(own).code, "new phone")
    service = type(bo.service)(bo.service._client, reply.token)
    for one, way in (
        (back, service),
        (bo.replica, bo.service),
        (back, service),
        (mia.replica, mia.service),
    ):
        sync_once(one, way)
    for one in (back, bo.replica, mia.replica):
        with one.reading() as connection:
            titles = "SELECT title FROM deal WHERE NOT deleted ORDER BY title"
            assert connection.exec_driver_sql(titles).scalars().all() == ["Settled", "Waits"]
            clashes = "SELECT count(*) FROM conflict"
            assert connection.exec_driver_sql(clashes).scalar_one() == 0
    assert waiting


def test_no_token_leaves_with_it(two_replicas: tuple[Joined, Joined], tmp_path: Path) -> None:
    mia, _ = two_replicas
    with zipfile.ZipFile(taken(mia.replica, tmp_path)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert mia.service.token.encode() not in everything


def test_a_used_notebook_is_not_written_over(
    full: Replica, open_replica: Open, tmp_path: Path
) -> None:
    path = taken(full, tmp_path)
    back = brought_back(path, open_replica("back"))
    before = held(back)
    with pytest.raises(NotEmptyError):
        restoring.restore(back, path)
    assert held(back) == before


def test_nothing_is_taken_from_nobody(empty_replica: Replica, tmp_path: Path) -> None:
    with pytest.raises(NothingToTakeError):
        taken(empty_replica, tmp_path)
    assert list(tmp_path.glob("out*")) == []


def test_an_older_archive_stays_when_a_new_one_cannot_be_written(
    full: Replica, tmp_path: Path
) -> None:
    path = taken(full, tmp_path)
    before = path.read_bytes()

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.write(full, path, WORDS, stop)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("out*")] == ["out.zip"]
    with pytest.raises(StoreError):
        writer.write(full, tmp_path / "nowhere" / "out.zip", WORDS)


def test_progress_goes_up_to_the_end(full: Replica, open_replica: Open, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    contents = writer.write(full, tmp_path / "out.zip", WORDS, lambda *now: told.append(now))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert contents == restoring.restore(open_replica("back"), tmp_path / "out.zip")
    assert contents == Contents(contents.records, contents.kept, files=1, missing=0)


def test_a_file_that_is_not_here_is_named_as_missing(full: Replica, tmp_path: Path) -> None:
    with full.exclusive() as connection:
        connection.exec_driver_sql(
            "UPDATE attachment SET sha256 = ?, deleted = 0 WHERE id = 'attachment-1'", ("a" * 64,)
        )
    assert writer.write(full, tmp_path / "out.zip", WORDS).missing == 1
