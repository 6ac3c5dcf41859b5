"""A team moves in: a real export, the server, and a second device say the same.

The proof of the first release. The export is made up by `tests.exports`; where the
larger collection of real exports lies beside the repository, it is tried as well.
"""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from app.cli import main
from app.device import open_replica
from sync.client.http import HttpSyncService
from sync.core.protocol import InviteRequest
from tests.exports import salesforce_export
from tests.stories.processes import Process, server_process

REAL = Path(__file__).resolve().parents[2] / "shared/data/export-formats/salesforce-data-export"
EXPORTS = ["made up", *(["real"] if REAL.is_dir() else [])]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    process = server_process(tmp_path / "server")
    process.start()
    yield process
    process.stop()


@pytest.fixture(params=EXPORTS)
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "real":
        return REAL
    return salesforce_export(tmp_path / "export", deals=8_800)


@dataclass(frozen=True)
class Figures:
    """What all three places must agree on."""

    accounts: int
    users: int
    deals: int
    won: int
    amount_minor: int
    unlinked: int


def expected(export: Path) -> Figures:
    deals = rows_of(export / "Opportunity.csv")
    return Figures(
        accounts=len(rows_of(export / "Account.csv")),
        users=len(rows_of(export / "User.csv")),
        deals=len(deals),
        won=sum(row["IsWon"] == "1" for row in deals),
        amount_minor=sum(round(float(row["Amount"] or 0) * 100) for row in deals),
        unlinked=sum(not row["AccountId"] for row in deals),
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def on_device(folder: Path) -> Figures:
    with closing(sqlite3.connect(folder / "rapport.db")) as database:
        found = database.execute(
            "SELECT (SELECT count(*) FROM account WHERE NOT deleted),"
            " (SELECT count(*) FROM user WHERE source = 'salesforce'),"
            " count(*), sum(s.outcome = 'won'), sum(d.amount_minor), sum(d.account_id = '')"
            " FROM deal d JOIN stage s ON s.id = d.stage_id WHERE NOT d.deleted"
        ).fetchone()
    return Figures(*found)


def at_server(folder: Path) -> Figures:
    file = folder / "server.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        found = database.execute(
            "SELECT (SELECT count(*) FROM record WHERE kind = 'account'),"
            " (SELECT count(*) FROM record WHERE kind = 'user'"
            "  AND fields ->> 'source' = 'salesforce'),"
            " count(*), sum(s.fields ->> 'outcome' = 'won'),"
            " sum(coalesce(d.fields ->> 'amount_minor', 0)),"
            " sum(coalesce(d.fields ->> 'account_id', '') = '')"
            " FROM record d JOIN record s ON s.id = d.fields ->> 'stage_id'"
            " WHERE d.kind = 'deal'"
        ).fetchone()
    return Figures(*found)


def test_counts_and_sums_agree_on_both_devices_and_the_server(
    server: Process, export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    code = (tmp_path / "server" / "admin-invitation.txt").read_text("utf-8").strip()
    files = [str(export / name) for name in ("Account.csv", "User.csv", "Opportunity.csv")]
    assert main(["join", server.url, code, "--data", str(first)]) == 0
    main(["import", *files, "--currency", "USD", "--data", str(first)])
    assert main(["sync", "--data", str(first)]) == 0
    assert main(["join", server.url, invitation(first, server), "--data", str(second)]) == 0
    wanted = expected(export)
    assert wanted.deals == 8_800
    assert on_device(first) == wanted
    assert at_server(tmp_path / "server") == wanted
    assert on_device(second) == wanted

    capsys.readouterr()
    main(["import", *files, "--currency", "USD", "--data", str(second)])
    again = capsys.readouterr().out
    assert f"deal            0 new       0 updated   {wanted.deals:,} already here" in again
    assert on_device(second) == wanted


def invitation(folder: Path, server: Process) -> str:
    replica = open_replica(folder)
    with httpx.Client(base_url=server.url) as client:
        service = HttpSyncService(client, replica.state().token)
        code = service.invite(InviteRequest(name="Ben", role="manager")).code
    replica.close()
    return code
