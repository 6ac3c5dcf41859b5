"""Notebooks with something in every register of every kind, and how two are compared."""

import io
from dataclasses import replace
from typing import Any

from app.archive.layout import CARRIED
from sync.client import outbox, state
from sync.client.files import attach, copy_in, path_of
from sync.client.replica import Replica
from sync.core import schema
from sync.core.change import Scalar
from sync.core.clock import stamp
from sync.core.protocol import Refusal
from sync.core.records.attachment import Attachment
from sync.store import rows
from sync.store.rows import Row
from tests.builders import NOON_MS, make_account, make_note

SOUND = b"RIFF" + bytes(range(256)) * 300
AWKWARD = 'Müller "& Söhne";\r\n=1+1,\t@ 🏭\\ <b>\u2028'
"""Words with all that files are divided by."""

_PEOPLE = ("owner_id", "given_by", "given_from", "author_id", "keeper_id")
_FIXED = {
    "currency": "EUR",
    "sha256": "",
    "value": '"a\\u0000b"',
    **dict.fromkeys(_PEOPLE, "user-1"),
}


def filled(kind: str, number: int = 1) -> dict[str, Scalar]:
    """Return a value for every register of a kind, none of them its default."""
    return {name: _value(kind, name, number) for name in schema.registers(kind)}


def _value(kind: str, name: str, number: int) -> Scalar:
    unwritten = schema.defaults(kind)[name]
    linked = name.removesuffix("_id")
    match unwritten:
        case bool():
            return number == 2 if name == "deleted" else not unwritten
        case int():
            return NOON_MS + number if name.endswith("_ms") else 4_500_000 + number
        case float():
            return number + 0.125
        case _ if linked != name and linked in schema.RECORDS:
            return f"{linked}-1"
        case _ if name.endswith("_on"):
            return "2026-11-27"
    return _FIXED.get(name, f"{kind}.{name} {number} {AWKWARD}")


def fill(replica: Replica) -> None:
    """Put everything into a replica that a replica may hold."""
    with replica.exclusive() as connection:
        for kind in schema.RECORDS:
            made = [_row(kind, number) for number in (1, 2, 3)]
            rows.save(connection, kind, made)
        connection.exec_driver_sql("INSERT INTO draft VALUES ('capture', ?, 7)", ('{"a": "ß"}',))
        connection.exec_driver_sql(
            "INSERT INTO known_giving VALUES ('deal-1', ?)", (stamp(1, 2, 3),)
        )
        connection.exec_driver_sql("INSERT INTO hearing (note_id, tries) VALUES ('note-1', 2)")
    copied = copy_in(replica, io.BytesIO(SOUND))
    sound = Attachment(name="../../étc/pass wd.wav", mime="audio/wav", note_id="note-1")
    with replica.transaction() as writer:
        customer = writer.add(make_account(AWKWARD, must_know=AWKWARD))
        writer.add(make_note(AWKWARD, account_id=customer))
        attach(replica, writer, copied, sound)
    _have_one_refused(replica)


def _row(kind: str, number: int) -> Row:
    at = f"{stamp(NOON_MS, number, 9)};name={stamp(NOON_MS, number, 10)}"
    later = {"from_later": f"Ø{number}", "custom.x": None, "custom.y": 1.5, "custom.z": False}
    return Row(f"{kind}-{number}", at, {**filled(kind, number), **later})


def _have_one_refused(replica: Replica) -> None:
    with replica.exclusive() as connection:
        first = outbox.all_pending(connection)[0]
        refused = replace(first, n=-5, stamp=stamp(NOON_MS, 3, 0))
        outbox.keep(connection, outbox.Refused(refused, Refusal(-5, "refused.not_yours")))


def held(replica: Replica) -> dict[str, Any]:
    """Return everything a replica holds, as it stands in its tables."""
    with replica.reading() as connection:
        tables: dict[str, Any] = {
            table: [
                tuple(row)
                for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1")
            ]
            for table in (*schema.RECORDS, *CARRIED)
        }
        own = state.load(connection)
        files = (
            connection.exec_driver_sql("SELECT sha256 FROM file_copy ORDER BY 1").scalars().all()
        )
        tables["made"] = outbox.made(connection)
    tables["files"] = {sha256: _bytes(replica, sha256) for sha256 in files}
    tables["state"] = (own.user_id, own.team_id, own.device_number, own.clock, own.floor)
    return tables


def _bytes(replica: Replica, sha256: str) -> bytes:
    path = path_of(replica, sha256)
    return path.read_bytes() if path else b""
