"""The fourth tab: what of mine is where, my team, this device."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app import theme
from app.commands.waiting import let_go, send_again, take_up_again
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries import team
from app.queries.team import Me, Person
from app.queries.waiting import WaitingChange, WaitingSummary, waiting
from app.runtime import BOOKKEEPING
from app.screens.going import go
from app.screens.join import JoinForm
from app.screens.kept import KeptWords
from app.screens.me_check_ins import CheckInSection
from app.screens.me_clashes import ClashSection
from app.screens.me_clock import ClockSection
from app.screens.me_device import THEMES, DeviceActions, data_section, look_section
from app.screens.me_erased import ErasedSection
from app.screens.me_password import PasswordSection
from app.screens.me_recordings import RecordingsSection
from app.screens.me_seen import SeenScreen
from app.screens.me_speech import SpeechScreen
from app.screens.me_stages import StagesScreen, stages_row
from app.screens.me_status import Standing, StatusActions, standing, status_section
from app.screens.me_team import Invite, people_section
from app.screens.problems import problem_words
from app.screens.same import SameScreen, SameSection
from app.screens.taking_out import TakingOutScreen
from app.screens.tidying import TidyScreen, tidy_row
from app.settings import Settings
from app.widgets.banner import banner
from app.widgets.frames import halves, page_title
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.snack import snackbar, undo_snackbar
from app.widgets.states import skeleton
from app.widgets.words import use_words
from sync.client.outbox import Refused
from sync.core.errors import RapportError

Work = Callable[[App], Awaitable[ft.SnackBar | None]]
"""Something done to the app; what to say afterwards."""

Acting = Callable[[Work], Awaitable[None]]

_LISTED = 30  # changes said one by one
_TRYING_S = 0.8  # long enough to see that something was tried


@dataclass(frozen=True, slots=True)
class MePage:
    """What the tab shows.

    Attributes:
        stands: How things stand, in words.
        working: Whether an exchange is under way.
        leaving: Whether the person has asked to leave.
    """

    me: Me
    stands: Standing
    summary: WaitingSummary
    people: tuple[Person, ...]
    settings: Settings
    working: bool = False
    leaving: bool = False


def me_view(
    words: Catalog,
    page: MePage,
    status: StatusActions,
    device: DeviceActions,
    *,
    invite: ft.Control | None,
    password: ft.Control | None = None,
    clashes: ft.Control | None = None,
    same: ft.Control | None = None,
    clock: ft.Control | None = None,
    rules: Sequence[ft.Control] = (),
    kept: ft.Control | None = None,
    tidying: ft.Control | None = None,
    shaping: ft.Control | None = None,
    wide: bool,
) -> ft.Control:
    """Return the tab: one column on a phone, two on a desktop.

    Args:
        words: The language.
        page: What to show.
        status: What can be done about what waits.
        device: What can be done on this device.
        invite: How to bring somebody in, for those who may.
        password: How to set a password, for those in a team.
        clashes: What two people wrote unseen, for those who have a team.
        same: How many pairs may be the same.
        clock: What is to be said of the device's clock, for those who have a team.
        rules: What the team agreed on: how long recordings are kept, when a customer is asked;
            and for an admin what was erased.
        kept: Words on this device alone.
        tidying: The way to what two minutes set right.
        shaping: The way to the team's pipelines, for those who lead.
        wide: Whether the window is a desktop's.
    """
    me = page.me
    subtitle = words.t("me.who", role=words.t(f"role.{me.role}"), team=me.team)
    title = page_title(
        me.name or words.t("nav.me"), subtitle=subtitle if me.joined and me.team else None
    )
    first = status_section(words, page.stands, page.summary, status, working=page.working)
    if page.settings.practice:
        note = banner(
            words.t("me.practice"),
            identifier="me-practice",
            action=words.t("me.practice_end"),
            on_action=device.leave,
        )
        first = [ft.Container(padding=ft.Padding.all(theme.SPACE_16), content=note)]
    if not page.settings.practice:
        first = [*first, *(part for part in (clock, same, clashes, kept, tidying) if part)]
    people: list[ft.Control] = []
    if (me.actor.leads and len(page.people) > 1) or invite:
        people = people_section(words, page.people, me.id, invite)
    device_parts = look_section(words, page.settings, device)
    if password:
        device_parts.append(password)
    if not page.settings.practice:
        (people or device_parts).extend(rules)
    if shaping:
        (people or device_parts).append(shaping)
    if not page.settings.practice:
        device_parts += data_section(words, page.summary, device, leaving=page.leaving)
    if not wide:
        return _column([title, *first, *device_parts, *people])
    if people:
        return halves(_column([title, *first, *device_parts]), _column(people))
    return halves(_column([title, *first]), _column(device_parts))


def _column(controls: list[ft.Control]) -> ft.Column:
    return ft.Column(
        expand=True,
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[*controls, ft.Container(height=theme.SPACE_48)],
    )


@guarded
def MeScreen() -> ft.Control:
    """Show the tab, or the way into a team over it."""
    words, app = use_words(), use_app()
    summary = use_query(partial(waiting, limit=_LISTED), [BOOKKEEPING])
    people = use_query(team.people, ["user"])
    over, set_over = ft.use_state("")  # what is opened here, such as "join" or "take"
    tries, set_tries = ft.use_state(0)  # under way
    me, status = app.state.me, app.state.sync
    away = partial(set_over, "")
    error = summary.error or people.error
    if error:
        note = banner(problem_words(words, error), "danger", identifier="me-problem")
        return ft.Container(padding=theme.SPACE_16, content=note)
    if me is None or summary.value is None or people.value is None:
        return skeleton()
    opened = _opened(over, away, partial(set_over, "join"), partial(set_over, "same"), me)
    if opened:
        return opened

    async def try_now() -> None:
        app.runtime.nudge()
        set_tries(lambda count: count + 1)
        await asyncio.sleep(_TRYING_S)
        set_tries(lambda count: count - 1)

    page = MePage(
        me,
        standing(words, me, summary.value, status, app.runtime.now()),
        summary.value,
        people.value,
        app.state.settings,
        working=bool(tries) or status.running,
        leaving=over == "leave",
    )
    acting = partial(_act, app, words)
    return me_view(
        words,
        page,
        StatusActions(
            try_now,
            partial(set_over, "join"),
            partial(_send_again, acting, words),
            partial(_let_go, acting, words),
        ),
        DeviceActions(
            partial(_set_theme, acting),
            partial(_set_scale, acting),
            partial(_set_language, acting),
            partial(go, "/import"),
            partial(set_over, "take"),
            partial(set_over, "source") if me.joined else None,
            partial(set_over, "speech"),
            partial(set_over, "seen") if me.joined and not me.actor.leads else None,
            partial(set_over, "leave"),
            partial(_leave, acting),
            away,
        ),
        invite=Invite() if me.joined and me.actor.leads else None,
        password=PasswordSection() if me.joined else None,
        clashes=ClashSection() if me.joined else None,
        same=SameSection(partial(set_over, "same")),
        clock=ClockSection() if me.joined else None,
        rules=(RecordingsSection(), CheckInSection(), ErasedSection()),
        kept=KeptWords(),
        tidying=tidy_row(words, partial(set_over, "fixes")),
        shaping=stages_row(words, partial(set_over, "stages")) if me.actor.leads else None,
        wide=app.state.wide,
    )


def _opened(over: str, away: Press, join: Press, look: Press, me: Me) -> ft.Control | None:
    """Return what stands in the tab's place, if anything does."""
    screens: dict[str, Callable[[], ft.Control]] = {
        "join": partial(JoinForm, away, away, again=me.joined),
        "seen": partial(SeenScreen, away),
        "speech": partial(SpeechScreen, away),
        "stages": partial(StagesScreen, away),
        "same": partial(SameScreen, away),
        "fixes": partial(TidyScreen, away, look),
        "take": partial(TakingOutScreen, "take", away),
        "source": partial(TakingOutScreen, "source", away, join),
    }
    return screens[over]() if over in screens else None


async def _act(app: App, words: Catalog, work: Work) -> None:
    """Do something to the app; a problem is said at the bottom, and all stays."""
    page = ft.context.page
    try:
        note = await work(app)
    except RapportError as error:
        note = snackbar(problem_words(words, error), wide=app.state.wide)
    if note:
        page.show_dialog(note)


async def _send_again(acting: Acting, words: Catalog, change: WaitingChange) -> None:
    async def work(app: App) -> ft.SnackBar:
        await app.runtime.run(partial(send_again, numbers=change.numbers))
        return snackbar(words.t("me.sent_again"), wide=app.state.wide)

    await acting(work)


async def _let_go(acting: Acting, words: Catalog, change: WaitingChange) -> None:
    async def take_back(forgotten: tuple[Refused, ...]) -> None:
        async def again(app: App) -> None:
            await app.runtime.run(partial(take_up_again, forgotten=forgotten))
            app.runtime.announce([BOOKKEEPING])

        await acting(again)

    async def work(app: App) -> ft.SnackBar:
        forgotten = await app.runtime.run(partial(let_go, numbers=change.numbers))
        app.runtime.announce([BOOKKEEPING])
        undo = partial(take_back, forgotten)
        return undo_snackbar(words.t("me.gone"), words.t("common.undo"), undo, wide=app.state.wide)

    await acting(work)


async def _set_theme(acting: Acting, key: str) -> None:
    async def work(app: App) -> None:
        chosen = next(one for one in THEMES if one == key)
        await app.runtime.change_settings(lambda old: replace(old, theme=chosen))

    await acting(work)


async def _set_scale(acting: Acting, percent: str) -> None:
    async def work(app: App) -> None:
        scale = int(percent) / 100
        await app.runtime.change_settings(lambda old: replace(old, text_scale=scale))

    await acting(work)


async def _set_language(acting: Acting, code: str) -> None:
    async def work(app: App) -> None:
        await app.runtime.change_settings(lambda old: replace(old, language=code))

    await acting(work)


async def _leave(acting: Acting) -> None:
    async def work(app: App) -> None:
        await app.runtime.set_aside()
        await ft.context.page.push_route("/")

    await acting(work)
