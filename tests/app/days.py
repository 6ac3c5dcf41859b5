"""A day to look at: made up, and in a replica."""

from dataclasses import replace
from datetime import UTC, datetime

import flet as ft

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.queries.brief import Brief
from app.queries.drafts import Draft
from app.queries.stops import Stop
from app.queries.today import DueStep, Today, today
from app.screens.today_shown import TodayActions, TodayShown
from app.screens.today_view import today_view
from sync.client.replica import Replica
from sync.core.spans import DAY_MS, HOUR_MS
from tests.app.flet_harness import FletHarness
from tests.app.windows import DESKTOP, PHONE
from tests.builders import NOON_MS, make_account, make_follow_up, make_visit

WORDS = Catalog(ENGLISH)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
STOP = Stop("v1", "lindenhof", "Hotel Lindenhof", "Bamberg", NOON_MS + HOUR_MS)
BRIEF = Brief("lindenhof", "Hotel Lindenhof", "Bamberg", must_know="Ask for Frau Keller first")
FREE = Today(None, None, (), (), (), (), 0, customers=True, quiet_deals=0)
FULL = replace(
    FREE,
    next_stop=STOP,
    brief=BRIEF,
    later=(replace(STOP, id="v2", account="Stadtwerke", at_ms=NOON_MS + 2 * DAY_MS),),
    unnoted=(replace(STOP, id="v0", account="Café Röst", at_ms=NOON_MS - 5 * HOUR_MS),),
    due=(
        DueStep("f1", "Call about the grinder", "2026-11-18", "roest", "Café Röst", ""),
        DueStep("f2", "", "2026-11-21", "lindenhof", "Hotel Lindenhof", ""),
    ),
    coming=(DueStep("f3", "Leasing figures", "2026-11-23", "sommer", "Sommer", ""),),
    some_day=2,
)


async def do_nothing(*_args: str) -> None:
    """Do nothing."""


ACT = TodayActions(*[do_nothing] * 14)


def view(
    day: Today, *, wide: bool = False, drafts: tuple[Draft, ...] = (), now: datetime = NOON
) -> FletHarness:
    """Show a day on a page of its own."""
    shown = TodayShown(day, drafts, "Ada Berg", now, chosen="v1" if wide else "")

    def main(page: ft.Page) -> None:
        page.add(today_view(WORDS, shown, ACT, wide=wide))

    width, height = DESKTOP if wide else PHONE
    return FletHarness(main, width=width, height=height)


def read(replica: Replica, now: datetime = NOON) -> Today:
    """Read the day of the replica's person."""
    with replica.reading() as connection:
        me = connection.exec_driver_sql("SELECT user_id FROM replica_state").scalar_one()
        return today(connection, me, now)


def busy_day(replica: Replica) -> Replica:
    """Fill a replica with a visit in an hour, one not noted, and three next steps."""
    with replica.transaction() as writer:
        me = writer.actor.user_id
        for name in ("lindenhof", "roest"):
            writer.add(make_account(name.title(), id=name, owner_id=me))
        for name, at_ms in (("next", NOON_MS + HOUR_MS), ("missed", NOON_MS - 4 * HOUR_MS)):
            account = "lindenhof" if name == "next" else "roest"
            writer.add(make_visit(at_ms, id=name, account_id=account, done=False, owner_id=me))
        for name, due_on in (("late", "2026-11-19"), ("soon", "2026-11-24"), ("some", "")):
            writer.add(make_follow_up(id=name, due_on=due_on, account_id="roest", owner_id=me))
        writer.add(make_follow_up(id="theirs", due_on="2026-11-19", owner_id="somebody"))
    return replica
