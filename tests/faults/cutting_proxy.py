"""A line to a server that cuts, damages, delays and doubles where a test says, at any byte."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from select import select

_BUFFER = 8_192
_NEVER = 1 << 60
_DRIP = 64

Damage = Callable[[bytes], bytes]
"""Takes a whole message and gives what of it arrives: less for a line that is cut there."""


def whole(message: bytes) -> bytes:
    """Let a message through."""
    return message


@dataclass(frozen=True)
class Trouble:
    """What happens to one connection.

    Attributes:
        up: After how many bytes from the client it is cut.
        down: After how many bytes from the server it is cut.
        request: What becomes of the first request; the line is cut if it gets shorter.
        reply: The same for the answer to it.
        times: How often the first request is delivered.
        together: Whether those copies come at once, or one after another's answer. The
            client gets the answer to the last.
        drip_s: How long the line rests after each few bytes of the first request and answer.
    """

    up: int = _NEVER
    down: int = _NEVER
    request: Damage = whole
    reply: Damage = whole
    times: int = 1
    together: bool = False
    drip_s: float = 0.0


UNTROUBLED = Trouble()


class CuttingProxy:
    """Passes bytes on between a client and a server, with troubles.

    Attributes:
        url: Its address.
        troubles: For each connection to come, what happens to it; without an
            entry nothing does.
        up: Bytes carried up so far.
        down: Bytes carried down so far.
    """

    def __init__(self, port: int) -> None:
        """Stand in front of a port of this machine."""
        self._target = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.troubles: list[Trouble] = []
        self.up = self.down = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                trouble = self.troubles.pop(0) if self.troubles else UNTROUBLED
                threading.Thread(target=self._serve, args=(client, trouble), daemon=True).start()

    def _serve(self, client: socket.socket, trouble: Trouble) -> None:
        with client, suppress(OSError), socket.create_connection(self._target) as server:
            by_bytes = Trouble(up=trouble.up, down=trouble.down)
            if trouble == by_bytes or self._exchange(client, server, trouble):
                self._pass_on(client, server, trouble.up, trouble.down)

    def _exchange(self, client: socket.socket, server: socket.socket, trouble: Trouble) -> bool:
        """Carry one request and its answer; tell whether the line still stands."""
        request = read_message(client)
        arrives = trouble.request(request)
        with ExitStack() as stack:
            others = [
                stack.enter_context(socket.create_connection(self._target))
                for _ in range(trouble.times - 1)
            ]
            for other in others:
                other.sendall(arrives)
                if not trouble.together:
                    read_message(other)
            self.up += trickle(server, arrives, trouble.drip_s)
            if len(arrives) < len(request):
                hang_up(client, server)
                return False
            reply = read_message(server)
            if trouble.together:
                for other in others:
                    read_message(other)
        told = trouble.reply(reply)
        self.down += trickle(client, told, trouble.drip_s)
        if len(told) < len(reply):
            hang_up(server)  # what came down has arrived
            return False
        return True

    def _pass_on(self, client: socket.socket, server: socket.socket, up: int, down: int) -> None:
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
        # What came down has arrived.
        hang_up(*(ends if not up else [server]))


def read_message(source: socket.socket) -> bytes:
    """Read one HTTP message, which says its length.

    Raises:
        OSError: If the line breaks before its end.
    """
    message = b""
    length = _NEVER
    while len(message) < length:
        data = source.recv(_BUFFER)
        if not data:
            raise OSError
        message += data
        if length == _NEVER and b"\r\n\r\n" in message:
            length = body_at(message) + _length(message)
    return message


def body_at(message: bytes) -> int:
    """Return where the body begins."""
    return message.index(b"\r\n\r\n") + 4


def _length(message: bytes) -> int:
    for line in message[: body_at(message)].lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


def trickle(target: socket.socket, data: bytes, rest_s: float) -> int:
    """Send bytes, a few at a time if there is to be rest between; return how many."""
    step = _DRIP if rest_s else max(len(data), 1)
    for start in range(0, len(data), step):
        target.sendall(data[start : start + step])
        time.sleep(rest_s)
    return len(data)


def hang_up(*ends: socket.socket) -> None:
    """Have ends closed as a lost signal does, without a farewell."""
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def cutting_proxy(port: int) -> Iterator[CuttingProxy]:
    """Run a line to a port."""
    proxy = CuttingProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
