"""A line to a server that breaks where a test says, at any byte."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from select import select

_BUFFER = 8_192
UNCUT = (1 << 60, 1 << 60)


class CuttingProxy:
    """Passes bytes on between a client and a server, and cuts.

    Attributes:
        url: Its address.
        cuts: For each connection to come, after how many bytes up and down it
            is cut; without an entry it is not.
        up: Bytes carried up so far.
        down: Bytes carried down so far.
    """

    def __init__(self, port: int) -> None:
        """Stand in front of a port of this machine."""
        self._target = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts: list[tuple[int, int]] = []
        self.up = self.down = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                cut = self.cuts.pop(0) if self.cuts else UNCUT
                threading.Thread(target=self._serve, args=(client, *cut), daemon=True).start()

    def _serve(self, client: socket.socket, up: int, down: int) -> None:
        with client, suppress(OSError), socket.create_connection(self._target) as server:
            ends = [client, server]
            while up and down:
                for source in select(ends, [], [])[0]:
                    from_client = source is client
                    data = source.recv(min(_BUFFER, up if from_client else down))
                    if not data:
                        return
                    (server if from_client else client).sendall(data)
                    up -= len(data) if from_client else 0
                    down -= 0 if from_client else len(data)
                    self.up += len(data) if from_client else 0
                    self.down += 0 if from_client else len(data)
                    if not (up and down):
                        break
            # As a lost signal does, without a farewell; but what came down has arrived.
            for end in ends if not up else [server]:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def cutting_proxy(port: int) -> Iterator[CuttingProxy]:
    """Run a line to a port."""
    proxy = CuttingProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
