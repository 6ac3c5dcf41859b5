"""Exchanges over a line that cuts, delays, doubles and damages: a retry, and nothing else.

`RAPPORT_KILLS` sets how many bits are flipped on the way, for each kind of body.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import httpx
import pytest

from sync.client import http
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import ServiceError
from sync.core.protocol import InviteRequest
from sync.core.records.deal import Deal
from tests.faults.agreement import check_replica, exchange, history
from tests.faults.cutting_proxy import (
    CuttingProxy,
    Damage,
    Trouble,
    body_at,
    cutting_proxy,
)
from tests.faults.processes import KILLS, App, Processes, chance

SMALL, LARGE = "für Zürich", "für Zürich, " * 70
"""Of a body that travels as it is, and of one that is packed."""
_SOON_S = 2.0
"""How long an answer may take, where a damaged length lets both sides wait."""


class Two:
    """Two people's replicas of one server, and what each has written."""

    def __init__(self, processes: Processes) -> None:
        self.processes = processes
        mia, bo = (App(processes.folder / name) for name in ("mia", "bo"))
        processes.join_admin(mia.path)
        self.mia = mia.open()
        exchange(processes, self.mia)
        with httpx.Client(base_url=processes.url) as client:
            service = HttpSyncService(client, self.mia.state().token)
            code = service.invite(InviteRequest(name="Bo", role="manager")).code
        processes.join(bo.path, code)
        self.bo = bo.open()
        exchange(processes, self.bo)
        self.titles: set[str] = set()
        self._n = 0

    def write(self, words: str) -> None:
        """Let both write: Bo's is at the server, and Mia's waits."""
        for replica in (self.bo, self.mia):
            self._n += 1
            title = f"{self._n}"
            with replica.transaction() as writer:
                writer.add(Deal(title=title, reason=f"{title} {words}"))
            self.titles.add(title)
        exchange(self.processes, self.bo)

    def agree(self) -> None:
        """Require that both hold all that was written, as it was, and it was taken in once."""
        for replica in (self.mia, self.bo):
            exchange(self.processes, replica)
        held = check_replica(self.processes, self.mia)
        assert held == check_replica(self.processes, self.bo)
        assert {values["title"] for _, _, values in held.values()} == self.titles
        for _, _, values in held.values():
            title, _, words = str(values["reason"]).partition(" ")
            assert title == values["title"]
            assert words in (SMALL, LARGE)
        made = Counter(change.id for change in history(self.processes))
        assert dict(made) == dict.fromkeys(held, 1)
        assert "older copy" not in self.processes.said


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """A server."""
    processes = Processes(tmp_path_factory.mktemp("line"))
    processes.start_server()
    yield processes
    processes.kill_server()


@pytest.fixture(scope="module")
def two(processes: Processes) -> Iterator[Two]:
    """Two people in its team."""
    two = Two(processes)
    yield two
    two.mia.close()
    two.bo.close()


@pytest.fixture
def proxy(processes: Processes) -> Iterator[CuttingProxy]:
    """A line to the server."""
    with cutting_proxy(processes.port) as proxy:
        yield proxy


def try_until_done(replica: Replica, proxy: CuttingProxy, most: int = 3) -> list[str]:
    """Exchange over a line, each time on a new connection, until that succeeds.

    Returns:
        The errors on the way, by name.
    """
    errors: list[str] = []
    while len(errors) < most:
        with httpx.Client(base_url=proxy.url) as client:
            try:
                sync_once(replica, HttpSyncService(client, replica.state().token))
            except ServiceError as error:
                errors.append(type(error).__name__)
            else:
                return errors
    pytest.fail(f"it does not get through: {errors}")


def upto(place: Callable[[bytes], int]) -> Damage:
    """Cut a message at a place."""
    return lambda message: message[: place(message)]


def in_a_letter(message: bytes) -> int:
    """Return a place between the two bytes of a letter; of a packed body, its middle."""
    found = message.find("ü".encode(), body_at(message))
    return found + 1 if found >= 0 else (body_at(message) + len(message)) // 2


PLACES: dict[str, Callable[[bytes], int]] = {
    "before the first byte": lambda _message: 0,
    "in the first line": lambda _message: 9,
    "in the headers": lambda message: body_at(message) // 2,
    "in the line that ends the headers": lambda message: body_at(message) - 1,
    "before the body": body_at,
    "after the body's first byte": lambda message: body_at(message) + 1,
    "in a letter": in_a_letter,
    "before the last byte": lambda message: len(message) - 1,
}


@pytest.mark.parametrize("words", [SMALL, LARGE], ids=["as it is", "packed"])
@pytest.mark.parametrize("way", ["request", "reply"])
def test_a_cut_at_each_kind_of_place_costs_a_retry_and_nothing_else(
    two: Two, proxy: CuttingProxy, words: str, way: str
) -> None:
    for place in PLACES.values():
        two.write(words)
        damage = upto(place)
        trouble = Trouble(request=damage) if way == "request" else Trouble(reply=damage)
        proxy.troubles = [trouble]
        assert try_until_done(two.mia, proxy) == ["UnreachableError"]
    two.agree()


def test_a_request_that_comes_twice_is_taken_in_once(two: Two, proxy: CuttingProxy) -> None:
    for words in (SMALL, LARGE):
        for trouble in (Trouble(times=2), Trouble(times=3, together=True)):
            two.write(words)
            proxy.troubles = [trouble]
            assert try_until_done(two.mia, proxy) == []
    two.agree()


def test_an_old_request_that_comes_late_is_not_taken_in_again(
    two: Two, processes: Processes
) -> None:
    with cutting_proxy(processes.port) as proxy:
        kept: list[bytes] = []

        def keep(message: bytes) -> bytes:
            kept.append(message)
            return message

        two.write(SMALL)
        proxy.troubles = [Trouble(request=keep)]
        try_until_done(two.mia, proxy)
        two.write(LARGE)
        try_until_done(two.mia, proxy)
        two.write(SMALL)
        proxy.troubles = [Trouble(request=lambda _message: kept[0])]
        try_until_done(two.mia, proxy)
    two.agree()


def test_a_line_that_drips_is_waited_for(two: Two, proxy: CuttingProxy) -> None:
    for words in (SMALL, LARGE):
        two.write(words)
        proxy.troubles = [Trouble(drip_s=0.02)]
        assert try_until_done(two.mia, proxy) == []
    two.agree()


@pytest.mark.parametrize("words", [SMALL, LARGE], ids=["as it is", "packed"])
@pytest.mark.parametrize("way", ["request", "reply"])
def test_a_flipped_bit_of_a_body_is_noticed(
    two: Two, proxy: CuttingProxy, words: str, way: str
) -> None:
    luck = chance()

    def flipped(message: bytes) -> bytes:
        return flip(message, luck.randrange(body_at(message), len(message)), luck.randrange(8))

    for _ in range(KILLS):
        two.write(words)
        proxy.troubles = [Trouble(request=flipped) if way == "request" else Trouble(reply=flipped)]
        try_until_done(two.mia, proxy)
    two.agree()


@pytest.mark.parametrize("way", ["request", "reply"])
def test_a_flipped_bit_of_the_headers_damages_nothing(
    two: Two, proxy: CuttingProxy, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    luck = chance()
    monkeypatch.setattr(http, "TIMEOUT", httpx.Timeout(_SOON_S))

    def flipped(message: bytes) -> bytes:
        return flip(message, luck.randrange(body_at(message)), luck.randrange(8))

    for n in range(KILLS):
        two.write(LARGE if n % 2 else SMALL)
        proxy.troubles = [Trouble(request=flipped) if way == "request" else Trouble(reply=flipped)]
        try_until_done(two.mia, proxy)
    two.agree()


def flip(message: bytes, place: int, bit: int) -> bytes:
    """Flip a bit."""
    changed = bytearray(message)
    changed[place] ^= 1 << bit
    return bytes(changed)
