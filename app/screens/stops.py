"""Plan a day: who to see, in which order, with the way there."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from urllib.parse import parse_qs, urlparse

import flet as ft

from app.commands.visits import drop_visit, order_visits, plan_visit
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.places.geometry import Place
from app.places.ordering import shortest_way, way_km
from app.queries.stops import Stop, day_stops, ms_of
from app.screens.account_picker import AccountPicker
from app.screens.days import calendar
from app.screens.doing import Command, do
from app.screens.going import close, go
from app.screens.looking_near import Nearby, use_nearby
from app.screens.once import use_once
from app.screens.page_events import use_escape
from app.screens.plan import HOURS
from app.screens.reaching import map_link, reach
from app.screens.stops_view import StopsActions, StopsShown, stops_view
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.words import use_words

_KINDS = ("visit", "account", "contact")


@guarded
def StopsScreen() -> ft.Control:
    """Show the stops of a day and put them in order."""
    app, words = use_app(), use_words()
    today = app.runtime.now().date()
    first = ft.use_memo(lambda: _asked_day(ft.context.page.route or "", today), [])
    day, set_day = ft.use_state(first)
    over, set_over = ft.use_state("")
    added, set_added = ft.use_state(0)
    once = use_once(added)
    launcher = ft.use_memo(ft.UrlLauncher, [])
    nearby, look = use_nearby()
    me = app.state.me
    read = partial(day_stops, user_id=me.id if me else "", day=day)
    stops = use_query(read, _KINDS, day).value or ()
    doing = StopsDoing(app, words, launcher, day, stops, nearby)

    def take_day(iso: str) -> None:
        set_over("")
        set_day(date.fromisoformat(iso))

    def pick_day(picked: date) -> None:
        take_day(picked.isoformat())

    @once
    async def add(account_id: str, account: str) -> bool:
        done = await doing.add(account_id, account)
        set_added(lambda n: n + 1)
        return done

    use_escape(close)
    ft.use_dialog(calendar(today, day, pick_day, partial(set_over, "")) if over else None)
    act = StopsActions(
        take_day,
        partial(set_over, "calendar"),
        doing.move,
        doing.shortest,
        doing.act,
        add,
        look,
        close,
    )
    places = places_of(stops)
    shown = StopsShown(
        day=day,
        stops=stops,
        now=app.runtime.now(),
        picker=AccountPicker("", "", add),
        km=way_km(places) if places else None,
        near=nearby.found,
        looking=nearby.looking,
        problem=nearby.problem,
    )
    return stops_view(words, shown, act, wide=app.state.wide)


@dataclass(frozen=True)
class StopsDoing:
    """What one can do with the stops of a day, each with a way back; made at each render."""

    app: App
    words: Catalog
    launcher: ft.UrlLauncher
    day: date
    stops: tuple[Stop, ...]
    nearby: Nearby

    async def add(self, account_id: str, account: str) -> bool:
        """Stop at a customer, too, at the next hour that is free; tell whether that is written."""
        at = datetime.combine(self.day, next_hour(self.day, self.stops, self.app.runtime.now()))
        at = at.astimezone()
        new = "" if account_id else account
        command = partial(plan_visit, account_id=account_id, new_account=new, at_ms=ms_of(at))
        when = self.words.day(self.day, self.app.runtime.now().date())
        said = self.words.t("plan.saved", when=when, time=self.words.clock(at))
        return await do(self.app, self.words, command, said) is not None

    async def move(self, visit_id: str, by: int) -> None:
        """Drive to a stop earlier or later."""
        ids = [stop.id for stop in self.stops]
        at = ids.index(visit_id)
        ids.insert(max(0, at + by), ids.pop(at))
        await self._order(ids, "stops.moved")

    async def shortest(self) -> None:
        """Put the stops in the order of a short way, from here if the device has said where."""
        places = places_of(self.stops)
        if places is None:
            unknown = next(stop.account for stop in self.stops if not stop.where())
            said = self.words.t("stops.unknown_place", name=unknown)
            ft.context.page.show_dialog(snackbar(said, wide=self.app.state.wide))
            return
        here = self.nearby.here if self.day == self.app.runtime.now().date() else None
        ids = [self.stops[index].id for index in shortest_way(places, here)]
        await self._order(ids, "stops.ordered")

    async def act(self, stop: Stop, key: str) -> None:
        """Do what a stop's menu says."""
        if key == "open":
            await go(f"/customers/{stop.account_id}")
        elif key == "drop":
            await self._do(partial(drop_visit, visit_id=stop.id), "today.dropped")
        else:
            link = map_link(stop.address, ft.context.page.platform)
            await reach(self.launcher, link, self.words, wide=self.app.state.wide)

    async def _order(self, ids: list[str], said: str) -> None:
        await self._do(partial(order_visits, visit_ids=ids), said)

    async def _do(self, command: Command, said: str) -> None:
        await do(self.app, self.words, command, self.words.t(said))


def places_of(stops: tuple[Stop, ...]) -> list[Place] | None:
    """Return where the stops are; None when one of them is nowhere known."""
    places = [place for stop in stops if (place := stop.where())]
    return places if len(places) == len(stops) else None


def next_hour(day: date, stops: tuple[Stop, ...], now: datetime) -> time:
    """Return the next usual hour of a day at which no stop is; the last one when all are."""
    taken = {datetime.fromtimestamp(stop.at_ms / 1000, now.tzinfo).hour for stop in stops}
    hours = [hour for hour in HOURS if day > now.date() or hour > now.hour]
    free = next((hour for hour in hours if hour not in taken), HOURS[-1])
    return time(free)


def _asked_day(route: str, today: date) -> date:
    """Return the day of `/stops?day=2026-11-24`; today for none, one that is over, or nonsense."""
    asked = parse_qs(urlparse(route).query).get("day", [""])[0]
    try:
        return max(today, date.fromisoformat(asked))
    except ValueError:
        return today
