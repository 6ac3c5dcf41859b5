"""What stands before every address: bounds on how often, and headers on every answer."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.server.app import create_app
from sync.server.errors import TooManyError
from sync.server.guard import RateLimit
from sync.server.limits import Buckets, Tries, WrongCodes, place
from sync.server.settings import Settings
from tests.asgi import InProcess
from tests.server.conftest import Server
from tests.server.phones import Phone
from tests.server.places import places

SAFE = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


@given(steps=st.lists(st.floats(0, 10), max_size=60))
def test_a_bucket_gives_its_burst_and_its_rate_and_no_more(steps: list[float]) -> None:
    bucket, now_s, went = Buckets(2.0, 5.0), 0.0, 0
    for step in steps:
        now_s += step
        wait_s = bucket.take("a", now_s)
        went += not wait_s
        if wait_s:
            now_s += wait_s + 1e-9
            assert bucket.take("a", now_s) == 0.0
            went += 1
    assert went <= 5 + 2 * now_s + 1e-6


def test_buckets_are_each_their_own_and_the_idle_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.server.limits._MOST", 2)
    bucket = Buckets(1.0, 1.0)
    assert bucket.take("a", 0.0) == 0.0
    assert bucket.take("a", 0.0) == 1.0
    assert bucket.take("b", 0.0) == 0.0
    assert bucket.take("c", 0.0) == 0.0
    assert bucket.take("a", 0.0) == 0.0  # forgotten


def test_tries_are_forgotten_after_an_hour_and_the_idle_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.server.limits._MOST", 2)
    tries = Tries()

    def wait_s(account: str, now_ms: int) -> int:
        try:
            tries.begin(account, "192.0.2.1", now_ms)
        except TooManyError as error:
            return int(str(error.fields["retry_s"]))
        return 0

    assert [wait_s("a", 0) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert wait_s("a", 3_600_000) == 0
    assert [wait_s("a", 3_600_000) for _ in range(5)] == [0, 0, 0, 0, 1]
    assert [wait_s(other, 3_600_000) for other in "bca"] == [0, 0, 0]


def _let_in(tries: Tries, address: str, now_ms: int) -> bool:
    try:
        tries.begin("bo@example.com", address, now_ms)
    except TooManyError:
        return False
    return True


def test_who_guesses_without_a_pause_keeps_nobody_elsewhere_out() -> None:
    tries, guessed, person = Tries(), 0, []
    for ms in range(0, 3_600_000, 250):
        guessed += _let_in(tries, f"2001:db8::{ms % 997:x}", ms)  # one line, many addresses
        if ms % 600_000 == 500_000:
            person.append(_let_in(tries, "2001:db8:0:1::7", ms))
    assert person == [True] * 6
    assert guessed < 75


def test_guessing_from_everywhere_is_slow_all_the_same() -> None:
    tries = Tries()
    places = [f"192.0.{n // 250}.{n % 250}" for n in range(2_000)]
    went = sum(_let_in(tries, address, n * 500) for n, address in enumerate(places))
    assert went <= 100 + 1_000 / 5 + 1


def test_a_clock_that_is_set_back_empties_no_bucket() -> None:
    bucket = Buckets(1.0, 2.0)
    assert bucket.take("a", 10_000.0) == 0.0
    assert bucket.take("a", 0.0) == 0.0
    assert bucket.take("a", 1.0) == 0.0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_the_addresses_of_one_line_are_one_place(address: str, counted: str) -> None:
    assert place(address) == counted


def test_wrong_codes_from_the_addresses_of_one_line_are_one_places() -> None:
    wrong = WrongCodes()
    for n in range(10):
        wrong.check(f"2001:db8::{n:x}", 0)
        wrong.add(f"2001:db8::{n:x}", 0)
    with pytest.raises(TooManyError):
        wrong.check("2001:db8::ffff", 0)
    wrong.check("2001:db8:0:1::", 0)


def _ask(limit: RateLimit, address: str, token: str = "") -> tuple[int, dict[bytes, bytes]]:
    heard: list[dict[str, object]] = []

    async def send(message: object) -> None:
        assert isinstance(message, dict)
        heard.append(message)

    async def receive() -> dict[str, object]:
        raise AssertionError  # nothing is read before the answer

    headers = [(b"authorization", f"Bearer {token}".encode())] if token else []
    scope = {"type": "http", "client": (address, 1), "headers": headers}
    asyncio.run(limit(scope, receive, send))
    start = heard[0]
    return int(str(start["status"])), dict(start["headers"])  # type: ignore[call-overload]


@pytest.fixture
def limited() -> RateLimit:
    """A bound of a request a second: 60 at once for a device, 600 for an address."""

    async def fine(_scope: object, _receive: object, send: Callable[..., object]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[misc]

    return RateLimit(fine, per_s=1.0)


def test_a_device_that_asks_too_often_is_told_when_to_come_back(limited: RateLimit) -> None:
    statuses = [_ask(limited, "127.0.0.1", "a")[0] for _ in range(100)]
    assert 60 <= statuses.count(200) < 100
    assert statuses[-1] == 429
    assert _ask(limited, "127.0.0.1", "a")[1][b"retry-after"] == b"1"
    assert _ask(limited, "127.0.0.1", "b")[0] == 200


def test_a_device_is_the_same_however_it_spaces_its_token(limited: RateLimit) -> None:
    spaced = [" " * (n % 90) + "a" + " " * (n // 90) for n in range(100)]
    statuses = [_ask(limited, "127.0.0.1", token)[0] for token in spaced]
    assert statuses[-1] == 429


def test_an_address_is_bounded_whatever_tokens_it_shows_but_not_this_machine(
    limited: RateLimit,
) -> None:
    statuses = [_ask(limited, "192.0.2.1", str(n))[0] for n in range(700)]
    assert statuses[-1] == 429
    assert _ask(limited, "192.0.2.2")[0] == 200
    statuses = [_ask(limited, f"2001:db8::{n:x}")[0] for n in range(700)]
    assert statuses[-1] == 429
    assert {_ask(limited, "127.0.0.1")[0] for _ in range(700)} == {200}


def test_a_busy_device_is_not_held_up(rep: Phone) -> None:
    assert {rep.post().status_code for _ in range(200)} == {200}


def test_every_answer_says_what_a_browser_may_make_of_it(server: Server) -> None:
    for method, path in [*sorted(places(server.app)), ("GET", "/nowhere"), ("PUT", "/v1/sync")]:
        headers = server.http.request(method, path.replace("{", "").replace("}", "")).headers
        assert headers.items() >= SAFE.items(), (method, path)
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'"), (method, path)
        assert "frame-ancestors 'none'" in policy, (method, path)
        assert "strict-transport-security" not in headers
        assert not [h for h in headers if h.startswith("access-control")]
    secure = server.http.get("https://server/health").headers
    assert secure["strict-transport-security"] == "max-age=31536000"


def test_a_fault_says_it_too(server: Server, rep: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(server.app.state.backend.service.__class__, "sync", fail)
    response = rep.post()
    assert response.status_code == 500
    assert response.headers.items() >= SAFE.items()


def test_the_page_of_an_invitation_runs_nothing_and_names_nobody(server: Server) -> None:
    server.found("Acme Secret Works")
    page = server.http.get("/join")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in page.text
    assert "Acme" not in page.text
    assert "style-src 'sha256-" in page.headers["content-security-policy"]


@pytest.mark.parametrize("origins", [(), ("https://crm.example.com",)])
def test_only_pages_that_are_named_may_ask_from_a_browser(
    tmp_path: Path, origins: tuple[str, ...]
) -> None:
    asked = {
        "Origin": "https://crm.example.com",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    app = create_app(Settings(data=tmp_path, origins=origins))
    with (
        InProcess(app) as transport,
        httpx.Client(transport=transport, base_url="http://server") as http,
    ):
        allowed = http.options("/v1/sync", headers=asked).headers
        foreign = http.options("/v1/sync", headers=asked | {"Origin": "https://evil.example"})
        failed = http.post("/v1/sync", headers={"Origin": "https://crm.example.com"})
    assert allowed.get("access-control-allow-origin") == (origins[0] if origins else None)
    assert failed.headers.get("access-control-allow-origin") == (origins[0] if origins else None)
    assert failed.status_code == 401
    assert "access-control-allow-credentials" not in allowed
    assert "access-control-allow-origin" not in foreign.headers


def test_a_devices_exchange_is_spared_what_is_for_browsers(rep: Phone) -> None:
    def dressed(method: str, path: str, *, agent: bool) -> bool:
        request = rep.http.build_request(method, path, headers=rep.headers)
        if not agent:
            del request.headers["User-Agent"]
        answer = rep.http.send(request)
        found = [name for name in SAFE if name in answer.headers]
        assert found in ([], list(SAFE))
        return bool(found)

    assert not dressed("POST", "/v1/sync", agent=False)
    assert not dressed("GET", "/v1/sync", agent=False)
    assert dressed("GET", "/v1/sync", agent=True)
    assert dressed("GET", "/join", agent=False)
    assert dressed("POST", "/v1/sync", agent=True)
    assert dressed("GET", "/health", agent=False)
