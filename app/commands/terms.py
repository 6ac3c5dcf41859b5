"""What the team agrees on: reasons to pick from, quiet days, rules of a suggested order."""

from collections.abc import Mapping

from app.commands.undo import Affected, affected
from sync.client import state
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.records.team import Team


def set_terms(writer: Writer, fields: Mapping[str, Scalar]) -> Affected:
    """Write what differs of the team's own registers.

    Raises:
        RecordMissingError: If the team's record has not arrived yet.
        RefusedError: If the person is not an admin.
        ViolationError: If a text is too long.
    """
    team_id = state.load(writer.connection).team_id
    writer.edit(Team, team_id, **fields)
    return affected(writer, team_id)
