"""Listen and serve until told to stop; live streams never hold that up."""

import errno
import gc
import ipaddress
import socket
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from sync.server.errors import ConfigurationError
from sync.server.live import Broadcaster
from sync.server.settings import Settings


class _Server(uvicorn.Server):
    """Ends live streams before it waits for requests to end, as those never would."""

    def __init__(self, config: uvicorn.Config, broadcaster: Broadcaster) -> None:
        super().__init__(config)
        self._broadcaster = broadcaster

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the streams, then what uvicorn closes."""
        self._broadcaster.close()
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
    if not secure and not _is_loopback(settings.host):
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


def serve(app: FastAPI, settings: Settings, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; open requests get the settings' grace."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings.behind_proxy,
        ssl_certfile=settings.certfile,
        ssl_keyfile=settings.keyfile,
        timeout_graceful_shutdown=settings.grace_s,
    )
    # What was loaded by now stays: the collector need not walk it again and
    # again while requests come and go (0.05 s each time).
    gc.collect()
    gc.freeze()
    # uvicorn has ended in good order by then, and raises the signal once more.
    with suppress(KeyboardInterrupt):
        _Server(config, app.state.backend.broadcaster).run(sockets=[listener])


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


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
