"""What the package is that phones hear with: our double speaks as its source does."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import flet_stt
import pytest

TOP = Path(__file__).resolve().parents[2]
DART = Path(flet_stt.__file__).parents[1] / "flutter" / "flet_stt"


@pytest.fixture
def spoken() -> str:
    """The package's side of the device."""
    return (DART / "lib" / "src" / "stt_service.dart").read_text("utf-8")


def test_every_event_has_the_fields_that_the_double_sends(spoken: str) -> None:
    sent = {
        name: set(re.findall(r'^ {6}"(\w+)":', fields, re.MULTILINE))
        for name, fields in re.findall(
            r'triggerEvent\("(\w+)", jsonEncode\(\{\n(.*?)^ {4}\}\)\);',
            spoken,
            re.MULTILINE | re.DOTALL,
        )
    }
    assert sent == {
        "error": {"error", "permanent"},
        "status": {"status"},
        "result": {"text", "final", "confidence", "alternates"},
        "sound_level": {"level"},
    }


def test_every_method_answers_as_the_double_does(spoken: str) -> None:
    methods = set(re.findall(r'case "(\w+)":', spoken))
    assert methods >= {"initialize", "listen", "stop", "cancel", "locales", "system_locale"}
    assert 'return "error:$e"' in spoken
    assert "return available.toString()" in spoken


def test_what_is_asked_for_reaches_the_recogniser(spoken: str) -> None:
    assert 'final onDevice = a["on_device"] as bool? ?? false;' in spoken
    assert "onDevice: onDevice," in spoken


def test_phones_alone_get_it_in_the_version_that_was_read() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
    flet = project["tool"]["flet"]
    pinned = f"flet-stt=={version('flet-stt')}"
    assert flet["android"]["dependencies"] == flet["ios"]["dependencies"] == [pinned]
    assert pinned in project["project"]["optional-dependencies"]["test"]
    assert not [one for one in project["project"]["dependencies"] if "stt" in one]
    assert flet["flutter"]["pubspec"]["dependency_overrides"] == {"speech_to_text": "7.4.0"}
    assert "NSSpeechRecognitionUsageDescription" in flet["ios"]["info"]
