"""Who wrote what, when: read back, verified, and altered by somebody."""

import pytest
from sqlalchemy import delete, select, update

from sync.client.http import HttpSyncService
from sync.core.errors import ServerFaultError
from sync.server.history import Writing, _chained, _marks
from sync.server.lookback import PAGE
from sync.server.tables import HISTORY, RECORD
from tests.builders import NOON_MS
from tests.server.conftest import Server
from tests.server.phones import Phone


def _service(phone: Phone) -> HttpSyncService:
    return HttpSyncService(phone.http, phone.joined["token"])


def test_a_record_s_history_says_who_wrote_what_and_when(
    admin: Phone, rep: Phone, manager: Phone
) -> None:
    rep.put("deal", "d1", title="A", owner_id=rep.user_id)
    seen = rep.stamp()
    rep.put("deal", "d2", title="another")
    manager.ticks = 9
    manager.put("deal", "d1", seen=seen, owner_id=manager.user_id)
    told = _service(admin).history("d1")
    assert [(e.user_id, e.device, dict(e.fields)) for e in told.entries] == [
        (manager.user_id, manager.number, {"owner_id": manager.user_id}),
        (rep.user_id, rep.number, {"title": "A", "owner_id": rep.user_id}),
    ]
    assert {e.at_ms for e in told.entries} == {NOON_MS}
    assert told.before == 0


def test_a_long_history_comes_in_pages_without_gap_or_repetition(rep: Phone) -> None:
    for i in range(PAGE + 20):
        rep.put("deal", "d1", title=f"title {i}")
    rep.sync(*[rep.change("deal", "d1", {"title": f"one of many {i}"}) for i in range(20)])
    found, before = [], -1
    while before:
        page = _service(rep).history("d1", max(before, 0))
        found += [e.fields["title"] for e in page.entries]
        before = page.before
    assert found == [
        *[f"one of many {i}" for i in reversed(range(20))],
        *[f"title {i}" for i in reversed(range(PAGE + 20))],
    ]


def test_a_value_that_lost_is_in_the_history(rep: Phone, manager: Phone) -> None:
    manager.ticks = 9
    manager.put("deal", "d1", title="later")
    rep.put("deal", "d1", title="earlier")
    titles = [e.fields["title"] for e in _service(manager).history("d1").entries]
    assert titles == ["earlier", "later"]


def test_nobody_reads_the_history_of_what_is_not_theirs(
    server: Server, rep: Phone, manager: Phone
) -> None:
    manager.put("deal", "d1", title="private", shared=False, owner_id=manager.user_id)
    manager.put("product", "p1", name="Grinder", cost_minor=400)
    for who, record in ((rep, "d1"), (rep, "nothing"), (server.found("Bolt"), "p1")):
        with pytest.raises(ServerFaultError) as told:
            _service(who).history(record)
        assert told.value.fields["status"] == 404
    assert "cost_minor" in _service(manager).history("p1").entries[0].fields
    assert "cost_minor" not in _service(rep).history("p1").entries[0].fields


def test_what_was_written_before_it_was_shared_stays_its_writer_s(
    rep: Phone, manager: Phone
) -> None:
    manager.put("deal", "d1", title="draft", shared=False, owner_id=manager.user_id)
    manager.put("deal", "d1", seen=manager.stamp(), title="ready")
    manager.put("deal", "d1", seen=manager.stamp(), shared=True)
    manager.put("deal", "d1", seen=manager.stamp(), read="keen")
    told = _service(rep).history("d1").entries
    assert [dict(e.fields) for e in told] == [{"read": "keen"}, {"shared": True}]
    assert len(_service(manager).history("d1").entries) == 4


def test_an_untouched_history_is_verified(rep: Phone, manager: Phone) -> None:
    rep.put("deal", "d1", title="A")
    first = _service(manager).verify()
    assert (first.broken_at, first.altered) == (0, ())
    manager.put("deal", "d1", seen=rep.stamp(), title="B")
    second = _service(manager).verify(first.entries)
    assert (second.entries, second.witnessed) == (first.entries + 1, first.hash)


@pytest.mark.parametrize(
    "how", ["changes", "user_id", "at_ms", "delete", "last", "record", "no record"]
)
def test_whoever_alters_the_past_is_found_out(
    server: Server, rep: Phone, manager: Phone, how: str
) -> None:
    for i in range(3):
        rep.put("deal", f"d{i}", title="A")
    last = _service(manager).verify().entries
    with server.database.writing() as connection:
        entry = HISTORY.c.n == last - 1
        if how == "changes":
            text = connection.execute(select(HISTORY.c.changes).where(entry)).scalar_one()
            connection.execute(update(HISTORY).where(entry).values(changes=text.replace("A", "B")))
        elif how == "delete":
            connection.execute(delete(HISTORY).where(entry))
        elif how == "last":
            connection.execute(delete(HISTORY).where(HISTORY.c.n == last))
        elif how == "record":
            connection.execute(
                update(RECORD).where(RECORD.c.id == "d1").values(fields='{"title":"B"}')
            )
        elif how == "no record":
            connection.execute(delete(RECORD).where(RECORD.c.id == "d1"))
        else:
            value = {"user_id": "somebody", "at_ms": 7}[how]
            connection.execute(update(HISTORY).where(entry).values({how: value}))
    told = _service(manager).verify()
    if how in ("record", "no record"):
        assert told.altered == ("d1",)
    else:
        assert told.broken_at == (last if how == "last" else last - 1)


def test_an_entry_altered_together_with_its_hash_does_not_fit_the_next(
    server: Server, rep: Phone, manager: Phone
) -> None:
    for i in range(3):
        rep.put("deal", f"d{i}", title="A")
    last = _service(manager).verify().entries
    with server.database.writing() as connection:
        before, altered = connection.execute(
            select(HISTORY).where(HISTORY.c.n.in_((last - 2, last - 1))).order_by(HISTORY.c.n)
        ).all()
        writing = Writing(altered.at_ms, altered.device, altered.user_id)
        changes = altered.changes.replace("A", "B")
        marks = _marks(changes, altered.salt)
        fits = {"changes": changes, "hash": _chained(before.hash, altered.n, writing, marks)}
        connection.execute(update(HISTORY).where(HISTORY.c.n == altered.n).values(fits))
    assert _service(manager).verify().broken_at == last


def test_only_those_who_lead_look_at_all_of_it(rep: Phone) -> None:
    with pytest.raises(ServerFaultError) as told:
        _service(rep).verify()
    assert told.value.fields["status"] == 403
