"""`rapport export` and `rapport restore`: sentences and exit codes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import main
from sync.client.join import start_alone
from sync.client.replica import Replica
from tests.archive.notebooks import held
from tests.builders import make_deal


@pytest.fixture
def mine(open_replica: Callable[[str], Replica]) -> Replica:
    replica = open_replica("mine")
    start_alone(replica, "Ada", "Ada's team", "EUR")
    with replica.transaction() as writer:
        writer.add(make_deal())
    return replica


def test_out_and_back_on_the_command_line(
    mine: Replica, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = str(tmp_path / "out.zip"), str(mine.path.parent)
    assert main(["export", "--data", folder, file]) == 0
    assert main(["restore", "--data", str(tmp_path / "back"), file]) == 0
    said = capsys.readouterr().out
    assert f"entries and 0 recordings and photos are in {file}." in said
    assert "are back, as Ada." in said
    back = Replica(tmp_path / "back" / "rapport.db", lambda: 0, lambda _bits: 0)
    assert held(back) == held(mine)
    back.close()

    assert main(["restore", "--data", folder, file]) == 2
    assert "Somebody uses Rapport here already" in capsys.readouterr().err


def test_a_picture_is_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photo.zip").write_bytes(b"\xff\xd8\xff")
    assert main(["restore", "--data", str(tmp_path), str(tmp_path / "photo.zip")]) == 2
    assert "not a file that Rapport wrote" in capsys.readouterr().err


def test_files_that_are_elsewhere_are_said_to_be_missing(
    mine: Replica, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with mine.exclusive() as connection:
        connection.exec_driver_sql(
            "INSERT INTO attachment (id, sha256) VALUES ('photo', ?)", ("a" * 64,)
        )
    assert main(["export", "--data", str(mine.path.parent), str(tmp_path / "out.zip")]) == 1
    assert "1 recording or photo was never on this device" in capsys.readouterr().out
