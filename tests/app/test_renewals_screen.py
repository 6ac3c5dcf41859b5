"""Renewals in the customers' tab, and the days of the check-ins in Me."""

from functools import partial

import pytest

from app.commands.accounts import edit_account
from app.queries.check_ins import check_in_days
from app.screens.customers import CustomersScreen
from app.screens.me_check_ins import CheckInSection
from sync.client.replica import Replica
from tests.app.conflicts import MARIA, add_maria
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.builders import make_account


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_what_renews_soon_is_a_list_by_day(replica: Replica, width: float) -> None:
    add_maria(replica)
    with replica.transaction() as writer:
        me = writer.actor.user_id
        late = writer.add(make_account("Late", renews_on="2026-11-20", owner_id=me, city="Köln"))
        soon = writer.add(make_account("Soon", renews_on="2026-12-24", owner_id=MARIA))
        writer.add(make_account("Later", renews_on="2027-03-01", owner_id=me))
    async with Opened(replica, CustomersScreen, width=width) as window:
        await window.said("2 renew soon")
        await window.click("customers-renewals")
        await window.shown("renewals")
        assert window.ids("renewal-") == [f"renewal-{late}", f"renewal-{soon}"]
        said = window.texts()
        assert "Was due yesterday · Köln" in said
        assert "Renews in 5 weeks · Maria Keller" in said
        await window.runtime.run(partial(edit_account, account_id=late, renews_on=""))
        await window.gone(f"renewal-{late}")
        await window.runtime.run(partial(edit_account, account_id=soon, renews_on=""))
        await window.shown("renewals-none")
        await window.click("customers-renewals")
        await window.shown("customers-list")
        await window.gone("customers-renewals")  # nothing to see: no way to it


@in_own_loop
async def test_an_admin_chooses_when_the_team_asks(replica: Replica) -> None:
    def days() -> tuple[int, ...]:
        with replica.reading() as connection:
            return check_in_days(connection)

    async with Opened(replica, CheckInSection) as window:
        await window.said("7, 30, 90 days after a sale")
        await window.click("check-ins-30")
        await window.said("30 days after a sale")
        assert days() == (30,)
        await window.undo()
        await window.wait_for(lambda: days() == (7, 30, 90))
        await window.click("check-ins-other")
        await window.type("check-ins-days", "60 and 14, or soon")
        await window.said("After 14, 60 days")
        await window.click("check-ins-save")
        await window.shown("check-ins-14 60")
        assert days() == (14, 60)
        await window.click("check-ins-")
        await window.said("Nobody is reminded")
        assert days() == ()


@in_own_loop
async def test_a_rep_reads_when_the_team_asks_and_chooses_nothing(replica: Replica) -> None:
    with replica.transaction() as writer:
        user_id = writer.actor.user_id
        writer.edit_kind("user", user_id, {"role": "rep"})
    async with Opened(replica, CheckInSection) as window:
        await window.shown("check-ins-rule")
        assert window.ids("check-ins") == ["check-ins-rule"]
