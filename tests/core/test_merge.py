"""Merge: the later stamp wins, per register, and what loses is named."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from sync.core.change import Change, Scalar, unpack
from sync.core.clock import NEVER
from sync.core.merge import Loss, Merged, merge
from tests.builders import NOON_MS, make_change, make_stamp

FIELDS = ("title", "stage_id", "reason")
MADE = make_stamp(NOON_MS, device=1)


def at(ms: int, device: int = 1) -> str:
    """Return a stamp shortly after the record was made."""
    return make_stamp(NOON_MS + ms, device=device)


def fold(changes: list[Change]) -> Merged:
    """Let changes meet one row in this order."""
    merged = Merged({}, "")
    for change in changes:
        merged = merge(merged.values, merged.stamps, change)
    return merged


def stamp_of(merged: Merged, field: str) -> str:
    """Return when a register was written."""
    base, exceptions = unpack(merged.stamps)
    return exceptions.get(field, base)


edits = st.lists(
    st.builds(
        lambda fields, ms, device: make_change(at=at(ms, device), seen=MADE, **fields),
        st.dictionaries(st.sampled_from(FIELDS), st.sampled_from("abc"), min_size=1),
        st.integers(1, 9),
        st.integers(1, 3),
    ),
    max_size=5,
    unique_by=lambda change: change.stamp,
)


@given(edits=edits, data=st.data())
def test_the_order_of_arrival_does_not_matter(edits: list[Change], data: st.DataObject) -> None:
    creation = make_change(at=MADE, title="new", stage_id="first", reason="x")
    changes = [creation, *edits]
    one = fold(changes)
    other = fold(data.draw(st.permutations(changes)))
    for field in FIELDS:
        assert one.values[field] == other.values[field]
        assert stamp_of(one, field) == stamp_of(other, field)


@given(edits=edits)
def test_every_register_holds_its_latest_write(edits: list[Change]) -> None:
    creation = make_change(at=MADE, title="new", stage_id="first", reason="x")
    merged = fold([creation, *edits])
    for field in FIELDS:
        latest = max(
            (c for c in [creation, *edits] if field in c.fields), key=lambda change: change.stamp
        )
        assert merged.values[field] == latest.fields[field]
        assert stamp_of(merged, field) == latest.stamp


@given(edits=edits, again=st.integers(0, 5))
def test_a_change_that_comes_twice_changes_nothing(edits: list[Change], again: int) -> None:
    changes = [make_change(at=MADE, title="new"), *edits]
    once = fold(changes)
    twice = merge(once.values, once.stamps, changes[again % len(changes)])
    assert (twice.values, twice.stamps) == (once.values, once.stamps)
    assert not twice.won


@given(edits=edits)
def test_a_value_is_never_lost_without_a_word(edits: list[Change]) -> None:
    creation = make_change(at=MADE, title="new", stage_id="first", reason="x")
    merged = fold([creation])
    named: set[tuple[str, Scalar]] = set()
    for change in edits:
        merged = merge(merged.values, merged.stamps, change)
        named |= {(loss.field, loss.value) for loss in merged.losses}
    for change in edits:  # all of them saw the creation and nothing else
        for field, value in change.fields.items():
            assert merged.values[field] == value or (field, value) in named


@given(edits=edits, data=st.data())
def test_a_record_made_twice_is_the_same_in_any_order(
    edits: list[Change], data: st.DataObject
) -> None:
    changes = [
        make_change(at=MADE, title="one", stage_id="first"),
        make_change(at=at(5, 9), title="other", reason="why"),
        *edits,
    ]
    assert fold(changes).values == fold(data.draw(st.permutations(changes))).values


def test_a_default_that_nobody_wrote_does_not_win() -> None:
    later = fold([make_change(at=at(9, 2), title="imported later")])
    met = merge(later.values, later.stamps, make_change(at=at(5), seen=MADE, reason="typed"))
    assert met.values == {"title": "imported later", "reason": "typed"}
    assert stamp_of(met, "reason") == at(5)
    assert met.losses == ()


def test_different_fields_of_one_record_both_survive() -> None:
    base = fold([make_change(at=MADE, title="new", stage_id="first")])
    one = merge(base.values, base.stamps, make_change(at=at(5, 1), seen=MADE, title="mine"))
    both = merge(one.values, one.stamps, make_change(at=at(3, 2), seen=MADE, stage_id="won"))
    assert both.values == {"title": "mine", "stage_id": "won"}
    assert both.losses == ()
    assert both.whole


def test_older_change_does_not_overwrite_newer_and_is_named() -> None:
    row = fold([make_change(at=MADE), make_change(at=at(5, 2), seen=MADE, title="theirs")])
    met = merge(row.values, row.stamps, make_change(at=at(4), seen=MADE, title="mine"))
    assert met.values["title"] == "theirs"
    assert met.losses == (Loss("title", "mine", at(4), "theirs", at(5, 2)),)
    assert not met.whole
    assert met.stamps == row.stamps


def test_newer_change_overwrites_what_it_has_not_seen_and_names_it() -> None:
    row = fold([make_change(at=MADE), make_change(at=at(5, 2), seen=MADE, title="theirs")])
    met = merge(row.values, row.stamps, make_change(at=at(6), seen=MADE, title="mine"))
    assert met.values["title"] == "mine"
    assert met.losses == (Loss("title", "theirs", at(5, 2), "mine", at(6)),)
    assert met.whole


def test_an_edit_made_in_sight_of_the_value_is_no_conflict() -> None:
    row = fold([make_change(at=MADE), make_change(at=at(5, 2), seen=MADE, title="theirs")])
    met = merge(row.values, row.stamps, make_change(at=at(6), seen=row.stamps, title="mine"))
    assert met.losses == ()


def test_equal_values_are_no_conflict() -> None:
    row = fold([make_change(at=MADE), make_change(at=at(5, 2), seen=MADE, title="same")])
    met = merge(row.values, row.stamps, make_change(at=at(6), seen=MADE, title="same"))
    assert met.losses == ()
    assert stamp_of(met, "title") == at(6)


def test_the_higher_device_wins_at_the_same_moment_on_both_sides() -> None:
    mine = make_change(at=at(5, 1), seen=MADE, title="mine")
    theirs = make_change(at=at(5, 2), seen=MADE, title="theirs")
    for order in permutations([mine, theirs]):
        assert fold([make_change(at=MADE), *order]).values["title"] == "theirs"


def test_an_edit_later_than_a_delete_brings_the_record_back_only_by_undeleting() -> None:
    deleted = fold([make_change(at=MADE), make_change(at=at(2, 2), seen=MADE, deleted=True)])
    edited = merge(deleted.values, deleted.stamps, make_change(at=at(3), seen=MADE, title="new"))
    assert edited.values["deleted"] is True
    restored = merge(
        edited.values, edited.stamps, make_change(at=at(4), seen=edited.stamps, deleted=False)
    )
    assert restored.values["deleted"] is False
    assert restored.values["title"] == "new"


def test_an_edit_of_an_unknown_record_leaves_room_beneath_it() -> None:
    part = fold([make_change(at=at(5), seen=MADE, title="edited")])
    assert unpack(part.stamps) == (NEVER, {"title": at(5)})
    whole = merge(part.values, part.stamps, make_change(at=MADE, title="new", reason="x"))
    assert whole.values == {"title": "edited", "reason": "x"}
    assert not whole.whole
    assert [loss.field for loss in whole.losses] == ["title"]


def test_the_row_it_meets_is_left_as_it_was() -> None:
    values = {"title": "old"}
    merge(values, MADE, make_change(at=at(5), seen=MADE, title="new"))
    assert values == {"title": "old"}


def test_another_value_of_the_very_same_stamp_is_kept_as_a_loss() -> None:
    """A device put back to an older copy may make one stamp twice."""
    first = merge({}, "", make_change(title="first"))
    merged = merge(first.values, first.stamps, make_change(title="second"))
    assert merged.values == first.values
    assert [(loss.value, loss.kept) for loss in merged.losses] == [("second", "first")]
    assert not merged.whole
