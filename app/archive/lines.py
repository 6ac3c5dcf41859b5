"""Content lines, of which both vCard (RFC 6350) and iCalendar (RFC 5545) consist."""

import re
from typing import Final

_LONGEST: Final = 75
"""Bytes of a line; what is longer goes on in the next one after a space."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]")
_ENDS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
"""Ends of lines besides the usual one: some readers divide at all of them."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escaped(text: str) -> str:
    """Return a text as it stands in a value."""
    return _ENDS.sub("\n", text).translate(_ESCAPED)


def joined(*texts: str) -> str:
    """Return several texts as the parts of one value, such as those of an address."""
    return ";".join(map(escaped, texts))


def line(name: str, value: str) -> str:
    """Return a whole line, folded where it is long; empty where there is nothing to say.

    It is one line whatever the value holds: nobody's words become a line of their own.

    Args:
        name: The property with its parameters, such as ``TEL;TYPE=cell``.
        value: As it is to stand there.
    """
    if not value.strip(";"):
        return ""
    folded: list[str] = []
    room, part = _LONGEST, ""
    for character in f"{name}:{_CONTROLS.sub('', value)}":
        size = len(character.encode())
        if size > room:
            folded.append(part)
            room, part = _LONGEST - 1, ""
        room, part = room - size, part + character
    return "\r\n ".join([*folded, part]) + "\r\n"
