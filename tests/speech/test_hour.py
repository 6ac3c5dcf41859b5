"""A long recording becomes words bit by bit, in bounded memory, and the note holds them all.

`RAPPORT_LONG=1` takes an hour of it, which keeps a core busy for a quarter of one.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from app.speech.heard import from_text

MINUTES = 60 if os.environ.get("RAPPORT_LONG") else 3
PEAK_MB = 750
REGISTER = 100_000


def test_a_long_recording_is_written_down_bit_by_bit(models: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.speech.hour_child"]
    command += [str(tmp_path / "app"), str(models), str(MINUTES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    print({name: said[name] for name in ("cpu_s", "before_mb", "peak_mb")})
    assert said["state"] == "done"
    # The voice says a dozen words in ten seconds, and is silent for one.
    words = said["text"].lower().split()
    assert len(words) > MINUTES * 60
    assert words.count("better") + words.count("better.") > MINUTES * 4
    assert len(said["text"]) < REGISTER
    assert len(said["heard"]) <= REGISTER
    heard = from_text(said["heard"])
    assert heard
    assert heard.words[0].end_ms > 0
    assert said["shares"] == sorted(said["shares"])
    assert said["texts"] == sorted(said["texts"])
    assert len(said["shares"]) > MINUTES * 2
    assert said["peak_mb"] < PEAK_MB
