"""Where somebody speaks: Silero's voice activity detector, run by sherpa-onnx.

It tells speech from silence, engines, keyboards and music, so that recognisers,
which write words for any sound, hear speech alone.
"""

from pathlib import Path

import numpy as np
import sherpa_onnx

from app.speech.sound import Samples, Sound
from app.speech.wav import RATE
from app.speech.windows import FRAME

_LIKELY = 0.35
"""How sure it must be. Below the usual 0.5: a lost word is worse than a breath heard."""
_BLOCK = FRAME * 1_000
"""Samples read at once: 32 s, 2 MB."""


class Gate:
    """The detector, loaded; used by one thread at a time."""

    def __init__(self, model: Path) -> None:
        """Load it.

        Args:
            model: Its file, whole: sherpa-onnx ends the process over a damaged one.
        """
        config = sherpa_onnx.VadModelConfig()
        config.silero_vad.model = str(model)
        config.silero_vad.threshold = _LIKELY
        config.silero_vad.min_speech_duration = 0
        config.silero_vad.min_silence_duration = 0
        config.sample_rate = RATE
        self._model = sherpa_onnx.VadModel.create(config)
        self._before = self._model.window_size() - FRAME

    def marks(self, sound: Sound) -> list[bool]:
        """Return for each frame of the recording whether somebody speaks.

        Raises:
            SoundError: If the recording cannot be read.
        """
        self._model.reset()
        marks: list[bool] = []
        before: Samples = np.zeros(self._before, np.float32)
        for start in range(0, sound.length, _BLOCK):
            block = np.concatenate((before, sound.piece(start, start + _BLOCK)))
            missing = -(len(block) - self._before) % FRAME
            block = np.concatenate((block, np.zeros(missing, np.float32)))
            marks += (
                self._model.is_speech(block[at : at + self._before + FRAME])
                for at in range(0, len(block) - self._before, FRAME)
            )
            before = block[-self._before :]
        return marks
