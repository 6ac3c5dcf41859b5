"""What this device remembers of its team's history, so that nobody can rewrite it unseen."""

from dataclasses import dataclass

from sync.client import state
from sync.client.replica import Replica


@dataclass(frozen=True, slots=True)
class Witness:
    """An entry of the history; number 0 when nothing is remembered."""

    n: int = 0
    hash: str = ""


def known(replica: Replica) -> Witness:
    """Return the last entry seen of the history of the team that the replica is in."""
    current = replica.state()
    team_id, _, entry = current.witness.partition(":")
    n, _, found = entry.partition(":")
    return Witness(int(n), found) if entry and team_id == current.team_id else Witness()


def remember(replica: Replica, n: int, found: str) -> None:
    """Remember the last entry of the history as it was found to be sound.

    Raises:
        StoreError: If the replica could not be written.
    """
    with replica.exclusive() as connection:
        team_id = state.load(connection).team_id
        state.save(connection, witness=f"{team_id}:{n}:{found}")
