"""Moonshine, English, run by sherpa-onnx: the engine that comes first on every device.

Jeffries et al. 2024, "Moonshine: Speech Recognition for Live Transcription and Voice
Commands". It gives words without times or confidence, and takes no hints.
"""

import base64
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import sherpa_onnx

from app.speech.heard import Word
from app.speech.sound import Samples
from app.speech.wav import RATE
from app.speech.windows import Shape

_PROVIDER = "EnableMemPattern=0\n"
"""For onnxruntime: without a plan of the memory for each length of window it peaks at
540 MB instead of 690, and is as fast."""


class Moonshine:
    """The engine with its model loaded; used by one thread at a time.

    It was made for commands: long windows take more memory and lose words at their end.
    """

    shape: ClassVar = Shape(first=5, usual=10, longest=16)

    def __init__(self, folder: Path, threads: int) -> None:
        """Load it.

        Args:
            folder: Where its files lie, whole: sherpa-onnx ends the process over damaged ones.
            threads: Of the processor, at most.
        """
        with tempfile.TemporaryDirectory() as passing:
            tokens = Path(passing) / "tokens.txt"
            tokens.write_text(tokens_text((folder / "tokenizer.bin").read_bytes()), "ascii")
            provider = Path(passing) / "provider.txt"
            provider.write_text(_PROVIDER, "ascii")
            self._engine = sherpa_onnx.OfflineRecognizer.from_moonshine_v2(
                encoder=str(folder / "encoder_model.ort"),
                decoder=str(folder / "decoder_model_merged.ort"),
                tokens=str(tokens),
                num_threads=threads,
                provider=f"cpu:{provider}",
            )

    def write(self, samples: Samples, _language: str, _hints: Sequence[str]) -> Sequence[Word]:
        """Return the words of a window, without times."""
        stream = self._engine.create_stream()
        stream.accept_waveform(RATE, samples)
        self._engine.decode_stream(stream)
        return [Word(text, 0, 0) for text in stream.result.text.split()]


def tokens_text(tokenizer: bytes) -> str:
    r"""Return a publisher's ``tokenizer.bin`` as the ``tokens.txt`` that sherpa-onnx reads.

    Example:
        ``b"\x02hi"`` gives ``"aGk= 0\n"``: a token in Base64, and its number.
    """
    tokens = _tokens(tokenizer)
    return "".join(f"{base64.b64encode(t).decode()} {i}\n" for i, t in enumerate(tokens))


def _tokens(tokenizer: bytes) -> Iterator[bytes]:
    """Yield the tokens in order: a length, in one byte below 128 or else in two, then its bytes."""
    at = 0
    while at < len(tokenizer):
        size, at = tokenizer[at], at + 1
        if size >= 128:
            size, at = tokenizer[at] * 128 + size - 128, at + 1
        yield tokenizer[at : at + size]
        at += size
