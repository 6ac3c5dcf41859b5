"""The recogniser's answers, kept from the real model, set more names right and fewer wrong.

`weighed.tsv` holds every second sentence of `unseen_cases.py`, to be quick. With nobody
near, a name that was found makes those likely that belong to it, as `AKIN` says.
The rates asserted are those of the table, less one in a hundred.
"""

from collections.abc import Iterable, Sequence

import pytest

from app.speech.names.correcting import correct
from app.speech.names.correction import Corrected
from app.speech.names.known import Names, short
from app.speech.names.ordinary import ordinary
from app.speech.names.sounding import folded
from app.speech.recogniser import Change
from tests.speech_names.test_heard import ROBOTS, Tally, heard
from tests.speech_names.weighed import AKIN, KNOWN, Row, near, rows


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(KNOWN, ordinary("en"))


def corrected(row: Row, names: Names, *, asked: bool, expected: bool = True) -> Corrected:
    """Return what was heard, with today's people near or with who belongs to whom known."""

    def weigh(changes: Sequence[Change]) -> list[float | None]:
        return [row.answers.get(change) for change in changes]

    told = weigh if asked else None
    if expected:
        return correct(heard(row.heard), names, near(row), told)
    return correct(heard(row.heard), names, (), told, AKIN)


def tally(table: Iterable[Row], names: Names, *, asked: bool, expected: bool = True) -> Tally:
    count = Tally()
    for row in table:
        got = corrected(row, names, asked=asked, expected=expected)
        right = [short(name) for name in row.names]
        count.names += len(right)
        count.right += sum(name in got.text for name in right)
        count.wrong += sum(
            folded(one.was) != folded(one.now)
            and not any(f" {one.now} " in f" {name} " for name in right)
            for one in got.corrections
        )
    print("asked" if asked else "", count)
    return count


@pytest.mark.parametrize(
    ("robots", "expected", "rate"),
    [(False, True, 0.95), (True, True, 0.93), (False, False, 0.93), (True, False, 0.85)],
)
def test_names_nobody_tuned_for_come_out_right(
    names: Names, rate: float, *, robots: bool, expected: bool
) -> None:
    table = [row for row in rows("unseen") if row.voice.startswith(ROBOTS) == robots]
    before, after = (tally(table, names, asked=one, expected=expected) for one in (False, True))
    assert after.right >= rate * after.names
    assert after.right > before.right
    assert after.wrong <= before.wrong + (not expected)


def test_of_words_that_sound_like_names_fewer_become_one(names: Names) -> None:
    table = list(rows("like"))
    before, after = (tally(table, names, asked=asked) for asked in (False, True))
    assert after.wrong <= before.wrong / 2
