"""`rapport run`: the server and two apps come up, and none stays behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from app.bench.ports import free_ports
from tests.stories.processes import TOP


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_demonstration_comes_up_and_stops_whole(tmp_path: Path, how: signal.Signals) -> None:
    port = free_ports(3)
    command = [sys.executable, "-m", "app.cli", "run", "--no-browser", "--deals", "20"]
    command += ["--port", str(port), "--data", str(tmp_path)]
    demo = subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True)
    try:
        said = _said_until_ready(demo)
        parts = psutil.Process(demo.pid).children(recursive=True)
        assert len(parts) == 3
        for place in (port + 1, port + 2):
            address = f"http://127.0.0.1:{place}"
            assert address in said
            assert httpx.get(address).status_code == 200
    finally:
        demo.send_signal(how)
        ended = demo.wait(30)
        if demo.stdout:
            demo.stdout.close()
    assert ended == 0
    gone, alive = psutil.wait_procs(parts, timeout=10)
    assert not alive, gone


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    started = time.monotonic()
    port = free_ports(3)
    blocker = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port + 1), "--bind", "127.0.0.1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port + 1}")
                break
            except httpx.HTTPError:
                assert time.monotonic() - started < 20
        command = [sys.executable, "-m", "app.cli", "run", "--no-browser"]
        command += ["--port", str(port), "--data", str(tmp_path)]
        result = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    finally:
        blocker.kill()
        blocker.wait()
    assert result.returncode == 2
    assert f"Port {port + 1} is taken" in result.stderr
    assert not list(tmp_path.iterdir())


def _said_until_ready(demo: subprocess.Popen[str]) -> str:
    assert demo.stdout
    said = ""
    while "Press Ctrl+C" not in said:
        line = demo.stdout.readline()
        assert line, said
        said += line
    return said
