"""Counts the bytes between a device and its server, headers and all."""

import socket
import threading
from contextlib import suppress

_PIECE = 65_536


class Relay:
    """Passes connections on to a server of this machine until it is closed.

    Attributes:
        url: Where to connect instead of the server.
    """

    def __init__(self, port: int) -> None:
        """Listen on a free port for whoever wants to reach this one."""
        self._port = port
        self._counts = [0, 0]
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open = [self._listener]
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def take(self) -> tuple[int, int]:
        """Return the bytes up and down since the last call."""
        with self._lock:
            up, down = self._counts
            self._counts = [0, 0]
        return up, down

    def close(self) -> None:
        """End all connections."""
        with self._lock:
            sockets, self._open = self._open, []
        for one in sockets:
            with suppress(OSError):  # the other side may have gone first
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._lock:
                    self._open += [near, far]
                for source, target, way in ((near, far, 0), (far, near, 1)):
                    threading.Thread(
                        target=self._pass_on, args=(source, target, way), daemon=True
                    ).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, way: int) -> None:
        with suppress(OSError):  # closed
            while piece := source.recv(_PIECE):
                with self._lock:
                    self._counts[way] += len(piece)
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)
