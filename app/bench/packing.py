"""What packing a first sync costs and saves: zstd, gzip and nothing."""

import gzip
import zlib
from collections.abc import Callable, Iterator

import httpx
import zstandard

from app.bench.context import Run
from app.bench.measure import Measurement, timed
from app.bench.server import serving_deals
from sync.core.protocol import REPLY, REQUEST, SyncRequest
from sync.core.schema import SCHEMA_VERSION

_PACKINGS: tuple[tuple[str, Callable[[bytes], bytes], Callable[[bytes], bytes]], ...] = (
    ("none", bytes, bytes),
    ("gzip_1", lambda body: gzip.compress(body, 1), lambda body: zlib.decompress(body, 31)),
    ("gzip_6", lambda body: gzip.compress(body, 6), lambda body: zlib.decompress(body, 31)),
    ("zstd_1", zstandard.ZstdCompressor(1).compress, zstandard.ZstdDecompressor().decompress),
    ("zstd_3", zstandard.ZstdCompressor(3).compress, zstandard.ZstdDecompressor().decompress),
    ("zstd_6", zstandard.ZstdCompressor(6).compress, zstandard.ZstdDecompressor().decompress),
)


def packing(run: Run) -> Iterator[Measurement]:
    """Measure packing and unpacking the pages of a first sync."""
    count = run.size(20_000)
    with serving_deals(run.folder, count) as (server, _), server.client() as client:
        replica = server.joined(run.folder / "reader")
        pages = _pages(client, replica.state().token)
    for name, pack, unpack in _PACKINGS:
        packed = [pack(page) for page in pages]
        seconds = [timed(lambda: [pack(page) for page in pages]) for _ in range(run.rounds)]  # noqa: B023  # called at once
        opened = [timed(lambda: [unpack(body) for body in packed]) for _ in range(run.rounds)]  # noqa: B023  # called at once
        figures = {"bytes": sum(map(len, packed)), "unpack_ms": round(min(opened) * 1_000, 1)}
        sizes = {"deals": count, "pages": len(pages), "bytes": sum(map(len, pages))}
        yield Measurement(f"packing_{name}", sizes, tuple(seconds), count, figures=figures)


def _pages(client: httpx.Client, token: str) -> list[bytes]:
    """Return the bodies of a first sync, unpacked."""
    headers = {"Authorization": f"Bearer {token}"}
    pages, cursor, more = [], "", True
    while more:
        request = REQUEST.dump_json(SyncRequest(1, SCHEMA_VERSION, 0, cursor))
        pages.append(client.post("/v1/sync", content=request, headers=headers).content)
        reply = REPLY.validate_json(pages[-1])
        cursor, more = reply.cursor, reply.more
    return pages
