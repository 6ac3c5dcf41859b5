"""What the doctor found, in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: What was looked at, such as ``database``.
        ok: Whether all is well.
        words: What was found, and what to do when it is not well.
    """

    name: str
    ok: bool
    words: str


def fine(name: str, words: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(name, ok=True, words=words)


def look(name: str, words: str) -> Finding:
    """Return a finding that somebody should look at."""
    return Finding(name, ok=False, words=words)
