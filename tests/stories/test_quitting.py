"""Who quits while a long recording is being written down loses no try of it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.device import open_replica
from app.speech.folder import About, RecordingFolder
from sync.client.join import start_alone
from tests.real_models import beckett
from tests.speech.hour_child import speak, voice_of
from tests.stories.conftest import Started
from tests.stories.notebooks import rows, wait_until
from tests.stories.processes import app_process
from tests.stories.speaking import give_models
from tests.stories.window import Window

MINUTES = 2
"""Longer than anybody takes to quit, whatever the machine."""
WORDS_S = 90


@pytest.mark.story
def test_quitting_gives_the_recording_back(
    tmp_path: Path, started: Started, browser: Browser
) -> None:
    folder = tmp_path / "ada"
    replica = open_replica(folder)
    start_alone(replica, "Ada Byron", "Ada Byron", "EUR")
    about = About(user_id=replica.state().user_id)
    recording = RecordingFolder(folder / "recordings").begin(replica.new_id(), about)
    replica.close()
    give_models(folder)
    speak(recording.sound, voice_of(beckett(folder / "models")), MINUTES)
    app = started(app_process(folder))
    phone = Window(browser, app.url, "phone").open()
    expect(phone.find("capture")).to_be_visible()
    wait_until(lambda: rows(folder, "SELECT 1 FROM hearing WHERE tries = 1") != [], WORDS_S)
    app.stop()
    phone.close()
    assert rows(folder, "SELECT tries FROM hearing") == [(0,)]
    assert rows(folder, "SELECT transcription FROM note") == [("pending",)]
