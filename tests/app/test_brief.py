"""Five lines say what one must know before walking in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.queries.brief import Birthday, Brief, brief
from app.queries.timeline import Moment
from app.widgets.brief import brief_lines, near_birthday
from sync.client.replica import Replica
from sync.core.records.fact import Fact
from sync.core.records.problem import Problem
from tests.builders import (
    NOON_MS,
    make_account,
    make_contact,
    make_follow_up,
    make_note,
)

WORDS = Catalog(ENGLISH)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY_MS = 24 * 3_600_000
FULL = Brief(
    account_id="lindenhof",
    account="Hotel Lindenhof",
    city="Bamberg",
    must_know="Ask for Frau Keller first",
    promised="Send the offer",
    promised_on="2026-11-20",
    problem="The grinder leaks",
    problems=1,
    gate_code="4711",
    hours="7 to 15",
    favourites="Espresso, no sugar",
    birthdays=(Birthday("Renate Keller", "--11-24"), Birthday("Tomasz Nowak", "1980-06-01")),
    last=Moment("m", "visit", NOON_MS - 3 * DAY_MS, "Ada", "Happy.\nSo far.", "", "", "", False),  # noqa: FBT003
)


def said(brief: Brief) -> list[tuple[str, str]]:
    """Return the words and the tone of each line."""
    return [(line.words, line.tone) for line in brief_lines(WORDS, brief, NOON)]


def test_the_brief_has_five_lines_most_important_first() -> None:
    assert said(FULL) == [
        ("Ask for Frau Keller first", "amber"),
        ("Promised for yesterday: Send the offer", "amber"),
        ("Open problem: The grinder leaks", "amber"),
        (
            "Gate code 4711 · 7 to 15 · Renate Keller's birthday: Tuesday · Espresso, no sugar",
            "plain",
        ),
        ("Last Wednesday: Happy. So far.", "plain"),
    ]


def test_what_is_not_known_takes_no_line() -> None:
    assert said(Brief("a", "A")) == []


def test_a_fact_has_a_line_of_its_own_while_there_is_one_to_spare() -> None:
    merger = replace(FULL, fact="Merging with Sommer", fact_ms=NOON_MS - 21 * DAY_MS)
    assert said(merger)[0][0] == "Ask for Frau Keller first · Merging with Sommer (3 weeks ago)"
    assert len(said(merger)) == 5
    assert said(replace(merger, promised=""))[1] == ("Merging with Sommer (3 weeks ago)", "plain")


def test_a_fact_fades_after_half_a_year() -> None:
    old = Brief("a", "A", fact="A new chief", fact_ms=NOON_MS - 181 * DAY_MS)
    assert said(old) == []
    assert said(replace(old, fact_ms=NOON_MS - 179 * DAY_MS)) != []


def test_trouble_is_said_in_one_line() -> None:
    many = Brief("a", "A", problem="Leaks", problems=3)
    assert said(many) == [("Open problem: Leaks (and 2 more)", "amber")]
    unhappy = Brief("a", "A", mood="unhappy", mood_ms=NOON_MS - 2 * DAY_MS)
    assert said(unhappy) == [("Unhappy, they said last Thursday", "amber")]
    assert said(replace(unhappy, mood="happy")) == []


def test_a_promise_for_some_day_says_no_day() -> None:
    assert said(Brief("a", "A", promised="Call")) == [("You promised: Call", "plain")]


@pytest.mark.parametrize(
    ("born", "today", "near"),
    [
        ("1970-11-24", date(2026, 11, 21), date(2026, 11, 24)),
        ("--11-16", date(2026, 11, 21), date(2026, 11, 16)),
        ("--11-13", date(2026, 11, 21), None),
        ("--12-22", date(2026, 11, 21), None),
        ("--01-03", date(2026, 12, 20), date(2027, 1, 3)),
        ("--12-30", date(2027, 1, 2), date(2026, 12, 30)),
        ("--02-29", date(2027, 2, 20), date(2027, 2, 28)),
        ("2000-02-29", date(2028, 2, 20), date(2028, 2, 29)),
        ("--13-40", date(2026, 11, 21), None),
        ("in May", date(2026, 11, 21), None),
    ],
)
def test_a_birthday_is_said_when_it_is_near(born: str, today: date, near: date | None) -> None:
    assert near_birthday(Birthday("Renate", born), today) == near


def read(replica: Replica, account_id: str = "roest") -> Brief | None:
    with replica.reading() as connection:
        return brief(connection, account_id)


def test_all_that_is_known_is_found_at_once(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = make_account(
            "Café Röst",
            id="roest",
            must_know="Ring twice",
            mood="unhappy",
            mood_ms=5,
            gate_code="12",
            hours="7 to 15",
            favourites="Cake",
        )
        writer.add(account)
        writer.add(make_contact("Ines", account_id="roest", birthday="--05-01"))
        writer.add(make_contact("Gone", account_id="roest", birthday="--05-01", deleted=True))
        writer.add(make_follow_up("Send figures", account_id="roest", due_on="2026-11-20"))
        writer.add(make_follow_up("Ask", account_id="roest", due_on="2026-11-01", form="check_in"))
        writer.add(Problem(account_id="roest", text="Leaks", created_ms=1))
        writer.add(Problem(account_id="roest", text="Rattles", state="working", created_ms=2))
        writer.add(Problem(account_id="roest", text="Old", state="closed"))
        writer.add(Fact(account_id="roest", text="A new chief", told_ms=9))
        writer.add(Fact(account_id="roest", text="A merger", told_ms=3))
        writer.add(make_note("They smiled", account_id="roest", written_ms=7))
    found = read(replica)
    assert found
    assert found.last
    assert found.last.text == "They smiled"
    assert replace(found, last=None) == Brief(
        account_id="roest",
        account="Café Röst",
        must_know="Ring twice",
        promised="Send figures",
        promised_on="2026-11-20",
        problem="Leaks",
        problems=2,
        mood="unhappy",
        mood_ms=5,
        fact="A new chief",
        fact_ms=9,
        gate_code="12",
        hours="7 to 15",
        favourites="Cake",
        birthdays=(Birthday("Ines", "--05-01"),),
    )


def test_nothing_is_made_up(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(make_account("Café Röst", id="roest"))
    assert read(replica) == Brief("roest", "Café Röst")
    assert read(replica, "nobody") is None
