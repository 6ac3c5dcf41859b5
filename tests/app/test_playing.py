"""Listening to a recording: it is fetched when asked for, and says why it cannot be heard."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path

import flet as ft
import flet_audio as fa
import pytest

from app.queries.spoken import Gone, Recording
from app.screens.playing import use_playing
from app.screens.playing_view import clock, playing_view
from app.widgets.safety import guarded
from sync.client import files
from sync.client.replica import Replica
from sync.core.records.attachment import Attachment
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.spoken_notes import speech_like

SECONDS = 6


@guarded
def Player(recording: Recording) -> ft.Control:  # noqa: N802  # a component
    playing = use_playing(recording)
    assert playing
    return playing_view(WORDS, playing)


@pytest.fixture
def recording(replica: Replica, tmp_path: Path) -> Recording:
    """Return a recording that lies on this device."""
    path = tmp_path / "said.wav"
    path.write_bytes(speech_like(SECONDS))
    with path.open("rb") as file:
        copied = files.copy_in(replica, file)
    with replica.transaction() as writer:
        record = Attachment(note_id="n", mime="audio/wav", owner_id=writer.actor.user_id)
        attachment_id = files.attach(replica, writer, copied, record)
    return Recording(attachment_id, copied.sha256, copied.size, here=True, gone="")


def _opened(replica: Replica, recording: Recording) -> Opened:
    return Opened(replica, partial(Player, recording))


def _audio(window: Opened) -> fa.Audio:
    (found,) = [s for s in window.page._services._services if isinstance(s, fa.Audio)]
    return found


async def _play(window: Opened) -> fa.Audio:
    """Tap "Play", and let the player say that it has opened the file."""
    click = window.click("sound-play")
    tapped = asyncio.ensure_future(click)
    await window.wait_for(
        lambda: any(isinstance(s, fa.Audio) for s in window.page._services._services)
    )
    audio = _audio(window)
    await window.fire(audio, "loaded")
    await tapped
    return audio


def _is_said(window: Opened, speed: str) -> bool:
    return window.find(ft.TextButton).content == speed


@in_own_loop
async def test_a_recording_on_this_device_shows_its_shape_and_length(
    replica: Replica, recording: Recording
) -> None:
    async with _opened(replica, recording) as window:
        await window.said("0:00 / 0:06")
        await window.wait_for(
            lambda: any(
                (bar.height or 0) > 20
                for bar in window.find_all(ft.Container, lambda c: c.border_radius == 2)
            )
        )


@in_own_loop
async def test_it_plays_pauses_and_begins_again_at_its_end(
    replica: Replica, recording: Recording
) -> None:
    async with _opened(replica, recording) as window:
        await window.said("0:00 / 0:06")
        audio = await _play(window)
        assert audio.src == str(files.path_of(replica, recording.sha256))
        assert window.invoked[-1][0] == "play"
        await window.fire(audio, "position_change", {"position": 2000})
        await window.said("0:02 / 0:06")
        await window.click("sound-play")
        assert window.invoked[-1][0] == "pause"
        await window.click("sound-play")
        assert window.invoked[-1] == ("play", {"position": 2000})
        await window.fire(audio, "state_change", {"state": "completed"})
        await window.said("0:06 / 0:06")
        await window.click("sound-play")
        assert window.invoked[-1] == ("play", {"position": 0})


@in_own_loop
async def test_the_speed_goes_round(replica: Replica, recording: Recording) -> None:
    async with _opened(replica, recording) as window:
        await window.shown("sound-speed")
        for speed in ("1.5x", "2x", "1x"):
            await window.click("sound-speed")
            await window.wait_for(partial(_is_said, window, speed))


@in_own_loop
async def test_what_is_nowhere_says_so_and_can_be_tried_again(
    replica: Replica, recording: Recording
) -> None:
    elsewhere = replace(recording, sha256="cd" * 32, here=False)
    async with _opened(replica, elsewhere) as window:
        await window.tap("sound-play")
        await window.shown("sound-problem")
        await window.click("sound-play")
        await window.shown("sound-problem")


@pytest.mark.parametrize(
    ("gone", "said"),
    [("agreed", "gone, as your team agreed"), ("deleted", "The recording was deleted.")],
)
def test_what_is_gone_says_why(
    replica: Replica, recording: Recording, gone: Gone, said: str
) -> None:
    @in_own_loop
    async def told() -> None:
        async with _opened(replica, replace(recording, gone=gone)) as window:
            await window.shown("sound-gone")
            await window.said(said)
            assert "sound-play" not in window.ids()

    told()


@pytest.mark.parametrize(("ms", "said"), [(0, "0:00"), (59_999, "0:59"), (3_725_000, "62:05")])
def test_a_length_reads_like_a_clock(ms: int, said: str) -> None:
    assert clock(ms) == said
