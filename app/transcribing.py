"""Write recordings down beside everything else: one at a time, each once, for sure.

What waits is in the replica: a note that is ``pending``. So nothing is lost when the
process is killed, and whoever starts next goes on. A thread of low priority does the
work; a recording that fails again and again, or takes the process with it, is given
up and holds up nobody.
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.commands import transcripts
from app.queries.transcripts import Recorded, to_write_down, waits_for_words
from app.speech.heard import Heard
from app.speech.recogniser import (
    EngineError,
    Recogniser,
    SoundError,
    SpeechError,
    Told,
    Weigh,
    Weighing,
)
from app.speech.transcribing import Transcribing
from sync.client.files import path_of
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.errors import RapportError, StoreError

log = logging.getLogger(__name__)

_NICE = 10
"""A tenth of the processor beside a screen that draws, all of it when nobody else asks.
The screen then waits 5 ms more in the middle and 50 ms at the worst of a hundred times:
a recording going on beside it misses nothing."""
_LATER_S = 60.0
"""When to look again whether what was missing is there."""
_END_S = 30.0
"""How long a recogniser may take to reach a place where it can be stopped."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person has chosen.

    Attributes:
        engine: Name of the recogniser for what names none itself.
        language: ISO 639-1 code of what they speak.
        any: Whether they want recordings written down without asking for each.
    """

    engine: str
    language: str = "en"
    any: bool = True


@dataclass(frozen=True, slots=True)
class Tools:
    """What writing down takes from outside; each is called in the worker's thread.

    Attributes:
        recogniser: Returns a recogniser by name; raises EngineError where there is none.
        wishes: Returns what the person has chosen.
        hints: Returns names that may be heard in a recording, likeliest first.
        set_right: Returns the words with names set right, and what was set right as
            the note keeps it; asks the recogniser, where that can be asked.
    """

    recogniser: Callable[[str], Recogniser]
    wishes: Callable[[], Wishes]
    hints: Callable[[Recorded], Sequence[str]]
    set_right: Callable[[Recorded, Heard, Weigh | None], tuple[str, str]]


class _StoppedError(Exception):
    """Nobody wants these words any more, or the process ends."""


class Transcriber:
    """Writes a replica's recordings down until `close`; owned by the runtime."""

    def __init__(
        self,
        replica: Replica,
        tools: Tools,
        told: Callable[[Transcribing], object],
        wrote: Callable[[Iterable[str]], object],
    ) -> None:
        """Take a replica; nothing begins before `start`.

        Args:
            replica: Whose recordings.
            tools: What it takes.
            told: Hears how it stands, in the worker's thread.
            wrote: Hears which kinds of records were written, there as well.
        """
        self._replica = replica
        self._tools = tools
        self._told = told
        self._wrote = wrote
        self._wake = threading.Event()
        self._warming = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._missing: dict[str, str] = {}
        self._again_s = 0.0
        self._trying = ""
        self._trying_changes = threading.Lock()
        self._waiting = 0
        self._said: Transcribing | None = None

    def start(self) -> None:
        """Begin in a thread of its own; again is nothing."""
        if self._thread is None and not self._ended.is_set():
            self._thread = threading.Thread(target=self._work, name="transcribing", daemon=True)
            self._thread.start()

    def nudge(self) -> None:
        """Look at once whether something waits."""
        self._wake.set()

    def warm(self) -> None:
        """Load the recogniser: somebody has begun to speak."""
        self._warming.set()
        self._wake.set()

    def look_again(self) -> None:
        """Try again what could not work: a model was fetched, another recogniser chosen."""
        self._missing = {}
        self.nudge()

    def close(self) -> None:
        """End; what is half done is done anew by whoever starts next."""
        self._ended.set()
        self._wake.set()
        # At once: who ends the process may not wait for the recogniser.
        self._give_back()
        if self._thread:
            self._thread.join(_END_S)

    def _work(self) -> None:
        _step_back()
        while not self._ended.is_set():
            self._wake.clear()
            if self._warming.is_set():
                self._warm()
            try:
                done = self._turn()
            except RapportError as error:  # a full disk, above all
                log.warning("transcribing-put-off error=%s", type(error).__name__)
                self._ended.wait(_LATER_S)
                continue
            if not done:
                self._rest()

    def _rest(self) -> None:
        """Wait for something to do, or for what was missing to be there."""
        left_s = self._again_s - time.monotonic() if self._missing else None
        # Others may wake it all the time: that puts nothing off.
        if (left_s is not None and left_s <= 0) or not self._wake.wait(left_s):
            self._missing = {}

    def _warm(self) -> None:
        self._warming.clear()
        wishes = self._tools.wishes()
        try:
            if wishes.any:
                self._tools.recogniser(wishes.engine).warm()
        except EngineError as error:  # said once there is something to write down
            log.info("recogniser-not-warm name=%s error=%s", wishes.engine, type(error).__name__)
        except Exception:  # whatever loading a model raises; so does the first recording
            log.exception("recogniser-not-warm name=%s", wishes.engine)

    def _turn(self) -> bool:
        """Write the first recording down that can be; tell whether there was one."""
        with self._replica.reading() as connection:
            found = to_write_down(connection)
        self._waiting = len(found)
        wishes = self._tools.wishes()
        for recorded in found:
            path = path_of(self._replica, recorded.sha256)
            engine = recorded.engine or wishes.engine
            if not (wishes.any or recorded.asked):
                self._write(partial(transcripts.leave, recorded=recorded))
                return True
            if path is None or engine in self._missing:
                continue
            try:
                self._write_down(recorded, path, engine)
            except EngineError as error:
                log.warning("recogniser-missing name=%s error=%s", engine, type(error).__name__)
                if not self._missing:
                    self._again_s = time.monotonic() + _LATER_S
                self._missing[engine] = error.key
                continue
            return True
        self._say(Transcribing(waiting=len(found), problem=next(iter(self._missing.values()), "")))
        return False

    def _write_down(self, recorded: Recorded, path: Path, engine: str) -> None:
        """Write a recording down, or note that it failed.

        Raises:
            EngineError: If the recogniser cannot work now; the recording waits.
            StoreError: If the replica cannot be read or written; it waits, too.
        """
        with self._replica.exclusive() as connection:
            worth_trying = transcripts.begin(connection, recorded.note_id)
        if not worth_trying:
            self._fail(recorded, SpeechError.key)
            return
        self._trying = recorded.note_id
        self._say(Transcribing(recorded.note_id, waiting=self._waiting))
        try:
            recogniser, told = self._tools.recogniser(engine), partial(self._come_further, recorded)
            heard = self._hear(recorded, path, recogniser, told)
            weighing = recogniser if isinstance(recogniser, Weighing) else None
            weigh = weighing.weigh(path, heard, told) if weighing else None
            text, corrections = self._set_right(recorded, heard, weigh)
            self._write(lambda w: transcripts.write_down(w, recorded, heard, text, corrections))
        except SoundError as error:
            self._fail(recorded, error.key)
        except _StoppedError:
            self._give_back()
        except (EngineError, StoreError):
            self._give_back()
            raise
        except Exception:  # whatever a recogniser raises; the third time is the last
            log.exception("transcribing-failed engine=%s", engine)
        finally:
            self._trying = ""

    def _hear(self, recorded: Recorded, path: Path, recogniser: Recogniser, told: Told) -> Heard:
        language, hints = self._tools.wishes().language, self._tools.hints(recorded)
        return recogniser.hear(path, language=language, hints=hints, told=told)

    def _come_further(self, recorded: Recorded, heard: Heard, share: float) -> None:
        with self._replica.reading() as connection:
            wanted = waits_for_words(connection, recorded)
        if self._ended.is_set() or not wanted:
            raise _StoppedError
        with self._replica.exclusive(durable=False) as connection:
            transcripts.come_further(connection, recorded.note_id, share)
        self._say(Transcribing(recorded.note_id, share, heard.text, self._waiting))

    def _set_right(self, recorded: Recorded, heard: Heard, weigh: Weigh | None) -> tuple[str, str]:
        try:
            return self._tools.set_right(recorded, heard, weigh)
        except _StoppedError:
            raise
        except Exception:  # words with names heard wrong are better than none
            log.exception("names-not-set-right asked=%s", weigh is not None)
            return self._set_right(recorded, heard, None) if weigh else (heard.text, "")

    def _fail(self, recorded: Recorded, reason: str) -> None:
        log.warning("recording-given-up note=%s reason=%s", recorded.note_id, reason)
        self._write(lambda writer: transcripts.fail(writer, recorded, reason))

    def _give_back(self) -> None:
        """Let the try that is going on count for nothing; safe from any thread."""
        with self._trying_changes:
            note_id, self._trying = self._trying, ""
        if note_id:
            with self._replica.exclusive() as connection:
                transcripts.give_back(connection, note_id)

    def _write(self, command: Callable[[Writer], object]) -> None:
        with self._replica.transaction() as writer:
            command(writer)
            kinds = {written.kind for written in writer.written}
        self._wrote(kinds)

    def _say(self, now: Transcribing) -> None:
        if now != self._said:
            self._said = now
            self._told(now)


def _step_back() -> None:
    """Leave the processor to the screen, where the system lets a thread do so."""
    if sys.platform in ("linux", "android"):  # elsewhere it would slow the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
