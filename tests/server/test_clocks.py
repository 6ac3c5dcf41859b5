"""Whose stamps the server wants made anew: those ahead, and those of a clock that is wrong."""

import pytest

from sync.core.reading import TOLERANCE_MS
from sync.core.spans import DAY_MS
from tests.builders import NOON_MS
from tests.server.phones import Phone, Reply, filled


def say(phone: Phone, *changes: Reply, **said: object) -> Reply:
    """Send one request that says something of its clock."""
    body = {"protocol": 2, "schema": 2, "now_ms": NOON_MS, "cursor": phone.cursor}
    body |= {"changes": changes, **said}
    response = phone.http.post("/v1/sync", headers=phone.headers, json=body)
    assert response.status_code == 200, response.text
    return filled(response.json(), phone.cursor)


def written(phone: Phone, ms: int = NOON_MS) -> Reply:
    """Make a change with a stamp of some time."""
    return phone.change("deal", f"d{ms}", {"title": "A"}, stamp=phone.stamp(ms))


@pytest.mark.parametrize("off_ms", [-TOLERANCE_MS - 1, TOLERANCE_MS + 1])
def test_the_first_stamp_of_a_clock_that_is_wrong_is_asked_for_again(
    rep: Phone, off_ms: int
) -> None:
    one, two = written(rep, NOON_MS - DAY_MS), written(rep, NOON_MS - DAY_MS + 1)
    reply = say(rep, one, two, clock="wall", now_ms=NOON_MS + off_ms)
    assert (reply["accepted"], reply["ahead"], reply["rows"]) == (0, one["stamp"], [])
    # And so it is when it comes by a clock that was set right since.
    assert say(rep, one, two, clock="wall")["ahead"] == one["stamp"]


@pytest.mark.parametrize("off_ms", [-TOLERANCE_MS, TOLERANCE_MS])
def test_what_is_off_by_little_is_taken_in(rep: Phone, off_ms: int) -> None:
    reply = say(rep, written(rep), clock="wall", now_ms=NOON_MS + off_ms)
    assert (reply["accepted"], reply["ahead"]) == (1, "")


@pytest.mark.parametrize("said", [{}, {"clock": ""}, {"clock": "of a later version"}])
def test_who_has_heard_the_time_or_is_too_old_to_say_is_not_found_to_be_behind(
    rep: Phone, said: dict[str, str]
) -> None:
    reply = say(rep, written(rep, NOON_MS - DAY_MS), now_ms=NOON_MS - DAY_MS, **said)
    assert (reply["accepted"], reply["ahead"]) == (1, "")


def test_who_knows_that_its_stamps_are_off_is_asked_for_the_first_new_one(rep: Phone) -> None:
    old, new = written(rep), written(rep, NOON_MS + 1)
    assert say(rep, old)["accepted"] == 1
    assert say(rep, old, new, clock="off")["ahead"] == new["stamp"]
    assert say(rep, old, clock="off")["accepted"] == 1
