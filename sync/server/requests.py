"""Read what a device pushes: thousands of changes, which must not cost more than their merge."""

import msgspec

from sync.core.protocol import REQUEST, SyncRequest

_EXACT = msgspec.json.Decoder(SyncRequest)


def read_request(body: bytes) -> SyncRequest:
    """Read a request.

    What has its form to the letter is read by msgspec, in a sixth of the time that
    pydantic takes for 5,000 changes. All else is for pydantic to judge: it takes in
    some of that, and says what is wrong with the rest.

    Raises:
        ValidationError: If it is none; pydantic's.
    """
    try:
        return _EXACT.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return REQUEST.validate_json(body)
