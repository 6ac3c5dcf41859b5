"""Ports for servers that are started by another process, and started again on the same one."""

import errno
import os
import socket
from itertools import count

_LOWEST = 12_000
_EACH = 128
_PROCESSES = 160
_turn = count()


def free_ports(number: int) -> int:
    """Return the first of so many free ports of 127.0.0.1 in a row.

    They lie below those that systems hand out by themselves (from 32,768 on Linux, 49,152
    elsewhere), so that no connection or listener of another takes one before its server is
    up; and each process looks in a range of its own.

    Raises:
        OSError: If there are none.
    """
    lowest = _LOWEST + os.getpid() % _PROCESSES * _EACH
    for _ in range(_EACH):
        row = [lowest + next(_turn) % _EACH for _ in range(number)]
        if row[-1] - row[0] == number - 1 and all(map(_is_free, row)):
            return row[0]
    raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL), lowest)


def free_port() -> int:
    """Return one such port."""
    return free_ports(1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
