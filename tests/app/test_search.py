"""Search reaches customers, people, deals and every note; names come before notes."""

from collections.abc import Iterable

import pytest

from app.commands.accounts import delete_account
from app.queries.search import Hit, search
from sync.client.replica import Replica
from sync.core.records.problem import Problem
from tests.builders import (
    NOON_MS,
    make_account,
    make_contact,
    make_deal,
    make_fact,
    make_note,
    make_problem,
)


def found(replica: Replica, typed: str, limit: int = 5) -> tuple[Hit, ...]:
    with replica.reading() as connection:
        return search(connection, typed, limit)


def titles(hits: Iterable[Hit], kind: str) -> list[str]:
    return [hit.title for hit in hits if hit.kind == kind]


@pytest.fixture
def filled(replica: Replica) -> Replica:
    with replica.transaction() as writer:
        anchor = writer.add(
            make_account("Gasthof Anker", city="Köln", must_know="Ring twice at the gate")
        )
        writer.add(make_account("Anker & Söhne GmbH"))
        writer.add(make_account("Ankerplatz"))
        writer.add(make_account("Zum Löwen"))
        writer.add(
            make_contact("Ines Ankermann", title="Barista", account_id=anchor, phone="0221 77")
        )
        writer.add(make_deal("Anker coffee bar", account_id=anchor, reason="Price was right"))
        writer.add(
            make_note("They keep the anker beside the door", account_id=anchor, written_ms=NOON_MS)
        )
    return replica


def test_names_that_begin_with_the_words_come_first_shorter_before_longer(filled: Replica) -> None:
    assert titles(found(filled, "anker"), "account") == [
        "Ankerplatz",
        "Anker & Söhne GmbH",
        "Gasthof Anker",
    ]


def test_kinds_come_in_order_and_notes_last(filled: Replica) -> None:
    kinds = [hit.kind for hit in found(filled, "anker")]
    assert kinds == ["account"] * 3 + ["contact", "deal", "note"]


def test_hits_say_where_they_belong(filled: Replica) -> None:
    hits = {hit.kind: hit for hit in found(filled, "anker")}
    assert (hits["contact"].account, hits["contact"].snippet) == ("Gasthof Anker", "Barista")
    assert hits["deal"].account == "Gasthof Anker"
    assert hits["note"].title == "Gasthof Anker"
    assert hits["note"].snippet == "They keep the anker beside the door"
    assert hits["note"].at_ms == NOON_MS
    assert hits["account"].snippet == "Köln"


def test_accents_are_forgiven_both_ways(filled: Replica) -> None:
    assert titles(found(filled, "lowen"), "account") == ["Zum Löwen"]
    assert titles(found(filled, "ánker sohne"), "account") == ["Anker & Söhne GmbH"]


def test_details_are_found_when_names_do_not_fit(filled: Replica) -> None:
    assert titles(found(filled, "ring twice"), "account") == ["Gasthof Anker"]
    assert titles(found(filled, "0221"), "contact") == ["Ines Ankermann"]
    deal = found(filled, "price right")[0]
    assert (deal.title, deal.snippet) == ("Anker coffee bar", "Price was right")


def test_words_may_stand_in_any_order(filled: Replica) -> None:
    assert titles(found(filled, "anker gast"), "account") == ["Gasthof Anker"]


def test_deleted_customers_take_people_and_notes_out_of_sight(filled: Replica) -> None:
    anchor = next(h.id for h in found(filled, "gasthof") if h.kind == "account")
    with filled.transaction() as writer:
        delete_account(writer, anchor)
    assert titles(found(filled, "anker"), "account") == ["Ankerplatz", "Anker & Söhne GmbH"]
    assert {hit.kind for hit in found(filled, "anker")} == {"account"}


def test_names_are_not_crowded_out_by_newer_notes(filled: Replica) -> None:
    with filled.transaction() as writer:
        for number in range(150):
            writer.add(make_note(f"anker anker anker {number}", written_ms=NOON_MS + number))
    hits = found(filled, "a", limit=3)
    assert len(titles(hits, "account")) == 3
    assert titles(hits, "contact") == ["Ines Ankermann"]
    assert next(h.snippet for h in hits if h.kind == "note").endswith("149")


def test_limit_holds_for_each_kind(filled: Replica) -> None:
    assert len(titles(found(filled, "anker", limit=1), "account")) == 1


@pytest.mark.parametrize("typed", ["", "  ", "…", '"', "* ^ ( :", "NEAR(", "title:"])
def test_marks_of_the_query_language_are_only_letters(filled: Replica, typed: str) -> None:
    assert all(hit.kind for hit in found(filled, typed))


def test_facts_problems_and_little_things_are_found(replica: Replica) -> None:
    with replica.transaction() as writer:
        anchor = writer.add(
            make_account(
                "Gasthof Anker",
                hours="Mondays from nine",
                gate_code="4711",
                favourites="Earl Grey, no sugar",
            )
        )
        writer.add(make_fact("Bought by Nordhaus", account_id=anchor))
        old = writer.add(make_problem("Grinder stops when hot", account_id=anchor))
        writer.add(make_problem("Grinder is loud", account_id=anchor, created_ms=NOON_MS * 2))
        writer.edit(Problem, old, state="closed", solution="New fuse")
    for typed in ("mondays", "4711", "earl gr"):
        assert titles(found(replica, typed), "account") == ["Gasthof Anker"]
    fact = found(replica, "nordhaus")[0]
    assert (fact.kind, fact.title, fact.snippet) == ("fact", "Gasthof Anker", "Bought by Nordhaus")
    assert (fact.account_id, fact.at_ms) == (anchor, NOON_MS)
    newest = [hit.snippet for hit in found(replica, "grinder")]
    assert newest == ["Grinder is loud", "Grinder stops when hot"]
    assert [hit.kind for hit in found(replica, "fuse")] == ["problem"]
