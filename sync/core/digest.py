"""Sums over rows, by which two sides find out where they differ.

A row's digest covers its id, its stamps and what its registers hold. Digests add
up (modulo 2**128), so that the sum over a set does not depend on its order, and
rows are told apart by bucket, of which a kind has 256.
"""

from collections.abc import Mapping
from hashlib import blake2b
from zlib import crc32

from pydantic_core import to_json

from sync.core import schema
from sync.core.change import Scalar, pack, unpack
from sync.core.clock import stamp
from sync.core.protocol import WireRow
from sync.core.spans import DAY_MS

BUCKETS = 256
FORGOTTEN_MS = 170 * DAY_MS
"""Age from which a tombstone does not count: one side may have let go of it."""

_MODULUS = 1 << 128


def row_digest(row: WireRow, version: int, hidden: frozenset[str] = frozenset()) -> int:
    """Return the digest of one row; registers that are left out count as never written.

    Args:
        row: Kind, id, packed stamps, registers.
        version: The schema version to compare at: only registers that it knows count.
        hidden: Registers that one side does not have, as its person may not read them.
    """
    kind, record_id, stamps, values = row
    unwritten = schema.defaults(kind)
    counted = sorted(schema.known_at(kind, version) - hidden)
    told = [(n, v) for n in counted if (v := values.get(n, unwritten[n])) != unwritten[n]]
    if hidden:
        base, exceptions = unpack(stamps)
        stamps = pack(base, {n: at for n, at in exceptions.items() if n not in hidden})
    body = to_json((record_id, stamps, told))
    return int.from_bytes(blake2b(body, digest_size=16).digest())


def added(total: int, digest: int) -> int:
    """Return the sum with one more digest."""
    return (total + digest) % _MODULUS


def bucket_of(record_id: str) -> int:
    """Return the bucket a record belongs to."""
    return crc32(record_id.encode()) % BUCKETS


def is_forgotten(stamps: str, values: Mapping[str, Scalar], now_ms: int) -> bool:
    """Tell whether a row is a tombstone of so long ago that one side may lack it."""
    if not values.get("deleted", False):
        return False
    base, exceptions = unpack(stamps)
    return exceptions.get("deleted", base) < stamp(max(0, now_ms - FORGOTTEN_MS), 0, 0)
