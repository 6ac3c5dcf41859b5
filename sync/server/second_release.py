"""Step 2 of the server's database: history, conflicts as records, signed cursors.

Never edited after its release. What the first release kept is carried over: rows
get a checksum and an opening entry in the team's history, lost values become
conflict records.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b, sha256
from zlib import crc32

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, text

_NEVER = "0" * 21
_STAMP = len(_NEVER)

_STATEMENTS = (
    "ALTER TABLE team_head ADD COLUMN secret VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE team_head ADD COLUMN entry BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE team_head ADD COLUMN chain VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE team_head ADD COLUMN numbers INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE team_head ADD COLUMN collected BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE record ADD COLUMN about VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE record ADD COLUMN entry BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE record ADD COLUMN crc BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX record_about ON record (team_id, about) WHERE about <> ''",
    "ALTER TABLE device ADD COLUMN read_pos BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE device ADD COLUMN seen_day INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE device ADD COLUMN offered VARCHAR NOT NULL DEFAULT ''",
    """CREATE TABLE gone (
        team_id VARCHAR NOT NULL, id VARCHAR NOT NULL, erased BOOLEAN NOT NULL,
        PRIMARY KEY (team_id, id))""",
    """CREATE TABLE history (
        team_id VARCHAR NOT NULL, n BIGINT NOT NULL, at_ms BIGINT NOT NULL,
        device INTEGER NOT NULL, user_id VARCHAR NOT NULL,
        changes VARCHAR NOT NULL, hash VARCHAR NOT NULL, salt VARCHAR NOT NULL,
        PRIMARY KEY (team_id, n))""",
    "ALTER TABLE device ADD COLUMN next_hash VARCHAR NOT NULL DEFAULT ''",
    "CREATE INDEX device_next ON device (next_hash) WHERE next_hash <> ''",
    "ALTER TABLE device ADD COLUMN joined_by VARCHAR NOT NULL DEFAULT ''",
    "CREATE INDEX device_joined ON device (joined_by) WHERE joined_by <> ''",
    "ALTER TABLE invitation ADD COLUMN made_by VARCHAR NOT NULL DEFAULT ''",
    """CREATE TABLE password (
        team_id VARCHAR NOT NULL, user_id VARCHAR NOT NULL, email VARCHAR NOT NULL,
        proof VARCHAR NOT NULL, device INTEGER NOT NULL, set_ms BIGINT NOT NULL,
        PRIMARY KEY (team_id, user_id), UNIQUE (team_id, email))""",
    "CREATE INDEX ix_password_proof ON password (proof)",
    "CREATE TABLE server_secret (name VARCHAR NOT NULL PRIMARY KEY, value VARCHAR NOT NULL)",
)
_DEVICES_CAUGHT_UP = """UPDATE device SET offered = (
    SELECT epoch FROM team_head WHERE team_head.team_id = device.team_id)"""


def second_release(connection: Connection) -> None:
    """Bring the first release's database to the second's form."""
    for statement in _STATEMENTS:
        connection.execute(text(statement))
    connection.execute(
        text("INSERT INTO server_secret VALUES ('password_salt', :value)"),
        {"value": secrets.token_hex(32)},
    )
    for (team_id,) in connection.execute(text("SELECT team_id FROM team_head")).all():
        _conflicts(connection, team_id)
        _opening_entry(connection, team_id)
        connection.execute(
            text("UPDATE team_head SET secret = :secret WHERE team_id = :team"),
            {"secret": secrets.token_hex(16), "team": team_id},
        )
    connection.execute(text(_DEVICES_CAUGHT_UP))
    connection.execute(text("DROP TABLE lost_value"))


def _conflicts(connection: Connection, team_id: str) -> None:
    found = connection.execute(
        text(
            "SELECT l.kind, l.id, l.field, l.value, l.stamp, l.kept_stamp, r.fields, r.scope"
            " FROM lost_value l JOIN record r ON r.team_id = l.team_id AND r.id = l.id"
            " WHERE l.team_id = :team ORDER BY l.pos"
        ),
        {"team": team_id},
    ).all()
    devices = connection.execute(
        text("SELECT number, user_id FROM device WHERE team_id = :team"), {"team": team_id}
    )
    people = {f"{number:05x}": user_id for number, user_id in devices}
    at = text("UPDATE team_head SET seq = seq + 1 WHERE team_id = :team RETURNING seq")
    added = text(
        "INSERT INTO record (team_id, id, kind, pos, scope, stamps, fields, settled_by, about)"
        " VALUES (:team, :id, 'conflict', :pos, :scope, :stamps, :fields, 0, :about)"
    )
    known = set()
    for kind, record_id, field, value, stamp, kept_stamp, fields, scope in found:
        name = sha256(f"{record_id} {field} {stamp} {value}".encode()).hexdigest()[:32]
        if name in known:
            continue
        known.add(name)
        private = scope.startswith("owner:")
        values = {
            "created_ms": int(max(stamp, kept_stamp)[:12], 16),
            "about_kind": kind,
            "about_id": record_id,
            "field": field,
            "value": value,
            "kept": to_json(from_json(fields).get(field)).decode(),
            "author_id": people.get(stamp[16:], ""),
            "keeper_id": people.get(kept_stamp[16:], ""),
            "stamp": stamp,
            "kept_stamp": kept_stamp,
            "owner_id": scope.removeprefix("owner:") if private else "",
            "shared": not private,
        }
        cells = {
            "team": team_id,
            "id": name,
            "pos": connection.execute(at, {"team": team_id}).scalar_one(),
            "scope": scope,
            "stamps": max(stamp, kept_stamp)[:16] + "00000",
            "fields": to_json(values).decode(),
            "about": record_id,
        }
        connection.execute(added, cells)


def _opening_entry(connection: Connection, team_id: str) -> None:
    """Begin the team's history with every record as it stands."""
    rows = connection.execute(
        text("SELECT id, kind, stamps, fields FROM record WHERE team_id = :t ORDER BY pos"),
        {"t": team_id},
    ).all()
    update = text("UPDATE record SET crc = :crc, entry = 1 WHERE team_id = :team AND id = :id")
    changes: list[list[object]] = []
    for record_id, kind, stamps, fields in rows:
        crc = crc32(f"{stamps}{fields}".encode())
        connection.execute(update, {"crc": crc, "team": team_id, "id": record_id})
        changes.extend(
            [0, kind, record_id, some, stamp, ""]
            for stamp, some in _by_stamp(stamps, from_json(fields))
        )
    salt = secrets.token_bytes(16)
    marks = (_mark(to_json(change), salt, i) for i, change in enumerate(changes))
    entry = {
        "t": team_id,
        "body": to_json(changes).decode(),
        "hash": sha256("\n".join(("", "1", "0", "0", "", *marks)).encode()).hexdigest(),
        "salt": salt.hex(),
    }
    connection.execute(
        text("INSERT INTO history VALUES (:t, 1, 0, 0, '', :body, :hash, :salt)"), entry
    )
    connection.execute(
        text(
            "UPDATE team_head SET entry = 1, chain = :hash, numbers = (SELECT"
            " coalesce(max(number), 0) FROM device WHERE team_id = :t) WHERE team_id = :t"
        ),
        {"t": team_id, "hash": entry["hash"]},
    )


def _mark(change: bytes, salt: bytes, place: int) -> str:
    own = blake2b(b"%d" % place, key=salt, digest_size=16).digest()
    return blake2b(change, key=own, digest_size=32).hexdigest()


def _by_stamp(packed: str, values: dict[str, object]) -> Iterable[tuple[str, dict[str, object]]]:
    base, *rest = packed.split(";")
    exceptions = {item[: -_STAMP - 1]: item[-_STAMP:] for item in rest}
    found: dict[str, dict[str, object]] = defaultdict(dict)
    for name, value in values.items():
        found[exceptions.get(name, base)][name] = value
    return sorted(found.items())
