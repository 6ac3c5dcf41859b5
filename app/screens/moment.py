"""One entry of a timeline: closed it can be skimmed, open it says everything."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.notes import edit_note
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.queries.timeline import Moment
from app.screens.doing import do
from app.screens.drafts import use_draft
from app.screens.going import go
from app.screens.page_events import use_escape
from app.screens.told_words import told_words
from app.screens.writing import use_writing
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.rows import timeline_item
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

_ICONS: Final = {
    "visit": ft.Icons.STOREFRONT_ROUNDED,
    "call": ft.Icons.CALL_ROUNDED,
    "note": ft.Icons.EDIT_NOTE_ROUNDED,
    "problem": ft.Icons.REPORT_PROBLEM_OUTLINED,
    "solved": ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED,
    "fact": ft.Icons.LIGHTBULB_OUTLINE_ROUNDED,
    "won": ft.Icons.HANDSHAKE_OUTLINED,
    "lost": ft.Icons.HIGHLIGHT_OFF_ROUNDED,
    "step": ft.Icons.CHECK_ROUNDED,
    "check_in": ft.Icons.SENTIMENT_SATISFIED_ROUNDED,
    "file": ft.Icons.ATTACH_FILE_ROUNDED,
}
_WITH_SOMEBODY: Final = frozenset({"visit", "call", "note"})
_SKIMMED_LINES: Final = 6
_SKIMMED: Final = 240  # letters: surely six lines on the narrowest pane
_CUT: Final = 1_000  # letters sent for a closed entry; six lines never hold more


@dataclass(frozen=True)
class Look:
    """What is shown of an entry.

    Attributes:
        joined: There is a server it may wait for.
        deal: Name the deal.
        last: The thread ends here.
        open: Show all the words and the exact time.
    """

    joined: bool
    deal: bool
    last: bool
    open: bool = False


@guarded
def MomentEntry(
    moment: Moment,
    when: tuple[str, str],
    look: Look,
    on_edit: Take | None,
    on_again: Take | None = None,
) -> ft.Control:
    """Hold whether an entry is open. Holds no component that asks for a context.

    A memoised component's own children lose their contexts in Flet 1.0.5 when
    its parent is drawn again: `MomentEditing` stands beside it, not inside.

    Args:
        moment: What to show.
        when: The time as people say it, and exactly.
        look: What is shown of it.
        on_edit: Opens the words for changing, by the entry's id; None where
            they are not this person's.
        on_again: Opens a solved problem again, by the entry's id.
    """
    words = use_words()
    open_, set_open = ft.use_state(False)  # noqa: FBT003

    def toggle() -> None:
        set_open(lambda was: not was)

    edit = partial(on_edit, moment.id) if on_edit and moment.note_id else None
    again = partial(on_again, moment.id) if on_again and moment.form == "solved" else None
    return moment_view(
        words,
        moment,
        when,
        replace(look, open=open_),
        on_toggle=toggle,
        on_edit=edit,
        on_again=again,
    )


@guarded
def MomentEditing(moment: Moment, when: tuple[str, str], look: Look, on_close: Press) -> ft.Control:
    """Show an entry whose words are being changed."""
    editor = NoteEditor(moment.note_id, moment.text, on_close)
    return moment_view(use_words(), moment, when, look, editor=editor)


def moment_view(
    words: Catalog,
    moment: Moment,
    when: tuple[str, str],
    look: Look,
    *,
    on_toggle: Press | None = None,
    on_edit: Press | None = None,
    on_again: Press | None = None,
    editor: ft.Control | None = None,
) -> ft.Control:
    """Return an entry.

    Args:
        words: The language.
        moment: What to show.
        when: The time as people say it, and exactly.
        look: What is shown of it.
        on_toggle: Opens or closes it.
        on_edit: Opens the words for changing.
        on_again: Opens a solved problem again.
        editor: Stands in place of the words.
    """
    long = len(moment.text) > _SKIMMED or moment.text.count("\n") >= _SKIMMED_LINES
    body = moment.text if look.open or not long else moment.text[:_CUT]
    foot: list[ft.Control] = [editor] if editor else []
    if long and not look.open:
        foot.append(text(words.t("timeline.read_all"), "small_strong", theme.PEN))
    foot.append(_about(words, moment, look))
    if look.open and not editor:
        foot.extend(_details(words, moment, when[1], on_edit, on_again))
    said = text(when[0], "small", theme.INK_SOFT)
    said.tooltip = when[1]
    return timeline_item(
        _title(words, moment),
        said,
        f"moment-{moment.id}",
        icon=_ICONS[moment.form],
        body=None if editor else body,
        lines=_SKIMMED_LINES if long and not look.open else None,
        footer=ft.Column(
            spacing=theme.SPACE_8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=foot,
        ),
        on_press=on_toggle,
        last=look.last,
    )


def _title(words: Catalog, moment: Moment) -> str:
    if moment.contact and moment.form in _WITH_SOMEBODY:
        return words.t(f"timeline.{moment.form}_with", name=moment.contact)
    return words.t(f"timeline.{moment.form}")


def _about(words: Catalog, moment: Moment, look: Look) -> ft.Control:
    said = [moment.author] if moment.author else []
    if moment.read:
        said.append(words.t(f"read.{moment.read}"))
    if look.deal and moment.deal:
        said.append(moment.deal)
    parts: list[ft.Control] = []
    if moment.transcription and not moment.text:
        state = words.t(f"spoken.short_{moment.transcription}")
        parts.append(_marked(ft.Icons.MIC_NONE_ROUNDED, state))
    if moment.told:
        parts.append(text(told_words(words, moment.told), "small", theme.INK_SOFT, lines=3))
    if said:
        parts.append(text(" · ".join(said), "small", theme.INK_SOFT, lines=2))
    if moment.waiting and look.joined:
        parts.append(_marked(ft.Icons.SCHEDULE_ROUNDED, words.t("timeline.waiting")))
    return ft.Column(spacing=0, tight=True, controls=parts)


def _marked(icon: ft.IconData, said: str) -> ft.Control:
    mark = ft.Icon(icon, size=theme.TEXT_14, color=theme.INK_SOFT)
    label = text(said, "small", theme.INK_SOFT)
    return ft.Row(spacing=theme.SPACE_4, tight=True, controls=[mark, label])


def _details(
    words: Catalog, moment: Moment, exactly: str, on_edit: Press | None, on_again: Press | None
) -> list[ft.Control]:
    parts: list[ft.Control] = [text(exactly, "small", theme.INK_SOFT)]
    if moment.original:
        parts.append(text(words.t("timeline.original"), "small_strong", theme.INK_SOFT))
        parts.append(text(moment.original, "small", theme.INK_SOFT))
    tools: list[ft.Control] = []
    if moment.told and moment.told.photos:
        tools.append(
            quiet_button(
                words.t("photo.count", count=moment.told.photos),
                partial(go, f"/visits/{moment.id}"),
                f"moment-photos-{moment.id}",
                icon=ft.Icons.PHOTO_LIBRARY_OUTLINED,
            )
        )
    if moment.transcription:
        listen = partial(go, f"/notes/{moment.note_id}")
        tools.append(
            quiet_button(
                words.t("spoken.listen"),
                listen,
                f"moment-listen-{moment.id}",
                icon=ft.Icons.GRAPHIC_EQ_ROUNDED,
            )
        )
    if on_edit:
        tools.append(
            quiet_button(
                words.t("timeline.edit"),
                on_edit,
                f"moment-edit-{moment.id}",
                icon=ft.Icons.EDIT_ROUNDED,
            )
        )
    if on_again:
        label, mark = words.t("care.open_again"), ft.Icons.UNDO_ROUNDED
        tools.append(quiet_button(label, on_again, f"moment-again-{moment.id}", icon=mark))
    if tools:
        parts.append(ft.Row(wrap=True, spacing=0, controls=tools))
    return parts


@guarded
def NoteEditor(note_id: str, start: str, on_close: Press) -> ft.Control:
    """Let a person change their words; what they type is kept through a kill."""
    app, words = use_app(), use_words()
    draft = use_draft(f"note:{note_id}", {"text": start})

    async def cancel() -> None:
        await draft.forget()
        on_close()

    use_writing("line")
    use_escape(cancel)

    async def save() -> None:
        change = partial(edit_note, note_id=note_id, text=draft.fields["text"].strip())
        if await do(app, words, draft.filing(change), words.t("timeline.saved")):
            await cancel()

    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            field(
                words.t("timeline.words"),
                draft.fields["text"],
                partial(draft.put, "text"),
                "note-text",
                lines=4,
                autofocus=True,
            ),
            ft.Row(
                wrap=True,
                controls=[
                    primary_button(words.t("common.save"), save, "note-save"),
                    quiet_button(words.t("common.cancel"), cancel, "note-cancel"),
                ],
            ),
        ],
    )
