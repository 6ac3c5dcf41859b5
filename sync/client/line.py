"""How much a device sends and asks for at once, by how well its line holds."""

from sync.core.protocol import PAGE_BYTES, PUSH_BYTES

LEAST_BYTES = 16 * 1024
MOST_BYTES = max(PAGE_BYTES, PUSH_BYTES)


class Line:
    """The line to the server as one replica has found it; lives as long as the replica.

    A round trip that breaks is done again as a whole. So on a line that never holds
    for a large one, less is asked for each time, until something gets through.

    Attributes:
        most_bytes: How large a batch or page may be now.
    """

    def __init__(self) -> None:
        self.most_bytes = MOST_BYTES

    def broke(self) -> None:
        """Ask for half as much from now on."""
        self.most_bytes = max(self.most_bytes // 2, LEAST_BYTES)

    def held(self) -> None:
        """Ask for twice as much from now on."""
        self.most_bytes = min(self.most_bytes * 2, MOST_BYTES)
