"""Who shares a data folder leaves the other's recordings alone; who quits does so in order."""

import gc
from pathlib import Path

import pytest

from app import filing
from app.device import open_replica
from app.hosting import Host
from app.presence import Presence
from app.queries import team
from app.speech.folder import About, Recording
from app.speech.wav import WavWriter
from sync.client.join import start_alone
from tests.app.flet_harness import FletHarness, in_own_loop

SECOND = bytes(range(250)) * 128


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of somebody alone."""
    replica = open_replica(tmp_path)
    start_alone(replica, "Ada", "Ada", "EUR")
    replica.close()
    return tmp_path


async def recording_of(host: Host) -> Recording:
    """Return a recording that a window of this host has just begun."""
    assert host.runtime
    me = await host.runtime.ask(team.me)
    assert me
    recording = await filing.begin(host.runtime, About(user_id=me.id))
    writer = WavWriter(recording.sound)
    writer.write(SECOND)
    writer.close()
    return recording


def notes(host: Host) -> int:
    assert host.runtime
    with host.runtime.replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM note").scalar()
    return int(found or 0)


@in_own_loop
async def test_what_another_process_records_is_not_filed_before_that_one_ends(folder: Path) -> None:
    first, second, third = (Host(folder) for _ in range(3))
    async with FletHarness(first.window):
        recording = await recording_of(first)
        async with FletHarness(second.window):
            assert notes(second) == 0
            assert recording.sound.exists()
            await first.close()
            async with FletHarness(third.window):  # the second one still runs
                assert notes(third) == 0
                await second.close()
                await third.close()
    last = Host(folder)
    async with FletHarness(last.window):
        assert notes(last) == 1
        assert not recording.sound.exists()
        await last.close()


@in_own_loop
async def test_the_collector_leaves_what_the_app_is_made_of_alone(folder: Path) -> None:
    host = Host(folder)
    before = gc.get_freeze_count()
    kept: list[list[object]] = [[] for _ in range(1_000)]
    async with FletHarness(host.window):
        assert gc.get_freeze_count() >= before + len(kept)
        await host.close()


def test_who_looks_after_what_is_left_is_not_disturbed(tmp_path: Path) -> None:
    one, other = Presence(tmp_path), Presence(tmp_path)
    assert one.come()
    assert not other.come()
    one.settle()
    assert not other.come()
    other.settle()
    one.leave()
    assert not one.come()
    other.leave()
    assert one.come()
    one.leave()


def test_where_no_sign_can_be_put_nobody_is_sure_to_be_alone(tmp_path: Path) -> None:
    presence = Presence(tmp_path / "gone")
    assert not presence.come()
    presence.settle()
    presence.leave()
