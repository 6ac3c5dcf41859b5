"""Whether there is something to say about the clock of this device."""

from sqlalchemy import Connection

from sync.client import state
from sync.core.reading import CLOCK_OFF_MS


def clock_off_ms(connection: Connection) -> int:
    """Return how far the clock is behind the team's server, less than 0 if it is ahead.

    0 while it is right, and once its person knows; again after it was right in between.
    """
    own = state.load(connection)
    told = own.off_said or not own.heard_ms or abs(own.off_ms) < CLOCK_OFF_MS
    return 0 if told else own.off_ms
