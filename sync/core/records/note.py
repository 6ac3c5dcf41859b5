"""Words about a customer, typed or spoken."""

from sqlmodel import Field, Index
from sqlmodel import text as sql

from sync.core.records.base import Record


class Note(Record, table=True):
    """A note; the words of a visit, or words of their own.

    Attributes:
        text: The words as they stand now.
        original: The words as first typed or heard; never overwritten.
        written_ms: When they were first written, in UTC milliseconds.
        shared: Whether the whole team sees it, or its owner and managers only.
        transcription: Empty for typed words; ``pending``, ``done`` or ``failed`` for
            spoken ones; ``none`` where nothing here can write them down.
        heard: What the recogniser heard, word by word with times; JSON as
            `app.speech.heard` writes it.
        corrections: Names set right in `text` after it was heard; JSON as
            `app.speech.names` writes it.
        answered: What the person said to the offers read from the words, and to the one
            question about them; JSON such as ``{"due:2026-11-24": "taken", "ask": "left"}``.
        source: See `Account`, as the next two.
    """

    __table_args__ = (
        Index("ix_note_transcription", "transcription", sqlite_where=sql("transcription <> ''")),
    )

    account_id: str = Field(default="", max_length=64, index=True)
    deal_id: str = Field(default="", max_length=64, index=True)
    visit_id: str = Field(default="", max_length=64, index=True)
    text: str = Field(default="", max_length=100_000)
    original: str = Field(default="", max_length=100_000)
    written_ms: int = 0
    owner_id: str = Field(default="", max_length=64)
    shared: bool = True
    transcription: str = Field(default="", max_length=20)
    heard: str = Field(default="", max_length=100_000)
    corrections: str = Field(default="", max_length=20_000)
    answered: str = Field(default="", max_length=4_000)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
    imported: str = Field(default="", max_length=4_000)
