"""The first run: look around, start alone, join a team, or bring everything back."""

from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app import theme
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.i18n.currency import COMMON, guessed_currency
from app.screens.bringing_back import BringingBackForm
from app.screens.first_page import first_page
from app.screens.join import JoinForm
from app.screens.newest import newest
from app.screens.page_events import use_escape
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.buttons import primary_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError


@dataclass(frozen=True, slots=True)
class AloneDraft:
    """What was typed to start alone.

    Attributes:
        problem: What is wrong with the name; empty while nothing is.
    """

    name: str = ""
    currency: str = ""
    problem: str = ""


def welcome_view(words: Catalog, on_pick: Take, *, wide: bool, problem: str = "") -> ft.Control:
    """Return the four ways to begin.

    Args:
        words: The language.
        on_pick: Called with "practice", "alone", "join" or "back".
        wide: Whether the window is a desktop's.
        problem: Why the last way did not work, if one was tried.
    """
    ways = [
        ("practice", ft.Icons.EXPLORE_OUTLINED),
        ("alone", ft.Icons.EDIT_NOTE_ROUNDED),
        ("join", ft.Icons.GROUP_ADD_OUTLINED),
        ("back", ft.Icons.UNARCHIVE_OUTLINED),
    ]
    body: list[ft.Control] = [_way(words, way, icon, partial(on_pick, way)) for way, icon in ways]
    if problem:
        body.insert(0, banner(problem, "amber", identifier="welcome-problem"))
    body.append(text(words.t("welcome.private"), "small", theme.INK_SOFT))
    return first_page(words.t("welcome.title"), words.t("welcome.why"), body, wide=wide, mark=True)


def _way(words: Catalog, way: str, icon: ft.IconData, on_press: Press) -> ft.Control:
    said = ft.Column(
        expand=True,
        spacing=2,
        tight=True,
        controls=[
            text(words.t(f"welcome.{way}"), "strong"),
            text(words.t(f"welcome.{way}_why"), "small", theme.INK_SOFT),
        ],
    )
    return ft.Semantics(
        identifier=f"welcome-{way}",
        button=True,
        content=ft.Container(
            padding=theme.SPACE_16,
            border_radius=theme.RADIUS_12,
            bgcolor=theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.LINE),
            ink=True,
            on_click=on_press,
            content=ft.Row(
                spacing=theme.SPACE_16,
                controls=[
                    ft.Icon(icon, color=theme.PEN, size=28),
                    said,
                    ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT),
                ],
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class AloneActions:
    """What a person can do here."""

    name: Take
    currency: Take
    start: Press
    back: Press


def alone_view(
    words: Catalog, draft: AloneDraft, actions: AloneActions, *, wide: bool
) -> ft.Control:
    """Return the two questions before starting alone."""
    guess = guessed_currency()
    offered = list(dict.fromkeys((guess, *COMMON)))
    body: list[ft.Control] = [
        field(
            words.t("alone.name"),
            draft.name,
            actions.name,
            "alone-name",
            error=draft.problem or None,
            autofocus=True,
            on_submit=actions.start,
        ),
        text(words.t("alone.currency"), "small_strong", theme.INK_SOFT),
        choice_chips(
            [Choice(code, code) for code in offered],
            draft.currency,
            actions.currency,
            "alone-currency",
        ),
        ft.Container(height=theme.SPACE_4),
        primary_button(words.t("alone.go"), actions.start, "alone-go"),
    ]
    return first_page(
        words.t("alone.title"),
        words.t("alone.why"),
        body,
        wide=wide,
        back=words.t("common.back"),
        on_back=actions.back,
    )


def practice_view(words: Catalog, done: int, of: int, *, wide: bool) -> ft.Control:
    """Return how far the practice data is."""
    share = done / of if of else None
    body: list[ft.Control] = [
        ft.ProgressBar(value=share, color=theme.PEN, bgcolor=theme.LINE, bar_height=4),
        text(words.t("practice.done", count=done), "small", theme.INK_SOFT),
    ]
    return first_page(
        words.t("practice.title"), words.t("practice.why"), body, wide=wide, mark=True
    )


@guarded
def WelcomeScreen() -> ft.Control:
    """Show the first run until somebody uses this device."""
    words, app = use_words(), use_app()
    step, set_step = ft.use_state("join" if app.runtime.invitation else "choose")
    progress, set_progress = ft.use_state((0, 0))
    problem, set_problem = ft.use_state("")
    back = partial(set_step, "choose")

    async def practise() -> None:
        try:
            await app.runtime.practise(lambda done, of: set_progress((done, of)))
        except RapportError as error:
            set_problem(problem_words(words, error))
            set_step("choose")

    async def pick(way: str) -> None:
        set_problem("")
        set_step(way)
        if way == "practice":
            await practise()

    if step == "practice":
        return practice_view(words, *progress, wide=app.state.wide)
    if step == "join":
        return JoinForm(back, _nothing)
    if step == "back":
        return BringingBackForm(back)
    if step == "alone":
        return AloneForm(back)
    return welcome_view(words, pick, wide=app.state.wide, problem=problem)


def stages_said(words: Catalog) -> dict[str, str]:
    """Return the first stages in a person's language, as `default_pipeline` takes them."""
    texts = words.language.texts.items()
    return {key.removeprefix("stages."): said for key, said in texts if key.startswith("stages.")}


@guarded
def AloneForm(back: Press) -> ft.Control:
    """Ask for a name and a currency, and start."""
    words, app = use_words(), use_app()
    draft, set_draft = ft.use_state(AloneDraft(currency=guessed_currency()))

    use_escape(back)

    def name(text: str) -> None:
        set_draft(lambda old: replace(old, name=text, problem=""))

    def currency(code: str) -> None:
        set_draft(lambda old: replace(old, currency=code))

    def wrong(problem: str) -> None:
        set_draft(lambda old: replace(old, problem=problem))

    async def start() -> None:
        typed = newest(set_draft)
        if not typed.name.strip():
            wrong(words.t("alone.name_missing"))
            return
        try:
            await app.runtime.start_alone(typed.name.strip(), typed.currency, stages_said(words))
        except RapportError as error:
            wrong(problem_words(words, error))

    actions = AloneActions(name, currency, start, back)
    return alone_view(words, draft, actions, wide=app.state.wide)


def _nothing() -> None:
    """Stay: once somebody uses this device, the app takes this screen's place."""
