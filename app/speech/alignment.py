"""Which word of a text lies where in the recording, also after the text was changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from app.speech.heard import Heard

_PIECE = re.compile(r"\s*\S+")
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the text with the space before it.

    Attributes:
        start_ms: Where it is heard; None for a word that was never spoken.
        end_ms: Where it ends.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None


def aligned(text: str, heard: Heard) -> tuple[Piece, ...]:
    """Return the text in pieces that put together are the text again.

    Words that stand in both are paired in order (Ratcliff and Obershelp, as
    `difflib` does it); words that took the place of heard ones get the time of
    those.

    Args:
        text: The words as they stand now.
        heard: The words as they were heard.
    """
    pieces = _PIECE.findall(text)
    now = [_bare(piece) for piece in pieces]
    then = [_bare(word.text) for word in heard.words]
    placed = [Piece(piece) for piece in pieces]
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag in ("delete", "insert"):
            continue
        for i in range(b, b_end):
            # As many heard words as written ones: each its own; else all share the stretch.
            own = a_end - a == b_end - b
            first, last = (a + i - b, a + i - b) if own else (a, a_end - 1)
            start, end = heard.words[first].start_ms, heard.words[last].end_ms
            if end > start:
                placed[i] = Piece(pieces[i], start, end)
    if placed:
        rest = text[sum(map(len, pieces)) :]
        placed[-1] = Piece(placed[-1].text + rest, placed[-1].start_ms, placed[-1].end_ms)
    return tuple(placed)


def phrased(pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """Return a text in at most so many pieces: neighbours are put together where there are more.

    Those that were never spoken always are: nothing is to be tapped there.
    """
    parts: list[Piece] = []
    for spoken, run in groupby(pieces, lambda piece: piece.start_ms is not None):
        together = tuple(run)
        parts += together if spoken else (_joined(together),)
    size = max(-(-len(parts) // most), 1)
    return tuple(_joined(parts[at : at + size]) for at in range(0, len(parts), size))


def _joined(pieces: Sequence[Piece]) -> Piece:
    """Return neighbours as one, which lies where those of them lie that were spoken."""
    return Piece(
        "".join(piece.text for piece in pieces),
        next((piece.start_ms for piece in pieces if piece.start_ms is not None), None),
        next((piece.end_ms for piece in reversed(pieces) if piece.end_ms is not None), None),
    )


def _bare(word: str) -> str:
    return _LETTERS.sub("", word).casefold()
