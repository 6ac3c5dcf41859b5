"""The exchange's request and reply as bytes; what is JSON already goes as it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic_core import from_json, to_json

from sync.core.change import Change, Scalar
from sync.core.protocol import REPLY, REQUEST, SyncReply, SyncRequest

_SCALARS = frozenset((str, int, float, bool, type(None)))
_PLAIN = re.compile(r"[\w .;=-]*", re.ASCII)
"""What is the same within the quotes of JSON."""


class StoredFields(Mapping[str, Scalar]):
    """A change's registers as they wait to be sent: JSON, read when somebody looks.

    Making values of 5,000 edits and JSON of them again would be half of what sending
    them costs the device.
    """

    __slots__ = ("_values", "text")

    def __init__(self, text: str) -> None:
        """Take the JSON of an object."""
        self.text = text
        self._values: dict[str, Scalar] | None = None

    def __getitem__(self, name: str) -> Scalar:
        """Return a register's value."""
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the registers."""
        return iter(self._read())

    def __len__(self) -> int:
        """Return how many registers there are."""
        return len(self._read())

    def __repr__(self) -> str:
        """Show the JSON."""
        return f"StoredFields({self.text!r})"

    def _read(self) -> dict[str, Scalar]:
        if self._values is None:
            self._values = from_json(self.text)
        return self._values


def write_request(request: SyncRequest) -> bytes:
    """Return the JSON of a request, without what is as always."""
    body = REQUEST.dump_json(replace(request, changes=()), exclude_defaults=True)
    if not request.changes:
        return body
    changes = ",".join(map(_write_change, request.changes))
    return b'%s,"changes":[%s]}' % (body[:-1], changes.encode())


def _write_change(change: Change) -> str:
    fields = change.fields
    text = fields.text if isinstance(fields, StoredFields) else to_json(dict(fields)).decode()
    said = f"{change.kind} {change.id} {change.stamp} {change.seen}"
    if _PLAIN.fullmatch(said):
        return (
            f'{{"n":{change.n},"kind":"{change.kind}","id":"{change.id}","fields":{text},'
            f'"stamp":"{change.stamp}","seen":"{change.seen}"}}'
        )
    rest = {"n": change.n, "kind": change.kind, "id": change.id}
    rest |= {"stamp": change.stamp, "seen": change.seen}
    return f'{to_json(rest).decode()[:-1]},"fields":{text}}}'


def read_reply(body: bytes, cursor: str = "") -> SyncReply:
    """Read an answer of the exchange.

    A page holds thousands of rows, which are looked at one by one without making
    anything of them: half the time that pydantic takes to make them anew.

    Args:
        body: The answer's JSON.
        cursor: The one that was asked with; stands until another is told.

    Raises:
        ValueError: If it is something else.
    """
    message = from_json(body)
    rows = message.pop("rows", []) if isinstance(message, dict) else []
    reply = REPLY.validate_python({"cursor": cursor, **message} if isinstance(message, dict) else 0)
    if not (isinstance(rows, list) and all(map(_is_row, rows))):
        reason = "rows of another form"
        raise ValueError(reason)
    return replace(reply, rows=tuple(map(tuple, rows)))


def _is_row(row: object) -> bool:
    """Tell whether this is a `protocol.WireRow`."""
    if type(row) is not list or len(row) != 4:
        return False
    kind, record_id, stamps, fields = row
    return (
        type(kind) is type(record_id) is type(stamps) is str
        and type(fields) is dict
        and _SCALARS.issuperset(map(type, fields.values()))
    )
