"""How likely Moonshine's own model makes other words than those it wrote, run by onnxruntime.

The decoder is led through a text instead of writing one, and says how likely it makes
every token of it (as when it was taught). What the words before a change leave behind is
reckoned once, so that a change costs what its few tokens cost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnxruntime

from app.speech.sound import Samples
from app.speech.tokens import Tokens

_BEGIN, _END = 1, 2
"""The tokens before and after every text."""
_AFTER = 4
"""Tokens behind a change that still tell of it: a name that ends wrong spoils what follows."""
_RARE = 4.0
"""What each token of a change is less likely by for being rare: names mostly are."""
_AT_ONCE = 6
"""Changes reckoned together; more take more memory, up to 20 MB each."""
_NEARBY = 8
"""Tokens by which the places of those may lie apart: what is reckoned twice then still
costs less than another turn of the decoder, which unpacks all its weights each time."""
_PAST: Final = "past_key_values"
_HIDDEN: Final = "encoder_hidden_states"

_Array = npt.NDArray[np.float32]


class Likelihood:
    """The model, opened beside the engine that writes; used by one thread at a time."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load it.

        Args:
            folder: Where Moonshine's files lie, whole.
            threads: Of the processor, at most.
        """
        self._tokens = Tokens((folder / "tokenizer.bin").read_bytes())
        self._encoder = _session(folder / "encoder_model.ort", threads)
        self._decoder = _session(folder / "decoder_model_merged.ort", threads)
        self._outputs = [one.name for one in self._decoder.get_outputs()]
        shapes = {one.name: one.shape for one in self._decoder.get_inputs()}
        self._width = shapes[_HIDDEN][-1]
        self._nothing: dict[str, _Array] = {
            name: np.zeros((1, shape[1], 0, shape[3]), np.float32)
            for name, shape in shapes.items()
            if name.startswith(_PAST)
        }

    def gains(self, samples: Samples, text: str, others: Sequence[str]) -> list[float]:
        """Return how much likelier than a text others are, as natural logarithms.

        Args:
            samples: The window the text was heard in.
            text: What was heard.
            others: The same with a change in one place each.
        """
        heard = [*self._tokens.of(text), _END]
        hidden = self._encoder.run(None, {"input_values": samples[None].astype(np.float32)})[0]
        first = self._run(self._outputs, [[_BEGIN, *heard[:-1]]], self._nothing, hidden)
        past = {name: first[name.replace(_PAST, "present")] for name in self._nothing}
        own = _of(first["logits"][0], heard)
        gains = [0.0] * len(others)
        for part in _together(self._changes(heard, others)):
            same = part[0].same
            rows = [one.tokens[same : one.end] for one in part]
            before = heard[same - 1] if same else _BEGIN
            for one, likely in zip(part, self._led(before, same, rows, past), strict=True):
                known = float(own[one.same : one.heard_end].sum())
                gain = float(likely[one.same - same :].sum()) - known
                gains[one.index] = gain + _RARE * one.new
        return gains

    def _changes(self, heard: list[int], others: Sequence[str]) -> Iterator["_Changed"]:
        for index, other in enumerate(others):
            tokens = [*self._tokens.of(other), _END]
            if tokens != heard:
                yield _changed(index, tokens, heard)

    def _led(
        self, before: int, same: int, rows: Sequence[list[int]], past: dict[str, _Array]
    ) -> Iterator[_Array]:
        """Yield how likely tokens are behind the first that stay as they were."""
        longest = max(map(len, rows))
        led = [[before, *row[:-1], *[_END] * (longest - len(row))] for row in rows]
        kept = {
            name: np.repeat(one[:, :, :same] if ".decoder." in name else one, len(led), 0)
            for name, one in past.items()
        }
        logits = self._run(["logits"], led, kept, None)["logits"]
        for of_row, row in zip(logits, rows, strict=True):
            yield _of(of_row[: len(row)], row)

    def _run(
        self,
        wanted: list[str],
        rows: list[list[int]],
        past: dict[str, _Array],
        hidden: _Array | None,
    ) -> dict[str, _Array]:
        begun = hidden is None  # it is in the past already
        inputs: dict[str, Any] = {
            "input_ids": np.array(rows, np.int64),
            _HIDDEN: np.zeros((len(rows), 0, self._width), np.float32) if begun else hidden,
            "use_cache_branch": np.array([begun]),
            **past,
        }
        return dict(zip(wanted, self._decoder.run(wanted, inputs), strict=True))


@dataclass(frozen=True, slots=True)
class _Changed:
    """A text with a change, in tokens.

    Attributes:
        index: Which it is.
        tokens: All of it.
        same: How many are those that were heard, before the change.
        new: How many the change has.
        end: Where it ends, with a few tokens behind it.
        heard_end: The same place in the tokens that were heard.
    """

    index: int
    tokens: list[int]
    same: int
    new: int
    end: int
    heard_end: int


def _changed(index: int, tokens: list[int], heard: list[int]) -> _Changed:
    same = _same(tokens, heard)
    behind = _same(tokens[same:][::-1], heard[same:][::-1])
    after = min(behind, _AFTER) - behind
    new = len(tokens) - same - behind
    return _Changed(index, tokens, same, new, len(tokens) + after, len(heard) + after)


def _together(changes: Iterable[_Changed]) -> Iterator[list[_Changed]]:
    """Yield the changes in order, in parts that are reckoned together."""
    part: list[_Changed] = []
    for one in sorted(changes, key=lambda one: one.same):
        if part and (len(part) == _AT_ONCE or one.same - part[0].same > _NEARBY):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # as for the engine that writes
    options.enable_cpu_mem_arena = False  # a tenth slower, and keeps nothing it need not
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _same(a: Sequence[int], b: Sequence[int]) -> int:
    """Return with how many of the same tokens both begin."""
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def _of(logits: _Array, tokens: Sequence[int]) -> _Array:
    """Return the logarithm of how likely each token is."""
    highest = logits.max(-1, keepdims=True)
    all_of_them = (highest + np.log(np.exp(logits - highest).sum(-1, keepdims=True)))[:, 0]
    likely: _Array = logits[np.arange(len(tokens)), list(tokens)] - all_of_them
    return likely
