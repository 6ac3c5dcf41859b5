"""A window whose device has a microphone, and what is said into it."""

import math
import os
from array import array
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from flet_audio_recorder import AudioRecorder

from app import filing, recording
from app.screens import speaking as screen
from sync.client.replica import Replica
from sync.core.spans import DAY_MS
from tests.app.windows import PHONE, Window
from tests.builders import NOON_MS, make_account, make_visit

VOICE = array("h", (round(9000 * math.sin(i * 0.7)) for i in range(1600))).tobytes()
"""A tenth of a second."""
QUIET = bytes(len(VOICE))


class Phone(Window):
    """A window whose device has a microphone; `hears` is what it picks up."""

    def __init__(self, replica: Replica, size: tuple[int, int] = PHONE) -> None:
        super().__init__(replica, replica.path.parent, size)
        self.answers = {
            "has_permission": True,
            "start_recording": True,
            "get_input_devices": {"1": "Built in"},
        }
        self._pieces = 0

    @property
    def recorder(self) -> AudioRecorder:
        return next(s for s in self.page._services._services if isinstance(s, AudioRecorder))

    async def hears(self, *pieces: bytes) -> None:
        for piece in pieces:
            self._pieces += 1
            told = {"chunk": piece, "sequence": self._pieces, "bytes_streamed": 0}
            await self.fire(self.recorder, "stream", told)

    async def speaks(self) -> None:
        """Hear somebody for a second and a bit."""
        await self.hears(*[VOICE] * 12)

    async def finger(self, does: str, right: float = 0, down: float = 0) -> None:
        """Do something with the finger on the capture button."""
        button = self.find(ft.GestureDetector, lambda g: g.on_long_press_start is not None)
        place = {"x": 36.0, "y": 36.0}
        told: dict[str, dict[str, Any]] = {
            "down": {"k": "touch", "l": place, "g": place},
            "cancel": {},
            "start": {"l": place, "g": place},
            "move_update": {"l": place, "g": place, "ofo": {"x": right, "y": down}, "lofo": place},
            "end": {"l": place, "g": place, "v": {"x": 0, "y": 0}},
        }
        await self.fire(button, f"long_press_{does}", told[does] or None)

    async def holds(self) -> None:
        """Hold the button until it hears."""
        await self.finger("down")
        await self.finger("start")
        await self.sees("recording-speaking")

    async def closed(self) -> None:
        await self.wait_for(lambda: not self.ids("recording-"))

    async def says(self, words: str) -> None:
        await self.wait_for(lambda: any(words in text for text in self.texts()))

    async def way_back(self) -> None:
        """Tap what the message at the bottom offers."""
        bar = [d for d in self.page._dialogs.controls if isinstance(d, ft.SnackBar)][-1]
        assert isinstance(bar.action, ft.SnackBarAction)
        await self.fire(bar.action, "click")

    def notes(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT n.account_id, n.transcription, a.size FROM note n JOIN attachment a"
            " ON a.note_id = n.id WHERE NOT n.deleted AND NOT a.deleted"
        )

    def left(self) -> list[str]:
        """Return what lies in the folder of recordings."""
        folder: Path = self.replica.path.parent / filing.FOLDER
        return sorted(path.suffix for path in folder.glob("*"))


def meet_two(replica: Replica) -> Replica:
    """Let a replica's person have met two customers; return it."""
    with replica.transaction() as writer:
        owner = writer.actor.user_id
        for name, days in (("Hotel Lindenhof", 1), ("Café Röst", 2)):
            account_id = writer.add(make_account(name, id=f"id-{name.split()[-1].lower()}"))
            at_ms = NOON_MS - days * DAY_MS
            writer.add(make_visit(at_ms, account_id=account_id, owner_id=owner))
    return replica


def be_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a slow machine's finger be as quick as anybody's, and its disk.

    What a power cut does is not what these tests ask.
    """
    monkeypatch.setattr(os, "fsync", lambda _file: None)
    monkeypatch.setattr(recording, "_TAIL_S", 0.0)
    monkeypatch.setattr(screen, "_SLIP_S", 0.0)
