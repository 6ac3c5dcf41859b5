"""Take everything along in one file: to keep, to move, or to begin a new server with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import flet as ft

from app import theme
from app.hooks import App, use_app
from app.i18n.catalog import Catalog
from app.moving import Taken
from app.platforms import in_phone_app
from app.screens.newest import newest
from app.screens.page_events import use_escape
from app.screens.problems import problem_words
from app.screens.sheet import inset, sheet_head, sheet_layout
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.handlers import Press, tagged
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError

Why = Literal["take", "source"]
Way = Literal["share", "save", "download"]
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class TakingOut:
    """How far it is.

    Attributes:
        why: What the file is for: to take along, or to begin a new server with.
        way: How this device hands a file over.
        working: Whether it is being written.
        done: How much is done so far.
        total: Of how much.
        taken: The file, once it is whole.
        address: Where a browser fetches it.
        handed: Whether it was handed over.
        problem: What went wrong; empty while all is well.
    """

    why: Why = "take"
    way: Way = "save"
    working: bool = False
    done: int = 0
    total: int = 0
    taken: Taken | None = None
    address: str = ""
    handed: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TakingOutActions:
    """What a person can do here.

    Attributes:
        join: Joins the new server; None where there is none.
    """

    make: Press
    hand_over: Press
    close: Press
    join: Press | None


def taking_out_view(
    words: Catalog, page: TakingOut, actions: TakingOutActions, *, wide: bool
) -> ft.Control:
    """Return what the file is for, how far it is, and the way to have it."""
    body: list[ft.Control] = [inset(text(words.t(f"{page.why}.why"), "body"))]
    if page.problem:
        body.append(inset(banner(page.problem, "amber", identifier="take-problem")))
    if page.taken:
        body += _made(words, page, page.taken)
    elif page.working:
        body.append(inset(_progress(words, page)))
    else:
        body.append(inset(text(words.t("take.inside"), "small", theme.INK_SOFT)))
    dock = _dock(words, page, actions)
    if actions.join and not page.working:
        dock.append(inset(quiet_button(words.t("source.join"), actions.join, "take-join")))
    title = text(words.t(f"{page.why}.title"), "title")
    return sheet_layout(
        [*body, ft.Container(height=theme.SPACE_16)],
        dock,
        head=sheet_head(title, words.t("common.close"), actions.close),
        wide=wide,
    )


def _dock(words: Catalog, page: TakingOut, actions: TakingOutActions) -> list[ft.Control]:
    if page.working:
        return []
    if page.taken is None:
        return [inset(primary_button(words.t("take.make"), actions.make, "take-make"))]
    label = words.t(f"take.{page.way}")
    if page.handed:
        return [inset(quiet_button(label, actions.hand_over, "take-hand-over"))]
    if page.way == "download":
        return [inset(_download(label, page.address, actions.hand_over))]
    return [inset(primary_button(label, actions.hand_over, "take-hand-over"))]


def _download(label: str, address: str, on_press: Press) -> ft.Control:
    """Return the button that fetches the file: a browser does so on the person's own tap."""
    return tagged(
        "take-hand-over",
        ft.FilledButton(
            content=label,
            icon=ft.Icons.DOWNLOAD_ROUNDED,
            url=ft.Url(address, target=ft.UrlTarget.SELF),
            on_click=on_press,
            height=theme.room_for_text(theme.TOUCH),
        ),
    )


def _progress(words: Catalog, page: TakingOut) -> ft.Control:
    share = page.done / page.total if page.total else None
    return ft.Column(
        spacing=theme.SPACE_12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.ProgressBar(value=share, color=theme.PEN, bgcolor=theme.LINE, bar_height=4),
            text(words.t("take.working"), "small", theme.INK_SOFT),
        ],
    )


def _made(words: Catalog, page: TakingOut, taken: Taken) -> list[ft.Control]:
    size = words.number(max(1, round(taken.size / _MIB)))
    held = words.t(
        "take.made",
        entries=words.number(taken.contents.records),
        files=words.number(taken.contents.files),
        size=size,
    )
    parts: list[ft.Control] = [
        inset(ft.Semantics(identifier="take-made", content=text(held, "strong")))
    ]
    if taken.contents.missing:
        missing = words.t("take.missing", count=taken.contents.missing)
        parts.append(inset(banner(missing, "amber", identifier="take-missing")))
    parts.append(inset(text(words.t("take.unlocked"), "small", theme.INK_SOFT)))
    if page.why == "source":
        steps = [words.t(f"source.step_{n}", file=taken.path.name) for n in (1, 2, 3)]
        parts += [inset(text(step, "body")) for step in steps]
    return parts


@guarded
def TakingOutScreen(why: Why, back: Press, join: Press | None = None) -> ft.Control:
    """Write the file, and hand it over.

    Args:
        why: What it is for.
        back: Leaves; the file is not kept here.
        join: Leaves for joining a new server, if that is what it is for.
    """
    words, app, flet_page = use_words(), use_app(), ft.context.page
    share, picker = ft.use_memo(ft.Share, []), ft.use_memo(ft.FilePicker, [])
    page, set_page = ft.use_state(TakingOut(why, _way(flet_page)))

    def told(done: int, total: int) -> None:
        set_page(lambda old: replace(old, done=done, total=total))

    async def make() -> None:
        set_page(lambda old: replace(old, working=True, problem=""))
        try:
            name = f"Rapport {app.runtime.now():%Y-%m-%d}.zip"
            taken = await app.runtime.moving.take_out(words, name, told)
        except RapportError as error:
            problem = problem_words(words, error)
            set_page(lambda old: replace(old, working=False, problem=problem))
            return
        address = app.runtime.lent.lend(taken.path) if flet_page.web else ""
        set_page(lambda old: replace(old, working=False, taken=taken, address=address))

    async def close() -> None:
        made = newest(set_page)
        if made.address and made.handed:
            back()  # the browser may still be fetching it; the next one takes its place
            return
        app.runtime.lent.give_back(made.address)
        if not made.working:
            await app.runtime.moving.clear()
        back()

    use_escape(close)
    hand_over = partial(_hand_over, app, words, _Ways(share, picker), set_page)
    actions = TakingOutActions(make, hand_over, close, join)
    return taking_out_view(words, page, actions, wide=app.state.wide)


@dataclass(frozen=True, slots=True)
class _Ways:
    """How a device hands a file over, besides a browser."""

    share: ft.Share
    picker: ft.FilePicker


def _way(page: ft.Page) -> Way:
    if page.web:
        return "download"
    return "share" if in_phone_app(page) else "save"


async def _hand_over(
    app: App,
    words: Catalog,
    ways: _Ways,
    set_page: Callable[[Callable[[TakingOut], TakingOut]], None],
) -> None:
    """Give the file to its person, who says where it goes."""
    made = newest(set_page)
    if made.taken is None:
        return
    flet_page, path = ft.context.page, made.taken.path
    try:
        if made.way == "share":
            await ways.share.share_files([ft.ShareFile.from_path(str(path), name=path.name)])
        elif made.way == "save":
            chosen = await ways.picker.save_file(file_name=path.name)
            if not chosen:
                return
            await app.runtime.moving.save_as(made.taken, Path(chosen))
    except RapportError as error:
        problem = problem_words(words, error)
        set_page(lambda old: replace(old, problem=problem))
        return
    set_page(lambda old: replace(old, handed=True, problem=""))
    said = words.t(f"take.{made.way}_done", file=path.name)
    flet_page.show_dialog(snackbar(said, wide=app.state.wide))
