"""The pieces of words that Moonshine writes in."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
"""Stands before every word."""


def listed(tokenizer: bytes) -> Iterator[bytes]:
    """Yield a publisher's tokens in order.

    Each is a length, in one byte below 128 or else in two, then its bytes.
    """
    at = 0
    while at < len(tokenizer):
        size, at = tokenizer[at], at + 1
        if size >= 128:
            size, at = tokenizer[at] * 128 + size - 128, at + 1
        yield tokenizer[at : at + size]
        at += size


class Tokens:
    """Words in tokens, as the model was taught (byte pair encoding, Sennrich et al. 2016)."""

    def __init__(self, tokenizer: bytes) -> None:
        """Take a publisher's ``tokenizer.bin``.

        Single bytes stand before the letters they may be, which are meant.
        """
        self._numbers = {token: i for i, token in enumerate(listed(tokenizer))}
        self._word = lru_cache(maxsize=1 << 10)(self._in_tokens)

    def of(self, text: str) -> list[int]:
        """Return the tokens of a text."""
        return [token for word in text.split() for token in self._word(word)]

    def _in_tokens(self, word: str) -> Sequence[int]:
        parts: list[bytes] = []
        for letter in _SPACE + word:
            raw = letter.encode()
            parts += [raw] if raw in self._numbers else [bytes([byte]) for byte in raw]
        while len(parts) > 1:
            # Of two neighbours that are a token together, those joined first in training.
            pairs = ((self._numbers.get(a + b), i) for i, (a, b) in enumerate(pairwise(parts)))
            best = min((pair for pair in pairs if pair[0] is not None), default=None)
            if best is None:
                break
            at = best[1]
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return tuple(self._numbers[part] for part in parts)
