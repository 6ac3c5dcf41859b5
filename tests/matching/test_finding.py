"""What may be the same is offered, with the reason; what is not, is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bench.labelled import OWN, joined, read_labelled
from app.matching.facts import Facts, Subject, SubjectKind, read_facts
from app.matching.finding import Match, Matcher

HARTL = Subject(
    "a",
    "Brewster & Lane Ltd",
    ("+44 20 7946 0112",),
    ("office@brewsterlane.example",),
    "brewsterlane.example",
    "14 Mill Lane",
    "Leeds",
    "LS1 4AB",
    "UK",
)


def match(one: Subject, other: Subject, kind: SubjectKind = "account") -> Match | None:
    facts = read_facts(replace(other, id="b"), kind)
    found = Matcher([read_facts(one, kind)]).like(facts)
    return found[0] if found else None


def reasons(one: Subject, other: Subject, kind: SubjectKind = "account") -> list[str]:
    found = match(one, other, kind)
    return [reason.key for reason in found.likeness.reasons] if found else []


@pytest.mark.parametrize("name", ["customers", "people"])
def test_our_own_labelled_sets(name: str) -> None:
    labelled = read_labelled(OWN / f"{name}.csv")
    offered = {frozenset((m.one_id, m.other_id)) for m in Matcher(labelled.facts).pairs()}
    right = offered & labelled.same
    assert len(right) >= 0.95 * len(labelled.same)
    assert len(right) >= 0.95 * len(offered)
    assert len(joined(right)) >= 0.97 * len(labelled.same)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Subject("b", "Brewster and Lane Limited"), "name"),
        (Subject("b", "Lane & Brewster"), "name_turned"),
        (Subject("b", "Brewstr Lane"), "name_spelled"),
        (Subject("b", "Our old friends", ("020 7946 0112",), country="UK"), ""),
        (Subject("b", "Brewster", ("020 7946 0112",), country="UK"), "phone"),
        (Subject("b", "Lane", website="www.brewsterlane.example"), "domain"),
        (Subject("b", "Brewster", street="14 Mill Ln", city="Leeds"), "address"),
        (Subject("b", "Brewster & Lane", city="Aberdeen", country="UK"), ""),
        (Subject("b", "Miller & Lane"), ""),
    ],
)
def test_what_is_known_of_a_new_customer_says_why(other: Subject, why: str) -> None:
    assert why in reasons(HARTL, other) if why else not reasons(HARTL, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("John Smith", "Smith, John", True),
        ("John Smith", "Jon Smith", True),
        ("Robert Brückner", "Bob Brueckner", True),
        ("Peter Kowalski", "P. Kowalski", True),
        ("Peter Kowalski", "A. Kowalski", False),
        ("John Smith Jr.", "John Smith Sr.", False),
        ("Mario Fernández", "María Fernández", False),
        ("Anna Huber", "Anna Meier", False),
        ("Anna Huber", "Maria Huber", False),
    ],
)
def test_people_of_one_customer(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    there = {"phones": ("+43 662 555 111",), "company_id": "huber", "country": "Austria"}
    first, second = Subject("a", one, **there), Subject("b", other, **there)  # type: ignore[arg-type]
    assert (match(first, second, "contact") is not None) == same


def test_the_same_mailbox_and_half_a_name_are_a_reason_for_people() -> None:
    one = Subject("a", "Liz Taylor", emails=("elizabeth.taylor@bank.example",))
    other = Subject("b", "", emails=("Elizabeth.Taylor@bank.example",))
    assert "email" in reasons(one, other, "contact")


def test_what_many_have_says_little() -> None:
    many = [read_facts(Subject(str(n), f"Hotel {n}"), "account") for n in range(200)]
    assert not Matcher(many).like(read_facts(Subject("b", "Hotel Krone"), "account"))


def test_a_pair_is_found_from_either_side() -> None:
    labelled = read_labelled(OWN / "customers.csv")
    matcher = Matcher(labelled.facts)
    pairs = {(m.one_id, m.other_id) for m in matcher.pairs()}
    both = {(facts.id, m.other_id) for facts in labelled.facts for m in matcher.like(facts)}
    assert both == pairs | {(other, one) for one, other in pairs}


def test_the_order_of_the_customers_changes_nothing() -> None:
    facts: tuple[Facts, ...] = read_labelled(OWN / "customers.csv").facts
    found = {frozenset((m.one_id, m.other_id)) for m in Matcher(facts).pairs()}
    again = {frozenset((m.one_id, m.other_id)) for m in Matcher(facts[::-1]).pairs()}
    assert found == again


def test_a_table_without_the_truth_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,phone\nA,1\n")
    with pytest.raises(ValueError, match=r"x\.csv"):
        read_labelled(tmp_path / "x.csv")


def test_people_told_by_first_name_are_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("First Name,Surname,DOB,True Id\nAnn,Lee,1980-01-02,1\n")
    facts = read_labelled(tmp_path / "x.csv").facts[0]
    assert (facts.kind, facts.words, facts.born) == ("contact", ("ann", "lee"), "1980-01-02")
