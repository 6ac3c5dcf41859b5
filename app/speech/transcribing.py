"""How the words of recordings are coming along, for a screen to show."""

from dataclasses import dataclass

from sync.core.errors import RapportError


@dataclass(frozen=True, slots=True)
class Transcribing:
    """What is being written down now.

    Attributes:
        note_id: The note whose recording it is; empty while nothing is written down.
        share: How much of the recording is done, 0 to 1.
        text: Its words so far.
        waiting: Recordings that wait to be written down here, this one included.
        problem: Key of why nothing can be written down now, such as
            ``speech.model_missing``; empty while all is well.
    """

    note_id: str = ""
    share: float = 0.0
    text: str = ""
    waiting: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Fetching:
    """What is being fetched so that recordings can be written down.

    Attributes:
        engine: The recogniser that needs it.
        here: Bytes that are here.
        total: Bytes there are in all.
        error: Why it stopped; None while it goes on.
    """

    engine: str
    here: int
    total: int
    error: RapportError | None = None
