"""Many stories in several processes."""

import pytest

from tests.simulation import many


def test_portions_are_as_many_as_were_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "PORTION", 3)

    assert list(many.portions(7)) == [3, 3, 1]


def test_a_portion_that_ends_badly_is_said_with_its_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(many, "PORTION", 1)
    monkeypatch.setattr(many, "tell", lambda stories, seed: many.Told(seed, stories, 1, "why"))
    monkeypatch.setattr("secrets.randbits", lambda _bits: 7)

    assert many.main(2, 2) == 1

    said = capsys.readouterr().out
    assert said.count("seed 7: 1 stories, 1 s, BAD\nwhy") == 2
    assert "0 stories told well, 2 portions ended badly" in said


def test_where_nothing_was_told_all_was_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "STORIES", "tests/simulation/words.py")

    assert "no tests ran" in many.tell(1, 7).bad
