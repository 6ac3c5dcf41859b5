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
        outcome: What came of it, in the team's words; empty for unsaid.
        mood: happy, fine, unhappy or empty.
        met: Ids of the people who were met, with spaces between.
        products: Ids of the products that were discussed, with spaces between.
        photos: Those that lie with the draft, as `app.photos` writes them.
        planned_id: The planned visit it is about; empty for none.
    """

    form: str = "visit"
    account_id: str = ""
    account: str = ""
    deal_id: str = ""
    text: str = ""
    read: str = ""
    next_step: str = ""
    due_on: str = ""
    outcome: str = ""
    mood: str = ""
    met: str = ""
    products: str = ""
    photos: str = ""
    planned_id: str = ""

    @property
    def has_customer(self) -> bool:
        """Whether it says who it is about."""
        return bool(self.account_id or self.account.strip())

    def about(self, account_id: str, account: str, planned_id: str = "") -> "CaptureForm":
        """Return it about another customer; deal, people and plan of the old one stay behind.

        Args:
            account_id: The customer; empty for a new one.
            account: Its name.
            planned_id: The planned visit it would be there; empty for none.
        """
        told = replace(self, account_id=account_id, account=account)
        if account_id == self.account_id:
            return told
        return replace(told, deal_id="", met="", planned_id=planned_id)

    def toggled(self, name: str, record_id: str) -> str:
        """Return one of the lists of ids with this one in it, or out of it again."""
        ids = str(getattr(self, name)).split()
        left = [one for one in ids if one != record_id]
        return " ".join(left if len(left) < len(ids) else [*ids, record_id])

    def draft(self) -> Mapping[str, str]:
        """Return what a draft has to keep: nothing before the first word or choice."""
        new_customer = not self.account_id and self.account.strip()
        words = (self.text, self.next_step, self.due_on, self.read, self.outcome, self.mood)
        if any((*words, self.met, self.products, self.photos, new_customer)):
            return asdict(self)
        return {}

    def log(self, guesses: tuple[Guess, ...]) -> VisitLog:
        """Return it as the command takes it.

        A call does not tick a planned visit off: one calls to say one is late.
        """
        planned = self.planned_id or planned_at(guesses, self.account_id)
        return VisitLog(
            form=self.form,
            account_id=self.account_id,
            new_account="" if self.account_id else self.account,
            deal_id=self.deal_id,
            text=self.text.strip(),
            read=self.read,
            next_step=self.next_step.strip(),
            due_on=self.due_on,
            outcome=self.outcome,
            mood=self.mood,
            met=self.met,
            products=self.products,
            planned_id=planned if self.form == "visit" else "",
        )


def planned_at(guesses: tuple[Guess, ...], account_id: str) -> str:
    """Return the planned visit that is likely at a customer; empty for none."""
    return next((guess.visit_id for guess in guesses if guess.account_id == account_id), "")


def first_form(start: CaptureStart, form: str, deal_id: str, met: str = "") -> CaptureForm:
    """Return the form as it opens: words left earlier, or the likeliest customer.

    Args:
        start: What is known.
        form: ``visit`` or ``call``, for a new note.
        deal_id: The deal on screen, for a new note about its customer.
        met: Id of whom one called, of the customer on screen.
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
        met=met,
        planned_id=guess.visit_id,
    )
