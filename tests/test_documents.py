"""The documents say what is true, as far as a machine can tell."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from tests.stories.processes import Process, server_process

TOP = Path(__file__).resolve().parents[1]
README = (TOP / "README.md").read_text("utf-8")
PROTOCOL = (TOP / "sync" / "README.md").read_text("utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    process = server_process(tmp_path / "server")
    process.start()
    yield process
    process.stop()


def test_the_script_that_opens_the_protocol_document_runs(server: Process, tmp_path: Path) -> None:
    found = re.search(r"```python\n(.*?)```", PROTOCOL, re.DOTALL)
    assert found
    invitation = (tmp_path / "server" / "admin-invitation.txt").read_text("utf-8").strip()
    result = subprocess.run(
        [sys.executable, "-c", found[1], server.url, invitation, str(tmp_path)],
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.stdout, result.stderr) == ("Espresso bar\n", "")


def test_every_command_has_its_line_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"^    (\w+) +\S", capsys.readouterr().out, re.MULTILINE)
    assert "run" in listed
    for command in listed:
        assert f"`rapport {command}" in README, command


def test_every_endpoint_has_its_line_in_the_protocol_document() -> None:
    server = TOP / "sync" / "server"
    routes = "".join(path.read_text("utf-8") for path in sorted(server.glob("*routes.py")))
    endpoints = re.findall(
        r'"((?:/v1)?/(?:health|join|sync|live|invitations|devices|files)[^"]*)"', routes
    )
    assert endpoints
    for endpoint in endpoints:
        path = endpoint if endpoint.startswith(("/v1", "/health")) else f"/v1{endpoint}"
        assert f"{path}`" in PROTOCOL, path


def test_the_folders_of_the_readme_exist() -> None:
    for folder in re.findall(r"^\| `(\w+/)` \|", README, re.MULTILINE):
        assert (TOP / folder).is_dir()
