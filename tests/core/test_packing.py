import pytest

from sync.core.packing import digest_of, is_damaged

BODY = b'{"accepted": 12}'


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
