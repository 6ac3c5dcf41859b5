"""What a person has done is said, felt on a phone, and can be taken back."""

from functools import partial

import flet as ft
import pytest

from app.commands.follow_ups import finish_follow_up
from app.hooks import use_app
from app.screens.doing import do
from app.widgets.buttons import quiet_button
from app.widgets.words import use_words
from sync.client.replica import Replica
from sync.core.records.follow_up import FollowUp
from tests.app.flet_harness import in_own_loop
from tests.app.opened import Opened
from tests.builders import make_follow_up


@ft.component
def deed(step: str) -> ft.Control:
    app, words = use_app(), use_words()

    async def finish() -> None:
        await do(app, words, partial(finish_follow_up, follow_up_id=step), "Done")

    return quiet_button("Do it", finish, "do")


def done(replica: Replica, step: str) -> bool:
    with replica.transaction() as writer:
        found = writer.get(FollowUp, step)
    return bool(found and found.done_ms)


@pytest.mark.parametrize(
    ("platform", "felt"),
    [(ft.PagePlatform.IOS, ["light_impact"]), (ft.PagePlatform.LINUX, [])],
)
@in_own_loop
async def test_it_is_said_and_undone_and_felt_on_a_phone(
    replica: Replica, platform: ft.PagePlatform, felt: list[str]
) -> None:
    with replica.transaction() as writer:
        step = writer.add(make_follow_up(owner_id=writer.actor.user_id))
    async with Opened(replica, partial(deed, step)) as window:
        window.page.platform = platform
        await window.click("do")
        await window.wait_for(lambda: done(replica, step))
        await window.said("Done")
        assert [name for name, _ in window.invoked if name.endswith("_impact")] == felt
        await window.undo()
        await window.wait_for(lambda: not done(replica, step))
