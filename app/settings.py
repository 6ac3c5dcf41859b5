"""What a person prefers on this device; kept in one small file, never synced."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from sync.store.engine import explained

FILE_NAME = "settings.json"
Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences of one device, with their defaults.

    Attributes:
        theme: ``system``, ``light`` or ``dark``.
        text_scale: Size of all words, 1.0 to 2.0.
        practice: Whether what is here is practice data.
        auto_stop_s: After how long a pause, in seconds, a recording that nobody holds ends
            by itself; 0 for never. Thinking takes two or three.
        speech_engine: Who writes recordings down: a recogniser's name, ``auto`` for the
            one that is best here, ``none`` for nobody; ``phone`` for the phone's own, which
            hears without a recording.
        speech_language: What the person speaks, ISO 639-1.
        speech_offered: Whether a recogniser was offered to be fetched, and put off.
        hinted: The last day on which a feature showed itself, and which one it was:
            ``2026-11-27 plan``.
        hints_refused: Features that never show themselves again, with spaces between.
        language: What the app speaks: a code, or ``system`` for that of the device.
    """

    theme: Theme = "system"
    text_scale: float = 1.0
    practice: bool = False
    auto_stop_s: int = 4
    speech_engine: str = "auto"
    speech_language: str = "en"
    speech_offered: bool = False
    language: str = "system"
    hinted: str = ""
    hints_refused: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the app may be launched with, so that nobody has to type it.

    Attributes:
        server_url: The team's server.
        code: The invitation code.
    """

    server_url: str = ""
    code: str = ""


def invitation_from(environment: Mapping[str, str]) -> Invitation | None:
    """Read ``RAPPORT_SERVER`` and ``RAPPORT_INVITATION``; None when neither is set."""
    found = Invitation(
        environment.get("RAPPORT_SERVER", ""), environment.get("RAPPORT_INVITATION", "")
    )
    return found if found != Invitation() else None


def load_settings(folder: Path) -> Settings:
    """Read the file; a missing or unreadable one gives the defaults.

    A preference is never worth refusing to start for.
    """
    try:
        stored = json.loads((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    known = {f.name: type(f.default) for f in fields(Settings)}
    sane: dict[str, Any] = {
        name: value
        for name, value in stored.items()
        if name in known and isinstance(value, known[name])
    }
    return Settings(**sane)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the file, whole or not at all.

    Raises:
        StoreError: If the folder cannot be written.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{FILE_NAME}.partial"
        partial.write_text(json.dumps(asdict(settings)), "utf-8")
        partial.replace(folder / FILE_NAME)
