"""No log and no error output holds a secret or what people wrote, whatever happens."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sync.server.cli import FIRST_INVITATION
from tests.server.conftest import Server, Team
from tests.server.phones import Phone
from tests.server.test_walls import ASKED, Known, _ask
from tests.stories.processes import server_process

NOTE = "kept-between-us"
PASSWORD = "a-long-password-kept-between-us"


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that is logged, by whoever."""
    caplog.set_level(logging.DEBUG)
    return caplog


def _everything(phone: Phone, known: Known) -> Iterator[int]:
    """Ask every address, in words that must not be seen again."""
    code = {"code": NOTE, "device_name": NOTE}
    login = {"email": f"{NOTE}@example.com", "password": PASSWORD, "device_name": NOTE}
    words = {"code": code, "login": login, "password": {k: login[k] for k in ("email", "password")}}
    phone.put("note", "note-1", text=NOTE)
    for place, asked in ASKED.items():
        for one in asked:
            yield _ask(phone.http, place, one.build(phone, known), phone.headers)[0]
        for body in words.values():
            for broken in (body, {**body, "device_name": [NOTE], "rows": NOTE, "changes": [NOTE]}):
                request = one.build(phone, known) | {"json": broken}
                request.pop("content", None)
                yield _ask(phone.http, place, request, phone.headers)[0]
                yield _ask(phone.http, place, request, {"Authorization": f"Bearer {NOTE}"})[0]


def test_nothing_said_is_logged(team: Team, told: pytest.LogCaptureFixture) -> None:
    phone = team.rep
    known = Known(team.manager, NOTE, NOTE, NOTE, NOTE)
    assert 200 in set(_everything(phone, known))
    assert told.text
    assert NOTE not in _without_httpx(told)
    assert str(phone.joined["token"]) not in told.text


@pytest.mark.parametrize("error", [ZeroDivisionError, OSError, KeyError])
def test_nothing_said_is_logged_when_everything_fails(
    server: Server,
    team: Team,
    told: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    phone = team.rep
    known = Known(team.manager, NOTE, NOTE, NOTE, NOTE)

    def fail(*_: object, **__: object) -> None:
        reason = f"{NOTE} {PASSWORD} {phone.joined['token']}"
        raise error(reason)

    phone.put("note", "note-0", text=NOTE)
    monkeypatch.setattr(phone.__class__, "put", lambda *_, **__: None)
    monkeypatch.setattr(server.database.__class__, "reading", fail)
    monkeypatch.setattr(server.database.__class__, "writing", fail)
    assert 500 in set(_everything(phone, known))
    failed = [r for r in told.records if "request failed" in r.getMessage()]
    assert failed
    said = _without_httpx(told)
    assert NOTE not in said
    assert PASSWORD not in said
    assert str(phone.joined["token"]) not in said


def _without_httpx(told: pytest.LogCaptureFixture) -> str:
    """Leave out what the test's own client says of its requests."""
    ours = [r for r in told.records if not re.match("httpx|httpcore", r.name)]
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(formatter.format(record) for record in ours)


def test_a_server_process_says_nothing_of_it_either(tmp_path: Path) -> None:
    process = server_process(tmp_path)
    process.start()
    try:
        code = (tmp_path / FIRST_INVITATION).read_text().strip()
        with httpx.Client(base_url=process.url) as http:
            joined = http.post("/v1/join", json={"code": code, "device_name": NOTE}).json()
            phone = Phone(http, joined)
            known = Known(phone, NOTE, NOTE, NOTE, NOTE)
            statuses = set(_everything(phone, known))
            http.get(f"/v1/history/{NOTE}?before={NOTE}", headers=phone.headers)
            http.get(f"/{NOTE}?token={NOTE}")
    finally:
        process.stop()
    said = process.log.read_text()
    assert 200 in statuses
    assert "Rapport serves" in said
    for secret in (NOTE, PASSWORD, str(joined["token"])):
        assert secret not in said
