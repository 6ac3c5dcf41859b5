"""What writes recordings down while the app runs: the worker, and who hears of it."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from app.looping import later
from app.naming import Naming
from app.queries.transcripts import Recorded
from app.recognisers import NOBODY, Recognisers, best
from app.settings import Settings
from app.speech.heard import Heard
from app.speech.names.correction import Corrected, to_text
from app.speech.recogniser import Weigh
from app.speech.transcribing import Transcribing
from app.state import Tell
from app.transcribing import Tools, Transcriber, Wishes
from sync.client.replica import Replica

_FIRST_FRAME_S = 1.0
"""The screen comes first."""


class Dictation:
    """Owned by the runtime; its methods are called on the loop.

    Attributes:
        now: How the words of recordings are coming along.
    """

    def __init__(
        self,
        recognisers: Recognisers,
        naming: Naming,
        settings: Callable[[], Settings],
        tell: Tell,
        wrote: Callable[[Iterable[str]], None],
    ) -> None:
        """Begin nothing.

        Args:
            recognisers: What words come from.
            naming: Sets names right.
            settings: Returns the person's.
            tell: Changes every window.
            wrote: Hears which kinds of records were written.
        """
        self.now = Transcribing()
        self._recognisers = recognisers
        self._naming = naming
        self._settings = settings
        self._tell = tell
        self._wrote = wrote
        self._worker: Transcriber | None = None

    def start(self, replica: Replica) -> None:
        """Write down what a replica holds, once the screen stands; again is nothing."""
        if self._worker is None:
            loop = asyncio.get_running_loop()
            self._worker = Transcriber(
                replica,
                Tools(
                    self._recognisers.named,
                    self._wishes,
                    partial(self._hints, replica),
                    partial(self._set_right, replica),
                ),
                lambda now: later(loop, self._say, now),
                lambda kinds: later(loop, self._wrote, tuple(kinds)),
            )
            loop.call_later(_FIRST_FRAME_S, self._worker.start)

    def nudge(self) -> None:
        """Look at once whether something waits to be written down."""
        if self._worker:
            self._worker.nudge()

    def warm(self) -> None:
        """Have the recogniser ready when the person who has begun to speak stops."""
        if self._worker:
            self._worker.warm()

    def look_again(self) -> None:
        """Try again what could not work: something was chosen or fetched."""
        if self._worker:
            self._worker.look_again()

    async def stop(self) -> None:
        """Write nothing more into the replica."""
        worker, self._worker = self._worker, None
        if worker:
            await asyncio.to_thread(worker.close)
        self._say(Transcribing())

    async def set_right(self, replica: Replica, note_id: str, heard: Heard) -> Corrected:
        """Return what was heard in a note with names set right.

        Raises:
            StoreError: If the replica cannot be read.
        """
        return await asyncio.to_thread(self._naming.set_right, replica, note_id, heard)

    def _say(self, now: Transcribing) -> None:
        self.now = now
        self._tell(lambda window: setattr(window, "transcribing", now))

    def _wishes(self) -> Wishes:
        settings = self._settings()
        wanted = settings.speech_engine != NOBODY
        engine = best(settings, self._recognisers.models)
        return Wishes(engine, settings.speech_language, any=wanted)

    def _hints(self, replica: Replica, recorded: Recorded) -> Sequence[str]:
        return self._naming.likely(replica, recorded.note_id)

    def _set_right(
        self, replica: Replica, recorded: Recorded, heard: Heard, weigh: Weigh | None
    ) -> tuple[str, str]:
        right = self._naming.set_right(replica, recorded.note_id, heard, weigh)
        return right.text, to_text(right.corrections)
