"""This device: where its data lives, what its clock says, how its replica opens."""

import os
import secrets
import socket
import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path

import platformdirs

from sync.client.replica import FILE_NAME, Replica
from sync.core.errors import RapportError

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class PortInUseError(RapportError):
    """Another program listens on the port."""

    key = "error.port_in_use"


def require_free_port(host: str, port: int) -> None:
    """Make sure that a port can be listened on, before work begins that needs it.

    Raises:
        PortInUseError: If it cannot.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUseError(host=host, port=port) from error


def data_folder(chosen: Path | None) -> Path:
    """Return the folder this person's data lives in.

    The one asked for, else ``RAPPORT_HOME``, else what the phone gives the
    app, else the platform's own place for it.
    """
    if chosen is not None:
        return chosen
    for name in ("RAPPORT_HOME", "FLET_APP_STORAGE_DATA"):
        if os.environ.get(name):
            return Path(os.environ[name])
    return Path(platformdirs.user_data_dir("Rapport", appauthor=False))


def now_ms() -> int:
    """Read the wall clock, UTC milliseconds."""
    return int(time.time() * 1000)


@cache
def _boot() -> str:
    """Name this boot; where the system has no name for it, this process stands for it."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return secrets.token_hex(16)


def steady() -> tuple[str, int]:
    """Read the name of this boot, and a clock in milliseconds that nobody sets.

    It goes on while the device sleeps: ``CLOCK_BOOTTIME`` does on Linux and Android,
    ``CLOCK_MONOTONIC`` on Apple's systems, and what Windows has does so by itself.
    """
    clock: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    ns = time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)
    return _boot(), ns // 1_000_000


def today() -> date:
    """Return the local date."""
    return datetime.now().astimezone().date()


class DeviceZone(tzinfo):
    """The time zone the device is set to, with its rules.

    `datetime.astimezone` gives a moment the offset of that moment and keeps it: of a
    moment in summer, what is reckoned for a day in winter is an hour off.
    """

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Return how far the device's clock is, or was, or will be ahead of UTC then."""
        return None if dt is None else _as_device_says(dt).utcoffset()

    def dst(self, _dt: datetime | None) -> timedelta | None:
        """Return None: the system does not say which part of the offset is for summer."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """Return what the system calls it then."""
        return None if dt is None else _as_device_says(dt).tzname()

    def fromutc(self, dt: datetime) -> datetime:
        """Return what the device's clock shows at a moment given in UTC."""
        moment = dt.replace(tzinfo=UTC)
        local = moment.astimezone().replace(tzinfo=self)
        # Of an hour that comes twice it is the second one, if not the first.
        return local if local.timestamp() == moment.timestamp() else local.replace(fold=1)


def _as_device_says(dt: datetime) -> datetime:
    """Return a time of the device's clock with its offset."""
    return dt.replace(tzinfo=None).astimezone()


DEVICE_ZONE = DeviceZone()


def open_replica(folder: Path) -> Replica:
    """Open the replica in a data folder, made if there is none.

    Raises:
        StoreError: If it cannot be used; nothing was changed.
    """
    return Replica(folder / FILE_NAME, now_ms, secrets.randbits, steady)
