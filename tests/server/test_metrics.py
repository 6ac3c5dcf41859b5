"""What monitoring may read, what it counts, and that it tells of nobody."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from sync.core.errors import DiskFullError
from sync.server.app import create_app
from sync.server.database import Database
from sync.server.errors import ConfigurationError
from sync.server.settings import Settings
from tests.asgi import InProcess
from tests.server.conftest import Server, Team
from tests.server.phones import Phone
from tests.server.places import places

TOKEN = "a token of monitoring, long enough"
PROXY: dict[str, object] = {"behind_proxy": True}
WITH_TOKEN: dict[str, object] = {"metrics_token": TOKEN}


def counts(http: httpx.Client) -> dict[str, float]:
    """Return every count by its name and labels."""
    response = http.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = (line for line in response.text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def moved(server: Server, act: Callable[[], object]) -> dict[str, float]:
    """Return by how much which counts of ours moved while something was done."""
    before = counts(server.http)
    act()
    after = counts(server.http)
    changed = {name: after[name] - before.get(name, 0.0) for name in after}
    ours = {k: v for k, v in changed.items() if k.startswith("rapport_") and v}
    return {k: v for k, v in ours.items() if "/metrics" not in k and "seconds" not in k}


def asked(status: int, method: str = "POST", route: str = "/v1/sync") -> str:
    return f'rapport_requests_total{{method="{method}",route="{route}",status="{status}"}}'


def test_an_exchange_is_counted_with_what_it_moved(server: Server, team: Team) -> None:
    rep, admin = team.rep, team.admin
    assert moved(server, lambda: rep.put("deal", "d1", title="A")) == {
        asked(200): 1,
        "rapport_exchanges_total": 1,
        "rapport_changes_taken_total": 1,
    }
    assert moved(server, admin.sync) == {
        asked(200): 1,
        "rapport_exchanges_total": 1,
        "rapport_rows_sent_total": 1,
    }


def test_what_is_refused_and_what_is_lost_is_counted_once(server: Server, team: Team) -> None:
    rep = team.rep
    refused = rep.change("stage", "s1", {"name": "Mine"})
    counted = moved(server, lambda: (rep.sync(refused), rep.sync(refused)))
    assert counted["rapport_changes_refused_total"] == 1
    assert counted["rapport_exchanges_total"] == 2
    assert "rapport_changes_taken_total" not in counted
    team.manager.put("deal", "d1", title="A")
    rep.ticks += 10
    change = rep.change("deal", "d1", {"title": "B"})
    assert moved(server, lambda: rep.sync(change))["rapport_conflicts_total"] == 1


def test_rows_asked_for_again_and_healed_ones_are_counted(server: Server, team: Team) -> None:
    team.rep.put("deal", "d1", title="A")
    admin = team.admin
    admin.catch_up()
    again = {"cursor": admin.cursor, "kind": "deal", "ids": ["d1"]}
    sums = {"cursor": admin.cursor, "schema": 2}

    def post(path: str, body: object) -> None:
        assert admin.http.post(path, headers=admin.headers, json=body).status_code == 200

    counted = moved(server, lambda: post("/v1/rows", again))
    assert counted["rapport_rows_sent_again_total"] == 1
    with server.database.writing() as connection:
        connection.exec_driver_sql("UPDATE record SET crc = 1 WHERE id = 'd1'")
    assert moved(server, lambda: post("/v1/digest", sums))["rapport_rows_healed_total"] == 1
    with server.database.writing() as connection:
        connection.exec_driver_sql("UPDATE record SET crc = 1 WHERE kind = 'user'")
    assert moved(server, admin.sync)["rapport_rows_healed_total"] == 1  # their own


def test_a_database_that_fails_is_counted(
    server: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Database) -> None:
        raise DiskFullError

    change = team.rep.change("deal", "d1", {"title": "A"})
    with monkeypatch.context() as patched:
        patched.setattr(Database, "writing", full)
        counted = moved(server, lambda: team.rep.post(change))
    assert counted == {
        asked(507): 1,
        'rapport_database_errors_total{error="error.disk_full"}': 1,
    }


def test_open_streams_and_memory_are_told(server: Server, team: Team) -> None:
    assert counts(server.http)["rapport_live_listeners"] == 0
    with server.http.stream("GET", "/v1/live", headers=team.rep.headers) as stream:
        next(stream.iter_raw())
        found = counts(server.http)
        assert found["rapport_live_listeners"] == 1
    assert found["process_resident_memory_bytes"] > 1_000_000
    assert asked(200, "GET", "/v1/live") in counts(server.http)
    assert not [name for name in counts(server.http) if "seconds" in name and "live" in name]


def test_what_is_asked_becomes_no_label(server: Server, team: Team) -> None:
    """Nobody's words, ids or names, and nothing that a stranger makes up."""
    team.rep.put("deal", "d1", title="Words of a person")
    for path in ("/v1/devices/5", "/v1/history/d1", "/secret/path", "/v1/files/" + "a" * 64):
        server.http.request("DELETE", path, headers=team.admin.headers)
        server.http.get(path, headers=team.admin.headers)
    server.http.request("INVENTED", "/v1/sync")
    text = server.http.get("/metrics").text
    labels = set(re.findall(r'route="([^"]*)"', text))
    assert labels <= {path for _, path in places(server.app)} | {"other"}
    assert {"other", "/v1/history/{record_id}"} <= labels
    assert set(re.findall(r'method="([^"]*)"', text)) <= {"GET", "POST", "DELETE", "other"}
    keys = set(re.findall(r'[{,]([a-z_]+)="', text))
    assert keys == {"method", "route", "status", "le"}


def answer(folder: Path, *, address: str, sent: dict[str, str], **settings: object) -> int:
    """Return what a server with these settings answers to somebody at an address."""
    app = create_app(Settings(data=folder, **settings))  # type: ignore[arg-type]
    with InProcess(app) as transport:
        transport.address = address
        with httpx.Client(transport=transport, base_url="http://server") as http:
            return http.get("/metrics", headers=sent).status_code


@pytest.mark.parametrize(
    ("address", "known", "sent", "status"),
    [
        ("127.0.0.1", {}, {}, 200),
        ("::1", {}, {}, 200),
        ("10.0.0.9", {}, {}, 404),
        ("10.0.0.9", {}, {"Authorization": f"Bearer {TOKEN}"}, 404),
        ("127.0.0.1", PROXY, {}, 404),
        ("127.0.0.1", {}, {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", {}, {"Forwarded": "for=127.0.0.1"}, 404),
        ("127.0.0.1", WITH_TOKEN, {}, 404),
        ("127.0.0.1", WITH_TOKEN, {"Authorization": "Bearer something else, as long as it"}, 404),
        ("10.0.0.9", WITH_TOKEN, {"Authorization": f"Bearer {TOKEN}"}, 200),
        ("10.0.0.9", PROXY | WITH_TOKEN, {"Authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_only_monitoring_reads_it(
    tmp_path: Path, address: str, known: dict[str, object], sent: dict[str, str], status: int
) -> None:
    assert answer(tmp_path, address=address, sent=sent, **known) == status


def test_a_device_is_told_that_nothing_is_there(tmp_path: Path, team: Team) -> None:
    phone: Phone = team.admin
    told = answer(tmp_path / "other", address="10.0.0.9", sent=phone.headers, metrics_token=TOKEN)
    assert told == 404


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", "utf-8")
    read = Settings.read
    given = {"data": tmp_path}
    assert read({"RAPPORT_METRICS_TOKEN_FILE": str(file)}, given).metrics_token == TOKEN
    both = {"RAPPORT_METRICS_TOKEN": TOKEN * 2, "RAPPORT_METRICS_TOKEN_FILE": "/none"}
    assert read(both, given).metrics_token == TOKEN * 2
    assert read({"RAPPORT_HOST_FILE": str(file)}, given).host == "127.0.0.1"
    with pytest.raises(ConfigurationError, match="RAPPORT_DATABASE_URL_FILE"):
        read({"RAPPORT_DATABASE_URL_FILE": str(tmp_path / "none")}, given)


def test_a_token_that_could_be_guessed_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Settings.read({"RAPPORT_METRICS_TOKEN": "hunter2"}, {"data": tmp_path})
    assert "hunter2" not in str(refused.value)
