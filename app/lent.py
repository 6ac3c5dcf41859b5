"""Files lent to the windows of this process, by addresses nobody can guess.

A window in a browser cannot read the disk: what it plays is served to it, to
whoever knows the address, until it is given back.
"""

import secrets
from pathlib import Path

PREFIX = "/lent/"


class Lent:
    """One per process; used from the loop that draws the screens."""

    def __init__(self) -> None:
        self._paths: dict[str, Path] = {}

    def lend(self, path: Path) -> str:
        """Return an address for a file, such as ``/lent/V2h…``, until `give_back`."""
        address = PREFIX + secrets.token_urlsafe(32)
        self._paths[address] = path
        return address

    def give_back(self, address: str) -> None:
        """Serve a file no more; one that was never lent is left alone."""
        self._paths.pop(address, None)

    def path(self, address: str) -> Path | None:
        """Return the file behind an address; None when there is none (any more)."""
        return self._paths.get(address)
