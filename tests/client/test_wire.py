"""A request is written from what waits, without reading it first."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sync.client import outbox
from sync.client.replica import Replica
from sync.client.wire import StoredFields, write_request
from sync.core.change import Change, Scalar
from sync.core.protocol import REQUEST, SyncRequest
from tests.builders import NOON_MS, make_note
from tests.core.test_protocol import exact, values

_WORDS = st.text(max_size=9) | st.sampled_from(['"', "\\", "a\nb", "\x7f", "é", "a-b_c.d;e=f"])
_CHANGES = st.lists(
    st.builds(Change, st.integers(1), _WORDS, _WORDS, values, _WORDS, _WORDS), max_size=3
)


def _plain(request: SyncRequest) -> str:
    """Return a request with its registers as plain values, to the type of each."""
    told = [(c.n, c.kind, c.id, dict(c.fields), c.stamp, c.seen) for c in request.changes]
    return exact((request.protocol, request.cursor, request.made, request.page_bytes, told))


@given(changes=_CHANGES, stored=st.booleans())
def test_it_says_what_waits(changes: list[Change], *, stored: bool) -> None:
    told = [
        Change(c.n, c.kind, c.id, StoredFields(json.dumps(c.fields)), c.stamp, c.seen)
        for c in changes
    ]
    sent = SyncRequest(2, 2, NOON_MS, "cursor", tuple(told if stored else changes), made=4)
    assert _plain(REQUEST.validate_json(write_request(sent))) == _plain(sent)


def test_what_is_as_always_is_left_out() -> None:
    assert json.loads(write_request(SyncRequest(2, 2, NOON_MS, "here"))) == {
        "protocol": 2,
        "schema": 2,
        "now_ms": NOON_MS,
        "cursor": "here",
    }


def test_stored_registers_are_as_good_as_values() -> None:
    fields: dict[str, Scalar] = {"title": "Möbel", "amount_minor": 5}
    stored = StoredFields(json.dumps(fields))
    assert stored == fields
    assert (len(stored), "title" in stored, stored["amount_minor"]) == (2, True, 5)
    assert repr(stored).startswith("StoredFields(")
    assert Change(1, "deal", "d", fields, "s") == Change(1, "deal", "d", stored, "s")


def test_nothing_is_read_for_sending(empty_replica: Replica) -> None:
    with empty_replica.transaction() as writer:
        writer.add(make_note(text="Words"))
    with empty_replica.exclusive() as connection:
        connection.exec_driver_sql("""UPDATE outbox SET fields = '{"as": "it is" }'""")
        waiting = outbox.all_pending(connection)
    body = write_request(SyncRequest(2, 2, NOON_MS, "", waiting))
    assert b'"fields":{"as": "it is" },' in body
