"""A spoken note as a function of what is known of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.spoken import SpokenNote
from app.speech.alignment import Piece, aligned, phrased
from app.speech.heard import from_text
from app.speech.names.correction import Correction
from app.speech.names.correction import from_text as from_corrections
from app.speech.transcribing import Transcribing
from app.widgets.banner import banner
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.states import progress_line
from app.widgets.text import text, text_style

_SPANS = 600
"""What is tapped and lit by itself, at most: then an hour's words are 120 kB and 13 ms each
time they are drawn, which is several times a second while the sound plays. Its 9,000 words
one by one would be 1.1 MB and 100 ms."""
_TAIL = 600
"""Characters of the words so far that are shown while more come: what fits a screen."""


@dataclass(frozen=True)
class SpokenActions:
    """What the sheet can do.

    Attributes:
        edit: Opens the words for changing.
        again: Has the recording written down once more.
        hear: Plays from so many milliseconds on.
        as_heard: Writes a name again as it was heard.
    """

    edit: Press
    again: Press
    hear: Callable[[int], Awaitable[None]]
    as_heard: Callable[[Correction], Awaitable[None]]


def spoken_title(words: Catalog, note: SpokenNote, now: datetime, on_search: Press) -> ft.Control:
    """Return whose note it is and when it was spoken; a tap files it under another customer."""
    then = datetime.fromtimestamp(note.written_ms / 1000, tz=now.tzinfo)
    said = [words.ago(then, now)]
    if not note.mine and note.author:
        said.append(note.author)
    if note.deal:
        said.append(note.deal)
    name = note.account or words.t("spoken.whose")
    lines: list[ft.Control] = [
        text(name, "title", lines=2),
        text(" · ".join(said), "small", theme.INK_SOFT, lines=1),
    ]
    column = ft.Column(expand=True, spacing=0, tight=True, controls=lines)
    if not note.mine:
        return column
    face = ft.Container(
        ink=True,
        on_click=on_search,
        content=ft.Row(
            controls=[
                column,
                ft.Icon(ft.Icons.UNFOLD_MORE_ROUNDED, size=theme.TEXT_20, color=theme.INK_SOFT),
            ]
        ),
    )
    return ft.Semantics(identifier="spoken-customer", button=True, content=face)


def spoken_body(
    words: Catalog,
    note: SpokenNote,
    act: SpokenActions,
    now: Transcribing,
    *,
    at_ms: int | None,
) -> list[ft.Control]:
    """Return the words and how they stand.

    Args:
        words: The language.
        note: The note.
        act: What can be done.
        now: How its words are coming along.
        at_ms: Where the recording is being heard; None while it is silent.
    """
    rows: list[ft.Control] = []
    if note.transcription == "pending":
        rows.append(_pending(words, now, mine=note.mine))
    elif note.transcription in ("failed", "none"):
        rows.append(_without_words(words, note, act))
    elif not note.text:
        silent = text(words.t("spoken.silent"), "body", theme.INK_SOFT)
        rows.append(ft.Semantics(identifier="spoken-silent", content=silent))
    if note.text:
        rows.append(_words(note, act, at_ms))
    if note.mine:
        rows += _corrections(words, note, act)
    tools: list[ft.Control] = []
    if note.mine:
        tools.append(
            quiet_button(
                words.t("timeline.edit" if note.text else "spoken.type"),
                act.edit,
                "spoken-edit",
                icon=ft.Icons.EDIT_ROUNDED,
            )
        )
        if note.transcription == "done" and note.recording and not note.recording.gone:
            tools.append(quiet_button(words.t("spoken.again"), act.again, "spoken-again"))
    if tools:
        rows.append(ft.Row(wrap=True, spacing=0, run_spacing=0, controls=tools))
    if note.original and note.original != note.text:
        rows.append(_original(words, note))
    return rows


def _pending(words: Catalog, now: Transcribing, *, mine: bool) -> ft.Control:
    working = bool(now.note_id) or (mine and not now.problem)
    said = words.t("spoken.pending" if working else "spoken.pending_there")
    so_far = now.text if len(now.text) <= _TAIL else f"… {now.text[-_TAIL:].partition(' ')[2]}"
    soft = [text(said, "body", theme.INK_SOFT), *([text(so_far, "body")] if so_far else [])]
    return ft.Semantics(
        identifier="spoken-pending",
        live_region=True,
        content=ft.Column(
            spacing=theme.SPACE_8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[*soft, progress_line(working=working, share=now.share or None)],
        ),
    )


def _without_words(words: Catalog, note: SpokenNote, act: SpokenActions) -> ft.Control:
    failed = note.transcription == "failed"
    said = words.t(note.problem if failed and note.problem else f"spoken.{note.transcription}")
    return banner(
        said,
        "amber" if failed else "info",
        identifier=f"spoken-{note.transcription}",
        icon=ft.Icons.GRAPHIC_EQ_ROUNDED,
        action=words.t("spoken.try_again") if note.mine else None,
        on_action=act.again if note.mine else None,
    )


def _words(note: SpokenNote, act: SpokenActions, at_ms: int | None) -> ft.Control:
    """Return the words; a tap on one plays it."""
    style = text_style("body")
    spans = [
        ft.TextSpan(
            piece.text,
            style=_lit(style) if _is_heard(piece, at_ms) else style,
            on_click=None if piece.start_ms is None else partial(act.hear, piece.start_ms),
        )
        for piece in _pieces(note.text, note.heard)
    ]
    return ft.Semantics(
        identifier="spoken-words", label=note.text, content=ft.Text(spans=spans, style=style)
    )


def _corrections(words: Catalog, note: SpokenNote, act: SpokenActions) -> list[ft.Control]:
    """Return the names that were set right, each with the way back while it stands."""
    rows: list[ft.Control] = []
    for place, one in enumerate(from_corrections(note.corrections)):
        if one.now in note.text:
            said = words.t("spoken.corrected", now=one.now, was=one.was)
            undo = words.t("spoken.corrected_undo")
            back = quiet_button(undo, partial(act.as_heard, one), f"spoken-as-heard-{place}")
            line = text(said, "small", theme.INK_SOFT, expand=True)
            rows.append(ft.Row(spacing=theme.SPACE_8, controls=[line, back]))
    return rows


@lru_cache(maxsize=4)
def _pieces(now: str, then: str) -> tuple[Piece, ...]:
    """Return a note's words as they are tapped and lit, in phrases where it is long.

    Of words that a phone's own recogniser heard nobody knows when they were spoken.
    """
    heard = from_text(then)
    timed = heard and any(word.end_ms for word in heard.words)
    return phrased(aligned(now, heard) if heard and timed else (Piece(now),), _SPANS)


def _is_heard(piece: Piece, at_ms: int | None) -> bool:
    if at_ms is None or piece.start_ms is None or piece.end_ms is None:
        return False
    return piece.start_ms <= at_ms < piece.end_ms


def _lit(style: ft.TextStyle) -> ft.TextStyle:
    return ft.TextStyle(
        size=style.size,
        weight=style.weight,
        height=style.height,
        color=theme.ON_PEN_WASH,
        bgcolor=theme.PEN_WASH,
        font_family=style.font_family,
    )


def _original(words: Catalog, note: SpokenNote) -> ft.Control:
    return ft.Semantics(
        identifier="spoken-original",
        content=ft.Column(
            spacing=theme.SPACE_4,
            tight=True,
            controls=[
                text(words.t("spoken.original"), "small_strong", theme.INK_SOFT),
                text(note.original, "small", theme.INK_SOFT),
            ],
        ),
    )
