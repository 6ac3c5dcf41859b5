"""The app killed while a phone hears by itself: every word that was kept is in one note."""

import time
from pathlib import Path

from app.device import open_replica
from app.filing import FOLDER
from sync.client.join import start_alone
from tests.faults.processes import KILLS, chance
from tests.faults.test_recording import start, told

_KILLS = KILLS // 6
"""A start takes a second, and a word is kept whole or not at all."""


def test_whoever_is_killed_while_a_phone_hears_loses_no_word_that_was_kept(tmp_path: Path) -> None:
    folder, out, luck = tmp_path / "app", tmp_path / "out.txt", chance()
    replica = open_replica(folder)
    start_alone(replica, "Mia", "Mia", "EUR")
    replica.close()
    for _ in range(_KILLS + 1):  # the last one files what the one before it left
        process = start(folder, out, "words_child")
        time.sleep(luck.uniform(0, 0.3))
        process.kill()
        process.wait()
        with out.open("a") as sink:
            sink.write("\n")  # what was cut off in the middle of a line
    kept = {line[1]: int(line[2]) for line in told(out) if line[:1] == ["kept"] and line[2:]}
    waits = {one.stem for one in (folder / FOLDER).glob("*.json")}
    replica = open_replica(folder)
    with replica.reading() as connection:
        query = "SELECT id, original FROM note WHERE NOT deleted AND transcription = 'done'"
        notes = {row[0]: len(row[1].split()) for row in connection.exec_driver_sql(query)}
    replica.close()
    assert notes.keys() == kept.keys() - waits
    assert len(notes) == _KILLS
    assert all(notes[one] >= kept[one] for one in notes)
