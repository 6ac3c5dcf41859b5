"""An app whose phone hears by itself, and somebody who speaks without pause, to be killed.

    python -m tests.faults.words_child FOLDER

It files what was left behind and prints ``filed ID`` for it, then hears word after word
and prints ``kept ID N`` once the first N are kept.
"""

import asyncio
import sys
from pathlib import Path

from app import filing
from app.device import open_replica
from app.phone_recogniser import PHONE
from app.runtime import Runtime
from app.settings import Settings
from app.speech.folder import About
from app.speech.heard import Heard, Word
from tests.faults.recording_child import say

_PACE_S = 0.01


async def main(folder: Path) -> None:
    """Hear until killed."""
    runtime = Runtime(folder, open_replica(folder), Settings())
    about = About(user_id=runtime.replica.state().user_id, account="Hotel Lindenhof")
    for filed in await filing.file_left_behind(runtime):
        say("filed", filed.done.id)
    recording = await filing.begin(runtime, about)
    words: list[Word] = []
    while True:
        words.append(Word(f"word{len(words)}", 0, 0))
        filing.folder_of(runtime).hear(recording.id, Heard(tuple(words), PHONE, "en"))
        say("kept", recording.id, len(words))
        await asyncio.sleep(_PACE_S)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
