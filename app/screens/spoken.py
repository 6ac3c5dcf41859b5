"""A spoken note on its own sheet: hear it, read it, set it right, take what it offers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import flet as ft

from app import theme
from app.commands.notes import undo_correction
from app.commands.offers import file_under
from app.commands.transcripts import again
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.spoken import SpokenNote, spoken_note
from app.runtime import BOOKKEEPING
from app.screens.account_picker import AccountPicker
from app.screens.doing import do
from app.screens.going import close
from app.screens.heard_again import HeardAgain
from app.screens.moment import NoteEditor
from app.screens.offering import Offering
from app.screens.page_events import use_escape
from app.screens.playing import use_playing
from app.screens.playing_view import playing_view
from app.screens.sheet import inset, sheet_head, sheet_layout
from app.screens.speech_offer import speech_offer
from app.screens.spoken_view import SpokenActions, spoken_body, spoken_title
from app.speech.heard import from_text
from app.speech.names.correction import Correction
from app.speech.transcribing import Transcribing
from app.widgets.banner import banner
from app.widgets.buttons import primary_button
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.words import use_words

_KINDS = ("note", "account", "deal", "user", "attachment", BOOKKEEPING)


@dataclass(frozen=True)
class SpokenDoing:
    """What one can do with a spoken note; made at each render.

    Attributes:
        show: Puts ``search`` or ``editor`` in place of the words; nothing gives them back.
    """

    app: App
    words: Catalog
    note: SpokenNote
    show: Callable[[str], object]

    def settle(self) -> None:
        """Show the words again."""
        self.show("")

    def edit(self) -> None:
        """Let the words be changed."""
        self.show("editor")

    async def file(self, account_id: str, name: str) -> None:
        """Say which customer it is about."""
        self.settle()
        command = partial(file_under, note_id=self.note.id, account_id=account_id, new_account=name)
        await do(self.app, self.words, command, self.words.t("spoken.filed", name=name))

    async def write_again(self) -> None:
        """Have the recording written down once more."""
        command = partial(again, note_id=self.note.id)
        await do(self.app, self.words, command, self.words.t("spoken.again_said"))

    async def as_heard(self, correction: Correction) -> None:
        """Write a name again as it was heard."""
        command = partial(undo_correction, note_id=self.note.id, correction=correction)
        await do(self.app, self.words, command, self.words.t("spoken.corrected_undone"))


@guarded
def SpokenScreen(note_id: str) -> ft.Control:
    """Show a note once it is read."""
    app, words = use_app(), use_words()
    me = app.state.me
    attempt, set_attempt = ft.use_state(0)
    user_id = me.id if me else ""
    loaded = use_query(
        # In a tuple: no note is an answer, too.
        lambda connection: (spoken_note(connection, note_id, user_id),),
        _KINDS,
        note_id,
        attempt,
    )
    (note,) = loaded.value or (None,)
    if note:
        return SpokenSheet(note, key=note_id)
    wide = app.state.wide
    head = sheet_head(ft.Container(), words.t("common.close"), close)
    if loaded.error:
        retry = partial(set_attempt, attempt + 1)
        problem = banner(
            words.t("error.list"),
            "amber",
            identifier="spoken-unread",
            action=words.t("common.retry"),
            on_action=retry,
        )
        return sheet_layout([inset(problem)], [], head=head, wide=wide)
    if loaded.value is None:
        return sheet_layout([Patience(3)], [], head=head, wide=wide)
    gone = empty_state(
        ft.Icons.MIC_OFF_OUTLINED,
        words.t("spoken.gone"),
        words.t("spoken.gone_why"),
        identifier="spoken-gone",
    )
    return sheet_layout([gone], [], head=head, wide=wide)


@guarded
def SpokenSheet(note: SpokenNote) -> ft.Control:
    """Hold what stands in for the words: the search for a customer, the editor."""
    app, words = use_app(), use_words()
    over, set_over = ft.use_state("")
    doing = SpokenDoing(app, words, note, set_over)
    leave = doing.settle if over else close
    use_escape(leave)
    head = sheet_head(
        spoken_title(words, note, app.runtime.now(), partial(set_over, "search")),
        words.t("common.close"),
        leave,
    )
    dock: list[ft.Control] = []
    body: ft.Control
    if over == "search":
        body = AccountPicker(
            note.account_id, note.account, doing.file, searching=True, on_cancel=doing.settle
        )
    elif over == "editor":
        body = NoteEditor(note.id, note.text, doing.settle)
    else:
        body = SpokenPage(note, doing, key="page")
        dock.append(inset(primary_button(words.t("common.done"), close, "spoken-done")))
    air = ft.Container(height=theme.SPACE_4)
    return sheet_layout([air, inset(body), air], dock, head=head, wide=app.state.wide)


@guarded
def SpokenPage(note: SpokenNote, doing: SpokenDoing) -> ft.Control:
    """Show words, offers and sound."""
    app, words, playing = use_app(), use_words(), use_playing(note.recording)
    now = app.state.transcribing

    async def hear(start_ms: int) -> None:
        if playing:
            await playing.play_from(start_ms)

    act = SpokenActions(
        edit=doing.edit, again=doing.write_again, hear=hear, as_heard=doing.as_heard
    )
    if now.note_id != note.id:
        now = Transcribing(problem=now.problem)
    parts = spoken_body(words, note, act, now, at_ms=playing.heard_ms if playing else None)
    if note.transcription == "pending" and note.mine and now.problem:
        parts += speech_offer(app, words, asked=True)
    if note.mine:
        parts.append(Offering(note.id, note.account_id, key="offers"))
    if playing:
        parts.append(playing_view(words, playing))
    heard = from_text(note.heard)
    if note.mine and heard and note.recording and not note.recording.gone:
        parts.append(HeardAgain(note.id, heard.engine, key="heard-again"))
    return ft.Column(
        spacing=theme.SPACE_16,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
