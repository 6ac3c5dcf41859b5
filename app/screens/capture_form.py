"""What a person has put on the capture form so far."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from app.commands.visits import VisitLog
from app.queries.capture import CaptureStart
from app.queries.guess import Guess


@dataclass(frozen=True, slots=True)
class CaptureForm:
    """A note about a visit or a call, not saved yet.

    Attributes:
        form: ``visit`` or ``call``.
        account_id: The customer; empty for none, or for one that is new.
        account: Its name.
        read: keen, unsure, cold or empty.
        due_on: ISO date of the next step; empty for some day.
    """

    form: str = "visit"
    account_id: str = ""
    account: str = ""
    deal_id: str = ""
    text: str = ""
    read: str = ""
    next_step: str = ""
    due_on: str = ""

    @property
    def has_customer(self) -> bool:
        """Whether it says who it is about."""
        return bool(self.account_id or self.account.strip())

    def about(self, account_id: str, account: str) -> "CaptureForm":
        """Return it about another customer; a deal of the old one does not come along."""
        deal_id = self.deal_id if account_id == self.account_id else ""
        return replace(self, account_id=account_id, account=account, deal_id=deal_id)

    def draft(self) -> Mapping[str, str]:
        """Return what a draft has to keep: nothing before the first word or choice."""
        new_customer = not self.account_id and self.account.strip()
        if self.text or self.next_step or self.due_on or self.read or new_customer:
            return asdict(self)
        return {}

    def log(self, guesses: tuple[Guess, ...]) -> VisitLog:
        """Return it as the command takes it.

        A call does not tick a planned visit off: one calls to say one is late.
        """
        planned = {guess.account_id: guess.visit_id for guess in guesses}
        return VisitLog(
            form=self.form,
            account_id=self.account_id,
            new_account="" if self.account_id else self.account,
            deal_id=self.deal_id,
            text=self.text.strip(),
            read=self.read,
            next_step=self.next_step.strip(),
            due_on=self.due_on,
            planned_id=planned.get(self.account_id, "") if self.form == "visit" else "",
        )


def first_form(start: CaptureStart, form: str, deal_id: str) -> CaptureForm:
    """Return the form as it opens: words left earlier, or the likeliest customer.

    Args:
        start: What is known.
        form: ``visit`` or ``call``, for a new note.
        deal_id: The deal on screen, for a new note about its customer.
    """
    if start.draft:
        known = CaptureForm.__slots__
        kept = {name: text for name, text in start.draft.fields.items() if name in known}
        return CaptureForm(**kept)
    if not start.guesses:
        return CaptureForm(form=form)
    guess = start.guesses[0]
    return CaptureForm(
        form=form,
        account_id=guess.account_id,
        account=guess.account,
        deal_id=deal_id if guess.why == "open" else "",
    )
