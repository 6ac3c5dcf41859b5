"""Plan a visit: which customer, which day, what time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from urllib.parse import parse_qs, urlparse

import flet as ft

from app import theme
from app.commands.visits import plan_visit
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.titles import record_title
from app.screens.account_picker import AccountPicker
from app.screens.days import calendar, day_chips, visit_choices
from app.screens.doing import do
from app.screens.going import close
from app.screens.newest import newest
from app.screens.once import use_once
from app.screens.page_events import use_escape
from app.screens.sheet import chip_line, inset, sheet_head, sheet_layout
from app.widgets.buttons import primary_button
from app.widgets.chips import chip
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

HOURS = (8, 9, 10, 11, 13, 14, 15, 16)
"""At which one usually visits."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit being planned."""

    account_id: str
    account: str
    day: date
    hour: int


@dataclass(frozen=True)
class PlanActions:
    """What the form can do; `pick_day` opens the calendar."""

    day: Callable[[date], object]
    hour: Callable[[int], object]
    pick_day: Press
    save: Press
    close: Press


def plan_view(
    words: Catalog,
    plan: Plan,
    picker: ft.Control,
    act: PlanActions,
    *,
    today: date,
    wide: bool,
) -> ft.Control:
    """Return the form; the customer's search stands on top."""

    def pick(iso: str) -> object:
        return act.day(date.fromisoformat(iso))

    offered, chosen = visit_choices(today), plan.day.isoformat()
    days = day_chips(
        words, today, offered, chosen, "plan-day", on_pick=pick, on_calendar=act.pick_day
    )
    hours: list[ft.Control] = [
        chip(
            words.clock(time(hour)),
            partial(act.hour, hour),
            f"plan-hour-{hour}",
            selected=hour == plan.hour,
        )
        for hour in HOURS
    ]
    space = ft.Container(height=theme.SPACE_4)
    return sheet_layout(
        [
            inset(picker),
            space,
            inset(text(words.t("plan.when"), "small_strong", theme.INK_SOFT)),
            chip_line(days, "plan-days"),
            chip_line(hours, "plan-hours"),
        ],
        [inset(primary_button(words.t("plan.save"), act.save, "plan-save"))],
        head=sheet_head(
            text(words.t("plan.title"), "title", lines=1), words.t("common.close"), act.close
        ),
        wide=wide,
    )


def first_plan(now: datetime) -> Plan:
    """Return a plan for the next free-looking hour: later today, or tomorrow at nine."""
    later = [hour for hour in HOURS if hour > now.hour]
    if later:
        return Plan("", "", now.date(), later[0])
    return Plan("", "", now.date() + timedelta(days=1), HOURS[1])


@guarded
def PlanScreen() -> ft.Control:
    """Plan a visit, with the customer `/plan?account=...` names, and go back."""
    app = use_app()
    asked = ft.use_memo(lambda: _asked(ft.context.page.route or ""), [])
    name = use_query(partial(record_title, kind="account", record_id=asked), (), asked)
    if name.value is None and name.error is None:
        return ft.Container()
    plan = first_plan(app.runtime.now())
    if name.value:
        plan = replace(plan, account_id=asked, account=name.value)
    return PlanSheet(plan)


@guarded
def PlanSheet(first: Plan) -> ft.Control:
    """Hold a plan until it is saved."""
    app, words = use_app(), use_words()
    now = app.runtime.now()
    plan, set_plan = ft.use_state(first)
    missing, set_missing = ft.use_state("")
    over, set_over = ft.use_state("")
    once = use_once()

    def pick(account_id: str, account: str) -> None:
        set_missing("")
        set_plan(lambda p: replace(p, account_id=account_id, account=account))

    def take_day(day: date) -> None:
        set_over("")
        set_plan(lambda p: replace(p, day=day))

    def take_hour(hour: int) -> None:
        set_plan(lambda p: replace(p, hour=hour))

    @once
    async def save() -> bool:
        chosen = newest(set_plan)
        if not (chosen.account_id or chosen.account):
            set_missing(words.t("plan.no_customer"))
            return False
        at = datetime.combine(chosen.day, time(chosen.hour)).astimezone()
        command = partial(
            plan_visit,
            account_id=chosen.account_id,
            new_account=chosen.account,
            at_ms=round(at.timestamp() * 1000),
        )
        said = words.t("plan.saved", when=words.day(chosen.day, now.date()), time=words.clock(at))
        done = await do(app, words, command, said)
        if done:
            await close()
        return done is not None

    use_escape(close)
    ft.use_dialog(calendar(now.date(), plan.day, take_day, partial(set_over, "")) if over else None)
    picker = AccountPicker(
        plan.account_id,
        plan.account,
        pick,
        error=missing or None,
    )
    act = PlanActions(
        take_day,
        take_hour,
        partial(set_over, "calendar"),
        save,
        close,
    )
    return plan_view(words, plan, picker, act, today=now.date(), wide=app.state.wide)


def _asked(route: str) -> str:
    return parse_qs(urlparse(route).query).get("account", [""])[0]
