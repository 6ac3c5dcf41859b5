"""What a person does with the deal on screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.commands.deal_places import pin_deal, unpin_deal
from app.commands.deals import (
    change_customer,
    delete_deal,
    edit_deal,
    keep_deal,
    move_deal,
    park_deal,
)
from app.commands.follow_ups import finish_follow_up
from app.commands.undo import Affected
from app.hooks import App
from app.i18n.catalog import Catalog
from app.queries.deal_page import DealDetail, DealPage
from app.screens.doing import Command, do
from app.screens.drafts import Draft
from app.screens.going import go
from app.screens.typed_amount import AmountError, read_amount
from sync.client.writer import Writer
from sync.core.change import Scalar


@dataclass(frozen=True, slots=True)
class Editing:
    """What is open on the screen of a deal.

    Attributes:
        field: The field whose editor is open; empty for none.
        wrong: What is wrong with what was typed there.
        calendar: Whether the calendar is open over it.
    """

    field: str = ""
    wrong: str = ""
    calendar: bool = False


@dataclass(frozen=True)
class Dealing:
    """Made anew at every drawing of the screen, from what it shows then.

    Attributes:
        draft: What is being typed and not saved yet.
        show: Changes what is open.
    """

    app: App
    words: Catalog
    page: DealPage
    deal: DealDetail
    draft: Draft
    today: date
    show: Callable[[Editing], None]

    async def customer(self) -> None:
        """Open the customer's card."""
        await go(f"/customers/{self.deal.account_id}")

    async def history(self) -> None:
        """Show who changed what, and when."""
        await go(f"/deals/{self.deal.id}/history")

    async def edit(self, name: str) -> None:
        """Open the editor of a field."""
        self.show(Editing(name))

    async def stop(self) -> None:
        """Close the editor and forget what was typed."""
        self.show(Editing())
        await self.draft.forget()

    async def move(self, stage_id: str) -> None:
        """Move the deal to a stage."""
        if stage_id == self.deal.stage_id:
            return
        name = next((s.name for s in self.page.stages if s.id == stage_id), "")
        command = partial(move_deal, deal_id=self.deal.id, stage_id=stage_id, today=self.today)
        await self._do(command, self.words.t("deal.moved", stage=name))

    async def set(self, name: str, value: Scalar) -> None:
        """Write one register at once."""
        await self._do(self._writing({name: value}))

    async def sure(self, percent: str) -> None:
        """Say how sure the rep is, in percent; nothing takes it back."""
        await self.set("confidence", int(percent or 0))

    async def tag(self, reason: str) -> None:
        """Take a reason of the team's list; a second tap lets it go."""
        await self.set("reason_tag", "" if reason == self.deal.reason_tag else reason)

    async def rest(self) -> None:
        """Let the deal rest, or say that it is alive again."""
        command = keep_deal if self.deal.parked else park_deal
        key = "own.wake_done" if self.deal.parked else "own.park_done"
        await self._do(partial(command, deal_id=self.deal.id), self.words.t(key))

    async def pin(self) -> None:
        """Pin the deal in one's own list and ask why, or take the pin out."""
        if self.deal.pinned:
            command = partial(unpin_deal, deal_id=self.deal.id)
            await self._do(command, self.words.t("own.unpin_done"))
        elif await self._do(partial(pin_deal, deal_id=self.deal.id), self.words.t("own.pin_done")):
            self.show(Editing("pin"))

    async def save_pin(self) -> None:
        """Keep why the deal is pinned."""
        command = partial(pin_deal, deal_id=self.deal.id, why=self.draft.fields["pin"])
        await self._save(command, self.words.t("own.why_kept"))

    async def give(self, owner_id: str) -> None:
        """Give the deal to somebody; it is saved at once, and why may follow."""
        if owner_id == self.deal.owner_id:
            return
        name = next((one.name for one in self.page.team if one.id == owner_id), "")
        said = self.words.t("given.done", name=name) if name else self.words.t("deal.changed")
        await self._do(self._writing({"owner_id": owner_id}), said)

    async def share(self) -> None:
        """Turn sharing with the team on or off."""
        await self.set("shared", not self.deal.shared)

    async def save_text(self, name: str) -> None:
        """Write a field of words as typed, spaces tidied."""
        typed = " ".join(self.draft.fields[name].split())
        await self._save(self._writing({name: typed}))

    async def save_amount(self) -> None:
        """Write the amount as typed, or say what is wrong with it."""
        try:
            amount = read_amount(
                self.draft.fields["amount"],
                self.draft.fields["currency"],
                self.words.language.decimal,
            )
        except AmountError as error:
            self.show(Editing("amount", self.words.t(error.key)))
            return
        await self._save(self._writing({"amount_minor": amount.minor, "currency": amount.currency}))

    async def save_day(self, day: str) -> None:
        """Write when the deal is expected, an ISO date or nothing."""
        await self._save(self._writing({"expected_on": day}))

    async def save_customer(self, account_id: str, name: str) -> None:
        """Give the deal to another customer, added by name when it has no id."""
        await self._save(
            partial(change_customer, deal_id=self.deal.id, account_id=account_id, new_account=name)
        )

    async def open_calendar(self) -> None:
        """Open the calendar over the day's editor."""
        self.show(Editing("expected", calendar=True))

    async def step_done(self, step_id: str) -> None:
        """Tick a next step off."""
        command = partial(finish_follow_up, follow_up_id=step_id)
        await self._do(command, self.words.t("deal.step_ticked"))

    async def delete(self) -> None:
        """Delete the deal; the message offers the way back."""
        command = partial(delete_deal, deal_id=self.deal.id)
        await self._do(command, self.words.t("deal.deleted"))

    async def bring_back(self) -> None:
        """Undo a deletion, whoever made it."""
        command = self._writing({"deleted": False})
        await self._do(command, self.words.t("deal.brought_back"))

    def _writing(self, fields: Mapping[str, Scalar]) -> Command:
        def command(writer: Writer) -> Affected:
            return edit_deal(writer, self.deal.id, **fields)

        return command

    async def _save(self, command: Command, said: str = "") -> None:
        """Run what an editor asked for; it closes when that went well."""
        if await self._do(self.draft.filing(command), said):
            await self.stop()

    async def _do(self, command: Command, said: str = "") -> bool:
        said = said or self.words.t("deal.changed")
        return await do(self.app, self.words, command, said) is not None
