"""How bodies are packed on their way, and how damage on the way is noticed.

They are packed with zstd where both sides have it, small ones with the phrases that
both know; else with gzip. Each side says what it takes (`Accept-Encoding`), so that an
older one goes on getting gzip. A packed body carries a checksum; one that is not goes
with a `Content-Digest` (RFC 9530). See "Packing" in `sync/README.md` for what was measured.
"""

import gzip
import zlib
from base64 import b64encode
from functools import cache

import zstandard

from sync.core.phrases import PHRASES

BRIEF = "zstd1"
"""Small bodies: a zstd frame with `phrases.PHRASES` as its dictionary, which it does not
name, and without the four bytes that every frame begins with."""

PLAINLY_TAKEN = "zstd, gzip"
"""What anybody's HTTP client unpacks by itself."""

TAKEN = f"{BRIEF}, {PLAINLY_TAKEN}"
"""What an exchange of this version takes, in the words of HTTP."""

DIGEST = "Content-Digest"
_SUM = "crc32="

_BRIEF_FROM, _BRIEF_TO = 64, 16_384
"""Bytes for which the phrases pay: one changed deal of 700 bytes is 270 then, for 0.1 ms.
Beyond, a body has phrases enough of its own."""
_BRIEF_LEVEL = 19
_PACK_FROM = 256
"""Bytes from which packing without them pays: the same deal is 450; below, hardly
anything is saved."""
_ZSTD_LEVEL = 3
_GZIP_LEVEL = 1


def packed(body: bytes, taken: str) -> tuple[bytes, str]:
    """Pack a body for somebody who takes these encodings.

    Returns:
        The body to send and its encoding; empty for a body that stays as it is.
    """
    encodings = {one.partition(";")[0].strip() for one in taken.lower().split(",")}
    if BRIEF in encodings and _BRIEF_FROM <= len(body) <= _BRIEF_TO:
        return _packed_briefly(body), BRIEF
    if len(body) < _PACK_FROM:
        return body, ""
    if "zstd" in encodings:
        compressor = zstandard.ZstdCompressor(_ZSTD_LEVEL, write_checksum=True)
        return compressor.compress(body), "zstd"
    if "gzip" in encodings:
        return gzip.compress(body, _GZIP_LEVEL, mtime=0), "gzip"
    return body, ""


def _packed_briefly(body: bytes) -> bytes:
    compressor = zstandard.ZstdCompressor(
        _BRIEF_LEVEL, dict_data=_dictionary(), write_checksum=True, write_dict_id=False
    )
    return compressor.compress(body).removeprefix(zstandard.FRAME_HEADER)


def unpacked_brief(body: bytes) -> bytes:
    """Undo the encoding `BRIEF`.

    Raises:
        ValueError: If it is something else, damaged, or larger than such a body is.
    """
    frame = zstandard.FRAME_HEADER + body
    try:
        if not 0 <= zstandard.frame_content_size(frame) <= _BRIEF_TO:
            reason = "a brief body is small, and says how large it is"
            raise ValueError(reason)
        unpacker = zstandard.ZstdDecompressor(dict_data=_dictionary())
        return unpacker.decompress(frame, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise ValueError(*error.args) from None


@cache
def _dictionary() -> zstandard.ZstdCompressionDict:
    """Make ready what packs and unpacks with the phrases: a third of a millisecond."""
    dictionary = zstandard.ZstdCompressionDict(PHRASES, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    dictionary.precompute_compress(level=_BRIEF_LEVEL)
    return dictionary


def digest_of(body: bytes) -> str:
    """Return what `DIGEST` says of a body, such as ``crc32=:y/Q5Jg==:``.

    It is there to notice damage, not malice, which is for TLS to keep out; and it
    goes with the smallest of exchanges, for which SHA-256 would be four times as long.
    """
    return f"{_SUM}:{b64encode(zlib.crc32(body).to_bytes(4, 'big')).decode()}:"


def is_damaged(body: bytes, said: str) -> bool:
    """Tell whether a body is not what `DIGEST` said of it.

    Args:
        body: The body as it came, unless it was packed.
        said: What came with it; empty from the first release. Other ways of
            summing up are not looked at.
    """
    sums = [one.strip() for one in said.split(",") if one.strip().startswith(_SUM)]
    return bool(sums) and digest_of(body) not in sums
