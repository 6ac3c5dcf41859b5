"""Spoken notes as pictures and stories find them: a sound, its words, and how they stand."""

import math
import struct
import wave
from io import BytesIO
from pathlib import Path

from app.device import open_replica
from app.speech.heard import Heard, Word, to_text
from sync.client.files import attach, copy_in
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from sync.core.records.visit import Visit
from tests.stories.notebooks import one

SAID = (
    "Met Anna at the café, she is keen. They want two of the new grinders for forty five thousand "
    "euros. I promised to send the offer by next Tuesday."
)


def leave_recording(folder: Path, words: str = "") -> str:
    """Have the person of a notebook leave a recording of their last customer.

    Args:
        folder: Their data folder; no app has it open.
        words: What was heard in it; without any it waits to be written down.

    Returns:
        The note's id.
    """
    account = one(folder, "SELECT max(id) FROM account WHERE NOT deleted")
    replica = open_replica(folder)
    copied = copy_in(replica, BytesIO(speech_like(seconds=14)))
    with replica.transaction() as writer:
        me, now = writer.actor.user_id, writer.now_ms
        visit = writer.add(Visit(account_id=account, at_ms=now, owner_id=me))
        note = Note(account_id=account, visit_id=visit, written_ms=now, owner_id=me)
        note.transcription = "done" if words else "pending"
        note.text = note.original = words
        note.heard = _heard(words) if words else ""
        note_id = writer.add(note)
        sound = Attachment(account_id=account, note_id=note_id, mime="audio/wav", owner_id=me)
        attach(replica, writer, copied, sound)
    replica.close()
    return note_id


def speech_like(seconds: int) -> bytes:
    """Return a WAV that looks like speech: syllables of a tone, and pauses."""
    rate, kept = 16_000, BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        loud = (
            abs(math.sin(i / 1900)) * (0.4 + 0.6 * abs(math.sin(i / 21_000))) * math.sin(i / 11)
            for i in range(rate * seconds)
        )
        file.writeframes(struct.pack(f"<{rate * seconds}h", *(round(x * 20_000) for x in loud)))
    return kept.getvalue()


def _heard(words: str) -> str:
    spoken = tuple(Word(w, 400 + i * 420, 780 + i * 420) for i, w in enumerate(words.split()))
    return to_text(Heard(spoken, "moonshine-base-en", "en"))
