"""What a person knows about the clock of this device."""

from sync.client import state
from sync.client.writer import Writer


def note_clock(writer: Writer) -> None:
    """Say no more that the clock is off, until it was right in between."""
    state.save(writer.connection, off_said=True)
