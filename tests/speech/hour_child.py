"""An app that files one long recording, writes it down and says what that took.

    python -m tests.speech.hour_child FOLDER MODELS MINUTES

The recording is a real voice over and over, with pauses between. Prints one line of JSON.
"""

import asyncio
import json
import os
import sys
import time
import wave
from pathlib import Path

from app import filing
from app.bench.memory import peak_mb
from app.device import open_replica
from app.queries import team
from app.runtime import Runtime
from app.settings import Settings
from app.speech.folder import About
from app.speech.wav import RATE, WavWriter
from app.state import AppState
from sync.client.join import start_alone
from tests.real_models import beckett

_PAUSE = bytes(2 * RATE)
"""A second of silence."""
_LOOK_S = 0.1


def voice_of(sound: Path) -> bytes:
    """Return the samples of a recording."""
    with wave.open(str(sound)) as file:
        samples: bytes = file.readframes(file.getnframes())
        return samples


def speak(into: Path, voice: bytes, minutes: float) -> None:
    """Record a voice for so long."""
    writer = WavWriter(into)
    while writer.length_ms < minutes * 60_000:
        writer.write(voice)
        writer.write(_PAUSE)
    writer.close()


async def main(folder: Path, models: Path, minutes: float) -> dict[str, object]:
    """File a recording, wait for its words, return what is to be said of it."""
    replica = open_replica(folder)
    start_alone(replica, "Ada", "Ada's team", "EUR")
    (folder / "models").symlink_to(models, target_is_directory=True)
    runtime = Runtime(folder, replica, Settings())
    me = await runtime.ask(team.me)
    assert me
    recording = await filing.begin(runtime, About(user_id=me.id))
    await asyncio.to_thread(speak, recording.sound, voice_of(beckett(models)), minutes)
    await filing.file(runtime, recording)
    window, shares, texts = AppState(width=390), list[float](), list[int]()
    # Not `ru_maxrss`: a process inherits that from whoever started it (getrusage(2)).
    before = peak_mb(os.getpid())
    await runtime.open_window(window)
    cpu = time.process_time()
    query = "SELECT transcription, text, heard FROM note"
    while True:
        await asyncio.sleep(_LOOK_S)
        now = window.transcribing
        if now.note_id and (not shares or now.share != shares[-1]):
            shares.append(now.share)
            texts.append(len(now.text))
        state, text, heard = await runtime.ask(lambda c: c.exec_driver_sql(query).one())
        if state != "pending":
            break
    said = {
        "state": state,
        "text": text,
        "heard": heard,
        "shares": shares,
        "texts": texts,
        "cpu_s": time.process_time() - cpu,
        "before_mb": before,
        "peak_mb": peak_mb(os.getpid()),
    }
    await runtime.close()
    return said


if __name__ == "__main__":
    found = asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
    sys.stdout.write(json.dumps(found) + "\n")
