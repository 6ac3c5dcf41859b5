"""Migration 2: what the second release's records have more, and the exchange's memory."""

from sqlalchemy import Connection

from sync.core.clock import parse
from sync.store.migrations.m0001_first import stale_triggers

_SOURCED = ("note", "visit", "follow_up")
_IMPORTED = ("account", "contact", "deal", "product", "user", "pipeline", "stage", *_SOURCED)
_TEXTS = (
    *((kind, f"given_{name}") for kind in ("account", "deal") for name in ("by", "from", "why")),
    *(("note", name) for name in ("transcription", "heard", "corrections", "answered")),
    *(
        ("account", name)
        for name in ("mood", "renews_on", "hours", "gate_code", "favourites", "place")
    ),
    *(("visit", name) for name in ("outcome", "mood", "met", "products")),
    *(("team", name) for name in ("won_reasons", "lost_reasons", "outcomes", "order_rules")),
    *((kind, name) for kind in _SOURCED for name in ("source", "source_id")),
    *((kind, "imported") for kind in _IMPORTED),
    ("contact", "birthday"),
    ("deal", "reason_tag"),
    ("follow_up", "form"),
    ("stage", "merged_into"),
)
_NUMBERS = (
    ("product", "cost_minor"),
    ("team", "audio_days"),
    ("account", "mood_ms"),
    *(("deal", name) for name in ("alive_ms", "confidence")),
    ("visit", "position"),
)
_OTHERWISE = (
    ("team", "check_in_days", "TEXT", "'7 30 90'", "text"),
    ("team", "stale_days", "INTEGER", "90", "integer"),
    ("deal", "parked", "BOOLEAN", "0", "false', 'true"),
)
"""Registers with a default, or a form, of their own: the last is what JSON calls it."""
_COMMON = """id TEXT PRIMARY KEY NOT NULL,
    deleted BOOLEAN NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL DEFAULT 0,
    stamps TEXT NOT NULL DEFAULT '',
    extra TEXT NOT NULL DEFAULT '{}'"""
_TEXT, _ZERO = "TEXT NOT NULL DEFAULT ''", "INTEGER NOT NULL DEFAULT 0"
_NO, _YES = "BOOLEAN NOT NULL DEFAULT 0", "BOOLEAN NOT NULL DEFAULT 1"
_OBJECT = "TEXT NOT NULL DEFAULT '{}'"
_KINDS = {
    "fact": {"account_id": _TEXT, "text": _TEXT, "told_ms": _ZERO, "owner_id": _TEXT},
    "problem": {
        **dict.fromkeys(("account_id", "deal_id", "text"), _TEXT),
        "state": "TEXT NOT NULL DEFAULT 'open'",
        "closed_ms": _ZERO,
        **dict.fromkeys(("solution", "owner_id"), _TEXT),
    },
    "ask": {
        **dict.fromkeys(("account_id", "deal_id", "owner_id", "to_id", "text", "by_on"), _TEXT),
        "answer": _TEXT,
        "answered_ms": _ZERO,
        "shared": _YES,
    },
    "deal_line": {
        **dict.fromkeys(("deal_id", "product_id", "text"), _TEXT),
        "quantity_milli": "INTEGER NOT NULL DEFAULT 1000",
        "price_minor": _ZERO,
        "currency": _TEXT,
        "position": _ZERO,
        "owner_id": _TEXT,
        "shared": _YES,
    },
    "deal_place": {
        **dict.fromkeys(("owner_id", "deal_id"), _TEXT),
        "pinned": _NO,
        "why": _TEXT,
        "position": _ZERO,
    },
    "saved_view": {
        "owner_id": _TEXT,
        "about_kind": "TEXT NOT NULL DEFAULT 'deal'",
        "name": _TEXT,
        "filters": _OBJECT,
        "position": _ZERO,
    },
    "sameness": {
        **dict.fromkeys(("about_kind", "one_id", "other_id", "verdict", "kept_id"), _TEXT),
        "before": _OBJECT,
        "owner_id": _TEXT,
    },
    "erasure": {"account_id": _TEXT, "by_id": _TEXT, "counted": _ZERO},
    "import_mapping": {
        **dict.fromkeys(("source", "headers"), _TEXT),
        "mapping": _OBJECT,
        "owner_id": _TEXT,
    },
}
"""Kinds that came with it, and their columns."""
_INDEXED = (
    ("ask", "account_id"),
    ("ask", "deal_id"),
    ("ask", "to_id"),
    ("deal_line", "deal_id"),
    ("deal_place", "deal_id"),
    ("fact", "account_id"),
    ("problem", "account_id"),
    ("problem", "state"),
    ("sameness", "one_id"),
    ("sameness", "other_id"),
)
_SEARCHED = ("fact", "problem")

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
    *(
        f"ALTER TABLE {kind} ADD COLUMN {name} {form} NOT NULL DEFAULT {default}"
        for kind, name, form, default, _ in _OTHERWISE
    ),
    *(
        f"CREATE TABLE {kind} ({_COMMON}, {', '.join(f'{n} {c}' for n, c in columns.items())})"
        for kind, columns in _KINDS.items()
    ),
    *(f"CREATE INDEX ix_{kind}_{name} ON {kind} ({name})" for kind, name in _INDEXED),
    *(trigger for kind in _SEARCHED for trigger in stale_triggers(kind)),
    "CREATE INDEX ix_account_mood ON account (mood) WHERE mood <> ''",
    "CREATE INDEX ix_account_renews_on ON account (renews_on) WHERE renews_on <> ''",
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
    "CREATE TABLE merged (id TEXT PRIMARY KEY NOT NULL, root TEXT NOT NULL)",
    "CREATE INDEX ix_merged_root ON merged (root)",
    """CREATE TABLE written (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (kind, id, name)
    )""",
    "CREATE INDEX ix_written_value ON written (value)",
    """CREATE TABLE match_subject (
        n INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        matched BOOLEAN NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX ix_match_subject_matched ON match_subject (matched)",
    """CREATE TABLE match_key (
        key INTEGER NOT NULL,
        n INTEGER NOT NULL,
        PRIMARY KEY (key, n)
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_match_key_n ON match_key (n)",
    """CREATE TABLE alike (
        one_id TEXT NOT NULL,
        other_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        weight INTEGER NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (one_id, other_id)
    )""",
    "CREATE INDEX ix_alike_other_id ON alike (other_id)",
    """CREATE TABLE known_giving (
        record_id TEXT PRIMARY KEY NOT NULL,
        stamp TEXT NOT NULL
    )""",
    """CREATE TABLE import_run (
        id TEXT PRIMARY KEY NOT NULL,
        state TEXT NOT NULL DEFAULT 'open',
        files TEXT NOT NULL DEFAULT '[]',
        options TEXT NOT NULL DEFAULT '{}',
        started_ms INTEGER NOT NULL DEFAULT 0,
        done INTEGER NOT NULL DEFAULT 0,
        total INTEGER NOT NULL DEFAULT 0,
        added INTEGER NOT NULL DEFAULT 0,
        changed INTEGER NOT NULL DEFAULT 0,
        kept INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE import_write (
        run_id TEXT NOT NULL,
        n INTEGER NOT NULL,
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        before TEXT NOT NULL DEFAULT '',
        after TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (run_id, n)
    ) WITHOUT ROWID""",
    # What an older version kept without knowing it appears now.
    *(
        f"""UPDATE {kind} SET {name} = json_extract(extra, '$.{name}'),
        extra = json_remove(extra, '$.{name}')
        WHERE json_type(extra, '$.{name}') IN ('{json_type}')"""
        for kind, name, json_type in (
            *((kind, name, "text") for kind, name in _TEXTS),
            *((kind, name, "integer") for kind, name in _NUMBERS),
            *((kind, name, json_type) for kind, name, _, _, json_type in _OTHERWISE),
        )
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
    "ALTER TABLE replica_state ADD COLUMN scrubbing BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN token_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE replica_state ADD COLUMN nonce TEXT NOT NULL DEFAULT ''",
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
