"""What an administrator is given names only what there is, and does what it says."""

import configparser
import ipaddress
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from sync.server.cli import _parser
from sync.server.database import Database
from sync.server.outside import Outside
from sync.server.settings import _SECRETS, Settings
from sync.server.teams import found_team, team_names
from tests.conftest import TeamServer
from tests.fakes import CountedBits, ManualClock
from tests.postgres import Cluster
from tests.stories.processes import TOP, Process, server_process

DEPLOY = TOP / "deploy"
README = (DEPLOY / "README.md").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVERS = ("rapport-1", "rapport-2")
UNITS = sorted(DEPLOY.glob("*.service"))
KNOWN = {f"RAPPORT_{f.name.upper()}" for f in fields(Settings)} | {
    f"RAPPORT_{name.upper()}_FILE" for name in _SECRETS
}


def containerfile() -> list[tuple[str, str]]:
    """Return the instructions of the last stage, with their words."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    return [
        (name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines if line)
    ]


def image() -> dict[str, str]:
    """Return the last word of each instruction of the image that is run."""
    steps = containerfile()
    start = max(i for i, (name, _) in enumerate(steps) if name == "FROM")
    return dict(steps[start:])


def understood(words: list[str]) -> str:
    """Return which command of the server these words are; they must be one."""
    return str(_parser().parse_args(words).run.__name__)


def unit(path: Path) -> configparser.RawConfigParser:
    """Read a systemd unit; of a key that comes twice the last counts."""
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # systemd minds the case
    parser.read(path, "utf-8")
    return parser


def test_every_setting_that_is_named_is_one() -> None:
    told = [path for path in DEPLOY.iterdir() if path.is_file()]
    named = {
        n for path in told for n in re.findall(r"\bRAPPORT_[A-Z_]+\b", path.read_text("utf-8"))
    }
    assert "RAPPORT_METRICS_TOKEN_FILE" in named
    assert {name for name in named if name != "RAPPORT_"} <= KNOWN


def test_every_file_is_in_the_table_and_the_other_way_round() -> None:
    table = README[: README.index("## One machine")]
    named = set(re.findall(r"`([\w.-]+\.\w+|Containerfile|Caddyfile)`", table)) - {"settings.py"}
    assert named == {path.name for path in DEPLOY.iterdir() if path.is_file()} - {"README.md"}


def test_every_command_of_the_instructions_is_one() -> None:
    calls = r"^(?:(?:python|\S*/python) -m sync\.server|rapport) (.*)$"
    found = [words for words in re.findall(calls, README, re.MULTILINE) if "doctor" not in words]
    assert [understood(shlex.split(words)) for words in found] == ["backup", "restore", "serve"]


def test_every_count_of_the_instructions_is_one(team_server: TeamServer) -> None:
    told = team_server.client.get("/metrics").text
    names = re.findall(r"`((?:rapport|process)_\w+)(?:\{([\w,]+)\})?`", README)
    assert len(names) == 12
    for name, _ in names:
        assert f"# TYPE {name} " in told, name


def test_the_image_is_made_of_what_there_is() -> None:
    steps = containerfile()
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "VOLUME", "EXPOSE", "USER", "HEALTHCHECK"}
    assert {name for name, _ in steps} <= known | {"ENTRYPOINT", "CMD"}
    bases = {rest.split()[0] for name, rest in steps if name == "FROM"}
    assert bases == {"python:3.11-slim"}
    for name, rest in steps:
        if name == "COPY" and not rest.startswith("--from"):
            assert all((TOP / source).exists() for source in rest.split()[:-1]), rest
    (extras,) = re.findall(r'"\.\[([\w,]+)\]"', dict(steps[:7])["RUN"])
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(extras.split(",")) <= project["optional-dependencies"].keys()
    kept = set(re.findall(r"^!(\S+)", (TOP / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert {"app", "sync", "pyproject.toml", "README.md", "LICENSE"} <= kept


def test_the_image_runs_one_process_as_nobody_in_particular() -> None:
    built = image()
    assert built["USER"] == "rapport"
    environment = dict(pair.split("=") for pair in built["ENV"].split())
    read = Settings.read(environment, {})
    assert (read.behind_proxy, str(read.data)) == (True, "/data")
    assert environment["RAPPORT_DATA"] in json.loads(built["VOLUME"])
    assert built["EXPOSE"] == str(read.port)
    python, *module = json.loads(built["ENTRYPOINT"])
    assert module == ["-m", "sync.server"]
    assert python.startswith("/opt/rapport/")
    assert understood(json.loads(built["CMD"])) == "serve"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Process]:
    process = server_process(tmp_path / "server")
    process.start()
    yield process
    process.stop()


def test_the_image_tells_whether_it_is_well(running: Process) -> None:
    (command,) = re.findall(r"CMD (\[.*\])", image()["HEALTHCHECK"])
    _, *words = json.loads(command)
    code = words[-1].replace("127.0.0.1:8550", f"127.0.0.1:{running.port}")
    assert code != words[-1]
    check = [sys.executable, *words[:-1], code]
    assert subprocess.run(check, check=False).returncode == 0
    running.stop()
    assert subprocess.run(check, check=False, stderr=subprocess.DEVNULL).returncode != 0


def test_what_runs_together_fits_together() -> None:
    services = COMPOSE["services"]
    assert set(SERVERS) | {"database", "balancer", "backup"} == services.keys()
    for service in services.values():
        assert set(service.get("secrets", ())) <= COMPOSE["secrets"].keys()
        assert set(service["networks"]) <= COMPOSE["networks"].keys()
        assert set(service.get("depends_on", ())) <= services.keys()
        assert ("image" in service) != ("build" in service)
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            known = source in COMPOSE["volumes"] or (DEPLOY / source).exists()
            assert known or source == "./backups"
        for name, value in service.get("environment", {}).items():
            if name.endswith("_FILE"):
                secret = str(value).removeprefix("/run/secrets/")
                assert secret in service["secrets"]
                assert COMPOSE["secrets"][secret]["file"].startswith("./secrets/")
                assert f"secrets/{secret}" in README
    assert services["database"]["image"] == "postgres:16"
    assert services["backup"]["image"] == services["database"]["image"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    outside = {name for name, s in services.items() if "outside" in s["networks"] or "ports" in s}
    assert outside == {"balancer"}


@pytest.mark.parametrize("name", SERVERS)
def test_each_server_shares_database_and_files_and_believes_only_its_balancer(name: str) -> None:
    service = COMPOSE["services"][name]
    build = service["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).samefile(DEPLOY / "Containerfile")
    assert understood(service["command"]) == "serve"
    settings = {k for k in service["environment"] if k.startswith("RAPPORT_")}
    assert settings <= KNOWN
    assert {"RAPPORT_DATABASE_URL_FILE", "RAPPORT_FILES"} <= settings
    assert service["volumes"] == [f"files:{service['environment']['RAPPORT_FILES']}"]
    believed = ipaddress.ip_network(service["environment"]["FORWARDED_ALLOW_IPS"])
    (network,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert believed == ipaddress.ip_network(network["subnet"])
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])


def test_the_database_address_of_the_instructions_is_one(tmp_path: Path) -> None:
    (line,) = re.findall(r'^echo "(postgresql.+)" > secrets/database_url$', README, re.MULTILINE)
    file = tmp_path / "database_url"
    file.write_text(line.replace("$(cat secrets/database_password)", "a1b2") + "\n", "utf-8")
    read = Settings.read({"RAPPORT_DATABASE_URL_FILE": str(file)}, {"data": tmp_path})
    database = COMPOSE["services"]["database"]["environment"]
    user, name = database["POSTGRES_USER"], database["POSTGRES_DB"]
    assert read.database_url == f"postgresql+psycopg://{user}:a1b2@database/{name}"


def test_the_balancer_and_monitoring_know_every_server() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text("utf-8")
    port = image()["EXPOSE"]
    every = [f"{name}:{port}" for name in SERVERS]
    assert f"reverse_proxy {' '.join(every)} {{" in caddy
    assert caddy.count("{") == caddy.count("}")
    assert "respond /metrics 404" in caddy
    (job,) = yaml.safe_load((DEPLOY / "prometheus.yaml").read_text("utf-8"))["scrape_configs"]
    assert job["static_configs"] == [{"targets": every}]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_each_unit_starts_the_server_in_a_small_world(path: Path) -> None:
    service = unit(path)["Service"]
    (words,) = re.findall(r"/opt/rapport/bin/python -m sync\.server (.*?)'?$", service["ExecStart"])
    words = words.replace("$$(date +%%a)", "Mon")
    assert understood(shlex.split(words)) == ("backup" if "backup" in path.name else "serve")
    hardened = ("DynamicUser", "NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices")
    assert {service[name] for name in hardened} == {"yes"}
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectory"].split()[0] == "rapport"
    assert (service["StateDirectoryMode"], service["CapabilityBoundingSet"]) == ("0700", "")
    assert "/var/lib/rapport" in service.get("Environment", "") + service["ExecStart"]


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """Where there is a systemd to ask; it is never more than said that our Python is not there."""
    for path in (*UNITS, DEPLOY / "rapport-backup.timer"):
        shutil.copy(path, tmp_path)
    analyze = shutil.which("systemd-analyze")
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    said = subprocess.run(
        [analyze or "true", "verify", *units], capture_output=True, text=True, check=False
    ).stderr
    complaints = [line for line in said.splitlines() if "bin/python is not executable" not in line]
    assert complaints == []
    timer = unit(DEPLOY / "rapport-backup.timer")
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_the_settings_of_the_unit_are_some() -> None:
    lines = (DEPLOY / "rapport.env").read_text("utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    environment = {name: shlex.split(value)[0] for name, _, value in pairs}
    read = Settings.read(environment, {"data": "/var/lib/rapport"})
    assert (read.host, read.behind_proxy) == ("127.0.0.1", True)
    words = unit(DEPLOY / "rapport.service")["Service"]["ExecStart"]
    assert set(re.findall(r"\$\{(\w+)\}", words)) == environment.keys() - KNOWN == {"TEAM", "ADMIN"}


def test_a_dump_of_postgresql_brings_the_team_back(
    postgres: Cluster, database_url: str, tmp_path: Path
) -> None:
    outside = Outside(ManualClock(), CountedBits(3), lambda: "token")
    name = database_url.partition("@/")[2].partition("?")[0]
    with_team = Database.open(tmp_path / "one", database_url)
    with with_team.writing() as connection:
        found_team(connection, outside, "Acme", "Ann")
    with_team.close()
    there = {"PGHOST": str(postgres.folder), "PGUSER": "rapport", "PGDATABASE": name}
    environment = {**os.environ, **there, "PATH": f"{postgres.binaries}:{os.environ['PATH']}"}
    copies = tmp_path / "copies"
    copies.mkdir()
    backup = ["sh", str(DEPLOY / "backup.sh"), str(copies)]
    subprocess.run(backup, env=environment, check=True)
    (dump,) = copies.iterdir()
    assert dump.suffix == ".dump"
    again = postgres.create()
    (command,) = re.findall(r"^pg_restore (.*) rapport \S+$", README, re.MULTILINE)
    restore = ["pg_restore", *shlex.split(command), again, str(dump)]
    subprocess.run(restore, env=environment, check=True)
    restored = Database.open(tmp_path / "two", postgres.url(again))
    with restored.reading() as connection:
        assert list(team_names(connection).values()) == ["Acme"]
    restored.close()
    failing = {**environment, "PGDATABASE": "none"}
    failed = subprocess.run(backup, env=failing, check=False, stderr=subprocess.DEVNULL)
    assert failed.returncode != 0
    assert list(copies.iterdir()) == [dump]
    postgres.drop(again)
