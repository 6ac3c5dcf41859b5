"""Moonshine, English, run by sherpa-onnx: the engine that comes first on every device.

Jeffries et al. 2024, "Moonshine: Speech Recognition for Live Transcription and Voice
Commands". It gives words without times or confidence, and takes no hints.
"""

import base64
import ctypes
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import sherpa_onnx

from app.speech.heard import Word
from app.speech.sound import Samples
from app.speech.tokens import listed
from app.speech.wav import RATE
from app.speech.windows import Shape

if TYPE_CHECKING:
    from app.speech.likelihood import Likelihood

_PROVIDER = "EnableMemPattern=0\n"
"""For onnxruntime: without a plan of the memory for each length of window it peaks at
540 MB instead of 690, and is as fast."""


class Moonshine:
    """The engine with its model loaded; used by one thread at a time.

    It was made for commands: long windows take more memory and lose words at their end.

    What writes and what weighs each take 400 MB, so only one of the two is loaded at a
    time. Changing over takes half a second.
    """

    shape: ClassVar = Shape(first=5, usual=10, longest=16)

    def __init__(self, folder: Path, threads: int) -> None:
        """Load it.

        Args:
            folder: Where its files lie, whole: sherpa-onnx ends the process over damaged ones.
            threads: Of the processor, at most.
        """
        self._folder = folder
        self._threads = threads
        self._weighs: Likelihood | None = None
        self._writes: sherpa_onnx.OfflineRecognizer | None = _engine(folder, threads)

    def write(self, samples: Samples, _language: str, _hints: Sequence[str]) -> Sequence[Word]:
        """Return the words of a window, without times."""
        engine = self._writer()
        stream = engine.create_stream()
        stream.accept_waveform(RATE, samples)
        engine.decode_stream(stream)
        return [Word(text, 0, 0) for text in stream.result.text.split()]

    def weigh(self, samples: Samples, text: str, others: Sequence[str]) -> Sequence[float] | None:
        """Return how much likelier than a text others are; None where onnxruntime is not."""
        if self._weighs is None:
            try:
                from app.speech.likelihood import Likelihood  # noqa: PLC0415  # may be missing
            except ImportError:
                return None
            self._writes = None
            _give_back()
            self._weighs = Likelihood(self._folder, self._threads)
        return self._weighs.gains(samples, text, others)

    def get_ready(self) -> None:
        """Change over to writing, if it is not what is loaded."""
        self._writer()

    def _writer(self) -> sherpa_onnx.OfflineRecognizer:
        if self._writes is None:
            self._weighs = None
            _give_back()
            self._writes = _engine(self._folder, self._threads)
        return self._writes


def _give_back() -> None:
    """Return to the system what was let go, where the C library can: else 100 MB stay."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)


def _engine(folder: Path, threads: int) -> sherpa_onnx.OfflineRecognizer:
    with tempfile.TemporaryDirectory() as passing:
        tokens = Path(passing) / "tokens.txt"
        tokens.write_text(tokens_text((folder / "tokenizer.bin").read_bytes()), "ascii")
        provider = Path(passing) / "provider.txt"
        provider.write_text(_PROVIDER, "ascii")
        return sherpa_onnx.OfflineRecognizer.from_moonshine_v2(
            encoder=str(folder / "encoder_model.ort"),
            decoder=str(folder / "decoder_model_merged.ort"),
            tokens=str(tokens),
            num_threads=threads,
            provider=f"cpu:{provider}",
        )


def tokens_text(tokenizer: bytes) -> str:
    r"""Return a publisher's ``tokenizer.bin`` as the ``tokens.txt`` that sherpa-onnx reads.

    Example:
        ``b"\x02hi"`` gives ``"aGk= 0\n"``: a token in Base64, and its number.
    """
    tokens = enumerate(listed(tokenizer))
    return "".join(f"{base64.b64encode(token).decode()} {i}\n" for i, token in tokens)
