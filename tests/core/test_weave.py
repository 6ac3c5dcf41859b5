"""Two versions of a text, and the one they come from."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.weave import LONGEST, weave

BASE = "They want a grinder. Price by Friday. Gate code 4711."

TEXTS = st.text(alphabet="ab \n", max_size=30) | st.lists(
    st.sampled_from("abcdefghijkl"), max_size=20
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "woven"),
    [
        (BASE, BASE, BASE),
        (BASE + " Call Ines.", BASE, BASE + " Call Ines."),
        (
            BASE.replace("a grinder", "two grinders"),
            BASE.replace("4711", "4712"),
            "They want two grinders. Price by Friday. Gate code 4712.",
        ),
        (
            "Met Ines. " + BASE,
            BASE + " Call back.",
            "Met Ines. " + BASE + " Call back.",
        ),
        (
            BASE.replace(" Price by Friday.", ""),
            BASE.replace("4711", "4712"),
            "They want a grinder. Gate code 4712.",
        ),
        (BASE.replace("Friday", "Monday"), BASE.replace("Friday", "Tuesday"), None),
        (BASE + " Call Ines.", BASE + " Call Tom.", None),
        (BASE.replace("Friday", "Monday"), BASE.replace("Friday", "Monday"), None),
    ],
)
def test_two_versions_become_one(one: str, other: str, woven: str | None) -> None:
    if one == other:
        woven = one
    assert weave(BASE, one, other) == woven
    assert weave(BASE, other, one) == woven


@given(TEXTS, TEXTS, TEXTS)
def test_the_order_of_the_versions_does_not_matter(base: str, one: str, other: str) -> None:
    assert weave(base, one, other) == weave(base, other, one)


@given(TEXTS, TEXTS)
def test_what_one_person_changed_alone_is_as_they_wrote_it(base: str, one: str) -> None:
    assert weave(base, one, base) == one
    assert weave(base, one, one) == one


@given(TEXTS, TEXTS, TEXTS)
def test_weaving_again_changes_nothing(base: str, one: str, other: str) -> None:
    woven = weave(base, one, other)
    if woven is not None and weave(base, one, woven) is not None:
        assert weave(base, woven, woven) == woven


@given(st.lists(st.sampled_from("abcdef"), min_size=3, max_size=12), st.data())
def test_no_word_that_somebody_added_is_lost(words: list[str], data: st.DataObject) -> None:
    base = " ".join(words)
    one = "first " + base
    place = data.draw(st.integers(1, len(words)))
    other = " ".join([*words[:place], "second", *words[place:]])
    woven = weave(base, one, other)
    assert woven is not None
    assert woven.split().count("first") == woven.split().count("second") == 1
    assert [w for w in woven.split() if w not in {"first", "second"}] == words


def test_very_long_texts_are_left_to_a_person() -> None:
    base = "a" * (LONGEST + 1)
    assert weave(base, base + " b", "c " + base) is None


def test_a_long_note_that_both_changed_here_and_there_is_woven() -> None:
    words = [f"word{n % 70}" if n % 4 else f"name{n}" for n in range(2_500)]
    one, other, both = list(words), list(words), list(words)
    for place in range(20, 2_400, 60):
        one[place] = both[place] = f"one{place}"
        other[place + 30] = both[place + 30] = f"other{place}"
    assert weave(" ".join(words), " ".join(one), " ".join(other)) == " ".join(both)


@pytest.mark.parametrize(
    "words",
    [
        ["a"] * 9_900,
        [f"{n % 99}" for n in range(6_000)],
        [f"{n:x}" for n in range(4_000)],
    ],
    ids=["one word", "few words", "all different"],
)
def test_no_text_holds_up_the_server(words: list[str]) -> None:
    base = " ".join(words)
    first = " ".join(["b", *words[::2], *words[1::3]][: len(words)])
    second = " ".join([*words[::-1], "c"])
    begun_s = process_time()
    weave(base, first, second)
    assert process_time() - begun_s < 0.5  # 0.05 on a small machine, every pair of words 30
