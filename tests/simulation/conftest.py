"""Says at the end of a run how to tell its stories again."""

import os
import secrets

import pytest

SEED = int(os.environ.get("RAPPORT_SEED") or secrets.randbits(32))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the seed of the simulation, whether it failed or not."""
    terminalreporter.write_line(f"simulation: RAPPORT_SEED={SEED}")
