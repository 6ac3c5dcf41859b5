"""Migration 2: conflicts, costs, attachments, givings, spoken notes, and the exchange's memory."""

from sqlalchemy import Connection

from sync.core.clock import parse

_TEXTS = (
    *((kind, f"given_{name}") for kind in ("account", "deal") for name in ("by", "from", "why")),
    *(("note", name) for name in ("transcription", "heard", "corrections", "answered")),
)
_NUMBERS = (("product", "cost_minor"), ("team", "audio_days"))

_STATEMENTS = (
    """CREATE TABLE conflict (
        id TEXT PRIMARY KEY NOT NULL,
        deleted BOOLEAN NOT NULL DEFAULT 0,
        created_ms INTEGER NOT NULL DEFAULT 0,
        stamps TEXT NOT NULL DEFAULT '',
        extra TEXT NOT NULL DEFAULT '{}',
        about_kind TEXT NOT NULL DEFAULT '',
        about_id TEXT NOT NULL DEFAULT '',
        field TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL DEFAULT 'null',
        kept TEXT NOT NULL DEFAULT 'null',
        author_id TEXT NOT NULL DEFAULT '',
        keeper_id TEXT NOT NULL DEFAULT '',
        stamp TEXT NOT NULL DEFAULT '',
        kept_stamp TEXT NOT NULL DEFAULT '',
        owner_id TEXT NOT NULL DEFAULT '',
        shared BOOLEAN NOT NULL DEFAULT 1,
        restored BOOLEAN NOT NULL DEFAULT 0,
        author_dismissed BOOLEAN NOT NULL DEFAULT 0,
        keeper_dismissed BOOLEAN NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX ix_conflict_about_id ON conflict (about_id)",
    "CREATE INDEX ix_conflict_author_id ON conflict (author_id)",
    "CREATE INDEX ix_conflict_keeper_id ON conflict (keeper_id)",
    """CREATE TABLE attachment (
        id TEXT PRIMARY KEY NOT NULL,
        deleted BOOLEAN NOT NULL DEFAULT 0,
        created_ms INTEGER NOT NULL DEFAULT 0,
        stamps TEXT NOT NULL DEFAULT '',
        extra TEXT NOT NULL DEFAULT '{}',
        account_id TEXT NOT NULL DEFAULT '',
        deal_id TEXT NOT NULL DEFAULT '',
        visit_id TEXT NOT NULL DEFAULT '',
        note_id TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL DEFAULT '',
        mime TEXT NOT NULL DEFAULT '',
        size INTEGER NOT NULL DEFAULT 0,
        sha256 TEXT NOT NULL DEFAULT '',
        owner_id TEXT NOT NULL DEFAULT '',
        shared BOOLEAN NOT NULL DEFAULT 1
    )""",
    "CREATE INDEX ix_attachment_account_id ON attachment (account_id)",
    "CREATE INDEX ix_attachment_deal_id ON attachment (deal_id)",
    "CREATE INDEX ix_attachment_visit_id ON attachment (visit_id)",
    "CREATE INDEX ix_attachment_note_id ON attachment (note_id)",
    "CREATE INDEX ix_attachment_sha256 ON attachment (sha256)",
    """CREATE TABLE file_copy (
        sha256 TEXT PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        way TEXT NOT NULL DEFAULT '',
        done INTEGER NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0,
        next_ms INTEGER NOT NULL DEFAULT 0,
        error TEXT NOT NULL DEFAULT '',
        checked_ms INTEGER NOT NULL DEFAULT 0,
        checked_as TEXT NOT NULL DEFAULT ''
    )""",
    *(f"ALTER TABLE {kind} ADD COLUMN {name} TEXT NOT NULL DEFAULT ''" for kind, name in _TEXTS),
    *(
        f"ALTER TABLE {kind} ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0"
        for kind, name in _NUMBERS
    ),
    "CREATE INDEX ix_note_transcription ON note (transcription) WHERE transcription <> ''",
    """CREATE TABLE hearing (
        note_id TEXT PRIMARY KEY NOT NULL,
        asked BOOLEAN NOT NULL DEFAULT 0,
        engine TEXT NOT NULL DEFAULT '',
        tries INTEGER NOT NULL DEFAULT 0,
        done INTEGER NOT NULL DEFAULT 0,
        error TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX ix_account_given_by ON account (given_by) WHERE given_by <> ''",
    "CREATE INDEX ix_deal_given_by ON deal (given_by) WHERE given_by <> ''",
    """CREATE TABLE known_giving (
        record_id TEXT PRIMARY KEY NOT NULL,
        stamp TEXT NOT NULL
    )""",
    # What an older version kept without knowing it appears now.
    *(
        f"""UPDATE {kind} SET {name} = json_extract(extra, '$.{name}'),
        extra = json_remove(extra, '$.{name}')
        WHERE json_type(extra, '$.{name}') = '{json_type}'"""
        for names, json_type in ((_TEXTS, "text"), (_NUMBERS, "integer"))
        for kind, name in names
    ),
    "ALTER TABLE replica_state ADD COLUMN server_schema INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN offering TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE replica_state ADD COLUMN compared_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN witness TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE replica_state ADD COLUMN heard_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN boot TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE replica_state ADD COLUMN start_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN off_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN off_said BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN token_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN boot TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE outbox ADD COLUMN steady_ms INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE put_off (
        name TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        statement TEXT NOT NULL
    )""",
    # Kinds that an older version left aside come with a reading from the start.
    "UPDATE replica_state SET cursor = ''",
)


def migrate(connection: Connection) -> None:
    """Add what is new, in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
    # What waits was written when its stamp says, as far as anybody knows.
    waiting = connection.exec_driver_sql("SELECT stamp, n FROM outbox").all()
    times = [(ms, ms, n) for text, n in waiting for ms in parse(text)[:1]]
    if times:
        connection.exec_driver_sql("UPDATE outbox SET at_ms = ?, steady_ms = ? WHERE n = ?", times)
