"""Requests are read quickly, and as they would be read slowly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync.core.protocol import REQUEST
from sync.server.requests import read_request

_NUMBERS = st.integers() | st.floats() | st.sampled_from([2**53, 2**64, -(2**63) - 1, 1e308, -0.0])
_WORDS = st.text(max_size=10) | st.sampled_from(["", "1", "\ud800", "\x00", "n", "wall"])
_ANY = st.none() | st.booleans() | _NUMBERS | _WORDS | st.lists(_NUMBERS, max_size=2)


def _shaped(**names: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Objects with these names, now and then with others, without some, or of other types."""
    exact = st.fixed_dictionaries(names)
    loose = st.fixed_dictionaries({}, optional={n: s | _ANY for n, s in names.items()})
    return exact | st.builds(lambda a, b, c: {**a, **b, **c}, exact, loose, _FOREIGN)


_FOREIGN = st.dictionaries(_WORDS, _ANY, max_size=2)
_CHANGE = _shaped(
    n=st.integers(1),
    kind=_WORDS,
    id=_WORDS,
    fields=st.dictionaries(_WORDS, _ANY, max_size=3),
    stamp=_WORDS,
    seen=_WORDS,
)
_REQUEST = _shaped(
    protocol=st.just(2),
    schema=st.integers(1, 3),
    now_ms=st.integers(0),
    cursor=_WORDS,
    changes=st.lists(_CHANGE, max_size=3),
    made=st.none() | st.integers(0),
    clock=_WORDS,
    page_bytes=st.integers(1),
    asked=st.none() | _shaped(ms=st.integers(), boot=_WORDS, steady_ms=st.integers()),
)


def _read(body: bytes, *, slowly: bool) -> str:
    """Return what comes of a body, to the type of every value, or what is wrong with it."""
    try:
        return repr(REQUEST.validate_json(body) if slowly else read_request(body))
    except ValidationError as error:
        return str(error.errors(include_url=False))


@given(message=_REQUEST | _ANY)
def test_the_quick_way_reads_what_the_slow_way_reads(message: object) -> None:
    body = json.dumps(message).encode()
    assert _read(body, slowly=False) == _read(body, slowly=True)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"protocol": 2, "schema": 2, "now_ms": 1, "cursor": "\xff"}',
        b'{"protocol": 2, "schema": 2, "now_ms": 1, "cursor": ' + b"[" * 50_000,
        b'{"protocol": 2, "schema": 2, "now_ms": 1, "cursor": "", "x": ' + b"[" * 50_000,
        b'{"protocol": 2, "schema": 2, "now_ms": 1, "cursor": "", "now_ms": 2}',
    ],
)
def test_so_it_is_with_what_is_hardly_json(body: bytes) -> None:
    assert _read(body, slowly=False) == _read(body, slowly=True)
