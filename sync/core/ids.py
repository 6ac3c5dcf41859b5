"""Record ids: UUID version 7 (RFC 9562), made on the device.

Example: ``01938c5e-7a10-7c3e-9d41-5b0e8f6a2c17``. The first 48 bits are the
creation time in UTC milliseconds, so ids sort roughly by age and an index on
them grows at its end.
"""

_RANDOM_BITS = 74


def uuid7(now_ms: int, random: int) -> str:
    """Compose an id from a time and 74 random bits.

    Args:
        now_ms: UTC milliseconds; its low 48 bits are used.
        random: Any non-negative integer; its low 74 bits are used.
    """
    bits = random & ((1 << _RANDOM_BITS) - 1)
    value = (now_ms & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & ((1 << 62) - 1)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
