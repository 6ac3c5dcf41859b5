"""Words are cut into tokens as the model was taught."""

from app.speech.tokens import Tokens, listed

BYTES = [bytes([byte]) for byte in range(256)]
TAUGHT = ["▁a", "nn", "▁ann", "an", "▁anna", "▁", "a", "n", "é"]
LONG = b"x" * 200


def tokenizer(*tokens: bytes) -> bytes:
    sizes = (
        bytes([len(one)]) if len(one) < 128 else bytes([len(one) % 128 + 128, len(one) // 128])
        for one in tokens
    )
    return b"".join(size + one for size, one in zip(sizes, tokens, strict=True))


FILE = tokenizer(*BYTES, *(one.encode() for one in TAUGHT), LONG)


def number(token: str) -> int:
    return 256 + TAUGHT.index(token)


def test_a_file_lists_its_tokens_long_ones_too() -> None:
    assert list(listed(FILE)) == [*BYTES, *(one.encode() for one in TAUGHT), LONG]


def test_what_was_joined_first_in_training_is_joined_first() -> None:
    tokens = Tokens(FILE)
    assert tokens.of("anna ann") == [number("▁anna"), number("▁ann")]
    assert tokens.of("a  na") == [number("▁a"), number("▁"), number("n"), number("a")]


def test_a_letter_is_meant_rather_than_its_byte_and_a_strange_one_is_its_bytes() -> None:
    tokens = Tokens(FILE)
    assert tokens.of("né") == [number("▁"), number("n"), number("é")]
    assert tokens.of("ü") == [number("▁"), *"ü".encode()]


def test_no_words_have_no_tokens() -> None:
    assert Tokens(FILE).of(" ") == []
