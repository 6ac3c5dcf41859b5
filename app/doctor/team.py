"""What can be looked at with the team's server: the line, the clock, every record, the history."""

from collections.abc import Iterator

import httpx

from app.device import now_ms
from app.doctor.finding import Finding, fine, look
from app.i18n.catalog import Catalog
from app.screens.problems import problem_words
from sync.client import file_queue, outbox, state, witness
from sync.client.comparing import SET_ASIDE, Compared, compare
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService, explained
from sync.client.replica import Replica
from sync.core.errors import ServiceError, UntrustedError
from sync.core.schema import SCHEMA_VERSION

_CLOCK_OFF_S = 120.0
_FIRST_TO_COMPARE = 2
"""The schema version from which on servers can compare and have a history."""
_TRIES = 3
"""How often to compare anew because somebody wrote meanwhile."""


def examine(replica: Replica, words: Catalog, *, trust_history: bool) -> Iterator[Finding]:
    """Look at the server of a replica that has joined, and at what waits for it.

    Args:
        replica: The replica; what waits is sent, what differs is repaired.
        words: The language to say it in.
        trust_history: Whether the history is taken as the server tells it.
    """
    url = replica.state().server_url
    server_ms = _asked(url)
    if isinstance(server_ms, UntrustedError):
        yield look("server", problem_words(words, server_ms))
    elif server_ms is None:
        yield look("server", words.t("doctor.server_away", url=url))
    else:
        yield fine("server", words.t("doctor.server", url=url))
        yield _clock(server_ms, words)
        with httpx.Client(base_url=url) as client:
            service = HttpSyncService(client, replica.state().token)
            yield from _with_server(replica, service, words, trust_history=trust_history)
    yield _waiting(replica, words)
    yield _files(replica, words)


def _asked(url: str) -> int | UntrustedError | None:
    """Return the server's time; None if it does not answer."""
    try:
        with explained():
            asked = httpx.get(f"{url}/health", timeout=5.0)
            asked.raise_for_status()
            return int(asked.json()["now_ms"])
    except UntrustedError as error:
        return error
    except (ServiceError, KeyError):
        return None


def _clock(server_ms: int, words: Catalog) -> Finding:
    off = round((now_ms() - server_ms) / 1000)
    if abs(off) <= _CLOCK_OFF_S:
        return fine("clock", words.t("doctor.clock"))
    return look("clock", words.t("doctor.clock_off", count=abs(off) // 60))


def _with_server(
    replica: Replica, service: HttpSyncService, words: Catalog, *, trust_history: bool
) -> Iterator[Finding]:
    try:
        sync_once(replica, service)
        yield _versions(replica.state().server_schema, words)
        if replica.state().server_schema < _FIRST_TO_COMPARE:
            return
        yield _records(replica, service, words)
        with replica.reading() as connection:
            leads = state.actor_of(connection).leads
        if leads:
            yield _history(replica, service, words, trust=trust_history)
    except ServiceError as error:
        yield look("exchange", problem_words(words, error))


def _versions(server_schema: int, words: Catalog) -> Finding:
    if server_schema < SCHEMA_VERSION:
        return look("versions", words.t("doctor.older_server"))
    if server_schema > SCHEMA_VERSION:
        return look("versions", words.t("doctor.newer_server"))
    return fine("versions", words.t("doctor.versions"))


def _records(replica: Replica, service: HttpSyncService, words: Catalog) -> Finding:
    found = Compared(done=False)
    for _ in range(_TRIES):
        sync_once(replica, service)
        found = compare(replica, service)
        if found.done:
            break
    if not found.done:
        return look("records", words.t("doctor.not_compared"))
    if not found.repaired:
        return fine("records", words.t("doctor.records"))
    path = replica.path.with_name(SET_ASIDE)
    return look("records", words.t("doctor.repaired", count=found.repaired, path=str(path)))


def _history(replica: Replica, service: HttpSyncService, words: Catalog, *, trust: bool) -> Finding:
    known = witness.known(replica)
    found = service.verify(known.n)
    if found.broken_at:
        return look("history", words.t("doctor.history_broken", n=words.number(found.broken_at)))
    if found.altered:
        return look("history", words.t("doctor.history_altered", count=len(found.altered)))
    if known.n and found.witnessed != known.hash and not trust:
        return look("history", words.t("doctor.history_rewritten"))
    witness.remember(replica, found.entries, found.hash)
    return fine("history", words.t("doctor.history", count=found.entries))


def _waiting(replica: Replica, words: Catalog) -> Finding:
    with replica.reading() as connection:
        waiting = outbox.count(connection)
        refused = len(outbox.refused(connection))
    if refused:
        return look("waiting", words.t("doctor.refused", count=refused))
    return fine("waiting", words.t("doctor.waiting", count=waiting))


def _files(replica: Replica, words: Catalog) -> Finding:
    with replica.reading() as connection:
        found = file_queue.waiting(connection)
    if found.failed:
        return look("files", words.t("doctor.files_failed", count=found.failed))
    return fine("files", words.t("doctor.files", count=found.up + found.down))
