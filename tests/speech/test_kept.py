"""A heavy thing is made once, kept while it is used, and let go."""

import threading

import pytest

from app.speech.kept import Kept

LONG = 3600.0


def test_it_is_made_when_first_wanted_and_kept() -> None:
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    kept = Kept(make, LONG)
    assert not made
    with kept.lent() as first:
        pass
    with kept.lent() as second:
        pass
    assert first is second
    assert len(made) == 1
    kept.release()
    assert not kept.there


def test_it_is_let_go_when_nobody_needs_it() -> None:
    gone = threading.Event()

    class Heavy:
        def __del__(self) -> None:
            gone.set()

    kept = Kept(Heavy, 0.01)
    with kept.lent():
        assert not gone.wait(0.1), "let go while it was used"
    assert gone.wait(30)


def test_what_cannot_be_made_is_tried_again() -> None:
    tries = iter([ValueError("no model yet"), None])

    def make() -> str:
        trouble = next(tries)
        if trouble:
            raise trouble
        return "made"

    kept = Kept(make, LONG)
    with pytest.raises(ValueError, match="no model"), kept.lent():
        pass
    with kept.lent() as thing:
        assert thing == "made"
    kept.release()
