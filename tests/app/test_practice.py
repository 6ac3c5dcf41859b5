"""Practice data: the same every time, believable, with what must be found in it."""

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from app.commands.practice import make_practice
from app.practice.course import STALE_DAYS, Diary, Ground
from app.practice.generate import Size, pipeline, products, records
from app.practice.populate import PracticeSummary, populate
from sync.client.replica import Replica
from sync.core import schema, validation
from sync.core.errors import RefusedError
from sync.core.permissions import Actor
from sync.core.records.account import Account
from sync.core.records.base import Record
from sync.core.records.contact import Contact
from sync.core.records.deal import Deal
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.team import User
from sync.core.records.visit import Visit
from tests.builders import REP

TODAY = date(2026, 11, 20)
REPS = ("rep-a", "rep-b", "rep-c")


def made(size: Size, seed: int = 1, today: date = TODAY) -> tuple[list[Record], Diary, Ground]:
    """Make a notebook without a replica."""
    sales, stages = pipeline(seed, today)
    ids = tuple(good.id for good in products(seed, today))
    ground, diary = Ground(REPS, sales.id, tuple(stages), ids), Diary(today)
    return list(records(ground, size, seed, today, diary)), diary, ground


NOTEBOOK, DIARY, GROUND = made(Size.around(400))


def of(kind: type[Record], notebook: list[Record] | None = None) -> list[Record]:
    """Return the records of a kind."""
    return [r for r in notebook or NOTEBOOK if isinstance(r, kind)]


def ids_of(kind: type[Record]) -> set[str]:
    """Return the ids of a kind."""
    return {r.id for r in of(kind)}


def test_the_same_seed_and_day_make_the_same_notebook() -> None:
    """Ids included; another seed makes another."""
    again, _, _ = made(Size.around(400))
    assert [r.model_dump() for r in again] == [r.model_dump() for r in NOTEBOOK]
    other, _, _ = made(Size.around(400), seed=2)
    assert not {r.id for r in other} & {r.id for r in NOTEBOOK}


@pytest.mark.parametrize(
    "size", [Size(0, 0, 0), Size(1, 1, 1), Size(5, 12, 0), Size(0, 12, 40), Size(900, 60, 200)]
)
def test_a_notebook_has_the_size_asked_for(size: Size) -> None:
    """To the record."""
    notebook, _, _ = made(size)
    kinds = Counter(type(r) for r in notebook)
    assert (kinds[Deal], kinds[Account], kinds[Note]) == (size.deals, size.customers, size.notes)
    assert len({r.id for r in notebook}) == len(notebook)


def test_every_link_leads_somewhere() -> None:
    """And deals, visits and notes agree about the customer."""
    targets = {
        "account_id": ids_of(Account),
        "contact_id": ids_of(Contact),
        "deal_id": ids_of(Deal),
        "visit_id": ids_of(Visit),
        "product_id": set(GROUND.product_ids),
        "owner_id": set(REPS),
        "pipeline_id": {GROUND.pipeline_id},
        "stage_id": {stage.id for stage in GROUND.stages},
        "parent_id": set[str](),
    }
    home = {r.id: r.account_id for r in NOTEBOOK if isinstance(r, Contact | Deal | Visit)}
    for record in NOTEBOOK:
        for name, known in targets.items():
            value = getattr(record, name, "")
            assert value == "" or value in known, (name, value)
            if name in ("contact_id", "deal_id", "visit_id") and value:
                assert home[value] == getattr(record, "account_id", None)


def test_every_record_keeps_the_rules() -> None:
    """As a server would check them."""
    for record in NOTEBOOK:
        kind = schema.kind_of(type(record))
        fields = {name: getattr(record, name) for name in schema.registers(kind)}
        assert validation.check_fields(kind, fields) is None


def test_nothing_but_plans_lies_ahead() -> None:
    """Notes and past visits are before today, ends are not in the future."""
    morning = datetime.combine(TODAY, datetime.min.time(), UTC).timestamp() * 1000
    for record in NOTEBOOK:
        assert 0 < record.created_ms < morning
        if isinstance(record, Note):
            assert record.written_ms < morning
        if isinstance(record, Visit) and record.done:
            assert record.at_ms < morning
        if isinstance(record, Deal):
            assert record.closed_on < TODAY.isoformat()


def test_deals_are_spread_as_in_life() -> None:
    """Mostly open and early, some won, some lost with a reason, one main currency."""
    outcome = {stage.id: stage.outcome for stage in GROUND.stages}
    open_stages = [stage.id for stage in GROUND.stages if stage.outcome == "open"]
    deals = [r for r in NOTEBOOK if isinstance(r, Deal)]
    fates = Counter(outcome[d.stage_id] for d in deals)
    assert fates["open"] > fates["won"] > fates["lost"] > len(deals) // 20
    stages = Counter(d.stage_id for d in deals)
    assert stages[open_stages[0]] > stages[open_stages[-1]]
    assert all((outcome[d.stage_id] == "open") == (d.closed_on == "") for d in deals)
    assert all(bool(d.reason) == bool(d.closed_on) for d in deals)
    money = Counter(d.currency for d in deals)
    assert len(money) >= 3
    assert money["EUR"] > 0.8 * len(deals)
    assert all(10_000 < d.amount_minor < 10_000_000 for d in deals)


def test_forgotten_deals_are_planted() -> None:
    """Open, past their date, untouched for two months and without a next step."""
    assert 10 < len(DIARY.stale) < 40
    limit = (TODAY - timedelta(days=STALE_DAYS)).isoformat()
    touched: dict[str, str] = defaultdict(str)
    for record in NOTEBOOK:
        if isinstance(record, Visit | Note | FollowUp):
            moment = datetime.fromtimestamp(record.created_ms / 1000, UTC).date().isoformat()
            touched[record.deal_id] = max(touched[record.deal_id], moment)
    for deal in (r for r in NOTEBOOK if isinstance(r, Deal) and r.id in DIARY.stale):
        assert deal.closed_on == ""
        assert touched[deal.id] < limit
        assert deal.expected_on < TODAY.isoformat()


def test_customers_and_people_entered_twice_are_planted() -> None:
    """Alike, and never equal."""
    names = {r.id: r.name for r in NOTEBOOK if isinstance(r, Account | Contact)}
    assert len(DIARY.twins) >= 3
    assert len(DIARY.namesakes) >= 5
    for first, second in (*DIARY.twins, *DIARY.namesakes):
        assert names[first] != names[second]
        assert set(names[first].split()[-1]) & set(names[second])


def test_no_other_two_customers_share_a_name() -> None:
    """What a search for duplicates finds is what was planted."""
    twins = {second for _, second in DIARY.twins}
    names = [r.name for r in NOTEBOOK if isinstance(r, Account) and r.id not in twins]
    assert len(set(names)) == len(names)


def test_notes_do_not_look_stamped() -> None:
    """No text comes back often, and no note opens like all others."""
    notebook, _, _ = made(Size.around(3_000))
    texts = Counter(r.text for r in notebook if isinstance(r, Note))
    assert texts.most_common(1)[0][1] <= 3
    assert len(texts) > 0.98 * sum(texts.values())
    opening = Counter(text.split(" ")[0] for text in texts)
    assert opening.most_common(1)[0][1] < 0.15 * len(texts)
    assert all(text[0].isupper() or text[0].isdigit() for text in texts)
    assert not [text for text in texts if "{" in text or "  " in text]


def test_every_rep_has_a_day_ahead() -> None:
    """Visits today and tomorrow, steps due today and overdue, not too many."""
    ahead = [r for r in NOTEBOOK if isinstance(r, Visit) and not r.done]
    steps = [r for r in NOTEBOOK if isinstance(r, FollowUp) and not r.done_ms]
    for rep in REPS:
        days = Counter(
            datetime.fromtimestamp(v.at_ms / 1000, UTC).date() for v in ahead if v.owner_id == rep
        )
        assert days == {TODAY: 4, TODAY + timedelta(days=1): 3}
        due = [s.due_on for s in steps if s.owner_id == rep]
        assert 1 <= due.count(TODAY.isoformat()) <= 5
        assert 1 <= sum(day < TODAY.isoformat() for day in due) <= 10


def test_addresses_and_numbers_belong_to_nobody() -> None:
    """Reserved names and number ranges only."""
    fiction = re.compile(
        r"\+49(22147\d{5}|699000\d{4}|406696\d{4}|899999\d{4}|302312\d{4}|17139200\d\d)"
        r"|\+33(35301\d{4}|46571\d{4}|63998\d{4})"
        r"|\+44(2079460\d{3}|1614960\d{3}|7700900\d{3})|\+161755501\d\d"
    )
    for record in NOTEBOOK:
        for name in ("phone", "mobile"):
            number = re.sub(r"^00", "+", re.sub(r"[ -]", "", getattr(record, name, "")))
            assert not number or fiction.fullmatch(number), number
        for name in ("email", "website"):
            address = getattr(record, name, "")
            assert not address or address.lower().endswith(".example")


def test_a_replica_is_filled_in_one_transaction(replica: Replica) -> None:
    """With the pipeline that is there, the whole team and the price list."""
    with replica.transaction() as writer:
        summary = populate(writer, deals=40, today=TODAY)
    assert summary.added["deal"] == 40
    assert summary.added["user"] == 4
    assert "stage" not in summary.added
    with replica.reading() as connection:
        foreign = connection.exec_driver_sql(
            "SELECT count(*) FROM deal d LEFT JOIN stage s ON s.id = d.stage_id WHERE s.id IS NULL"
        ).scalar_one()
    assert foreign == 0


def test_people_who_joined_already_keep_their_place(replica: Replica) -> None:
    """They are known by name."""
    with replica.transaction() as writer:
        jonas = writer.add(User(name="Jonas Weber"))
        summary = populate(writer, deals=20, today=TODAY)
    assert summary.users["Jonas Weber"] == jonas
    assert summary.added["user"] == 3


def test_a_filling_that_was_cut_off_is_finished_by_doing_it_again(
    empty_replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And once more adds nothing."""
    monkeypatch.setattr("app.commands.practice._BATCH", 50)

    def fill(stop_at: int) -> PracticeSummary:
        def progress(done: int, expected: int) -> None:
            assert expected >= done
            if done >= stop_at:
                raise KeyboardInterrupt

        return make_practice(
            lambda: empty_replica.transaction(Actor("admin", "admin")),
            deals=40,
            today=TODAY,
            progress=progress,
        )

    with pytest.raises(KeyboardInterrupt):
        fill(100)
    rest = fill(10**9)
    assert 0 < rest.added["note"] < 60
    assert not fill(10**9).added
    with empty_replica.reading() as connection:
        counts = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {kind}").scalar_one()  # our own names
            for kind in ("pipeline", "deal", "note", "user")
        ]
    assert counts == [1, 40, 60, 4]


def test_progress_comes_close_to_what_was_expected(empty_replica: Replica) -> None:
    """So that a bar fills once and not twice."""
    seen: list[tuple[int, int]] = []
    with empty_replica.transaction(Actor("admin", "admin")) as writer:
        populate(writer, deals=400, today=TODAY, progress=lambda done, of: seen.append((done, of)))
    done, expected = seen[-1]
    assert 0.6 < done / expected <= 1.05


def test_a_rep_cannot_fill_a_team(replica: Replica) -> None:
    """People are added by admins."""
    with pytest.raises(RefusedError), replica.transaction(REP) as writer:
        populate(writer, deals=4, today=TODAY)
