"""News between server processes: PostgreSQL's NOTIFY and LISTEN, on one connection.

News is sent after the commit it tells of, not in it: PostgreSQL lets only one
transaction with a NOTIFY commit at a time, in all teams together. So news may be
lost with a process or a connection. Whoever listens asks for the truth once it
is connected again, so that costs nothing.
"""

import logging
import selectors
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Event, Lock, Thread

import psycopg
from pydantic_core import from_json, to_json

from sync.server.live import Broadcaster, News

_LOG = logging.getLogger(__name__)

_LISTEN = "LISTEN rapport_news"
_NOTIFY = "SELECT pg_notify('rapport_news', news) FROM unnest(%s::text[]) AS news"

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 5.0

_Connection = psycopg.Connection[tuple[object, ...]]


class PostgresRelay:
    """Tells other processes the news of this one, and the other way round.

    Owned by the app, for as long as it runs; a thread and a connection of its own.

    Args:
        connect: Open a connection without transactions.
        broadcaster: The open streams of this process.
    """

    def __init__(self, connect: Callable[[], _Connection], broadcaster: Broadcaster) -> None:
        self._connect = connect
        self._broadcaster = broadcaster
        self._lock = Lock()
        self._waiting: dict[tuple[str, int, str], News] = {}
        self._stopping = Event()
        self._bell, self._rope = socket.socketpair()
        self._thread = Thread(target=self._run, name="rapport-news", daemon=True)
        broadcaster.pass_on_to(self.send)

    def start(self) -> None:
        """Begin to listen, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Send what waits, if the database can be reached, and end the thread."""
        self._stopping.set()
        self._ring()
        self._thread.join()
        self._bell.close()
        self._rope.close()

    def send(self, news: News) -> None:
        """Let other processes know, soon; from any thread."""
        key = (news.team_id, news.number, news.user_id)
        with self._lock:
            first = not self._waiting
            known = self._waiting.get(key)
            if known is None or known.head < news.head:
                self._waiting[key] = news
        if first:
            self._ring()

    def _ring(self) -> None:
        # Closed already: a request that outlived the relay, with news for nobody here.
        with suppress(OSError):
            self._rope.send(b"!")

    def _run(self) -> None:
        pause_s = _FIRST_PAUSE_S
        while not self._stopping.is_set():
            try:
                with closing(self._connect()) as connection:
                    connection.execute(_LISTEN)
                    self._broadcaster.look_again()
                    pause_s = _FIRST_PAUSE_S
                    self._exchange(connection)
            except psycopg.Error as error:
                _LOG.warning("news interrupted error=%s", type(error).__name__)
                self._stopping.wait(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    def _exchange(self, connection: _Connection) -> None:
        """Send and hear until told to stop, or until the connection breaks."""
        # Not `select`: that takes no descriptor from 1,024 on, as many streams have it.
        with selectors.DefaultSelector() as ears:
            ears.register(self._bell, selectors.EVENT_READ)
            ears.register(connection.fileno(), selectors.EVENT_READ)
            while True:
                stopping = self._stopping.is_set()
                self._send_waiting(connection)
                if stopping:
                    return
                self._hear(connection, {key.fileobj for key, _ in ears.select()})

    def _hear(self, connection: _Connection, ready: set[object]) -> None:
        if self._bell in ready:
            self._bell.recv(1024)
        for heard in connection.notifies(timeout=0):
            if heard.pid != connection.info.backend_pid:
                self._broadcaster.hear(News(*from_json(heard.payload)))

    def _send_waiting(self, connection: _Connection) -> None:
        with self._lock:
            batch, self._waiting = self._waiting, {}
        if not batch:
            return
        texts = [to_json((n.team_id, n.head, n.number, n.user_id)).decode() for n in batch.values()]
        try:
            connection.execute(_NOTIFY, [texts])
        except psycopg.Error:
            for news in batch.values():
                self.send(news)
            raise
