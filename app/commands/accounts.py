"""What a person does with customers and the people there."""

from app.commands.giving import edit_or_give
from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.records.account import Account
from sync.core.records.contact import Contact
from sync.store.merging import family


def create_account(writer: Writer, account: Account) -> Affected:
    """Write a new customer, looked after by the person who adds it.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    account.owner_id = account.owner_id or writer.actor.user_id
    return affected(writer, writer.add(account))


def edit_account(writer: Writer, account_id: str, **fields: Scalar) -> Affected:
    """Write the fields that differ; somebody else who looks after it is given it.

    Raises:
        RecordMissingError: If the customer is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    return edit_or_give(writer, Account, account_id, fields)


def delete_account(writer: Writer, account_id: str) -> Affected:
    """Delete a customer, and those it stands for; deals and words stay, and undo brings it back.

    Raises:
        RecordMissingError: If the customer is not here any more.
        RefusedError: If the rules do not allow it.
    """
    for one in family(writer.connection, account_id):
        edit_account(writer, one, deleted=True)
    return affected(writer, account_id)


def create_contact(writer: Writer, contact: Contact) -> Affected:
    """Write a new person at a customer; their details count as confirmed now.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    contact.owner_id = contact.owner_id or writer.actor.user_id
    contact.confirmed_ms = contact.confirmed_ms or writer.now_ms
    return affected(writer, writer.add(contact))


def edit_contact(writer: Writer, contact_id: str, **fields: Scalar) -> Affected:
    """Write the fields that differ; details just written count as confirmed now.

    Raises:
        RecordMissingError: If the person is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    if writer.edit(Contact, contact_id, **fields):
        writer.edit(Contact, contact_id, confirmed_ms=writer.now_ms)
    return affected(writer, contact_id)


def confirm_contact(writer: Writer, contact_id: str) -> Affected:
    """Say that a person's details are still right.

    Raises:
        RecordMissingError: If the person is not here any more.
        RefusedError: If the rules do not allow it.
    """
    writer.edit(Contact, contact_id, confirmed_ms=writer.now_ms)
    return affected(writer, contact_id)


def delete_contact(writer: Writer, contact_id: str) -> Affected:
    """Delete a person, and those they stand for; undo brings them back.

    Raises:
        RecordMissingError: If the person is not here any more.
        RefusedError: If the rules do not allow it.
    """
    for one in family(writer.connection, contact_id):
        writer.edit(Contact, one, deleted=True)
    return affected(writer, contact_id)
