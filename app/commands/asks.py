"""What a person does with questions to a colleague."""

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.records.ask import Ask
from sync.core.records.deal import Deal


def ask_colleague(writer: Writer, ask: Ask) -> Affected:
    """Ask somebody, about a deal or a customer; of a private deal it is as private.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    ask.owner_id = writer.actor.user_id
    deal = writer.get(Deal, ask.deal_id) if ask.deal_id else None
    if deal:
        ask.account_id, ask.shared = ask.account_id or deal.account_id, deal.shared
    return affected(writer, writer.add(ask))


def answer_ask(writer: Writer, ask_id: str, answer: str) -> Affected:
    """Answer; an empty answer opens the question again.

    Raises:
        RecordMissingError: If the question is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If the answer is too long.
    """
    said = answer.strip()
    writer.edit(Ask, ask_id, answer=said, answered_ms=writer.now_ms if said else 0)
    return affected(writer, ask_id)


def withdraw_ask(writer: Writer, ask_id: str) -> Affected:
    """Take a question away that nobody needs to answer any more.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Ask, ask_id, deleted=True)
    return affected(writer, ask_id)
