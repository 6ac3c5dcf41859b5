"""Messages on the wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync.core.change import Scalar
from sync.core.protocol import (
    MAX_BODY_BYTES,
    PUSH_BYTES,
    REPLY,
    REQUEST,
    SyncRequest,
)
from tests.builders import NOON_MS, make_change, make_reply, make_row

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
values = st.dictionaries(st.text(min_size=1, max_size=9), scalars)


def exact(found: object) -> str:
    """Return a text that tells 1, 1.0 and True apart."""
    return repr(found)


@given(fields=values)
def test_a_request_arrives_as_it_was_sent(fields: dict[str, Scalar]) -> None:
    change = make_change()
    sent = SyncRequest(
        1, 1, NOON_MS, "cursor", (change, change.__class__(2, "x", "y", fields, "s"))
    )
    assert exact(REQUEST.validate_json(REQUEST.dump_json(sent))) == exact(sent)


@given(fields=values)
def test_a_reply_arrives_as_it_was_sent(fields: dict[str, Scalar]) -> None:
    sent = make_reply(make_row(title="x"), ("deal", "d", "s", fields), exits=(("deal", "e"),))
    assert exact(REPLY.validate_json(REPLY.dump_json(sent))) == exact(sent)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"protocol":1}', b"\xff", b'{"protocol":{}}', b"null"]
)
def test_a_body_that_is_no_request_is_an_error(body: bytes) -> None:
    with pytest.raises(ValidationError):
        REQUEST.validate_json(body)


def test_a_batch_with_its_largest_change_fits_into_a_body() -> None:
    # A note holds its text twice, and a control character takes six bytes.
    assert PUSH_BYTES + 2 * 100_000 * 6 + 10_000 < MAX_BODY_BYTES
