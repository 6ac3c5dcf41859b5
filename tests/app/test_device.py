"""The device's clocks: a name for each boot, and a clock that nobody sets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import device


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    """Let the name of the boot be asked for again."""
    device._boot.cache_clear()
    yield
    device._boot.cache_clear()


def test_a_boot_has_one_name_and_its_clock_goes_on() -> None:
    (name, first), (again, second) = device.steady(), device.steady()
    assert name == again != ""
    assert 0 < first <= second


def test_a_system_without_a_name_for_its_boot_gets_one_for_each_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(device, "_BOOT_ID", tmp_path / "nothing here")
    monkeypatch.delattr("time.CLOCK_BOOTTIME", raising=False)
    monkeypatch.delattr("time.CLOCK_MONOTONIC")
    name, ms = device.steady()
    assert device.steady()[0] == name
    assert ms > 0
    device._boot.cache_clear()
    assert device.steady()[0] != name


def test_a_replica_of_this_device_reads_its_steady_clock(tmp_path: Path) -> None:
    replica = device.open_replica(tmp_path)
    found = replica.clocks()
    replica.close()
    assert found.boot == device.steady()[0]
    assert found.steady_ms <= device.steady()[1]
