"""What may be the same is offered, with the reason; what is not, is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bench.labelled import OWN, joined, read_labelled
from app.matching.facts import Facts, Subject, SubjectKind, read_facts
from app.matching.finding import Match, Matcher
from tests.matching.spoiling import Spoiler

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


@pytest.mark.parametrize("what", ["people", "companies"])
@pytest.mark.parametrize("seed", [1, 2])
def test_what_a_careless_hand_wrote_down_again(what: str, seed: int) -> None:
    spoiler = Spoiler(seed)
    facts, same = spoiler.people(1_500) if what == "people" else spoiler.companies(1_500)
    offered = {frozenset((m.one_id, m.other_id)) for m in Matcher(facts).pairs()}
    assert len(offered & same) >= 0.95 * len(same)
    assert len(offered & same) >= 0.95 * len(offered)


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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # What the mailbox spells out of a name is as good as written down.
        (Subject("a", "Isla", emails=("iprice@carr.example",)), Subject("b", "Isla Price"), True),
        (Subject("a", "", emails=("jo.price@carr.example",)), Subject("b", "Isla Price"), False),
        # Letters in disorder are the same word where the town agrees, too.
        (
            Subject("a", "Lily Robinson", city="York"),
            Subject("b", "Lily RobRison", city="York"),
            True,
        ),
        (Subject("a", "Lily Robinson"), Subject("b", "Lily RobRison"), False),
        # Married and moved: who else is called so and born that day?
        (
            Subject("a", "Lily Robinson", born="1987-10-31", city="York"),
            Subject("b", "Lily Price", born="1987-10-31", city="Leeds"),
            True,
        ),
        (
            Subject("a", "Lily Robinson", city="York"),
            Subject("b", "Lily Price", city="York"),
            False,
        ),
        # Born on one day with one last name: twins are rare, another name in use is not.
        (
            Subject("a", "Kyle Vijiaraj", born="1987-10-31"),
            Subject("b", "Tony Vijiaraj", born="1987-10-31"),
            True,
        ),
        (
            Subject("a", "Kyle Vijiaraj", street="26 Moon Place", city="York"),
            Subject("b", "Tony Vijiaraj", street="26 Moon Pl", city="York"),
            False,
        ),
    ],
)
def test_people_by_what_is_private(one: Subject, other: Subject, same: bool) -> None:  # noqa: FBT001
    assert (match(one, other, "contact") is not None) == same


def test_two_houses_under_one_roof_share_a_switchboard() -> None:
    there = {"phones": ("702 791 7111",), "street": "3400 Palm Blvd", "city": "Leeds"}
    one = Subject("a", "Bistro Amelie", **there)  # type: ignore[arg-type]
    assert match(one, replace(one, name="Mikado")) is None
    assert match(one, replace(one, name="Amelie"))


def test_a_street_is_one_though_its_words_are_parted_and_mistyped() -> None:
    one = Subject("a", "Norton Tools", street="61 Wybalens Grove", city="Leeds")
    assert match(one, Subject("b", "Norton Farms", street="61 Wy bnlens Grove", city="Leeds"))


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


def test_a_table_as_febrl_writes_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "rec_id, given_name, surname, date_of_birth\n"
        "rec-7-org, ann, lee, 19800102\nrec-7-dup-0, ann, le, 19800102\nrec-8-org, al, bo,\n"
    )
    labelled = read_labelled(tmp_path / "x.csv")
    assert labelled.same == {frozenset(("0", "1"))}
    assert [facts.born for facts in labelled.facts] == ["1980-01-02", "1980-01-02", ""]
