"""What a deal is about, line by line."""

from app.commands.deals import edit_deal
from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.errors import RecordMissingError
from sync.core.records.deal import Deal
from sync.core.records.deal_line import DealLine


def add_line(writer: Writer, line: DealLine) -> Affected:
    """Write a line at the end of its deal's; who sees the deal sees its lines.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    deal = writer.get(Deal, line.deal_id)
    if deal is None:
        raise RecordMissingError(kind="deal", id=line.deal_id)
    last = writer.connection.exec_driver_sql(
        "SELECT coalesce(max(position), 0) FROM deal_line WHERE deal_id = ? AND NOT deleted",
        (line.deal_id,),
    ).scalar_one()
    line.position = int(last) + 1
    line.owner_id, line.shared = deal.owner_id, deal.shared
    return affected(writer, writer.add(line))


def edit_line(writer: Writer, line_id: str, **fields: Scalar) -> Affected:
    """Write what differs.

    Raises:
        RecordMissingError: If the line is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    writer.edit(DealLine, line_id, **fields)
    return affected(writer, line_id)


def delete_line(writer: Writer, line_id: str) -> Affected:
    """Take a line out; undo brings it back.

    Raises:
        RecordMissingError: If the line is not here any more.
        RefusedError: If the rules do not allow it.
    """
    return edit_line(writer, line_id, deleted=True)


def take_amount(writer: Writer, deal_id: str, amount_minor: int, currency: str) -> Affected:
    """Write the sum of the lines as what the deal is worth.

    Raises:
        RecordMissingError: If the deal is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If it is more than an amount can be.
    """
    return edit_deal(writer, deal_id, amount_minor=amount_minor, currency=currency)
