"""The app is served to a browser as Flet serves it, but for what it gets wrong."""

# Flet's web side is not typed.
# mypy: disable-error-code="import-untyped"

import signal
import sys
from pathlib import Path

import pytest
import uvicorn
from flet.messaging.protocol import Message, MessageAction
from flet_web.fastapi import FletApp, flet_app

from app.hosting import WebPlace, run_app
from app.web_sessions import KeptSession


class _Body:
    def __repr__(self) -> str:
        raise AssertionError


@pytest.fixture(autouse=True)
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the app for no time, and put back what that changes of Flet."""
    monkeypatch.setattr(Message, "__repr__", Message.__repr__)
    monkeypatch.setattr(flet_app, "Session", flet_app.Session)
    monkeypatch.setattr(sys.modules["flet_web.fastapi.app"], "FletApp", FletApp)
    monkeypatch.setattr(uvicorn.Server, "run", lambda _: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    run_app(tmp_path, WebPlace("127.0.0.1", 0))


def test_windows_keep_their_sessions() -> None:
    assert flet_app.Session is KeptSession


def test_no_message_is_spelled_out() -> None:
    assert "Message" in f"{Message(MessageAction.PATCH_CONTROL, _Body())}"
