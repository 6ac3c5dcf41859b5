"""Who stands for whom: the same on every device, whatever was said in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from sync.core.sameness import Same, roots, sameness_id

HERE = dict.fromkeys("abcd", False)


def test_a_pair_has_one_id_whoever_is_named_first() -> None:
    assert sameness_id("a", "b") == sameness_id("b", "a") != sameness_id("a", "c")


def test_the_one_that_was_kept_stands_for_both() -> None:
    assert roots([Same("a", "b", "b")], HERE) == {"a": "b"}
    assert roots([Same("a", "b", "a")], HERE) == {"b": "a"}


def test_what_hangs_together_is_one() -> None:
    pairs = [Same("a", "b", "b"), Same("b", "c", "c")]
    assert roots(pairs, HERE) == {"a": "c", "b": "c"}


def test_two_that_were_kept_at_once_have_the_smallest_id() -> None:
    assert roots([Same("a", "c", "a"), Same("b", "c", "b")], HERE) == {"b": "a", "c": "a"}


def test_all_given_up_in_a_circle_have_the_smallest_id() -> None:
    pairs = [Same("a", "b", "b"), Same("b", "c", "c"), Same("a", "c", "a")]
    assert roots(pairs, HERE) == {"b": "a", "c": "a"}


def test_what_is_deleted_or_not_here_stands_for_nobody_else() -> None:
    pairs = [Same("a", "b", "a"), Same("b", "c", "b")]
    assert roots(pairs, {"a": True, "b": False, "c": False}) == {"a": "b", "c": "b"}
    assert roots(pairs, {"b": False, "c": False}) == {"c": "b"}
    assert roots(pairs, {"a": True, "b": True}) == {"b": "a"}
    assert roots(pairs, {"a": False}) == {}
    assert roots([Same("a", "b", "elsewhere")], HERE) == {"b": "a"}


PAIRS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from("abcdef"))
    .filter(lambda p: p[0] < p[1])
    .map(lambda p: Same(*p)),
    max_size=8,
)


@given(PAIRS, st.dictionaries(st.sampled_from("abcdef"), st.booleans()), st.randoms())
def test_no_order_matters_and_a_root_stands_for_itself(
    pairs: list[Same], here: dict[str, bool], chance: object
) -> None:
    found = roots(pairs, here)
    again = pairs.copy()
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert roots(again, here) == found
    assert not found.keys() & set(found.values())
    assert found.keys() | set(found.values()) <= here.keys()
