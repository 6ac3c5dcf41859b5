"""Record ids: UUIDv7 that sort by age."""

from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from sync.core.ids import uuid7
from tests.builders import NOON_MS

times = st.integers(0, 2**48 - 1)
bits = st.integers(0, 2**80)


@given(now_ms=times, random=bits)
def test_an_id_is_a_well_formed_uuid_of_version_7(now_ms: int, random: int) -> None:
    made = UUID(uuid7(now_ms, random))
    assert str(made) == uuid7(now_ms, random)
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == now_ms


@given(now_ms=times, one=st.integers(0, 2**74 - 1), other=st.integers(0, 2**74 - 1))
def test_every_random_bit_counts(now_ms: int, one: int, other: int) -> None:
    assert (uuid7(now_ms, one) == uuid7(now_ms, other)) == (one == other)


@given(one=times, other=times, random=bits)
def test_ids_sort_by_the_time_they_were_made(one: int, other: int, random: int) -> None:
    if one < other:
        assert uuid7(one, random) < uuid7(other, 0)


def test_the_form_is_the_one_of_the_standard() -> None:
    assert uuid7(NOON_MS, 0) == "01a1fdfa-4600-7000-8000-000000000000"
