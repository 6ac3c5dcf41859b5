"""What the buttons of a customer's card do."""

from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app.commands.accounts import confirm_contact, edit_account
from app.commands.check_ins import tell_mood
from app.commands.facts import still_so
from app.commands.follow_ups import finish_follow_up
from app.commands.problems import close_problem
from app.hooks import App
from app.i18n.catalog import Catalog
from app.queries.accounts import AccountCard
from app.screens.customer_sections import CardActions
from app.screens.doing import Command, do
from app.screens.going import go
from app.screens.reaching import mail_link, map_link, phone_link, place_of, reach
from app.widgets.handlers import Take

ACCOUNT: Final = "account"
MUST_KNOW: Final = "must_know"
LITTLE: Final = "little"
PERSON: Final = "person:"
PROBLEM: Final = "problem:"
FACT: Final = "fact:"
"""What of a customer can be open for changing; an id follows the last three."""


@dataclass(frozen=True)
class CustomerActs:
    """The deeds of one open card; made at each drawing, holds nothing of its own."""

    app: App
    words: Catalog
    account_id: str
    launcher: ft.UrlLauncher

    def of(self, card: AccountCard, edit: Take, unfold: Take) -> CardActions:
        """Return what a card calls.

        Args:
            card: The customer.
            edit: Opens a form by its name.
            unfold: Shows all of a section by its name.
        """
        town = f"{card.postcode} {card.city}".strip()
        known = card.street or card.city
        place = place_of(card.street, town, card.country) if known else card.place
        return CardActions(
            edit=partial(edit, ACCOUNT),
            edit_must_know=partial(edit, MUST_KNOW),
            call=self.call,
            call_person=partial(self.call_person, card),
            write=self.write,
            drive=partial(self.drive, place) if place else None,
            plan=self.plan,
            restore=self.restore,
            person=partial(_open, edit, PERSON),
            confirm=self.confirm,
            deal=self.deal,
            done=self.finish,
            unfold=unfold,
            history=self.history,
            problem=partial(_open, edit, PROBLEM),
            solve=self.solve,
            fact=partial(_open, edit, FACT),
            still_so=self.still_so,
            mood=self.mood,
            little=partial(edit, LITTLE),
        )

    async def call(self, number: str) -> None:
        """Dial, and have the note of the call ready when the call is over."""
        await self._open(phone_link(number))
        await go("/capture?form=call")

    async def call_person(self, card: AccountCard, contact_id: str) -> None:
        """Dial, and have the note of the call with this person ready when it is over."""
        person = next(one for one in card.people if one.id == contact_id)
        await self._open(phone_link(person.mobile or person.phone))
        await go(f"/capture?form=call&met={contact_id}")

    async def write(self, address: str) -> None:
        """Start a letter."""
        await self._open(mail_link(address))

    async def drive(self, place: str) -> None:
        """Show a place on the map."""
        await self._open(map_link(place, ft.context.page.platform))

    async def plan(self) -> None:
        """Plan a visit there."""
        await go(f"/plan?account={self.account_id}")

    async def restore(self) -> None:
        """Bring the deleted customer back."""
        account_id = self.account_id
        await self._do(
            lambda writer: edit_account(writer, account_id, deleted=False), "customer.restored"
        )

    async def confirm(self, contact_id: str) -> None:
        """Say that a person's details are still right."""
        await self._do(partial(confirm_contact, contact_id=contact_id), "customer.confirmed_now")

    async def finish(self, step_id: str) -> None:
        """Tick a next step off."""
        await self._do(partial(finish_follow_up, follow_up_id=step_id), "customer.step_done")

    async def solve(self, problem_id: str) -> None:
        """Say that a problem is put right."""
        command = partial(close_problem, problem_id=problem_id)
        await self._do(command, "care.solved")

    async def still_so(self, fact_id: str) -> None:
        """Say that what was new there is still so."""
        await self._do(partial(still_so, fact_id=fact_id), "care.still_so_said")

    async def mood(self, mood: str) -> None:
        """Say how they feel, which answers a check-in that is due."""
        today = self.app.runtime.now().date()
        command = partial(tell_mood, account_id=self.account_id, mood=mood, today=today)
        await self._do(command, "tray.mood_told")

    async def deal(self, deal_id: str) -> None:
        """Open a deal."""
        await go(f"/deals/{deal_id}")

    async def history(self) -> None:
        """Show who changed what of the customer, and when."""
        await go(f"/customers/{self.account_id}/history")

    async def _do(self, command: Command, said: str) -> None:
        await do(self.app, self.words, command, self.words.t(said))

    async def _open(self, link: str) -> None:
        await reach(self.launcher, link, self.words, wide=self.app.state.wide)


def _open(edit: Take, what: str, record_id: str) -> object:
    return edit(what + record_id)
