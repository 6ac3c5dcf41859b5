"""How bodies are packed on their way: zstd where both sides have it, else gzip.

Each side says what it takes (`Accept-Encoding`), so that an older one goes on
getting gzip. See "Packing" in `sync/README.md` for what was measured.
"""

import gzip

import zstandard

TAKEN = "zstd, gzip"
"""What this version takes, in the words of HTTP."""

_PACK_FROM = 1_024
"""Bytes from which packing pays: below, it saves less than a network packet."""
_ZSTD_LEVEL = 3
_GZIP_LEVEL = 1


def packed(body: bytes, taken: str) -> tuple[bytes, str]:
    """Pack a body for somebody who takes these encodings.

    Returns:
        The body to send and its encoding; empty for a body that stays as it is.
    """
    if len(body) < _PACK_FROM:
        return body, ""
    if "zstd" in taken:
        return zstandard.compress(body, _ZSTD_LEVEL), "zstd"
    if "gzip" in taken:
        return gzip.compress(body, _GZIP_LEVEL, mtime=0), "gzip"
    return body, ""
