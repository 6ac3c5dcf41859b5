"""Migration 1: the records of the first release and the bookkeeping beside them."""

from sqlalchemy import Connection

_COMMON = (
    "id TEXT PRIMARY KEY NOT NULL",
    "deleted BOOLEAN NOT NULL DEFAULT 0",
    "created_ms INTEGER NOT NULL DEFAULT 0",
    "stamps TEXT NOT NULL DEFAULT ''",
    "extra TEXT NOT NULL DEFAULT '{}'",
)
_RECORDS = {
    "team": (
        "name TEXT NOT NULL DEFAULT ''",
        "currency TEXT NOT NULL DEFAULT 'EUR'",
    ),
    "user": (
        "name TEXT NOT NULL DEFAULT ''",
        "email TEXT NOT NULL DEFAULT ''",
        "role TEXT NOT NULL DEFAULT 'rep'",
        "active BOOLEAN NOT NULL DEFAULT 1",
        "source TEXT NOT NULL DEFAULT ''",
        "source_id TEXT NOT NULL DEFAULT ''",
    ),
    "device": (
        "owner_id TEXT NOT NULL DEFAULT ''",
        "name TEXT NOT NULL DEFAULT ''",
        "number INTEGER NOT NULL DEFAULT 0",
        "revoked BOOLEAN NOT NULL DEFAULT 0",
    ),
    "pipeline": (
        "name TEXT NOT NULL DEFAULT ''",
        "position INTEGER NOT NULL DEFAULT 0",
        "source TEXT NOT NULL DEFAULT ''",
        "source_id TEXT NOT NULL DEFAULT ''",
    ),
    "stage": (
        "pipeline_id TEXT NOT NULL DEFAULT ''",
        "name TEXT NOT NULL DEFAULT ''",
        "position INTEGER NOT NULL DEFAULT 0",
        "outcome TEXT NOT NULL DEFAULT 'open'",
        "meaning TEXT NOT NULL DEFAULT ''",
        "source TEXT NOT NULL DEFAULT ''",
        "source_id TEXT NOT NULL DEFAULT ''",
    ),
    "product": (
        "name TEXT NOT NULL DEFAULT ''",
        "code TEXT NOT NULL DEFAULT ''",
        "price_minor INTEGER NOT NULL DEFAULT 0",
        "currency TEXT NOT NULL DEFAULT ''",
        "source TEXT NOT NULL DEFAULT ''",
        "source_id TEXT NOT NULL DEFAULT ''",
    ),
    "account": (
        "name TEXT NOT NULL DEFAULT ''",
        "must_know TEXT NOT NULL DEFAULT ''",
        "industry TEXT NOT NULL DEFAULT ''",
        "phone TEXT NOT NULL DEFAULT ''",
        "email TEXT NOT NULL DEFAULT ''",
        "website TEXT NOT NULL DEFAULT ''",
        "street TEXT NOT NULL DEFAULT ''",
        "city TEXT NOT NULL DEFAULT ''",
        "region TEXT NOT NULL DEFAULT ''",
        "postcode TEXT NOT NULL DEFAULT ''",
        "country TEXT NOT NULL DEFAULT ''",
        "parent_id TEXT NOT NULL DEFAULT ''",
        "owner_id TEXT NOT NULL DEFAULT ''",
        "source TEXT NOT NULL DEFAULT ''",
        "source_id TEXT NOT NULL DEFAULT ''",
    ),
    "contact": (
        "account_id TEXT NOT NULL DEFAULT ''",
        "name TEXT NOT NULL DEFAULT ''",
        "title TEXT NOT NULL DEFAULT ''",
        "phone TEXT NOT NULL DEFAULT ''",
        "mobile TEXT NOT NULL DEFAULT ''",
        "email TEXT NOT NULL DEFAULT ''",
        "city TEXT NOT NULL DEFAULT ''",
        "country TEXT NOT NULL DEFAULT ''",
        "confirmed_ms INTEGER NOT NULL DEFAULT 0",
        "owner_id TEXT NOT NULL DEFAULT ''",
        "source TEXT NOT NULL DEFAULT ''",
        "source_id TEXT NOT NULL DEFAULT ''",
    ),
    "deal": (
        "account_id TEXT NOT NULL DEFAULT ''",
        "contact_id TEXT NOT NULL DEFAULT ''",
        "product_id TEXT NOT NULL DEFAULT ''",
        "title TEXT NOT NULL DEFAULT ''",
        "pipeline_id TEXT NOT NULL DEFAULT ''",
        "stage_id TEXT NOT NULL DEFAULT ''",
        "amount_minor INTEGER NOT NULL DEFAULT 0",
        "currency TEXT NOT NULL DEFAULT ''",
        "expected_on TEXT NOT NULL DEFAULT ''",
        "closed_on TEXT NOT NULL DEFAULT ''",
        "reason TEXT NOT NULL DEFAULT ''",
        "read TEXT NOT NULL DEFAULT ''",
        "owner_id TEXT NOT NULL DEFAULT ''",
        "shared BOOLEAN NOT NULL DEFAULT 1",
        "source TEXT NOT NULL DEFAULT ''",
        "source_id TEXT NOT NULL DEFAULT ''",
    ),
    "visit": (
        "account_id TEXT NOT NULL DEFAULT ''",
        "contact_id TEXT NOT NULL DEFAULT ''",
        "deal_id TEXT NOT NULL DEFAULT ''",
        "form TEXT NOT NULL DEFAULT 'visit'",
        "at_ms INTEGER NOT NULL DEFAULT 0",
        "done BOOLEAN NOT NULL DEFAULT 1",
        "read TEXT NOT NULL DEFAULT ''",
        "owner_id TEXT NOT NULL DEFAULT ''",
        "shared BOOLEAN NOT NULL DEFAULT 1",
    ),
    "note": (
        "account_id TEXT NOT NULL DEFAULT ''",
        "deal_id TEXT NOT NULL DEFAULT ''",
        "visit_id TEXT NOT NULL DEFAULT ''",
        "text TEXT NOT NULL DEFAULT ''",
        "original TEXT NOT NULL DEFAULT ''",
        "written_ms INTEGER NOT NULL DEFAULT 0",
        "owner_id TEXT NOT NULL DEFAULT ''",
        "shared BOOLEAN NOT NULL DEFAULT 1",
    ),
    "follow_up": (
        "account_id TEXT NOT NULL DEFAULT ''",
        "deal_id TEXT NOT NULL DEFAULT ''",
        "visit_id TEXT NOT NULL DEFAULT ''",
        "text TEXT NOT NULL DEFAULT ''",
        "due_on TEXT NOT NULL DEFAULT ''",
        "done_ms INTEGER NOT NULL DEFAULT 0",
        "owner_id TEXT NOT NULL DEFAULT ''",
    ),
}
_INDEXES = {
    "stage": ("pipeline_id",),
    "account": ("name", "source_id"),
    "contact": ("account_id", "source_id"),
    "deal": ("account_id", "owner_id", "source_id", "stage_id"),
    "visit": ("account_id", "at_ms", "deal_id"),
    "note": ("account_id", "deal_id", "visit_id"),
    "follow_up": ("account_id", "due_on"),
}
_SEARCHED = ("account", "contact", "deal", "note")

_BOOKKEEPING = (
    """CREATE TABLE outbox (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        fields TEXT NOT NULL,
        stamp TEXT NOT NULL,
        seen TEXT NOT NULL DEFAULT '',
        refusal TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX ix_outbox_record_id ON outbox (record_id)",
    """CREATE TABLE replica_state (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        user_id TEXT NOT NULL DEFAULT '',
        team_id TEXT NOT NULL DEFAULT '',
        device_id TEXT NOT NULL DEFAULT '',
        device_number INTEGER NOT NULL DEFAULT 0,
        clock TEXT NOT NULL,
        floor TEXT NOT NULL DEFAULT '000000000000000000000',
        cursor TEXT NOT NULL DEFAULT '',
        synced_ms INTEGER NOT NULL DEFAULT 0,
        server_url TEXT NOT NULL DEFAULT '',
        token TEXT NOT NULL DEFAULT ''
    )""",
    "INSERT INTO replica_state (one, clock) VALUES (1, '000000000000000000000')",
    "CREATE TABLE draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, saved_ms INTEGER NOT NULL)",
    """CREATE TABLE unseen (
        kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)
    ) WITHOUT ROWID""",
    """CREATE TABLE search_document (
        rowid INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        account_id TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL DEFAULT '',
        body TEXT NOT NULL DEFAULT '',
        UNIQUE (kind, record_id)
    )""",
    """CREATE TABLE search_stale (
        kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)
    ) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE search_index USING fts5 (
        title, body, content = 'search_document', content_rowid = 'rowid',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    )""",
    """CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
        INSERT INTO search_index (rowid, title, body) VALUES (new.rowid, new.title, new.body);
    END""",
    """CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN
        INSERT INTO search_index (search_index, rowid, title, body)
        VALUES ('delete', old.rowid, old.title, old.body);
    END""",
)


def migrate(connection: Connection) -> None:
    """Make the tables, in the caller's transaction."""
    for kind, columns in _RECORDS.items():
        connection.exec_driver_sql(f"CREATE TABLE {kind} ({', '.join((*_COMMON, *columns))})")
    for kind, indexed in _INDEXES.items():
        for column in indexed:
            connection.exec_driver_sql(f"CREATE INDEX ix_{kind}_{column} ON {kind} ({column})")
    for statement in _BOOKKEEPING:
        connection.exec_driver_sql(statement)
    for kind in _SEARCHED:
        for trigger in stale_triggers(kind):
            connection.exec_driver_sql(trigger)


def stale_triggers(kind: str) -> tuple[str, ...]:
    """Return what marks a record's text as changed, whoever changes it.

    Not with INSERT OR IGNORE: the conflict clause of the statement that fires
    a trigger, such as our upsert's, replaces those within it.
    """
    return tuple(
        f"CREATE TRIGGER search_{kind}_{event.lower()} AFTER {event} ON {kind} "
        f"WHEN NOT EXISTS (SELECT 1 FROM search_stale WHERE kind = '{kind}' AND id = {row}.id) "
        f"BEGIN INSERT INTO search_stale (kind, id) VALUES ('{kind}', {row}.id); END"
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))
    )
