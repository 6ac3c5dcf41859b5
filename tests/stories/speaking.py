"""A browser whose microphone plays a file, and a finger that holds a button."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import soundfile
from playwright.sync_api import Browser, Playwright

from tests.real_models import real_models
from tests.stories.conftest import ARGUMENTS, CHROMIUM
from tests.stories.window import Window

OFFER = Path(__file__).with_name("offer.flac")
"""A synthetic voice, made for this: "They were very keen. I have to send them the new
offer by next Tuesday." Six seconds, with a second of silence before and after."""


@contextmanager
def browser_that_hears(playwright: Playwright, sound: Path, folder: Path) -> Iterator[Browser]:
    """Run a browser whose microphone plays a sound once, from the moment it is opened.

    Args:
        playwright: Starts browsers; there is one in a process.
        sound: Any sound file.
        folder: Where a copy is laid as Chromium reads it.
    """
    samples, rate = soundfile.read(sound, dtype="int16")
    wav = folder / "microphone.wav"
    soundfile.write(wav, samples, rate, subtype="PCM_16")
    heard = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={wav}%noloop",
    ]
    chromium = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*ARGUMENTS, *heard], ignore_default_args=["--mute-audio"]
    )
    yield chromium
    chromium.close()


def give_models(folder: Path) -> None:
    """Let a person's app write recordings down: the models are here already."""
    (folder / "models").symlink_to(real_models(), target_is_directory=True)


def hold(window: Window, identifier: str, hold_ms: int) -> None:
    """Hold a button with a finger for so long, and let go."""
    window.taps += 1
    box = window.find(identifier).bounding_box()
    assert box
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    finger = window.context.new_cdp_session(window.page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    window.page.wait_for_timeout(hold_ms)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
