"""Hold, speak, let go: with a microphone, without one, and with no signal."""

import math
import signal
import wave
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.stories.conftest import ARGUMENTS, CHROMIUM, MICROPHONE, OpenWindow, Team
from tests.stories.notebooks import rows, wait_until
from tests.stories.window import Window

_SPOKEN_S = 2.5
_HERTZ = 440
_NOTES = (
    "SELECT n.id, n.account_id, a.sha256, v.done FROM note n"
    " JOIN attachment a ON a.note_id = n.id JOIN visit v ON v.id = n.visit_id"
    " WHERE NOT n.deleted AND NOT a.deleted AND n.transcription <> '' ORDER BY n.id"
)

_OWN = _NOTES.replace("WHERE", "WHERE n.owner_id = (SELECT user_id FROM replica_state) AND")
"""What colleagues have recorded meanwhile comes to every notebook of the team."""


@pytest.fixture
def browser(
    playwright: Playwright, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Browser]:
    """A browser whose microphone hears a voice of one tone, and nothing after that."""
    if CHROMIUM is None:
        pytest.fail("a recording needs Chromium")
    sound = tmp_path / "voice.wav"
    # Loud and soft by turns, as syllables are.
    tone = array(
        "h",
        (
            round(9000 * math.sin(math.tau * _HERTZ * i / 48_000) * (0.1 + (i // 9600) % 2))
            for i in range(round(48_000 * _SPOKEN_S))
        ),
    )
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(tone.tobytes())
    # The last argument lets it be heard: without, a browser that nobody sees refuses.
    microphone = MICROPHONE[:1] if "refused" in request.node.name else MICROPHONE
    voice = f"--use-file-for-fake-audio-capture={sound}%noloop"
    arguments = [*ARGUMENTS, voice, *microphone]
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield chromium
    chromium.close()


def tones(sound: Path) -> float:
    """Return how often a second the tone of a recording swings.

    It is the median of stretches of a tenth of a second: where a busy machine tears a hole
    into what the browser plays, the swings around it stay what they are.
    """
    with wave.open(str(sound), "rb") as file:
        assert (file.getframerate(), file.getnchannels()) == (16_000, 1)
        samples = array("h", file.readframes(file.getnframes()))
    tenths = (samples[at : at + 1600] for at in range(0, len(samples), 1600))
    return median(
        sum(a < 0 <= b for a, b in pairwise(tenth)) * 10 for tenth in tenths if max(tenth) > 3000
    )


def kept(folder: Path, sha256: str) -> Path:
    return folder / "files" / sha256[:2] / sha256


def spoken_for(window: Window, time: str) -> None:
    """Speak until the sheet shows a time; a slow machine takes its time to begin."""
    expect(window.find("recording-speaking")).to_be_visible()
    expect(window.text(time)).to_be_visible()


@pytest.mark.parametrize("signal_", ["with signal", "without signal"])
def test_hold_speak_let_go(team: Team, open_window: OpenWindow, signal_: str) -> None:
    folder = team.folder / "rep"
    before = rows(folder, _NOTES)
    phone = open_window(team.app("rep"), "phone", "/")
    if signal_ == "without signal":
        team.server.stop(signal.SIGKILL)
    with phone.holding("capture"):
        spoken_for(phone, "0:02")
    expect(phone.text("writing it down")).to_be_visible()
    assert phone.taps == 1
    wait_until(lambda: len(rows(folder, _NOTES)) == len(before) + 1)
    note, account, sha256, done = rows(folder, _NOTES)[-1]
    assert account
    assert done
    sound = kept(folder, sha256)
    assert (sound.stat().st_size - 44) / 32_000 > 2.0
    # A browser's own rate was made ours: nobody sounds like a mouse.
    assert tones(sound) == pytest.approx(_HERTZ, rel=0.03)
    if signal_ == "without signal":
        team.server.start()
    open_window(team.app("manager"), "desktop", "/")
    wait_until(lambda: note in [row[0] for row in rows(team.folder / "manager", _NOTES)], 90)


def test_thrown_away_and_had_back(team: Team, open_window: OpenWindow) -> None:
    folder = team.folder / "rep"
    before = rows(folder, _NOTES)
    phone = open_window(team.app("rep"), "phone", "/")
    with phone.holding("capture"):
        spoken_for(phone, "0:01")
        phone.slide(-100)
        expect(phone.text("Let go to throw it away")).to_be_visible()
    expect(phone.text("Thrown away")).to_be_visible()
    assert rows(folder, _NOTES) == before
    phone.press(phone.page.get_by_role("button", name="Undo"))
    wait_until(lambda: len(rows(folder, _NOTES)) == len(before) + 1)


def test_tapped_it_ends_by_itself_after_a_pause(team: Team, open_window: OpenWindow) -> None:
    folder = team.folder / "rep2"
    before = rows(folder, _OWN)
    desktop = open_window(team.app("rep2"), "desktop", "/")
    desktop.tap("capture")
    desktop.tap("capture-speak")
    expect(desktop.find("recording-speaking")).to_be_visible()
    expect(desktop.text("writing it down")).to_be_visible(timeout=30_000)
    expect(desktop.find("capture-text")).to_have_count(0)
    assert desktop.taps == 2
    (_, _, sha256, _) = rows(folder, _OWN)[-1]
    assert len(rows(folder, _OWN)) == len(before) + 1
    # What was said, and the pause of four seconds that everybody begins with.
    assert (kept(folder, sha256).stat().st_size - 44) / 32_000 > 5.0


def test_refused_it_says_what_to_do(team: Team, open_window: OpenWindow) -> None:
    phone = open_window(team.app("rep"), "phone", "/")
    with phone.holding("capture"):
        expect(phone.find("recording-refused")).to_be_visible()
    expect(phone.text("The microphone is not allowed")).to_be_visible()
    phone.tap("recording-type")
    expect(phone.input("capture-text")).to_be_visible()
