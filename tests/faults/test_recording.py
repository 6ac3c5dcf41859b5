"""The app killed while somebody speaks: a second is lost at most, and all is filed once.

`RAPPORT_KILLS` sets how often (12 in the normal suite).
"""

import subprocess
import sys
import time
import wave
from pathlib import Path

from app.device import open_replica
from app.filing import FOLDER, SHORTEST_MS
from app.speech.wav import RATE
from sync.client.files import path_of
from sync.client.join import start_alone
from tests.faults.processes import KILLS, PATIENCE_S, chance, check_file
from tests.faults.recording_child import PIECE

_SECOND = 2 * RATE
_HEAD = 44


def told(out: Path) -> list[list[str]]:
    """Return what was acknowledged; a last line that was cut counts for nothing."""
    text = out.read_text()
    return [line.split() for line in text[: text.rfind("\n") + 1].splitlines()]


def start(folder: Path, out: Path, child: str = "recording_child") -> subprocess.Popen[bytes]:
    """Start the app and wait until somebody speaks."""
    before = len(told(out)) if out.exists() else 0
    with out.open("ab") as sink:
        command = [sys.executable, "-m", f"tests.faults.{child}", str(folder)]
        process = subprocess.Popen(command, stdout=sink)
    until = time.monotonic() + PATIENCE_S
    while len(told(out)) <= before:
        assert process.poll() is None, "the app ended by itself"
        assert time.monotonic() < until, "nobody speaks"
        time.sleep(0.005)
    return process


def check_left(folder: Path, said: dict[str, int]) -> None:
    """Require that what lies there unfiled can be played, all but its last second."""
    for sound in (folder / FOLDER).glob("*.wav"):
        size = sound.stat().st_size
        assert size - _HEAD >= said.get(sound.stem, 0)
        if size < _HEAD:
            continue  # killed between name and header: nobody had spoken yet
        with wave.open(str(sound), "rb") as file:
            assert 2 * file.getnframes() > said.get(sound.stem, 0) - _SECOND


def test_whoever_is_killed_while_one_speaks_loses_nothing(tmp_path: Path) -> None:
    folder, out, luck = tmp_path / "app", tmp_path / "out.txt", chance()
    replica = open_replica(folder)
    start_alone(replica, "Mia", "Mia", "EUR")
    replica.close()
    for _ in range(KILLS):
        process = start(folder, out)
        time.sleep(luck.choice([0.0, luck.uniform(0, 0.1), luck.uniform(0, 0.6)]))
        process.kill()
        process.wait()
        with out.open("a") as sink:
            sink.write("\n")  # what was cut off in the middle of a line
        said = {line[1]: int(line[2]) for line in told(out) if line[:1] == ["wrote"] and line[2:]}
        check_left(folder, said)
        check_file(folder / "rapport.db")
    process = start(folder, out)  # files what is left
    process.kill()
    process.wait()
    check_filed(folder, out)


def check_filed(folder: Path, out: Path) -> None:
    """Require that everything that was said, but the last words, is filed once."""
    lines = [line for line in told(out) if line]
    said = {line[1]: int(line[2]) for line in lines if line[0] == "wrote" and len(line) == 3}
    last = {sound.stem for sound in (folder / FOLDER).glob("*")}
    replica = open_replica(folder)
    with replica.reading() as connection:
        query = (
            "SELECT n.id, n.visit_id, a.sha256, a.size FROM note n"
            " JOIN attachment a ON a.note_id = n.id JOIN visit v ON v.id = n.visit_id"
            " WHERE NOT n.deleted AND NOT a.deleted AND NOT v.deleted"
        )
        rows = connection.exec_driver_sql(query).all()
        (notes,) = connection.exec_driver_sql("SELECT count(*) FROM note").one()
        (visits,) = connection.exec_driver_sql("SELECT count(*) FROM visit").one()
    filed = {row[0]: (row[2], row[3]) for row in rows}
    assert len(rows) == len(filed) == notes == visits
    assert {line[1] for line in lines if line[0] == "filed"} <= filed.keys()
    for note, size in said.items():
        if note in filed:
            sha256, kept = filed[note]
            path = path_of(replica, sha256)
            assert path is not None
            assert kept == path.stat().st_size >= _HEAD + size
            with wave.open(str(path), "rb") as file:
                assert _HEAD + 2 * file.getnframes() == kept
        else:
            assert note in last or size < SHORTEST_MS * _SECOND // 1000
    replica.close()
    assert len(filed) > KILLS // 2
    assert PIECE * 10 == _SECOND
