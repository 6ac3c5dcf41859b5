"""Ports that tests and benchmarks start their servers on."""

import os
import socket
import sys
from itertools import count
from pathlib import Path

import pytest

from app.bench import ports
from app.bench.ports import free_port, free_ports


def test_a_row_of_ports_can_be_listened_on_and_is_not_handed_out_again() -> None:
    first = free_ports(3)
    for port in range(first, first + 3):
        with socket.create_server(("127.0.0.1", port)):
            pass
    assert free_port() not in range(first, first + 3)


def test_a_port_that_is_taken_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_turn", count())
    first = free_port()
    monkeypatch.setattr(ports, "_turn", count())
    with socket.create_server(("127.0.0.1", first)):
        assert free_port() != first


def test_none_left_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_is_free", lambda _: False)
    with pytest.raises(OSError, match="requested address"):
        free_port()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the range in a file")
def test_no_port_is_one_that_the_system_hands_out_by_itself() -> None:
    handed_out = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()
    assert free_port() < int(handed_out[0])


def test_each_process_looks_in_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    firsts = []
    for pid in (1_000, 1_001):
        monkeypatch.setattr(os, "getpid", lambda pid=pid: pid)
        monkeypatch.setattr(ports, "_turn", count())
        firsts.append(free_ports(100))
    assert abs(firsts[0] - firsts[1]) >= 100
