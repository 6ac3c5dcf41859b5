"""A change that the real server fails at, for ever, between changes that it takes."""

import pytest

from sync.client import outbox
from sync.client.engine import sync_once
from sync.core.change import Change
from sync.core.protocol import Refusal
from sync.server.push import _Intake
from tests.builders import make_deal
from tests.conftest import Joined


def test_the_words_stay_here_and_everything_else_arrives(
    two_replicas: tuple[Joined, Joined], monkeypatch: pytest.MonkeyPatch
) -> None:
    mia, bo = two_replicas
    met = _Intake._meet

    def fail(intake: _Intake, change: Change) -> Refusal | None:
        if change.fields.get("title") == "poison":
            raise ZeroDivisionError
        return met(intake, change)

    with mia.replica.transaction() as writer:
        for title in ("one", "poison", "three"):
            writer.add(make_deal(title))
    with monkeypatch.context() as patched:
        patched.setattr(_Intake, "_meet", fail)
        assert sync_once(mia.replica, mia.service).waiting == 0
    sync_once(bo.replica, bo.service)
    with mia.replica.reading() as connection:
        (refused,) = outbox.refused(connection)
    assert refused.change.fields["title"] == "poison"
    assert refused.refusal.reason == "refused.server_failed"
    with bo.replica.reading() as connection:
        titles = connection.exec_driver_sql("SELECT title FROM deal ORDER BY title").scalars()
        assert list(titles) == ["one", "three"]
    with mia.replica.transaction() as writer:  # once the server has been mended
        writer.repeat("deal", refused.change.id, refused.change.fields)
        outbox.discard(writer.connection, refused.change.n)
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    with bo.replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM deal WHERE title = 'poison'")
        assert found.scalar_one() == 1
