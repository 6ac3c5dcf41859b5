"""The real models."""

from pathlib import Path

import pytest

from tests.real_models import real_models


@pytest.fixture(scope="session")
def models() -> Path:
    return real_models()
