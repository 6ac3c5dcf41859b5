"""What both sides agree on about the bytes of files."""

import re
from dataclasses import dataclass

from pydantic import TypeAdapter

CHUNK_BYTES = 1024 * 1024
"""What a device sends in one request: as much as proxies take that nobody set up
(nginx: 1 MiB). A larger one saves nothing but round trips, one a MiB."""
MAX_ASKED = 1_000
"""Files that one question may name."""

_HASH = re.compile(r"[0-9a-f]{64}")


def is_hash(text: str) -> bool:
    """Tell whether the text is a SHA-256 as files are named: 64 hexadecimal digits."""
    return _HASH.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Received:
    """How far the server has a file.

    Attributes:
        offset: Bytes it has from this device, from the first on; all of them
            when it is complete.
        complete: Whether it has the whole file, verified.
    """

    offset: int
    complete: bool


@dataclass(frozen=True, slots=True)
class HeldFiles:
    """What a device asks: these files I hold, do you?

    Attributes:
        sha256: At most `MAX_ASKED` of them.
    """

    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingFiles:
    """What the server answers: these of them I lack, and would take.

    Files of which the device's person may read no attachment are left out.
    """

    sha256: tuple[str, ...]


HELD_FILES = TypeAdapter(HeldFiles)
MISSING_FILES = TypeAdapter(MissingFiles)
