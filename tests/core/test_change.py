"""Packed stamps: one text per row, the same for the same stamps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.change import newest, pack, seen_stamps, unpack
from sync.core.clock import NEVER
from sync.core.errors import StampError
from tests.builders import NOON_MS, make_stamp

BASE = make_stamp()
LATER = make_stamp(NOON_MS + 1)
names = st.sampled_from(["title", "stage_id", "custom.x", "a=b"])
stamps = st.integers(0, 4).map(lambda n: make_stamp(NOON_MS + n))


@given(base=stamps, exceptions=st.dictionaries(names, stamps))
def test_packed_stamps_name_the_stamp_of_every_field(base: str, exceptions: dict[str, str]) -> None:
    base_again, again = unpack(pack(base, exceptions))
    for name in ("title", "stage_id", "custom.x", "a=b", "other"):
        assert again.get(name, base_again) == exceptions.get(name, base)


@given(base=stamps, exceptions=st.dictionaries(names, stamps))
def test_the_same_stamps_always_pack_to_the_same_text(
    base: str, exceptions: dict[str, str]
) -> None:
    backwards = dict(reversed(exceptions.items()))
    assert pack(base, exceptions) == pack(base, backwards)
    assert pack(*unpack(pack(base, exceptions))) == pack(base, exceptions)


@given(base=stamps, exceptions=st.dictionaries(names, stamps))
def test_newest_is_the_latest_of_all(base: str, exceptions: dict[str, str]) -> None:
    own = [s for s in exceptions.values() if s != base]
    assert newest(pack(base, exceptions)) == max([base, *own])


def test_no_stamps_mean_never_written() -> None:
    assert unpack("") == (NEVER, {})
    assert newest("") == NEVER


def test_seen_keeps_the_stamps_of_the_fields_asked_for() -> None:
    packed = pack(BASE, {"title": LATER, "stage_id": LATER})
    assert seen_stamps(packed, ["title", "city"]) == f"{BASE};title={LATER}"
    assert seen_stamps(packed, ["city"]) == BASE
    assert seen_stamps(BASE, ["title"]) == BASE
    assert seen_stamps("", ["title"]) == ""


@pytest.mark.parametrize(
    "packed", ["x", f"{BASE};", f"{BASE};title", f"{BASE};={LATER}", f"{BASE};title=zz", f";{BASE}"]
)
def test_malformed_packed_stamps_are_an_error(packed: str) -> None:
    with pytest.raises(StampError):
        unpack(packed)
