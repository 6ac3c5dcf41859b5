"""The commands: what they print, and one plain sentence for each thing that can go wrong."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from sync.server import cli
from sync.server.database import FILE_NAME
from sync.server.settings import Settings
from tests.server.phones import Phone

_NOBODY = 65_534
_COMMAND = [sys.executable, "-W", "error", "-m", "sync.server"]
_FOUND = ["--team", "Acme", "--admin", "Ann"]


@contextmanager
def _served(data: Path, *more: str) -> Iterator[tuple["subprocess.Popen[str]", list[str]]]:
    """Start a real server process; hand over what it says until it listens."""
    process = subprocess.Popen(
        [*_COMMAND, "serve", "--data", str(data), "--port", "0", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            lines = []
            for line in process.stdout:
                lines.append(line)
                if " at http" in line:
                    break
            yield process, lines
        finally:
            process.kill()


def _url(lines: list[str]) -> str:
    return lines[-1].rsplit(" ", 1)[1].strip()


def _sentence(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must fail; return its one sentence."""
    assert cli.main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    lines = said.err.splitlines()
    assert len(lines) == 1
    assert lines[0].endswith(".")
    return lines[0]


def test_the_first_start_founds_the_team_and_tells_the_admins_code(tmp_path: Path) -> None:
    with _served(tmp_path, *_FOUND) as (process, lines):
        (code,) = re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", lines[0])
        file = tmp_path / "admin-invitation.txt"
        assert file.read_text(encoding="utf-8") == f"{code}\n"
        assert file.stat().st_mode & 0o777 == 0o600
        body = {"code": code, "device_name": "laptop"}
        with httpx.Client(base_url=_url(lines)) as http:
            phone = Phone(http, http.post("/v1/join", json=body).json())
            assert phone.joined["role"] == "admin"
            with http.stream("GET", "/v1/live", headers=phone.headers) as live:
                next(live.iter_lines())
                process.send_signal(signal.SIGTERM)
                assert process.wait(timeout=5) == -signal.SIGTERM
        assert process.stderr is not None
        assert process.stderr.read() == ""
    with _served(tmp_path, *_FOUND) as (_, lines):
        assert len(lines) == 1


def test_inviting_while_the_server_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with _served(tmp_path, *_FOUND) as (_, lines):
        for _ in range(2):
            assert cli.main(["invite", "--data", str(tmp_path), "--name", "Bob"]) == 0
        said = capsys.readouterr().out
        assert "the new rep Bob" in said
        assert "another device of Bob" in said
        people = set()
        with httpx.Client(base_url=_url(lines)) as http:
            for code in re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", said):
                reply = http.post("/v1/join", json={"code": code, "device_name": "phone"})
                people.add(reply.json()["user_id"])
    assert len(people) == 1


def test_inviting_needs_a_server_and_a_known_team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    arguments = ("invite", "--data", str(data), "--name", "Bob")
    assert "no server's database" in _sentence(capsys, *arguments)
    assert not data.exists()
    with _served(data, *_FOUND):
        pass
    assert "no such team" in _sentence(capsys, *arguments, "--team", "Bolt")
    assert "name" in _sentence(capsys, "invite", "--data", str(data), "--name", " ")


def test_an_empty_database_needs_a_team(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--team NAME" in _sentence(capsys, "serve", "--data", str(tmp_path), "--port", "0")


def test_a_port_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = _sentence(capsys, "serve", "--data", str(tmp_path), "--port", port)
    assert port in said
    assert "choose another --port" in said
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid"])
def test_an_address_that_is_not_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    arguments = ("serve", "--data", str(tmp_path), "--host", host, "--behind-proxy")
    assert "check --host" in _sentence(capsys, *arguments)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_no_tokens_in_the_clear_beyond_this_machine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert "TLS" in _sentence(capsys, "serve", "--data", str(tmp_path), "--host", host)


def test_half_a_certificate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    serve = ("serve", "--data", str(tmp_path), "--certfile", str(tmp_path / "none.pem"))
    assert "together" in _sentence(capsys, *serve)
    assert "no file" in _sentence(capsys, *serve, "--keyfile", str(tmp_path / "none.key"))


def test_a_file_that_is_no_certificate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    junk = tmp_path / "junk.pem"
    junk.write_text("junk", encoding="utf-8")
    serve = ("serve", "--data", str(tmp_path), "--port", "0", *_FOUND)
    said = _sentence(capsys, *serve, "--certfile", str(junk), "--keyfile", str(junk))
    assert "--certfile" in said


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    data = str(tmp_path / "file" / "data")
    said = _sentence(capsys, "serve", "--data", data, "--port", "0")
    assert data in said
    assert "cannot be written" in said


@contextmanager
def _without_root_rights() -> Iterator[None]:
    """Root may write anywhere; for a moment be somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        with _without_root_rights():
            said = _sentence(capsys, "serve", "--data", folder, "--port", "0", *_FOUND)
        assert list(Path(folder).iterdir()) == []
    assert "cannot be written" in said


def test_a_database_of_a_newer_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with _served(tmp_path, *_FOUND):
        pass
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE schema_version SET version = 99")
    said = _sentence(capsys, "serve", "--data", str(tmp_path), "--port", "0")
    assert "update this server" in said


@pytest.mark.parametrize("where", [0, 4096])
def test_a_damaged_database(tmp_path: Path, capsys: pytest.CaptureFixture[str], where: int) -> None:
    with _served(tmp_path, *_FOUND):
        pass
    file = tmp_path / FILE_NAME
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[where : where + 4096] = b"\xa5" * 4096
    file.write_bytes(content)
    said = _sentence(capsys, "serve", "--data", str(tmp_path), "--port", "0")
    assert "is damaged" in said
    assert file.read_bytes() == bytes(content)


def test_a_value_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "port" in _sentence(capsys, "serve", "--data", str(tmp_path), "--port", "high")
    assert "--data DIR" in _sentence(capsys, "serve")


def test_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    environment = {
        "RAPPORT_DATA": str(tmp_path),
        "RAPPORT_PORT": "1",
        "RAPPORT_BEHIND_PROXY": "yes",
        "RAPPORT_OTHER": "x",
    }
    settings = Settings.read(environment, {"port": "2", "host": None})
    assert settings == Settings(data=tmp_path, port=2, behind_proxy=True)


def test_every_setting_has_its_line() -> None:
    assert Settings.__doc__ is not None
    for name in Settings.__dataclass_fields__:
        assert f"\n        {name}: " in Settings.__doc__


@pytest.mark.parametrize("option", ["--from", "--team", "--behind-proxy"])
def test_the_app_s_own_command_hands_everything_on(option: str) -> None:
    command = [sys.executable, "-m", "app.cli", "serve"]
    said = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True)
    assert option in said.stdout


def test_the_app_s_own_command_begins_from_a_notebook_that_is_not_there(tmp_path: Path) -> None:
    """Whatever follows `serve` reaches the server, the notebook to begin from included."""
    words = ["serve", "--data", str(tmp_path), "--port", "0", "--from", str(tmp_path / "none.db")]
    command = [sys.executable, "-m", "app.cli", *words]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 2
    assert "none.db" in said.stderr
