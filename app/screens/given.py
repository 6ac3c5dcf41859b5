"""Word of what changed hands, where people work: who gave it, why, and one tap to let it go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.giving import hear_of_giving_again, let_giving_go, say_why
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.giving import Given, giving_about, givings
from app.screens.doing import do
from app.screens.drafts import use_draft
from app.screens.going import go
from app.screens.problems import problem_words
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.snack import snackbar, undo_snackbar
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError

KNOWN: Final = "known_giving"
"""What a query names to be read again whenever word of a giving is let go."""

_KINDS: Final = ("deal", "account", "user", KNOWN)
_SHOWN: Final = 3
_PADDING: Final = theme.SPACE_12  # of a quiet button, left and right


@dataclass(frozen=True)
class GivenActions:
    """What can be done about word of a giving.

    Attributes:
        fine: Lets it go.
        say: Opens the line that says why; None for who did not give it.
        open: Opens the record; None where one is already there.
    """

    fine: Press
    say: Press | None = None
    open: Press | None = None


def use_giving(kind: str, record_id: str) -> Given | None:
    """Return what this person hears about the record on screen. A hook."""
    app, me = use_app(), _my_id()
    query = partial(
        giving_about,
        user_id=me,
        now_ms=round(app.runtime.now().timestamp() * 1000),
        kind=kind,
        record_id=record_id,
    )
    return use_query(query, _KINDS, me, kind, record_id).value


def use_givings() -> tuple[Given, ...]:
    """Return all that changed hands and is news to this person. A hook."""
    app, me = use_app(), _my_id()
    now_ms = round(app.runtime.now().timestamp() * 1000)
    query = partial(givings, user_id=me, now_ms=now_ms)
    return use_query(query, _KINDS, me).value or ()


def _my_id() -> str:
    me = use_app().state.me
    return me.id if me else ""


def with_giving(
    notes: Mapping[str, Sequence[ft.Control]], given: Given | None
) -> dict[str, Sequence[ft.Control]]:
    """Return the notes of a page with word of a giving under its head."""
    if given is None:
        return dict(notes)
    return {**notes, "head": (_inset(given), *notes.get("head", ()))}


def giving_notes(words: Catalog, found: Sequence[Given]) -> list[ft.Control]:
    """Return word of the latest givings for a list, the rest counted."""
    notes: list[ft.Control] = [_inset(given, apart=True) for given in found[:_SHOWN]]
    if len(found) > _SHOWN:
        line = words.t("given.more", count=len(found) - _SHOWN)
        notes.append(
            ft.Container(
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
                content=text(line, "small", theme.INK_SOFT),
            )
        )
    return notes


def _inset(given: Given, *, apart: bool = False) -> ft.Container:
    return ft.Container(
        key=f"given-{given.record_id}",
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
        content=GivenNote(given, apart=apart, key=f"given-{given.record_id}"),
    )


@guarded
def GivenNote(given: Given, *, apart: bool = False) -> ft.Control:
    """Show who gave what to whom, and hold whether the reason is being written.

    Args:
        given: What to show.
        apart: It stands away from its record: name that, and let it be opened.
    """
    app, words = use_app(), use_words()
    saying, set_saying = ft.use_state(False)  # noqa: FBT003
    draft = use_draft(f"given:{given.record_id}:{given.stamp}", {"why": given.why})

    async def fine() -> None:
        await _let_go(app, words, given)

    async def close() -> None:
        set_saying(False)
        await draft.forget()

    async def save() -> None:
        command = partial(
            say_why, kind=given.kind, record_id=given.record_id, why=draft.fields["why"]
        )
        if await do(app, words, draft.filing(command), words.t("given.why_kept")):
            await close()

    actions = GivenActions(
        fine,
        partial(set_saying, True) if given.part == "gave" else None,  # noqa: FBT003
        partial(go, given.path) if apart else None,
    )
    editor = None
    if saying or draft.changed:
        editor = [
            field(
                words.t("given.why"),
                draft.fields["why"],
                partial(draft.put, "why"),
                "given-why",
                hint=words.t("given.why_hint"),
                autofocus=True,
                on_submit=save,
            ),
            ft.Row(
                wrap=True,
                controls=[
                    primary_button(words.t("common.save"), save, "given-save"),
                    quiet_button(words.t("common.cancel"), close, "given-cancel"),
                ],
            ),
        ]
    return given_view(words, given, actions, editor=editor, apart=apart)


def given_view(
    words: Catalog,
    given: Given,
    actions: GivenActions,
    *,
    editor: list[ft.Control] | None = None,
    apart: bool = False,
) -> ft.Control:
    """Return a calm note, and what can be done about it.

    Args:
        words: The language.
        given: What changed hands.
        actions: What can be done.
        editor: The line that says why, while it is open.
        apart: Name the record as well.
    """
    mark = ft.Icon(ft.Icons.SWAP_HORIZ_ROUNDED, color=theme.PEN, size=theme.TEXT_20)
    said: list[ft.Control] = [text(given_words(words, given), "body")]
    if apart:
        said.insert(0, text(given_title(words, given), "strong", lines=2))
    told = ft.Column(expand=True, spacing=theme.SPACE_4, tight=True, controls=said)
    head = ft.Row(
        spacing=theme.SPACE_12,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[mark, told],
    )
    return ft.Semantics(
        identifier=f"given-{given.record_id}",
        content=ft.Container(
            bgcolor=theme.PAPER_SUNK,
            border_radius=theme.RADIUS_12,
            padding=ft.Padding.only(
                left=theme.SPACE_16,
                right=theme.SPACE_16,
                top=theme.SPACE_12,
                bottom=theme.SPACE_12 if editor else 0,
            ),
            content=ft.Column(
                spacing=theme.SPACE_12 if editor else 0,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[head, *(editor or [_buttons(words, given, actions)])],
            ),
        ),
    )


def given_words(words: Catalog, given: Given) -> str:
    """Return who gave it to whom, and why: "Maria gave you this: “…”"."""
    stem = {"got": "given.got", "gave": "given.gave", "lost": "given.lost"}[given.part]
    if given.part == "lost" and given.taken:
        stem += "_taken"
    elif given.part != "got" and not given.to:
        stem += "_nobody"
    by = given.by or words.t("given.someone")
    return words.t(f"{stem}_why" if given.why else stem, by=by, to=given.to, why=given.why)


def given_title(words: Catalog, given: Given) -> str:
    """Return what was given: a deal with its customer."""
    named = [name for name in (given.account, given.title) if name]
    return " · ".join(named) or words.t(f"kind.{given.kind}")


def _buttons(words: Catalog, given: Given, actions: GivenActions) -> ft.Control:
    name = f"given-{given.record_id}"
    buttons: list[ft.Control] = []
    if actions.open:
        buttons.append(quiet_button(words.t("given.open"), actions.open, f"{name}-open"))
    if actions.say:
        label = words.t("given.why_change" if given.why else "given.say_why")
        buttons.append(quiet_button(label, actions.say, f"{name}-say"))
    fine = words.t("given.fine")
    buttons.append(quiet_button(fine, actions.fine, f"{name}-fine", color=theme.INK_SOFT))
    # In line with the words: past the mark, less the buttons' own padding.
    return ft.Container(
        margin=ft.Margin.only(left=theme.TEXT_20 + theme.SPACE_12 - _PADDING),
        content=ft.Row(wrap=True, spacing=0, run_spacing=0, controls=buttons),
    )


async def _let_go(app: App, words: Catalog, given: Given) -> None:
    """Put the note away on this device; the message offers the way back."""
    page = ft.context.page
    wide = app.state.wide

    async def known(command: partial[None]) -> bool:
        try:
            await app.runtime.run(command)
        except RapportError as error:
            page.show_dialog(snackbar(problem_words(words, error), wide=wide))
            return False
        app.runtime.announce([KNOWN])
        return True

    async def again() -> None:
        await known(partial(hear_of_giving_again, record_id=given.record_id))

    gone = partial(let_giving_go, record_id=given.record_id, stamp=given.stamp)
    if await known(gone):
        page.show_dialog(
            undo_snackbar(words.t("me.gone"), words.t("common.undo"), again, wide=wide)
        )
