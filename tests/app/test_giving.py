"""What changes hands says so: who gave it, why, to whom; on the deal, on Today, in the history."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

import flet as ft
import pytest

from app.commands.accounts import edit_account
from app.commands.conflicts import restore
from app.commands.deals import edit_deal
from app.commands.giving import let_giving_go, say_why
from app.commands.undo import undo
from app.queries.giving import NEWS_MS, Given, giving_about, givings
from app.queries.history import history_items
from app.screens.customer import CustomerDetail
from app.screens.deal import DealDetail
from app.screens.given import given_title, given_words
from app.screens.history_view import item_lines
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.change import Scalar
from sync.core.clock import stamp
from sync.core.errors import RecordMissingError, RefusedError
from sync.core.protocol import HistoryEntry
from sync.core.records.deal import Deal
from sync.core.records.team import User
from sync.core.spans import HOUR_MS
from sync.store import rows
from sync.store.rows import Row
from tests.app.conflicts import MARIA, OTHER_DEVICE, add_conflict, add_maria, my_id
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_deals_queries import add_deal
from tests.app.windows import Window
from tests.builders import NOON_MS, make_account, make_deal
from tests.conftest import Joined

BEN = "user-ben"
WHY = "You know them from last year."
NOON = datetime.fromtimestamp(NOON_MS / 1000, UTC)


@pytest.fixture
def team(replica: Replica) -> Replica:
    """A replica that knows Maria and Ben."""
    add_maria(replica)
    with replica.transaction() as writer:
        writer.add(User(id=BEN, name="Ben Okafor", role="rep"))
    return replica


def a_deal(replica: Replica, owner: str = "") -> str:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        me = writer.actor.user_id
        return add_deal(writer, "Ovens", account_id=account, owner_id=owner or me)


def arrives(
    replica: Replica, deal_id: str, values: Mapping[str, Scalar], at_ms: int = NOON_MS
) -> None:
    """Let a giving by Maria come in from the server, written an hour before noon."""
    with replica.exclusive() as connection:
        row = rows.load(connection, "deal", deal_id)
        assert row
        at = stamp(at_ms - HOUR_MS, 0, OTHER_DEVICE)
        base = row.stamps.partition(";")[0]
        packed = base + "".join(f";{name}={at}" for name in sorted(values))
        rows.save(connection, "deal", [Row(deal_id, packed, {**row.values, **values})])


def given(to: str, from_: str) -> dict[str, Scalar]:
    return {"owner_id": to, "given_by": MARIA, "given_from": from_, "given_why": WHY}


def gives(replica: Replica, deal_id: str, to: str, from_: str) -> None:
    arrives(replica, deal_id, given(to, from_))


def heard(replica: Replica, now_ms: int = NOON_MS) -> list[str]:
    """Return what the person hears on Today."""
    with replica.reading() as connection:
        found = givings(connection, my_id(replica), now_ms)
    return [given_words(WORDS, one) for one in found]


def about(replica: Replica, record_id: str, kind: str = "deal") -> Given | None:
    with replica.reading() as connection:
        return giving_about(connection, my_id(replica), NOON_MS, kind, record_id)


def stored(replica: Replica, deal_id: str) -> Deal:
    with replica.transaction() as writer:
        found = writer.get(Deal, deal_id)
    assert found
    return found


# who hears what


def test_who_got_it_and_who_had_it_hear_who_gave_it_and_why(team: Replica) -> None:
    me = my_id(team)
    got, lost, other = a_deal(team), a_deal(team), a_deal(team, BEN)
    gives(team, got, me, BEN)
    gives(team, lost, BEN, me)
    gives(team, other, BEN, "user-cat")
    assert sorted(heard(team)) == [
        f"Maria Keller gave this to Ben Okafor: “{WHY}”",
        f"Maria Keller gave you this: “{WHY}”",
    ]
    found = about(team, got)
    assert found
    assert (found.path, given_title(WORDS, found)) == (f"/deals/{got}", "Hafner Glas · Ovens")
    assert about(team, other) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"owner_id": ""}, "Maria Keller took this from you. It is nobody's now."),
        ({"owner_id": MARIA}, "Maria Keller took this over from you."),
        ({"owner_id": BEN, "given_by": "user-gone"}, "Somebody gave this to Ben Okafor."),
    ],
)
def test_who_had_it_hears_what_became_of_it(
    team: Replica, fields: dict[str, Scalar], words: str
) -> None:
    deal = a_deal(team)
    start = given("", my_id(team))
    del start["given_why"]
    arrives(team, deal, {**start, **fields})
    assert heard(team) == [words]


def test_what_an_older_version_gave_on_is_not_said_in_marias_name(team: Replica) -> None:
    deal = a_deal(team)
    said = given("", BEN)
    del said["owner_id"]
    arrives(team, deal, said)
    assert heard(team) == []


def test_old_news_and_what_was_deleted_is_not_told(team: Replica) -> None:
    deal = a_deal(team)
    gives(team, deal, my_id(team), BEN)
    assert heard(team, NOON_MS + NEWS_MS - HOUR_MS)
    assert heard(team, NOON_MS + NEWS_MS) == []
    with team.transaction() as writer:
        edit_deal(writer, deal, deleted=True)
    assert heard(team) == []


def test_what_was_let_go_is_news_again_when_it_is_given_again(team: Replica) -> None:
    deal, me = a_deal(team), my_id(team)
    gives(team, deal, me, BEN)
    found = about(team, deal)
    assert found
    with team.transaction() as writer:
        let_giving_go(writer, deal, found.stamp)
    assert heard(team) == []
    assert about(team, deal) is None
    arrives(team, deal, given(me, BEN), NOON_MS + 1)
    assert heard(team) == [f"Maria Keller gave you this: “{WHY}”"]


# giving


def test_giving_says_who_and_from_whom_and_the_reason_may_follow(team: Replica) -> None:
    deal, me = a_deal(team), my_id(team)
    with team.transaction() as writer:
        edit_deal(writer, deal, owner_id=BEN)
    found = stored(team, deal)
    assert (found.owner_id, found.given_by, found.given_from) == (BEN, me, me)
    with team.transaction() as writer:
        say_why(writer, "deal", deal, f"  {WHY}\n ")
    assert stored(team, deal).given_why == WHY
    news = about(team, deal)
    assert news
    assert given_words(WORDS, news) == f"You gave this to Ben Okafor: “{WHY}”"
    assert heard(team) == []  # one's own deeds are no news


def test_the_same_words_are_said_again_of_the_next_giving(team: Replica) -> None:
    deal = a_deal(team)
    for to in (BEN, MARIA):
        with team.transaction() as writer:
            edit_deal(writer, deal, owner_id=to)
        found = about(team, deal)
        assert found
        assert found.why == ""
        with team.transaction() as writer:
            say_why(writer, "deal", deal, WHY)
        found = about(team, deal)
        assert found
        assert found.why == WHY


def test_taking_it_back_is_no_giving(team: Replica) -> None:
    deal, me = a_deal(team), my_id(team)
    gives(team, deal, me, BEN)
    with team.transaction() as writer:
        done = edit_deal(writer, deal, owner_id=BEN)
    with team.transaction() as writer:
        undo(writer, done)
    found = stored(team, deal)
    assert (found.owner_id, found.given_by, found.given_from) == (me, "", "")
    assert about(team, deal) is None


def test_putting_back_an_owner_is_giving_by_who_puts_it_back(team: Replica) -> None:
    deal, me = a_deal(team, BEN), my_id(team)
    gives(team, deal, BEN, MARIA)
    conflict = add_conflict(team, deal, "owner_id", me, BEN)
    with team.transaction() as writer:
        restore(writer, [conflict], NOON.date())
    found = stored(team, deal)
    assert (found.owner_id, found.given_by, found.given_from) == (me, me, BEN)


def test_a_rep_gives_says_why_and_takes_back_at_the_server(
    two_replicas: tuple[Joined, Joined],
) -> None:
    mia, bo = two_replicas
    mia_id = my_id(mia.replica)
    deal = a_deal(bo.replica)
    with bo.replica.transaction() as writer:
        done = edit_deal(writer, deal, owner_id=mia_id, title="Ovens, two")
    with bo.replica.transaction() as writer:
        say_why(writer, "deal", deal, WHY)
    step((bo, mia))
    assert heard(mia.replica) == [f"Bo gave you this: “{WHY}”"]
    with bo.replica.transaction() as writer:
        undo(writer, done)
    step((bo, mia))
    assert (heard(mia.replica), heard(bo.replica)) == ([], [])
    assert stored(mia.replica, deal).owner_id == my_id(bo.replica)
    assert stored(mia.replica, deal).title == "Ovens"
    waiting = "SELECT count(*) FROM outbox"
    with bo.replica.reading() as connection:
        assert connection.exec_driver_sql(waiting).scalar_one() == 0


def test_a_rep_does_not_take_back_what_was_given_on(two_replicas: tuple[Joined, Joined]) -> None:
    mia, bo = two_replicas
    deal, mia_id = a_deal(bo.replica), my_id(mia.replica)
    with bo.replica.transaction() as writer:
        edit_deal(writer, deal, owner_id=mia_id)
    step((bo, mia))
    with mia.replica.transaction() as writer:
        edit_deal(writer, deal, owner_id="")
    with mia.replica.transaction() as writer:
        edit_deal(writer, deal, owner_id=mia_id)
    step((mia, bo))
    with pytest.raises(RefusedError), bo.replica.transaction() as writer:
        edit_deal(writer, deal, owner_id=my_id(bo.replica))


def test_a_private_deal_that_was_given_and_is_gone_is_not_taken_back_in_silence(
    two_replicas: tuple[Joined, Joined],
) -> None:
    mia, bo = two_replicas
    with bo.replica.transaction() as writer:
        me = writer.actor.user_id
        deal = writer.add(make_deal("Ovens", owner_id=me, shared=False))
    with bo.replica.transaction() as writer:
        done = edit_deal(writer, deal, owner_id=my_id(mia.replica))
    step((bo, bo))
    with pytest.raises(RecordMissingError), bo.replica.transaction() as writer:
        undo(writer, done)


def step(devices: tuple[Joined, ...]) -> None:
    for device in devices:
        sync_once(device.replica, device.service)


def test_a_customer_is_given_like_a_deal(team: Replica) -> None:
    with team.transaction() as writer:
        account = writer.add(make_account("Hafner Glas", owner_id=writer.actor.user_id))
    with team.transaction() as writer:
        edit_account(writer, account, owner_id=BEN, city="Graz", deleted=False)
    found = about(team, account, "account")
    assert found
    assert given_words(WORDS, found) == "You gave this to Ben Okafor."
    assert (found.path, given_title(WORDS, found)) == (f"/customers/{account}", "Hafner Glas")


# in the history


def test_the_history_says_why(team: Replica) -> None:
    me = my_id(team)
    at = [stamp(NOON_MS + n, 0, OTHER_DEVICE) for n in range(3)]
    fields: list[dict[str, Scalar]] = [
        {"created_ms": 1, "owner_id": me},
        {"owner_id": BEN, "given_by": MARIA, "given_from": me},
        {"given_why": WHY},
    ]
    entries = [HistoryEntry(n, NOON_MS, MARIA, 9, at[n], fields[n]) for n in (2, 1, 0)]
    with team.reading() as connection:
        items = history_items(connection, "deal", "deal-1", entries, me)
    assert [item_lines(WORDS, item, NOON) for item in items[:2]] == [
        ["Why it was given: “You know them from last year”"],
        ["Given from Ada to Ben Okafor"],
    ]


# on screen


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_the_deal_says_who_gave_it_until_it_is_let_go(team: Replica, width: float) -> None:
    deal = a_deal(team)
    gives(team, deal, my_id(team), BEN)
    async with Opened(team, partial(DealDetail, deal), width=width) as window:
        await window.said(f"Maria Keller gave you this: “{WHY}”")
        await window.said("Owner: Ada")
        assert f"given-{deal}-say" not in window.ids()
        await window.click(f"given-{deal}-fine")
        await window.gone(f"given-{deal}")
        await window.undo()
        await window.shown(f"given-{deal}")


@in_own_loop
async def test_giving_is_saved_at_once_and_the_reason_follows_in_its_place(team: Replica) -> None:
    deal = a_deal(team)
    async with Opened(team, partial(DealDetail, deal)) as window:
        await window.tap("deal-more")
        await window.shown("deal-owner")
        await window.fire(window.find(ft.PopupMenuItem, lambda item: item.key == BEN), "click")
        await window.said("You gave this to Ben Okafor.")
        assert stored(team, deal).owner_id == BEN
        await window.click(f"given-{deal}-say")
        await window.write("given-why", WHY)
        await window.click("given-save")
        await window.said(f"You gave this to Ben Okafor: “{WHY}”")
        assert stored(team, deal).given_why == WHY
        await window.undo()
        await window.wait_for(lambda: not stored(team, deal).given_why)
        await window.said("You gave this to Ben Okafor.")


@in_own_loop
async def test_words_of_a_reason_outlive_the_screen(team: Replica) -> None:
    deal = a_deal(team)
    with team.transaction() as writer:
        edit_deal(writer, deal, owner_id=BEN)
    async with Opened(team, partial(DealDetail, deal)) as window:
        await window.tap(f"given-{deal}-say")
        await window.write("given-why", "They asked")
    async with Opened(team, partial(DealDetail, deal)) as window:
        await window.shown("given-why")
        assert window.find_all(ft.TextField)[0].value == "They asked"
        await window.click("given-cancel")
        await window.shown(f"given-{deal}-say")
    assert stored(team, deal).given_why == ""


@in_own_loop
async def test_the_customer_says_it_as_well(team: Replica) -> None:
    with team.transaction() as writer:
        account = writer.add(make_account("Hafner Glas", owner_id=writer.actor.user_id))
    with team.transaction() as writer:
        edit_account(writer, account, owner_id=BEN)
    async with Opened(team, partial(CustomerDetail, account)) as window:
        await window.said("You gave this to Ben Okafor.")


@in_own_loop
async def test_today_tells_the_latest_and_counts_the_rest(team: Replica) -> None:
    deals = [a_deal(team) for _ in range(5)]
    for n, deal in enumerate(deals):
        arrives(team, deal, given(my_id(team), BEN), NOON_MS + n)
    async with Window(team, team.path.parent) as window:
        await window.sees(f"given-{deals[4]}")
        shown = [
            name for name in window.ids("given-") if name.count("-") == deals[4].count("-") + 1
        ]
        assert shown == [f"given-{deals[n]}" for n in (4, 3, 2)]
        assert "and 2 more that changed hands" in window.texts()
        await window.tap(f"given-{deals[4]}-fine")
        await window.sees(f"given-{deals[1]}")
        await window.tap(f"given-{deals[3]}-open")
        await window.sees("deal-customer")
