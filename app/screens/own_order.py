"""What a person does with their own list: pin, move up and down, let rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from app.commands.deal_places import arrange, forget_order, pin_deal, unpin_deal
from app.commands.deals import keep_deal, park_deal
from app.hooks import App
from app.i18n.catalog import Catalog
from app.queries.deals import DealFilter, DealRow, deals_page
from app.screens.doing import Command, do

LOOKED_AT: Final = 200
"""So far down a list one moves deals by hand."""

_BY: Final = {"top": -LOOKED_AT, "up": -1, "down": 1}


@dataclass(frozen=True)
class OwnOrder:
    """Made anew at every drawing of the list.

    Attributes:
        wanted: What the list shows.
        ask_why: Asks why a deal was pinned; takes its id.
    """

    app: App
    words: Catalog
    wanted: DealFilter
    today: date
    ask_why: Callable[[str], None]

    async def act(self, deal: DealRow, key: str) -> None:
        """Do what a line of a deal's menu says."""
        if key in _BY:
            await self.shift(deal, _BY[key])
            return
        command = _COMMANDS[key]
        done = await self._do(partial(command, deal_id=deal.id), f"own.{key}_done")
        if done and key == "pin":
            self.ask_why(deal.id)

    async def say_why(self, deal_id: str, why: str) -> bool:
        """Keep why a deal is pinned."""
        return await self._do(partial(pin_deal, deal_id=deal_id, why=why), "own.why_kept")

    async def shift(self, deal: DealRow, by: int) -> None:
        """Move a deal so many rows on in one's own order."""
        own = replace(self.wanted, order="")
        rows = await self.app.runtime.ask(
            partial(deals_page, wanted=own, offset=0, limit=LOOKED_AT)
        )
        ids = shifted(rows, deal.id, by)
        if ids:
            await self._do(partial(arrange, deal_ids=ids, moved_id=deal.id), "own.moved")

    async def _do(self, command: Command, said: str) -> bool:
        return await do(self.app, self.words, command, self.words.t(said)) is not None


_COMMANDS: Final = {
    "by_date": forget_order,
    "park": park_deal,
    "pin": pin_deal,
    "unpin": unpin_deal,
    "wake": keep_deal,
}


def shifted(rows: Sequence[DealRow], deal_id: str, by: int) -> tuple[str, ...]:
    """Return the deals that need a place for one to stand so many rows on, top down.

    What is pinned stays above what is not: a deal moves among its own.

    Args:
        rows: The list in one's own order.
        deal_id: The deal that moves.
        by: How far, down for more than nothing.
    """
    moved = next((row for row in rows if row.id == deal_id), None)
    if moved is None:
        return ()
    own = [row.id for row in rows if row.pinned == moved.pinned]
    at = own.index(deal_id)
    to = max(0, min(len(own) - 1, at + by))
    if to == at:
        return ()
    own.insert(to, own.pop(at))
    placed = {row.id for row in rows if row.placed}
    last = max([to, *(i for i, one in enumerate(own) if one in placed)])
    return tuple(own[: last + 1])
