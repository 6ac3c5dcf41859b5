"""Listen and serve until told to stop; live streams never hold that up."""

import ctypes
import errno
import gc
import socket
import ssl
import sys
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from sync.server.errors import ConfigurationError
from sync.server.limits import is_loopback
from sync.server.live import Broadcaster
from sync.server.settings import Settings

_MALLOC = {-8: 2, -1: 1024 * 1024, -3: 256 * 1024}
"""M_ARENA_MAX, M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h."""
_MOST_FILES = 65_536
_LOOK_AFTER = 20_000
"""New objects after which the collector looks for cycles. A push makes 25,000 and hardly
a cycle; Python's 700 would be a tenth of what it costs."""


class Server(uvicorn.Server):
    """Ends live streams before it waits for requests to end, as those never would.

    Attributes:
        broadcaster: Where the streams are.
    """

    def __init__(self, config: uvicorn.Config, broadcaster: Broadcaster) -> None:
        super().__init__(config)
        self.broadcaster = broadcaster

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the streams, then what uvicorn closes."""
        self.broadcaster.close()
        await super().shutdown(sockets)


def check_transport(settings: Settings) -> None:
    """Refuse to carry tokens in the clear beyond this machine.

    Raises:
        ConfigurationError: If the settings would.
    """
    if (settings.certfile is None) != (settings.keyfile is None):
        raise ConfigurationError(hint="Give --certfile and --keyfile together.")
    for file in (settings.certfile, settings.keyfile):
        if file is not None and not file.is_file():
            raise ConfigurationError(
                hint=f"There is no file {file}: check --certfile and --keyfile."
            )
    secure = settings.certfile is not None or settings.behind_proxy
    if not secure and not is_loopback(settings.host):
        raise ConfigurationError(
            hint=f"Others could listen in on {settings.host} without TLS: give --certfile and"
            " --keyfile, or --behind-proxy if a proxy in front ends TLS."
        )


def listen(settings: Settings) -> socket.socket:
    """Take the address and port; the caller closes the socket.

    Raises:
        ConfigurationError: If it is taken, forbidden or not of this machine.
    """
    where = f"{settings.host} port {settings.port}"
    try:
        found = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _, address = found[0]
        return _bound(socket.socket(family, kind, protocol), address)
    except (OSError, OverflowError, UnicodeError) as error:
        code = getattr(error, "errno", None)
        if code == errno.EADDRINUSE:
            hint = f"Something else listens on {where}: stop it, or choose another --port."
        elif code == errno.EACCES:
            hint = f"This user may not listen on {where}: choose a --port above 1023."
        else:
            hint = f"Cannot listen on {where}: check --host and --port."
        raise ConfigurationError(hint=hint) from error


def server_of(app: FastAPI, settings: Settings) -> Server:
    """Make the server of an app; it runs until told to stop.

    Raises:
        ConfigurationError: If the certificate or its key cannot be used.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,  # see `guard.Headers`
        proxy_headers=settings.behind_proxy,
        ssl_certfile=settings.certfile,
        ssl_keyfile=settings.keyfile,
        timeout_graceful_shutdown=settings.grace_s,
    )
    try:
        config.load()
    except (ssl.SSLError, OSError) as error:
        hint = "The certificate or its key cannot be used: check --certfile and --keyfile."
        raise ConfigurationError(hint=hint) from error
    return Server(config, app.state.backend.broadcaster)


def allow_many_streams() -> None:
    """Raise how many connections may be open as far as the system lets a process.

    Every open app holds one; Linux begins with 1,024 for a process, macOS with 256.
    """
    if sys.platform != "win32":  # where there is no such bound
        import resource  # noqa: PLC0415  # it is not there on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def return_memory() -> None:
    """Have the C library give memory back that a large page needed for a moment.

    Left alone, glibc keeps an arena for each thread and what it once held: with 20
    first readings at once a third more than with two arenas (mallopt(3)).
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        for parameter, value in _MALLOC.items():
            mallopt(parameter, value)


def serve(server: Server, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; open requests get the settings' grace."""
    allow_many_streams()
    return_memory()
    # What was loaded by now stays: the collector need not walk it again and
    # again while requests come and go (0.05 s each time).
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LOOK_AFTER)
    # uvicorn has ended in good order by then, and raises the signal once more.
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def url_of(settings: Settings, listener: socket.socket) -> str:
    """Return the address to give to devices, such as ``http://127.0.0.1:8550``."""
    scheme = "http" if settings.certfile is None else "https"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{scheme}://{host}:{listener.getsockname()[1]}"


def _bound(listener: socket.socket, address: tuple[object, ...]) -> socket.socket:
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2_048)
    except BaseException:
        listener.close()
        raise
    return listener
