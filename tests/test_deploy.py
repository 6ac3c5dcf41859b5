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
import time
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
WANTED = {"DOMAIN", "TEAM", "ADMIN"}
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
    inside = r"^(?: +|docker compose exec \S+ )?"
    calls = inside + r"(?:(?:python|\S*/python) -m sync\.server|rapport) (.*)$"
    found = [words for words in re.findall(calls, README, re.MULTILINE) if "doctor" not in words]
    said = [understood(shlex.split(words)) for words in found]
    assert said == ["serve", "invite", "backup", "restore", "serve"]


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
    # No more: a volume nobody names is left behind with every container.
    assert built["VOLUME"] == environment["RAPPORT_DATA"]
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


def run_script(name: str, postgres: Cluster, database: str, *words: str) -> int:
    """Run a script for PostgreSQL on a database; return its exit code."""
    there = {"PGHOST": str(postgres.folder), "PGUSER": "rapport", "PGDATABASE": database}
    environment = {**os.environ, **there, "PATH": f"{postgres.binaries}:{os.environ['PATH']}"}
    command = ["sh", str(DEPLOY / name), *words]
    return subprocess.run(command, env=environment, check=False).returncode


@pytest.fixture
def dumped(postgres: Cluster, database_url: str, tmp_path: Path) -> tuple[str, Path]:
    """A database with a team, and the dump of it."""
    outside = Outside(ManualClock(), CountedBits(3), lambda: "token")
    name = database_url.partition("@/")[2].partition("?")[0]
    with_team = Database.open(tmp_path / "one", database_url)
    with with_team.writing() as connection:
        found_team(connection, outside, "Acme", "Ann")
    with_team.close()
    copies = tmp_path / "copies"
    copies.mkdir()
    assert run_script("backup.sh", postgres, name, str(copies)) == 0
    (dump,) = copies.iterdir()
    assert dump.suffix == ".dump"
    return name, dump


def teams_in(postgres: Cluster, name: str, folder: Path) -> list[str]:
    """Return the teams a server finds in a database."""
    database = Database.open(folder, postgres.url(name))
    with database.reading() as connection:
        found = list(team_names(connection).values())
    database.close()
    return found


@pytest.mark.parametrize("there_before", ["nothing", "a newer version's", "a damaged one"])
def test_a_dump_of_postgresql_brings_the_team_back(
    postgres: Cluster, dumped: tuple[str, Path], tmp_path: Path, there_before: str
) -> None:
    name, dump = dumped
    target = postgres.create() if there_before == "nothing" else name
    with postgres.admin(target) as connection:
        if there_before == "a newer version's":
            connection.execute("CREATE TABLE added_later (team_id VARCHAR PRIMARY KEY)")
            connection.execute("UPDATE schema_version SET version = version + 1")
        if there_before == "a damaged one":
            connection.execute("DROP TABLE schema_version")
    assert run_script("restore.sh", postgres, target, str(dump)) == 0
    assert teams_in(postgres, target, tmp_path / "two") == ["Acme"]
    with postgres.admin(target) as connection:
        found = connection.execute("SELECT to_regclass('added_later')").fetchone()
    assert found == (None,)


def test_a_dump_that_is_no_good_changes_nothing(
    postgres: Cluster, dumped: tuple[str, Path], tmp_path: Path
) -> None:
    name, dump = dumped
    whole = dump.read_bytes()
    for kept in (0, 20, len(whole) // 2, len(whole) - 40):
        dump.write_bytes(whole[:kept])
        assert run_script("restore.sh", postgres, name, str(dump)) != 0
        assert teams_in(postgres, name, tmp_path / "two") == ["Acme"]
    missing = str(dump.with_name("none.dump"))
    assert run_script("restore.sh", postgres, name, missing) != 0


def test_a_dump_is_not_put_under_a_server_that_runs(
    postgres: Cluster, dumped: tuple[str, Path]
) -> None:
    name, dump = dumped
    with postgres.admin(name) as server:
        assert run_script("restore.sh", postgres, name, str(dump)) == 2
        server.execute("SELECT 1 FROM team_head")
    assert run_script("restore.sh", postgres, "none", str(dump)) != 0


def test_copies_that_failed_leave_what_there_was(
    postgres: Cluster, dumped: tuple[str, Path]
) -> None:
    name, dump = dumped
    copies = str(dump.parent)
    assert run_script("backup.sh", postgres, "none", copies) != 0
    assert list(dump.parent.iterdir()) == [dump]
    long_ago = time.time() - 40 * 86_400
    for end in (".dump", ".dump.part"):
        old = dump.with_name(f"rapport-20260101T000000Z{end}")
        old.touch()
        os.utime(old, (long_ago, long_ago))
    younger = dump.rename(dump.with_name("rapport-20260102T000000Z.dump"))
    assert run_script("backup.sh", postgres, name, copies) == 0
    assert younger == min(dump.parent.iterdir())
    assert len(list(dump.parent.iterdir())) == 2


def test_the_instructions_restore_a_dump_where_the_copies_are() -> None:
    calls = re.findall(r"docker compose exec backup sh (\S+) (/\w+)", README)
    assert len(calls) == 2
    volumes = COMPOSE["services"]["backup"]["volumes"]
    for script, folder in calls:
        assert f".{script}:{script}:ro" in volumes
        assert (DEPLOY / script.removeprefix("/")).exists()
        assert f"./backups:{folder}" in volumes


def test_the_instructions_put_files_back_where_the_servers_look() -> None:
    (words,) = re.findall(
        r"^docker run --rm --user root (.*?\\\n.*?\\\n.*?)$", README, re.MULTILINE
    )
    name = COMPOSE["name"]
    assert f"--volume {name}_files:/files " in words
    assert f" {name}-{SERVERS[0]} -c " in words
    assert "files:/files" in COMPOSE["services"][SERVERS[0]]["volumes"]
    assert f"chown --recursive {image()['USER']}: /files" in words


def test_compose_reads_its_variables_from_the_file_of_the_instructions() -> None:
    """Not from the shell of whoever started it: all that comes later needs them, too."""
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    wanted = set(re.findall(r"\$\{(\w+)", text))
    (lines,) = re.findall(r"^cat > \.env <<'END'\n(.*?)^END$", README, re.MULTILINE | re.DOTALL)
    assert {line.partition("=")[0] for line in lines.splitlines()} == wanted == WANTED
    assert "/deploy/.env" in (TOP / ".gitignore").read_text("utf-8").splitlines()


def test_the_database_is_well_once_others_reach_it() -> None:
    """While it sets itself up, it answers at its socket alone, and whoever relies on it fails."""
    check = COMPOSE["services"]["database"]["healthcheck"]["test"]
    assert "--host=127.0.0.1" in check


def test_what_makes_copies_stops_at_once_and_tries_again_soon() -> None:
    service = COMPOSE["services"]["backup"]
    assert (service["init"], service["stop_signal"]) == (True, "SIGTERM")
    shell, option, loop = service["entrypoint"]
    said = subprocess.run(
        [shell, option, f"sleep() {{ echo $1; exit; }}; sh() {{ return 1; }}; {loop}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert 0 < int(said) <= 600
