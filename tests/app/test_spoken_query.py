"""What the sheet of a spoken note reads."""

from app.queries.spoken import Recording, SpokenNote, spoken_note
from sync.client import state
from sync.client.replica import Replica
from sync.core.change import Change
from sync.core.clock import stamp
from sync.core.records.account import Account
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from sync.store import rows
from sync.store.apply import overlaid


def _read(replica: Replica, note_id: str) -> SpokenNote | None:
    user_id = replica.state().user_id
    with replica.reading() as connection:
        return spoken_note(connection, note_id, user_id)


def _spoken(replica: Replica, **fields: str) -> str:
    with replica.transaction() as writer:
        account = writer.add(Account(name="Acme"))
        note = Note(account_id=account, transcription="pending", owner_id=writer.actor.user_id)
        for name, value in fields.items():
            setattr(note, name, value)
        return writer.add(note)


def _attached(replica: Replica, note_id: str, way: str | None) -> str:
    sha = "ab" * 32
    with replica.transaction() as writer:
        record = Attachment(note_id=note_id, mime="audio/wav", sha256=sha, size=32_044)
        if way is not None:
            writer.connection.exec_driver_sql(
                "INSERT INTO file_copy (sha256, size, way) VALUES (?, 32044, ?)", (sha, way)
            )
        return writer.add(record)


def test_a_note_comes_with_its_customer_and_whose_it_is(replica: Replica) -> None:
    note = _read(replica, _spoken(replica))
    assert note
    assert (note.account, note.mine, note.transcription) == ("Acme", True, "pending")
    assert note.recording is None


def test_what_was_typed_has_no_such_sheet(replica: Replica) -> None:
    assert _read(replica, _spoken(replica, transcription="")) is None
    assert _read(replica, "nobody's") is None


def test_somebody_elses_note_is_not_mine(replica: Replica) -> None:
    note_id = _spoken(replica)
    with replica.reading() as connection:
        theirs = spoken_note(connection, note_id, "somebody")
    assert theirs
    assert not theirs.mine


def test_a_recording_is_here_or_at_the_server_or_gone(replica: Replica) -> None:
    note_id = _spoken(replica)
    attachment_id = _attached(replica, note_id, None)
    kept = Recording(attachment_id, "ab" * 32, 32_044, here=False, gone="")
    note = _read(replica, note_id)
    assert note
    assert note.recording == kept
    for way, here in (("up", True), ("", True), ("down", False)):
        with replica.transaction() as writer:
            writer.connection.exec_driver_sql(
                "INSERT INTO file_copy (sha256, size, way) VALUES (?, 1, ?)"
                " ON CONFLICT (sha256) DO UPDATE SET way = excluded.way",
                ("ab" * 32, way),
            )
        note = _read(replica, note_id)
        assert note
        assert note.recording
        assert note.recording.here is here
    with replica.transaction() as writer:
        writer.edit(Attachment, attachment_id, deleted=True)
    note = _read(replica, note_id)
    assert note
    assert note.recording
    assert note.recording.gone == "deleted"


def test_what_the_server_let_go_went_as_agreed_though_the_rule_has_changed(
    replica: Replica,
) -> None:
    note_id = _spoken(replica)
    attachment_id = _attached(replica, note_id, None)
    with replica.exclusive() as connection:
        state.save(connection, token="joined")
        row = rows.load(connection, "attachment", attachment_id)
        assert row
        of_the_server = stamp(replica.now_ms() + 1, 0, 0)
        gone = Change(0, "attachment", row.id, {"deleted": True}, of_the_server, seen=row.stamps)
        rows.save(connection, "attachment", [overlaid(row, [gone])])
    note = _read(replica, note_id)
    assert note
    assert note.recording
    assert note.recording.gone == "agreed"
