"""The table of what Moonshine answered when it was asked about names."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.speech.names.known import KnownName
from app.speech.recogniser import Change
from tests.speech_names import test_later, unseen_cases
from tests.speech_names.test_heard import kin

TABLE = Path(__file__).with_name("weighed.tsv")
KNOWN = (
    *test_later.KNOWN,
    *(
        KnownName(text, kind, f"{kind} {text}")
        for kind, texts in (
            ("customer", unseen_cases.CUSTOMERS),
            ("contact", unseen_cases.CONTACTS),
            ("product", unseen_cases.PRODUCTS),
        )
        for text in texts
    ),
)
_IDS = {name.text: name.id for name in KNOWN}
_OTHERS = 20
AKIN = kin((case.names for case in unseen_cases.cases()), _IDS)
"""Who belongs together: of 66 sentences 40 name a person with their own customer."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence.

    Attributes:
        kind: ``unseen``, or ``like`` for one that only sounds like names.
        names: Those that are said.
        answers: How much likelier the sound makes each change that was asked about.
    """

    kind: str
    voice: str
    said: str
    names: tuple[str, ...]
    heard: str = ""
    answers: Mapping[Change, float | None] = field(default_factory=dict)


def near(row: Row) -> list[str]:
    """Return who was to be expected: those that are said, and twenty others."""
    others = random.Random(row.said).sample(sorted(_IDS.values()), _OTHERS)
    return [*(_IDS[name] for name in row.names), *others]


def to_line(row: Row) -> str:
    """Return a row as the table keeps it."""
    answers = "|".join(
        f"{one.start}={one.end}={one.now}={gain:.1f}"
        for one, gain in row.answers.items()
        if gain is not None
    )
    return (
        "\t".join((row.kind, row.voice, row.said, "|".join(row.names), row.heard, answers)) + "\n"
    )


def rows(kind: str) -> Iterator[Row]:
    """Yield the rows of a kind."""
    for line in TABLE.read_text("utf-8").splitlines():
        of_kind, voice, said, names, heard, answers = line.split("\t")
        if of_kind == kind:
            known = tuple(name for name in names.split("|") if name)
            yield Row(kind, voice, said, known, heard, dict(_answers(answers)))


def _answers(text: str) -> Iterator[tuple[Change, float]]:
    for answer in filter(None, text.split("|")):
        start, end, now, gain = answer.split("=")
        yield Change(int(start), int(end), now), float(gain)
