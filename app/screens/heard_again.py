"""A recording heard once more: by another recogniser, and beside words that a person changed."""

from dataclasses import dataclass
from functools import partial

import flet as ft

from app import theme
from app.commands.transcripts import again, take_heard
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.transcripts import newly_heard
from app.recognisers import Choice
from app.screens.doing import do
from app.screens.me_speech_view import engine_words
from app.screens.problems import problem_words
from app.speech.heard import Heard
from app.speech.names.correction import to_text
from app.widgets.buttons import quiet_button
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import StoreError

_NONE: tuple[Choice, ...] = ()


@guarded
def HeardAgain(note_id: str, heard_by: str) -> ft.Control:
    """Offer other recognisers for a recording, and the words one of them has heard since.

    Args:
        note_id: The note, whose recording is done; give it as `key` as well.
        heard_by: The recogniser that heard it last.
    """
    app, words = use_app(), use_words()
    choices, set_choices = ft.use_state(_NONE)
    new = use_query(partial(newly_heard, note_id=note_id), ("note",), note_id).value
    doing = HeardAgainDoing(app, words, note_id)

    async def look() -> None:
        set_choices(await app.runtime.recognisers.choices())

    ft.use_effect(look, [note_id])
    language = app.state.settings.speech_language
    others = [
        choice.name
        for choice in choices
        if choice.state == "ready" and choice.name != heard_by and language in choice.languages
    ]
    parts: list[ft.Control] = [_new(words, new, doing)] if new else []
    if others:
        parts.append(
            ft.Row(
                wrap=True,
                spacing=0,
                controls=[
                    quiet_button(
                        words.t("dictation.again_by", name=engine_words(words, name)),
                        partial(doing.again, name),
                        f"heard-again-{name}",
                        icon=ft.Icons.HEARING_ROUNDED,
                    )
                    for name in others
                ],
            )
        )
    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )


@dataclass(frozen=True)
class HeardAgainDoing:
    """What one can do about a recording that is heard once more."""

    app: App
    words: Catalog
    note_id: str

    async def again(self, engine: str) -> None:
        """Have another recogniser write it down."""
        command = partial(again, note_id=self.note_id, engine=engine)
        await do(self.app, self.words, command, self.words.t("dictation.again_said"))

    async def take(self, heard: Heard) -> None:
        """Put the words heard now in place of those that stand."""
        page, runtime = ft.context.page, self.app.runtime
        try:
            right = await runtime.dictation.set_right(runtime.replica, self.note_id, heard)
        except StoreError as error:
            page.show_dialog(snackbar(problem_words(self.words, error), wide=self.app.state.wide))
            return
        command = partial(
            take_heard,
            note_id=self.note_id,
            text=right.text,
            corrections=to_text(right.corrections),
        )
        await do(self.app, self.words, command, self.words.t("dictation.new_taken"))


def _new(words: Catalog, heard: Heard, doing: HeardAgainDoing) -> ft.Control:
    """Return the words that were heard since, quietly beside the person's own."""
    by = words.t("dictation.new", name=engine_words(words, heard.engine))
    take = quiet_button(words.t("dictation.new_take"), partial(doing.take, heard), "heard-take")
    return ft.Semantics(
        identifier="heard-new",
        content=ft.Container(
            padding=theme.SPACE_16,
            border_radius=theme.RADIUS_12,
            bgcolor=theme.PAPER_SUNK,
            content=ft.Column(
                spacing=theme.SPACE_8,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    text(by, "small_strong", theme.INK_SOFT),
                    text(heard.text, "body"),
                    ft.Row(controls=[take]),
                ],
            ),
        ),
    )
