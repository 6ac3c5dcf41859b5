"""What was missing is looked for again, however much goes on meanwhile."""

import pytest

from sync.client.replica import Replica
from tests.app.test_transcribing import Desk
from tests.app.test_transcripts import note_of, record


def test_a_busy_exchange_puts_off_nothing(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.transcribing._LATER_S", 0.3)
    desk = Desk(replica, missing={"usual"})
    note_id = record(replica)
    desk.worker.start()
    desk.settle(lambda: any(told.problem for told in desk.told))
    desk.missing.clear()

    def done() -> bool:
        desk.worker.nudge()
        return note_of(replica, note_id).transcription == "done"

    try:
        desk.settle(done)
    finally:
        desk.worker.close()
