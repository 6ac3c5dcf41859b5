"""What lost to another unseen: who sees it, in which words, and how it is settled."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from app.commands.conflicts import restore
from app.queries.conflicts import Clash, clashes_about, open_clashes
from app.queries.said import Said
from app.screens.clash_words import clash_title, clash_words, restore_label, since_words, who_wrote
from app.screens.said_words import SHORT, is_long, said_words
from sync.client import state
from sync.client.replica import Replica
from sync.core.change import Scalar
from sync.core.clock import stamp
from sync.core.permissions import Actor
from sync.core.records.base import Record
from sync.core.records.deal import Deal
from sync.core.records.pipeline import Stage
from sync.core.spans import HOUR_MS
from tests.app.conflicts import (
    MARIA,
    OTHER_DEVICE,
    add_conflict,
    add_maria,
    come_in,
    disputed_deal,
    my_id,
    settled,
)
from tests.app.opened import WORDS
from tests.builders import NOON_MS, make_account, make_contact, make_follow_up, make_note

TODAY = date(2026, 11, 21)
NOW = datetime.fromtimestamp(NOON_MS / 1000, UTC)
LATER = stamp(NOON_MS - HOUR_MS, 0, OTHER_DEVICE)


@pytest.fixture
def deal(replica: Replica) -> str:
    return disputed_deal(replica)


def seen(replica: Replica, actor: Actor | None = None) -> tuple[Clash, ...]:
    with replica.reading() as connection:
        return open_clashes(connection, actor or state.actor_of(connection))


def told(replica: Replica, actor: Actor | None = None) -> str:
    """Return the one note in words, with what became of it since."""
    (clash,) = seen(replica, actor)
    return f"{clash_words(WORDS, clash, NOW)} {since_words(WORDS, clash, NOW)}".strip()


def deal_of(replica: Replica, deal_id: str) -> Deal:
    with replica.transaction() as writer:
        found = writer.get(Deal, deal_id)
    assert found
    return found


AMOUNT = ("amount_minor", 4_500_000, 5_200_000)


def _lost(replica: Replica, deal_id: str, fields: dict[str, Scalar]) -> str:
    field, mine, theirs = AMOUNT
    return add_conflict(replica, deal_id, field, mine, theirs, **fields)


# who sees it, and how it is said


def test_author_reads_both_values_and_whose_is_kept(replica: Replica, deal: str) -> None:
    add_conflict(replica, deal, *AMOUNT)
    (clash,) = seen(replica)
    assert clash_title(WORDS, clash) == "Amount"
    assert told(replica) == (
        "You wrote €45,000. Maria Keller wrote €52,000 later, and that is kept."
    )
    assert restore_label(WORDS, clash) == "Use mine"
    assert (clash.title, clash.path, clash.may_restore) == ("Ovens", f"/deals/{deal}", True)


def test_keeper_reads_it_from_their_side(replica: Replica, deal: str) -> None:
    add_conflict(replica, deal, *AMOUNT, author_id=MARIA, keeper_id=my_id(replica))
    (clash,) = seen(replica)
    assert told(replica) == (
        "Maria Keller wrote €45,000 without seeing yours."
        " You wrote €52,000 later, and that is kept."
    )
    assert restore_label(WORDS, clash) == "Use the other"


@pytest.mark.parametrize(
    ("device", "words"),
    [
        (0, "You wrote €45,000 on this device. You wrote €52,000 on another one later"),
        (OTHER_DEVICE, "You wrote €45,000 on another device. You wrote €52,000 on this one later"),
    ],
)
def test_two_devices_of_one_person_are_told_apart(
    replica: Replica, deal: str, device: int, words: str
) -> None:
    at = stamp(NOON_MS - 2 * HOUR_MS, 0, device)
    add_conflict(replica, deal, *AMOUNT, keeper_id=my_id(replica), stamp=at)
    assert told(replica).startswith(words)


def test_nobody_else_has_anything_to_settle(replica: Replica, deal: str) -> None:
    add_conflict(replica, deal, *AMOUNT)
    assert seen(replica, Actor("user-boss", "admin")) == ()
    assert len(seen(replica, Actor(MARIA, "rep"))) == 1


@pytest.mark.parametrize(
    ("fields", "mine", "marias"),
    [
        ({"restored": True}, 0, 0),
        ({"author_dismissed": True}, 0, 1),
        ({"keeper_dismissed": True}, 1, 0),
        ({"deleted": True}, 0, 0),
    ],
)
def test_what_is_settled_is_gone_for_whom_it_is_settled(
    replica: Replica, deal: str, fields: dict[str, Scalar], mine: int, marias: int
) -> None:
    _lost(replica, deal, fields)
    assert [len(seen(replica)), len(seen(replica, Actor(MARIA, "rep")))] == [mine, marias]


def test_what_stands_there_by_now_is_said_and_what_the_tap_does_to_it(
    replica: Replica, deal: str
) -> None:
    add_conflict(replica, deal, *AMOUNT)
    come_in(replica, "deal", deal, amount_minor=6_000_000)
    assert told(replica).endswith("Now it says €60,000. “Use mine” replaces that.")


def test_a_lost_value_that_stands_again_is_no_question_any_more(
    replica: Replica, deal: str
) -> None:
    add_conflict(replica, deal, *AMOUNT)
    come_in(replica, "deal", deal, amount_minor=4_500_000)
    assert seen(replica) == ()


def test_amount_and_currency_are_one_value(replica: Replica, deal: str) -> None:
    come_in(replica, "deal", deal, currency="USD")
    first = add_conflict(replica, deal, *AMOUNT)
    second = add_conflict(replica, deal, "currency", "EUR", "USD")
    (clash,) = seen(replica)
    assert set(clash.ids) == {first, second}
    assert told(replica).startswith("You wrote €45,000. Maria Keller wrote $52,000 later")


def test_a_lone_currency_is_said_with_its_amount(replica: Replica, deal: str) -> None:
    come_in(replica, "deal", deal, currency="USD")
    add_conflict(replica, deal, "currency", "EUR", "USD")
    assert told(replica).startswith("You wrote €52,000. Maria Keller wrote $52,000 later")


@pytest.mark.parametrize(
    ("field", "values", "words"),
    [
        (
            "stage_id",
            ("stage-won", "stage-proposal"),
            "You chose Won. Maria Keller chose Proposal later",
        ),
        ("stage_id", ("stage-bygone", "stage-new"), "You chose what is no longer there. Maria"),
        ("owner_id", (MARIA, ""), "You chose Maria Keller. Maria Keller left it empty later"),
        ("expected_on", ("2026-12-24", ""), "You wrote Thu 24 December 2026. Maria Keller left it"),
        ("expected_on", ("soon", ""), "You wrote what this version of Rapport cannot show."),
        ("read", ("keen", "cold"), "You chose Keen. Maria Keller chose Cold later"),
        (
            "shared",
            (True, False),
            "You chose shared with the whole team. Maria Keller chose private",
        ),
        ("title", ("", "Oven"), "You left it empty. Maria Keller wrote “Oven” later"),
        ("mood_2031", ("blue", "red"), "You wrote “blue”. Maria Keller wrote “red” later"),
        ("mood_2031", (True, False), "You chose yes. Maria Keller chose no later"),
        ("mood_2031", (7, 8), "You wrote “7”. Maria Keller wrote “8” later"),
        (
            "far_id",
            ("x1", "x2"),
            "You wrote what this version of Rapport cannot show. Maria Keller",
        ),
    ],
)
def test_each_kind_of_value_reads_like_itself(
    replica: Replica, deal: str, field: str, values: tuple[Scalar, Scalar], words: str
) -> None:
    lost, kept = values
    come_in(replica, "deal", deal, **{field: kept})
    add_conflict(replica, deal, field, lost, kept)
    assert told(replica).startswith(words)


@pytest.mark.parametrize("field", ["mood_2031", "far_id"])
def test_what_this_version_does_not_know_is_shown_and_left_alone(
    replica: Replica, deal: str, field: str
) -> None:
    add_conflict(replica, deal, field, "blue", "red")
    (clash,) = seen(replica)
    assert clash_title(WORDS, clash) == "Value"
    assert not clash.may_restore


def test_what_names_something_gone_cannot_be_put_back(replica: Replica, deal: str) -> None:
    add_conflict(replica, deal, "stage_id", "stage-qualified", "stage-new")
    assert seen(replica)[0].may_restore
    with replica.transaction() as writer:
        writer.edit(Stage, "stage-qualified", deleted=True)
    assert not seen(replica)[0].may_restore


def test_what_the_rules_forbid_is_not_offered(replica: Replica, deal: str) -> None:
    come_in(replica, "deal", deal, owner_id=my_id(replica))
    add_conflict(replica, deal, "owner_id", MARIA, my_id(replica), author_id=MARIA)
    assert not seen(replica, Actor(MARIA, "rep"))[0].may_restore
    assert seen(replica, Actor(MARIA, "manager"))[0].may_restore


def test_a_record_of_a_later_version_or_out_of_sight_still_reads(
    replica: Replica, deal: str
) -> None:
    add_conflict(replica, "x1", "title", "Mine", "Theirs", about_kind="hologram")
    add_conflict(replica, "x2", "title", "Mine", "Theirs")
    for clash in seen(replica):
        assert (clash.title, clash.path, clash.may_restore) == ("", "", False)
        assert clash_words(WORDS, clash, NOW).startswith("You wrote “Mine”. Maria Keller wrote")
    assert deal


def test_nobody_is_asked_about_what_nobody_wrote_by_hand(replica: Replica, deal: str) -> None:
    with replica.transaction() as writer:
        ines = writer.add(make_contact("Ines"))
    about = partial(add_conflict, replica, ines, about_kind="contact")
    about("confirmed_ms", NOON_MS, NOON_MS + 1)
    add_conflict(replica, deal, "amount_minor", 0, 0)
    with replica.transaction() as writer:
        step = writer.add(make_follow_up())
    add_conflict(replica, step, "done_ms", NOON_MS, NOON_MS + 1, about_kind="follow_up")
    assert seen(replica) == ()


def test_somebody_without_a_name_is_somebody(replica: Replica, deal: str) -> None:
    add_conflict(replica, deal, *AMOUNT, keeper_id="")
    assert "Somebody wrote €52,000 later" in told(replica)


@pytest.mark.parametrize(
    ("kind", "says"),
    [("contact", "Ines"), ("note", "Wants a price"), ("follow_up", "Send"), ("account", "Hafner")],
)
def test_each_record_says_what_it_is_and_where_it_opens(
    replica: Replica, kind: str, says: str
) -> None:
    add_maria(replica)
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        made: dict[str, Record] = {
            "contact": make_contact(account_id=account),
            "note": make_note(account_id=account),
            "follow_up": make_follow_up(account_id=account),
        }
        about = writer.add(made[kind]) if kind in made else account
    add_conflict(replica, about, "name", "One", "Other", about_kind=kind)
    (clash,) = seen(replica)
    assert clash.title.startswith(says)
    assert clash.path == f"/customers/{account}"


def test_a_screen_reads_only_what_is_about_its_records(replica: Replica, deal: str) -> None:
    mine = add_conflict(replica, deal, *AMOUNT)
    add_conflict(replica, "elsewhere", *AMOUNT)
    with replica.reading() as connection:
        actor = state.actor_of(connection)
        assert [c.ids for c in clashes_about(connection, actor, (deal, "none"))] == [(mine,)]
        assert clashes_about(connection, actor, ()) == ()


def test_the_latest_stands_first(replica: Replica, deal: str) -> None:
    old = add_conflict(replica, deal, *AMOUNT, kept_stamp=stamp(NOON_MS - 2 * HOUR_MS, 0, 9))
    new = add_conflict(replica, deal, "title", "A", "B")
    assert [clash.ids for clash in seen(replica)] == [(new,), (old,)]


# deleted against changed


@pytest.mark.parametrize(
    ("lost", "sides", "words"),
    [
        (False, ("me", MARIA), "You changed this. Maria Keller deleted it later."),
        (
            False,
            (MARIA, "me"),
            "Maria Keller changed this, and you deleted it without seeing that.",
        ),
        (
            True,
            ("me", MARIA),
            "You deleted this. Maria Keller changed it later, so it is still here.",
        ),
        (
            True,
            (MARIA, "me"),
            "Maria Keller deleted this without seeing your change. It is still here.",
        ),
        (
            True,
            ("me", "me"),
            "You deleted this on one device and changed it on another later. It is still here.",
        ),
    ],
)
def test_deleted_against_changed_reads_from_each_side(
    replica: Replica, deal: str, *, lost: bool, sides: tuple[str, str], words: str
) -> None:
    come_in(replica, "deal", deal, deleted=not lost)
    author, keeper = (my_id(replica) if who == "me" else who for who in sides)
    conflict = add_conflict(
        replica, deal, "deleted", lost, not lost, author_id=author, keeper_id=keeper
    )
    (clash,) = seen(replica)
    assert told(replica) == words
    assert restore_label(WORDS, clash) == ("Delete it" if lost else "Bring it back")
    with replica.transaction() as writer:
        restore(writer, clash.ids, TODAY)
    assert deal_of(replica, deal).deleted is lost
    assert settled(replica, conflict)[0]
    assert seen(replica) == ()


# settling


# values in words


def test_long_words_are_cut_and_can_be_read_whole() -> None:
    long = Said("text", "Two ovens, " * 30)
    assert is_long(long)
    cut = said_words(WORDS, long, NOW)
    assert len(cut) <= SHORT + 3
    assert cut.endswith("…”")
    assert said_words(WORDS, long, NOW, whole=True) == f"“{long.text}”"
    assert not is_long(Said("text", "Two ovens"))
    assert is_long(Said("text", "Two\novens"))


def test_who_wrote_stands_over_each_value_in_full(replica: Replica, deal: str) -> None:
    me = my_id(replica)
    for sides, over in (
        ({}, ("You wrote", "Maria Keller wrote")),
        ({"author_id": MARIA, "keeper_id": me}, ("Maria Keller wrote", "You wrote")),
        ({"keeper_id": me}, ("From another device", "From this device")),
    ):
        add_conflict(replica, deal, *AMOUNT, **sides)
        assert who_wrote(WORDS, seen(replica)[0]) == over


def test_money_without_a_currency_and_moments_have_words() -> None:
    assert said_words(WORDS, Said("money", "", 4_500), NOW) == "4,500"
    assert said_words(WORDS, Said("moment", number=NOON_MS), NOW) == "Sat 21 November 2026, 12:00"
    assert said_words(WORDS, Said("choice", "read.unheard"), NOW) == WORDS.t("said.unknown")
