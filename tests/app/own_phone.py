"""A phone that hears by itself: the device's side of `flet-stt`, as its source has it.

The package's own class runs in these tests; what stands here is what it speaks with.
"""

import asyncio
import dataclasses
import json
from typing import Any

import flet as ft
import pytest
from flet_stt import FletStt

from app import own_ear, phone_recogniser
from app.settings import Settings, save_settings
from sync.client.replica import Replica
from tests.app.speaking import Phone

ENGLISH, GERMAN = "en_GB", "de_DE"


def be_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a phone be quick between two sessions, and its watch quick as well."""
    monkeypatch.setattr(own_ear, "_TAIL_S", 0.0)
    monkeypatch.setattr(own_ear, "_GAP_S", 0.01)
    monkeypatch.setattr(own_ear, "_SHORT_S", 0.0)
    monkeypatch.setattr(own_ear, "_WATCH_S", 0.05)
    monkeypatch.setattr(own_ear, "_KEPT_S", 0.05)
    monkeypatch.setattr(phone_recogniser, "_GRACE_S", 0.02)


def android(version: int) -> dict[str, Any]:
    """Return what an Android phone says of itself."""
    plain = {"str": "", "int": 0, "bool": True}
    told = {
        one.name: plain.get(getattr(one.type, "__name__", ""), [])
        for one in dataclasses.fields(ft.AndroidDeviceInfo)
        if one.default is dataclasses.MISSING
    }
    build = {"code_name": "REL", "incremental": "", "release": "", "sdk": version}
    return {**told, "version": build}


class OwnPhone(Phone):
    """A window of a phone whose person has chosen that it hears by itself.

    Attributes:
        listens: Whether a session goes on.
        asked: What each session was asked for.
        begins: What the device says instead of beginning: events, in order; or nothing.
        deaf: Whether a session begins without a word about it.
    """

    def __init__(self, replica: Replica, **settings: Any) -> None:
        chosen = Settings(**{"speech_engine": "phone", **settings})
        save_settings(replica.path.parent, chosen)
        super().__init__(replica)
        self.listens = self.deaf = False
        self.asked: list[dict[str, Any]] = []
        self.begins: list[tuple[str, dict[str, Any]]] = []
        self._partial = ""
        own, others = {"id": ENGLISH, "name": "English"}, {"id": GERMAN, "name": "Deutsch"}
        self.answers |= {
            "get_device_info": android(33),
            "has_permission": "true",
            "initialize": "true",
            "locales": json.dumps([others, own]),
            "system_locale": json.dumps(own),
            "listen": self._listen,
            "stop": lambda _: self._later(self._stop()),
            "cancel": lambda _: self._later(self._end()),
        }

    @property
    def stt(self) -> FletStt:
        return next(s for s in self.page._services._services if isinstance(s, FletStt))

    def called(self, name: str) -> int:
        """Return how often the device was asked for something."""
        return [one for one, _ in self.invoked].count(name)

    async def tells(self, event: str, **told: Any) -> None:
        """Send an event as the package's Dart side encodes it."""
        await self.session.dispatch_event(self.stt._i, event, json.dumps(told))

    async def hears_words(self, text: str, *, final: bool = False) -> None:
        self._partial = "" if final else text
        alternates = [{"text": text, "confidence": 0.9}]
        await self.tells("result", text=text, final=final, confidence=0.9, alternates=alternates)
        await self.settle()

    async def falls_silent(self) -> None:
        """End a session as Android does after a pause: with its last words, where there are."""
        self.listens = False
        await self.tells("status", status="notListening")
        if self._partial:
            await self.hears_words(self._partial, final=True)
            await self.tells("status", status="done")
        else:
            # What was wrong comes behind: it takes one more turn of Android's loop.
            await self.tells("status", status="done")
            await self.tells("error", error="error_speech_timeout", permanent=True)
        await self.settle()

    async def fails(self, code: str) -> None:
        """End a session as Android does when something is wrong."""
        self.listens = False
        await self.tells("status", status="notListening")
        if not self._partial:
            await self.tells("status", status="done")
        await self.tells("error", error=code, permanent=True)
        await self.settle()

    async def another_session(self, number: int) -> None:
        await self.wait_for(lambda: len(self.asked) == number and self.listens)

    def words(self) -> list[tuple[Any, ...]]:
        """Return what the notes without a sound say."""
        return self.rows(
            "SELECT n.account_id, n.transcription, n.text, n.original FROM note n WHERE NOT"
            " n.deleted AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.note_id = n.id"
            " AND NOT a.deleted)"
        )

    def _listen(self, asked: dict[str, Any]) -> str:
        self.asked.append(asked)
        self._partial = ""
        if not self.deaf:
            self._later(self._begin())
        return "ok"

    async def _begin(self) -> None:
        for event, told in self.begins or [("status", {"status": "listening"})]:
            self.listens = told.get("status") == "listening"
            await self.tells(event, **told)

    async def _stop(self) -> None:
        said, self._partial = self._partial, ""
        if said:
            await self.hears_words(said, final=True)
        await self._end()

    async def _end(self) -> None:
        if self.listens:
            self.listens = False
            await self.tells("status", status="notListening")
            await self.tells("status", status="done")

    def _later(self, work: Any) -> str:
        self._work = asyncio.get_running_loop().create_task(work)
        return "ok"
