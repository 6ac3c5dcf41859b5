"""A battery that dies right after a form was saved leaves nothing to be saved once more."""

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import Runtime
from app.settings import Settings
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from tests.app.flet_harness import in_own_loop
from tests.app.test_deals_queries import add_deal
from tests.app.windows import Window
from tests.builders import make_account

WORDS = "Ofenbau Hafner"


class Dying(Runtime):
    """A device that writes nothing more once some words stand where they are to stand."""

    def __init__(self, replica: Replica, filed: str) -> None:
        super().__init__(replica.path.parent, replica, Settings())
        self.dead = False
        self._filed = filed

    async def run(self, command: Callable[..., Any], replica: Replica | None = None) -> Any:
        if self.dead:
            raise DiskFullError
        done = await super().run(command, replica)
        with self.replica.reading() as connection:
            self.dead = connection.exec_driver_sql(self._filed, (WORDS,)).first() is not None
        return done


@pytest.mark.parametrize(
    ("path", "field", "filed"),
    [
        ("/customers/new", "account-name", "SELECT 1 FROM account WHERE name = ?"),
        ("/deals/{deal}", "deal-title", "SELECT 1 FROM deal WHERE title = ?"),
    ],
)
@in_own_loop
async def test_what_is_filed_is_no_draft_from_that_moment(
    replica: Replica, path: str, field: str, filed: str
) -> None:
    with replica.transaction() as writer:
        mine = {"owner_id": writer.actor.user_id}
        account = writer.add(make_account("Café Röst", **mine))
        deal = add_deal(writer, "Ovens", account_id=account, **mine)
    runtime = Dying(replica, filed)
    route = path.format(deal=deal)
    async with Window(replica, replica.path.parent, route=route, runtime=runtime) as window:
        if "{deal}" in path:
            await window.tap("deal-field-title")
        await window.sees(field)
        await window.type(field, WORDS)
        await window.eventually("SELECT count(*) FROM draft", [(1,)])
        await window.tap(f"{field.partition('-')[0]}-save")
        await window.wait_for(lambda: runtime.dead)
        assert window.rows("SELECT key FROM draft") == []
