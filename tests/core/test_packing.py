from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.core.packing import BRIEF, TAKEN, digest_of, is_damaged, packed, unpacked_brief
from sync.core.phrases import PHRASES

BODY = b'{"accepted": 12}'
SMALL = (
    b'{"now_ms":1795262400000,"accepted":7,"cursor":"2.3.e.BGSy1w2d.0.6.b3b09f80.1a1fdfa4600.Dw"}'
)


def test_a_digest_is_short_and_standard_text() -> None:
    assert digest_of(b"123456789") == "crc32=:y/Q5Jg==:"  # the algorithm's check value


def test_any_flipped_bit_is_noticed() -> None:
    said = digest_of(BODY)
    assert not is_damaged(BODY, said)
    for place in range(len(BODY)):
        for bit in range(8):
            flipped = bytearray(BODY)
            flipped[place] ^= 1 << bit
            assert is_damaged(bytes(flipped), said)


@pytest.mark.parametrize("said", ["", "sha-256=:AAAA:", "nonsense", "sha-256=:AAAA:, md5=:AA:"])
def test_what_says_nothing_of_it_finds_no_damage(said: str) -> None:
    assert not is_damaged(BODY, said)


def test_one_way_of_summing_up_among_several_is_found() -> None:
    assert not is_damaged(BODY, f"sha-256=:AAAA:, {digest_of(BODY)}")
    assert is_damaged(BODY, f"sha-256=:AAAA:, {digest_of(b'else')}")


def test_nonsense_in_its_place_is_damage() -> None:
    assert is_damaged(BODY, "crc32=:!:")


def test_the_phrases_are_what_every_device_and_server_holds() -> None:
    # For good: what is packed with others nobody out there can read (see `phrases`).
    said = "ef8e8c93fc7df3450cdd020cf2136b1d4aa8e13db80a3047f65acfcaa469bf56"
    assert sha256(PHRASES).hexdigest() == said


def test_a_small_body_is_packed_with_the_phrases_for_who_knows_them() -> None:
    brief, encoding = packed(SMALL, TAKEN)
    assert encoding == BRIEF
    assert len(brief) < 0.8 * len(SMALL)
    assert unpacked_brief(brief) == SMALL
    assert packed(SMALL, "zstd, gzip") == (SMALL, "")


@pytest.mark.parametrize(
    ("size", "encoding"), [(63, ""), (64, BRIEF), (16_384, BRIEF), (16_385, "zstd")]
)
def test_neither_the_smallest_nor_a_large_one_is(size: int, encoding: str) -> None:
    assert packed(b"7" * size, TAKEN)[1] == encoding


@pytest.mark.parametrize(
    ("taken", "encoding"),
    [("zstd;q=1, gzip", "zstd"), ("ZSTD", "zstd"), ("xzstd", ""), ("gzip", "gzip"), ("", "")],
)
def test_it_is_packed_as_the_other_side_takes_it(taken: str, encoding: str) -> None:
    assert packed(SMALL * 9, taken)[1] == encoding


def test_a_flipped_bit_of_a_brief_body_is_noticed() -> None:
    brief, _ = packed(SMALL, TAKEN)
    for place in range(len(brief)):
        for bit in range(8):
            flipped = bytearray(brief)
            flipped[place] ^= 1 << bit
            try:
                assert unpacked_brief(bytes(flipped)) == SMALL
            except ValueError:
                continue


def test_a_brief_body_that_is_cut_or_goes_on_or_is_large_is_none() -> None:
    brief, _ = packed(SMALL, TAKEN)
    large = zstandard.compress(b" " * 16_385).removeprefix(zstandard.FRAME_HEADER)
    for broken in (*(brief[:n] for n in range(len(brief))), brief * 2, brief + b"0", large):
        with pytest.raises(ValueError, match=r".+"):
            unpacked_brief(broken)


@given(st.binary(max_size=200))
def test_no_bytes_make_unpacking_fail_otherwise(body: bytes) -> None:
    try:
        assert len(unpacked_brief(body)) <= 16_384
    except ValueError:
        return
