"""Registers come back from their text as they were, whoever wrote it."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import from_json, to_json

from sync.core.change import Scalar
from sync.core.validation import MAX_NUMBER
from sync.server import registers

_VALUES = st.dictionaries(
    st.text(max_size=9),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-MAX_NUMBER, MAX_NUMBER),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
    ),
    max_size=5,
)


@given(values=_VALUES)
def test_they_come_back_to_the_type(values: dict[str, Scalar]) -> None:
    assert repr(registers.read(registers.write(values))) == repr(values)


@given(values=_VALUES)
def test_others_read_what_is_written(values: dict[str, Scalar]) -> None:
    assert repr(from_json(registers.write(values))) == repr(values)


@given(values=_VALUES)
def test_what_others_wrote_is_read(values: dict[str, Scalar]) -> None:
    assert repr(registers.read(to_json(values).decode())) == repr(values)
