"""Ways of looking that a person keeps for themselves, on all of their devices."""

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.records.saved_view import SavedView


def save_view(writer: Writer, name: str, filters: str, about_kind: str = "deal") -> Affected:
    """Keep a way of looking under a name.

    Args:
        writer: The transaction.
        name: What the person calls it.
        filters: What it shows, as its list writes it.
        about_kind: Kind of what it lists.

    Raises:
        ViolationError: If the name is too long.
    """
    view = SavedView(
        owner_id=writer.actor.user_id,
        about_kind=about_kind,
        name=" ".join(name.split()),
        filters=filters,
    )
    return affected(writer, writer.add(view))


def delete_view(writer: Writer, view_id: str) -> Affected:
    """Let go of a way of looking; undo brings it back.

    Raises:
        RecordMissingError: If it is not here any more.
    """
    writer.edit(SavedView, view_id, deleted=True)
    return affected(writer, view_id)
