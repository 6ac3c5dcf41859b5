"""One timeline of everything: each kind of entry, in order, filtered and searched."""

import pytest

from app.queries.timeline import GROUPS, Moment, everything
from sync.client.replica import Replica
from sync.core.records.attachment import Attachment
from sync.core.records.problem import Problem
from sync.core.spans import DAY_MS
from tests.app.test_deals_queries import add_deal
from tests.builders import (
    NOON_MS,
    make_account,
    make_contact,
    make_fact,
    make_follow_up,
    make_note,
    make_problem,
    make_visit,
)


@pytest.fixture
def customer(replica: Replica) -> str:
    """A customer with one of everything, each a day older than the one before."""
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        at = [NOON_MS - days * DAY_MS for days in range(12)]
        contact = writer.add(make_contact("Łukasz Ñandú", account_id=account))
        visit = writer.add(make_visit(at[0], account_id=account, contact_id=contact))
        writer.add(make_note("They tried three cups", account_id=account, visit_id=visit))
        writer.add(make_visit(at[1], account_id=account, form="call"))
        writer.add(make_note("Café opens late", account_id=account, written_ms=at[2]))
        mended = writer.add(make_problem("Leaks", account_id=account, created_ms=at[4]))
        writer.edit(Problem, mended, state="closed", closed_ms=at[3], solution="New seal")
        writer.add(make_fact("Bought by Nordhaus", account_id=account, told_ms=at[5]))
        add_deal(
            writer, "Ovens", account_id=account, stage_id="stage-won", closed_on="2026-11-15"
        )  # six days ago
        add_deal(
            writer,
            "Mixers",
            account_id=account,
            stage_id="stage-lost",
            closed_on="2026-11-14",
            reason="Too dear",
        )
        writer.add(make_follow_up("Send it", account_id=account, done_ms=at[8]))
        writer.add(make_follow_up("Ovens", account_id=account, done_ms=at[9], form="check_in"))
        writer.add(Attachment(account_id=account, name="Card of Ines", created_ms=at[10]))
        # What is no entry of its own, or not done, or somebody else's.
        writer.add(make_follow_up("Open", account_id=account))
        writer.add(make_visit(NOON_MS + DAY_MS, account_id=account, done=False))
        writer.add(Attachment(account_id=account, visit_id=visit, name="of the visit"))
        add_deal(writer, "Open deal", account_id=account)
        writer.add(make_fact("Elsewhere", account_id="another"))
    return account


def read(
    replica: Replica, account_id: str, limit: int = 50, group: str = "", typed: str = ""
) -> tuple[Moment, ...]:
    with replica.reading() as connection:
        return everything(connection, account_id, limit, group, typed)


def test_every_kind_of_entry_stands_there_newest_first(replica: Replica, customer: str) -> None:
    found = read(replica, customer)
    assert [(one.form, one.text) for one in found] == [
        ("visit", "They tried three cups"),
        ("call", ""),
        ("note", "Café opens late"),
        ("solved", "New seal"),
        ("problem", "Leaks"),
        ("fact", "Bought by Nordhaus"),
        ("won", ""),
        ("lost", "Too dear"),
        ("step", "Send it"),
        ("check_in", "Ovens"),
        ("file", "Card of Ines"),
    ]
    assert len({one.id for one in found}) == len(found)
    assert [one.deal for one in found if one.form in ("won", "lost")] == ["Ovens", "Mixers"]
    assert read(replica, customer, 3) == found[:3]


def test_each_group_shows_its_own_and_all_of_them_everything(
    replica: Replica, customer: str
) -> None:
    shown = [one for group in GROUPS for one in read(replica, customer, group=group)]
    for group, forms in GROUPS.items():
        assert {one.form for one in read(replica, customer, group=group)} == set(forms)
    assert sorted(shown, key=lambda one: -one.at_ms) == list(read(replica, customer))


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("cups", ["visit"]),
        ("CAFE", ["note"]),
        ("café", ["note"]),
        ("nandu three", ["visit"]),  # a word of the person's name, one of the note
        ("seal", ["solved"]),
        ("ovens", ["won", "check_in"]),
        ("dear", ["lost"]),
        ("card of", ["file"]),
        ("nothing of the kind", []),
        ("\N{PARTY POPPER}", []),
        ("%_'\"", []),
        ("x" * 10_000, []),
        ("   ", None),
    ],
)
def test_words_are_found_in_whatever_was_said(
    replica: Replica, customer: str, typed: str, forms: list[str] | None
) -> None:
    found = [one.form for one in read(replica, customer, typed=typed)]
    assert found == ([one.form for one in read(replica, customer)] if forms is None else forms)


def test_words_are_sought_within_a_group_and_up_to_the_limit(
    replica: Replica, customer: str
) -> None:
    assert [one.form for one in read(replica, customer, group="deals", typed="ovens")] == ["won"]
    assert [one.form for one in read(replica, customer, 1, typed="ovens")] == ["won"]


def test_what_was_heard_is_found_where_it_was_set_right_since(
    replica: Replica, customer: str
) -> None:
    with replica.transaction() as writer:
        writer.add(make_note("Hafner called", original="Half now called", account_id=customer))
    assert [one.text for one in read(replica, customer, typed="half now")] == ["Hafner called"]
