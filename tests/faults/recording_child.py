"""An app in which somebody speaks without pause, to be killed.

    python -m tests.faults.recording_child FOLDER

It files what was left behind, then records, ten times as fast as one speaks, and files
that. It prints ``wrote ID BYTES`` once samples are handed over, and ``filed ID`` in the end.
"""

import asyncio
import random
import sys
from pathlib import Path

from app import filing
from app.device import now_ms, open_replica
from app.runtime import Runtime
from app.settings import Settings
from app.speech.folder import About
from app.speech.wav import RATE, WavWriter

PIECE = RATE // 10 * 2
"""Bytes of a tenth of a second."""
_PACE_S = 0.01
_LONGEST = 30


def say(*words: object) -> None:
    """Acknowledge."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def main(folder: Path) -> None:
    """Record and file until killed."""
    runtime = Runtime(folder, open_replica(folder), Settings())
    about = About(user_id=runtime.replica.state().user_id, account="Hotel Lindenhof")
    for filed in await filing.file_left_behind(runtime):
        say("filed", filed.done.id)
    luck = random.Random(now_ms())
    while True:
        recording = await filing.begin(runtime, about)
        writer = WavWriter(recording.sound)
        for i in range(luck.randint(1, _LONGEST)):
            writer.write(bytes([i, 1]) * (PIECE // 2))
            say("wrote", recording.id, (i + 1) * PIECE)
            await asyncio.sleep(_PACE_S)
        writer.close()
        if await filing.file(runtime, recording):
            say("filed", recording.id)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
