"""A service that speaks S3, in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from app.bench.ports import free_port

_PATIENCE_S = 60.0
_ACCESS = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_REGION": "us-east-1",
}


@contextmanager
def s3_process() -> Iterator[str]:
    """Run the service; yield its address. The access to it is in this process's environment."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    before = {name: os.environ.get(name) for name in _ACCESS}
    os.environ.update(_ACCESS)
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    try:
        _wait(process, url)
        yield url
    finally:
        process.kill()
        process.wait()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def make_bucket(url: str, name: str) -> None:
    """Make a bucket."""
    httpx.put(f"{url}/{name}").raise_for_status()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while True:
        assert process.poll() is None, "the service ended by itself"
        assert time.monotonic() < until, "the service does not answer"
        try:
            httpx.get(url, timeout=1.0)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
