"""The app is served to a browser without work that nobody asked for."""

import signal
from pathlib import Path

import pytest
import uvicorn
from flet.messaging.protocol import Message, MessageAction

from app.hosting import WebPlace, run_app


class _Body:
    def __repr__(self) -> str:
        raise AssertionError


def test_no_message_is_spelled_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Message, "__repr__", Message.__repr__)
    monkeypatch.setattr(uvicorn.Server, "run", lambda _: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    run_app(tmp_path, WebPlace("127.0.0.1", 0))
    assert "Message" in f"{Message(MessageAction.PATCH_CONTROL, _Body())}"
