"""A transcriber that writes recordings down without pause, to be killed.

    python -m tests.faults.hearing_child REPLICA [MODELS]

With a folder of models Moonshine hears; without, a stand-in hears a word for every byte
of a recording and takes as long as a recogniser does for a short window. Once a note is
taken up it prints ``at ID``, and ``idle`` once nothing waits.
"""

import secrets
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from app.device import now_ms, steady
from app.queries.transcripts import Recorded
from app.speech.engines import DEFAULT, recogniser
from app.speech.heard import Heard, Word
from app.speech.recogniser import Recogniser, Told, Weigh
from app.speech.transcribing import Transcribing
from app.transcribing import Tools, Transcriber, Wishes
from sync.client.replica import Replica

_STEP_S = 0.02


class StandIn:
    """Hears a word for every byte of a file."""

    name = "stand-in"

    def warm(self) -> None:
        """Need nothing."""

    def hear(
        self, sound: Path, *, language: str, hints: Sequence[str] = (), told: Told | None = None
    ) -> Heard:
        """Hear the letters of a file, a step at a time."""
        del hints
        letters = sound.read_bytes().decode()
        for n in range(1, len(letters) + 1):
            time.sleep(_STEP_S)
            if told:
                told(_words(letters[:n], language), n / len(letters))
        return _words(letters, language)


def _words(letters: str, language: str) -> Heard:
    words = (Word(one, i * 100, i * 100 + 90) for i, one in enumerate(letters))
    return Heard(tuple(words), StandIn.name, language)


def _as_heard(_: Recorded, heard: Heard, _weigh: Weigh | None) -> tuple[str, str]:
    return heard.text, ""


class Speaker:
    """Says each note once, and when nothing waits."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, now: Transcribing) -> None:
        """Hear how it stands."""
        word = f"at {now.note_id}" if now.note_id else "idle"
        if word != self._last:
            self._last = word
            sys.stdout.write(f"{word}\n")
            sys.stdout.flush()


def main(path: Path, models: Path | None) -> None:
    """Write down until killed."""
    replica = Replica(path, now_ms, secrets.randbits, steady)
    ears: Recogniser = recogniser(DEFAULT, models) if models else StandIn()
    tools = Tools(lambda _: ears, lambda: Wishes(ears.name), lambda _: (), _as_heard)
    Transcriber(replica, tools, Speaker(), lambda _: None).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None)
