"""Which giving stands, and whose words belong to it."""

import pytest

from sync.core.change import Change, Scalar
from sync.core.clock import stamp
from sync.core.giving import GIVING, Giving, giving_of
from sync.core.merge import merge
from sync.core.schema import together
from tests.builders import NOON_MS

MARIA, BEN, ANNA = "user-maria", "user-ben", "user-anna"
PHONE, LAPTOP = 7, 9


def at(minute: int, device: int = PHONE) -> str:
    return stamp(NOON_MS + minute * 60_000, 0, device)


def gives(minute: int, to: str, device: int = PHONE, **more: Scalar) -> Change:
    """Maria gives Anna's deal to somebody."""
    fields: dict[str, Scalar] = {"owner_id": to, "given_by": MARIA, "given_from": ANNA, **more}
    return Change(0, "deal", "d", fields, at(minute, device))


def says(minute: int, why: str, device: int = PHONE) -> Change:
    return Change(0, "deal", "d", {"given_why": why}, at(minute, device))


def after(*changes: Change) -> Giving | None:
    """Return the giving that stands when a deal of Anna's has met these."""
    start = {"owner_id": ANNA, "given_by": "", "given_from": "", "given_why": ""}
    values, stamps = dict[str, Scalar](start), at(0)
    for change in changes:
        merged = merge(values, stamps, change)
        values, stamps = dict(merged.values), merged.stamps
    return giving_of(values, stamps)


def test_nobody_gave_what_somebody_made() -> None:
    assert after() is None
    assert giving_of({}, "") is None


def test_the_reason_stands_when_it_was_written_at_once_or_later() -> None:
    given = Giving(MARIA, ANNA, BEN, "", at(1))
    assert after(gives(1, BEN)) == given
    for changes in ((gives(1, BEN, given_why="Yours"),), (gives(1, BEN), says(2, "Yours"))):
        found = after(*changes)
        assert found
        assert (found.why, found.stamp) == ("Yours", at(1))


@pytest.mark.parametrize("backwards", [False, True])
def test_an_older_version_that_changes_the_owner_alone_leaves_nothing_to_say(
    backwards: bool,  # noqa: FBT001
) -> None:
    changes = [gives(1, BEN, given_why="Yours"), Change(0, "deal", "d", {"owner_id": ANNA}, at(2))]
    assert after(*(changes[::-1] if backwards else changes)) is None


def test_the_reason_of_an_earlier_giving_is_not_that_of_the_next() -> None:
    found = after(gives(1, BEN), says(2, "Yours"), gives(3, ANNA))
    assert found
    assert (found.to, found.why) == (ANNA, "")


def test_a_reason_for_a_giving_that_was_overtaken_unseen_is_not_put_in_another_mouth() -> None:
    found = after(gives(1, BEN), gives(2, ANNA, LAPTOP), says(3, "Ben knows them"))
    assert found
    assert (found.to, found.why) == (ANNA, "")


@pytest.mark.parametrize("kind", ["account", "deal"])
def test_who_gave_it_is_always_written_with_the_owner(kind: str) -> None:
    assert {together(kind, name) for name in GIVING} == {GIVING}
    assert together(kind, "given_why") == ("given_why",)
