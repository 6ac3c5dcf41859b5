"""Speak the sentences of `unseen_cases.py` and keep what Moonshine answers, in `weighed.tsv`.

Run it by hand, ``python -m tests.speech_names.make_weighed MODELS``, with the folder of all
models; it takes an hour, and what `make_heard.py` takes.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.speech.engines import DEFAULT, recogniser
from app.speech.names.correcting import correct
from app.speech.names.known import Names
from app.speech.names.ordinary import ordinary
from app.speech.recogniser import Change, Recogniser, Weigh, Weighing
from tests.speech_names import unseen_cases
from tests.speech_names.make_heard import PIPER, spoken
from tests.speech_names.weighed import AKIN, KNOWN, TABLE, Row, near, to_line

SAID = ("flite awb", PIPER, "espeak en-gb+f3")
LIKE = (PIPER,)


def rows() -> Iterator[Row]:
    """Yield what is to be spoken."""
    for voice in SAID:
        for case in unseen_cases.cases()[::2]:
            yield Row("unseen", voice, case.said, case.names)
    for voice in LIKE:
        for said in unseen_cases.LIKE_NAMES:
            yield Row("like", voice, said, ())


def asked(row: Row, engine: Recogniser, names: Names) -> Row:
    """Return a row with what was heard and answered."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        spoken(row.voice, row.said, path)
        heard = engine.hear(path, language="en")
        if not isinstance(engine, Weighing):
            raise TypeError
        answers: dict[Change, float | None] = {}
        weigh = engine.weigh(path, heard)
        correct(heard, names, near(row), kept(weigh, answers))
        if row.names:
            correct(heard, names, (), kept(weigh, answers), AKIN)
    return Row(row.kind, row.voice, row.said, row.names, heard.text, answers)


def kept(weigh: Weigh, answers: dict[Change, float | None]) -> Weigh:
    """Return what asks and keeps the answers."""

    def weighed(changes: Sequence[Change]) -> Sequence[float | None]:
        gains = weigh(changes)
        answers.update(zip(changes, gains, strict=True))
        return gains

    return weighed


def main() -> None:
    """Write the table."""
    engine = recogniser(DEFAULT, Path(sys.argv[1]), threads=1)
    names = Names(KNOWN, ordinary("en"))
    with TABLE.open("w", encoding="utf-8") as table:
        for row in rows():
            table.write(to_line(asked(row, engine, names)))
            table.flush()


if __name__ == "__main__":
    main()
