"""The error tree."""

from collections.abc import Iterator

import pytest

from sync.core import errors
from sync.core.errors import (
    DiskFullError,
    RapportError,
    ServerFaultError,
    UnreachableError,
    UntrustedError,
)


def family(parent: type[RapportError]) -> Iterator[type[RapportError]]:
    """Yield an error class and all below it that are defined in the tree."""
    yield parent
    for child in parent.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from family(child)


def test_every_error_has_a_key_of_its_own() -> None:
    keys = [error.key for error in family(RapportError)]
    assert len(keys) == len(set(keys))
    assert all(key.startswith("error.") for key in keys)


@pytest.mark.parametrize("error", list(family(RapportError)))
def test_every_error_is_drawn_in_the_tree(error: type[RapportError]) -> None:
    assert error is RapportError or f"── {error.__name__}" in str(errors.__doc__)


def test_only_what_time_mends_heals_itself() -> None:
    assert {e for e in family(RapportError) if e.heals} == {
        UnreachableError,
        UntrustedError,
        ServerFaultError,
    }


def test_an_error_carries_fields_and_says_them_in_a_log() -> None:
    error = DiskFullError(path="/data", free=0)
    assert error.fields == {"path": "/data", "free": 0}
    assert str(error) == "path=/data free=0"
