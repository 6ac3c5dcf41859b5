"""Recordings that are not filed yet: a sound file and a small text beside it.

The text says what a recording is about and is there before its first sample, so
that whatever ends the program, the next start can file it: ``<id>.wav`` and
``<id>.json``, such as ``{"user_id": "u1", "at_ms": 1795262400000, "form": "visit"}``.
Where a phone's own recogniser hears, which leaves no sound, ``<id>.heard`` has the words.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from app.speech import heard
from app.speech.heard import Heard
from sync.core.errors import StoreError
from sync.store.engine import explained


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a recording while it is made.

    Attributes:
        user_id: Who speaks; empty where the text was lost.
        at_ms: When it was begun, UTC milliseconds; 0 where the text was lost.
        form: ``visit`` or ``call``.
        account_id: The customer it is filed to; empty for none, or for a new one.
        account: Its name; empty for none.
        planned_id: The planned visit this was; empty for an unplanned one.
        thrown: Whether the person has thrown it away, and may still take it back.
        answers_id: The note whose question it answers; empty for none.
    """

    user_id: str = ""
    at_ms: int = 0
    form: str = "visit"
    account_id: str = ""
    account: str = ""
    deal_id: str = ""
    planned_id: str = ""
    thrown: bool = False
    answers_id: str = ""


_ABOUT = TypeAdapter(About)


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording in the folder.

    Attributes:
        id: Also that of the note it becomes.
        sound: Where its samples lie.
    """

    id: str
    sound: Path
    about: About


class RecordingFolder:
    """A person's recordings that wait to be filed; safe for threads."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with the first recording."""
        self._folder = folder

    def begin(self, recording_id: str, about: About) -> Recording:
        """Say what a recording will be about, before it is made.

        Raises:
            StoreError: If that cannot be written.
        """
        return self.tell(Recording(recording_id, self._folder / f"{recording_id}.wav", about))

    def tell(self, recording: Recording, **known: Any) -> Recording:  # noqa: ANN401  # as About
        """Say something else about a recording: any of the fields of `About`.

        Raises:
            StoreError: If that cannot be written; what was said before stays.
        """
        told = replace(recording, about=replace(recording.about, **known))
        _put(self._text(recording.id), to_json(told.about), ".partial")
        return told

    def hear(self, recording_id: str, words: Heard) -> None:
        """Keep the words heard so far, in place of those before.

        Raises:
            StoreError: If they cannot be written; those before stay.
        """
        _put(self._words(recording_id), heard.to_text(words).encode(), ".hearing")

    def heard(self, recording_id: str) -> Heard | None:
        """Return the words heard; None where there are none.

        Raises:
            StoreError: If there may be some and they cannot be read; they stay.
        """
        path = self._words(recording_id)
        with explained(path):
            text = path.read_bytes() if path.exists() else b""
        if not text:
            return None
        found = heard.from_text(text.decode(errors="replace"))
        if found is None:
            raise StoreError(path=str(path), detail="no such words as we write")
        return found if found.words else None

    def keep(self, recording: Recording) -> Recording:
        """Say that a recording that was thrown away is to stay.

        Raises:
            StoreError: If that cannot be written. Then what was said of it goes, which
                needs no room: the next start files it without a customer.
        """
        try:
            return self.tell(recording, thrown=False)
        except StoreError:
            with explained(self._folder):
                self._text(recording.id).unlink(missing_ok=True)
            raise

    def all(self) -> tuple[Recording, ...]:
        """Return every recording, oldest first.

        Raises:
            StoreError: If the folder cannot be read.
        """
        with explained(self._folder):
            ids = sorted({path.stem for path in self._folder.glob("*.*")})
        return tuple(Recording(i, self._folder / f"{i}.wav", self._about(i)) for i in ids)

    def remove(self, recording_id: str) -> None:
        """Take a recording off this device; it need not be here.

        Raises:
            StoreError: If it cannot be removed.
        """
        with explained(self._folder):
            for ending in ("wav", "json", "partial", "heard", "hearing"):
                (self._folder / f"{recording_id}.{ending}").unlink(missing_ok=True)

    def _text(self, recording_id: str) -> Path:
        return self._folder / f"{recording_id}.json"

    def _words(self, recording_id: str) -> Path:
        return self._folder / f"{recording_id}.heard"

    def _about(self, recording_id: str) -> About:
        """Return what was said of a recording; a text that is no such is as none."""
        try:
            return _ABOUT.validate_json(self._text(recording_id).read_bytes())
        except (OSError, ValidationError):
            return About()


def _put(path: Path, content: bytes, ending: str) -> None:
    """Write a file, whole or not at all; what is not whole yet has another ending."""
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(ending)
        partial.write_bytes(content)
        partial.replace(path)
