"""Full-text search: what is found, and when it is found."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.client.engine import INDEX_AT_ONCE, index
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.records.note import Note
from sync.store import apply, search
from tests.builders import make_account, make_contact, make_deal, make_note, make_row

DECOMPOSED = "Rene\u0301e"
"""Renée as some keyboards and file names spell it: e and a separate accent."""


def found(replica: Replica, typed: str) -> set[tuple[str, str]]:
    """Return kind and id of what a person would find."""
    with replica.reading() as connection:
        hits = connection.exec_driver_sql(
            "SELECT kind, record_id FROM search_index JOIN search_document "
            "ON search_document.rowid = search_index.rowid WHERE search_index MATCH ?",
            (search.match_expression(typed),),
        )
        return {(row.kind, row.record_id) for row in hits}


def stale(replica: Replica) -> int:
    """Return how many records wait to be indexed."""
    with replica.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM search_stale").scalar_one())


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("", ""),
        ("  ", ""),
        ("-- *", ""),
        ("café ro", '"café" "ro"*'),
        ('say "hi" OR NOT*', '"say" "hi" "OR" "NOT"*'),
        ("müller-söhne", '"müller" "söhne"*'),
        (DECOMPOSED, '"Renée"*'),
        (" ".join("abcdefghijklmnop"), " ".join(f'"{c}"' for c in "abcdefghijkl") + "*"),
    ],
)
def test_what_a_person_types_becomes_words(typed: str, expression: str) -> None:
    assert search.match_expression(typed) == expression


@pytest.mark.parametrize(
    "typed", ["muller", "MÜLLER", "söh", "sohne mul", "Renee", "renée", DECOMPOSED, "ren"]
)
def test_accents_case_and_beginnings_do_not_matter(replica: Replica, typed: str) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Müller & Söhne", must_know="Ask for Renée"))
        writer.add(make_account("Somebody else"))
    assert found(replica, typed) == {("account", account)}


def test_a_separate_accent_in_the_text_is_read_as_one_letter(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account(DECOMPOSED))
    assert found(replica, "renee") == found(replica, "Renée") == {("account", account)}


def test_every_word_must_occur(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(make_account("Alpha Beta"))
    assert found(replica, "alpha bet")
    assert not found(replica, "alpha gamma")
    assert not found(replica, "alph beta")  # only the last word may be a beginning


def test_a_persons_own_write_is_found_at_once(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Brown"))
        ids = {
            ("account", account),
            ("contact", writer.add(make_contact("Ada Brown", account_id=account))),
            ("deal", writer.add(make_deal("Brown belts", account_id=account))),
            ("note", writer.add(make_note("Brown called", account_id=account))),
        }
    assert found(replica, "brown") == ids
    assert stale(replica) == 0


def test_an_edit_replaces_the_old_words(replica: Replica) -> None:
    with replica.transaction() as writer:
        note = writer.add(make_note("first words"))
    with replica.transaction() as writer:
        writer.edit(Note, note, text="second thoughts")
    assert not found(replica, "first")
    assert found(replica, "second") == {("note", note)}


def test_words_that_were_heard_are_found_also_where_they_were_set_right(replica: Replica) -> None:
    with replica.transaction() as writer:
        heard = make_note("met ack me dynamics", transcription="done")
        note = writer.add(heard)
    with replica.transaction() as writer:
        writer.edit(Note, note, text="met Acme Dynamics")
    assert found(replica, "acme") == found(replica, "ack me") == {("note", note)}


def test_a_deleted_record_is_not_found_until_it_is_back(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Brown"))
    with replica.transaction() as writer:
        writer.edit(Account, account, deleted=True)
    assert not found(replica, "brown")
    with replica.transaction() as writer:
        writer.edit(Account, account, deleted=False)
    assert found(replica, "brown")


def test_what_a_pull_brings_and_takes_is_indexed_a_little_later(replica: Replica) -> None:
    many = [make_row("account", f"acc-{n}", name=f"Firm {n}") for n in range(INDEX_AT_ONCE + 5)]
    with replica.exclusive() as connection:
        apply.apply_rows(connection, many, {})
    assert stale(replica) == len(many)
    assert not found(replica, "firm")
    index(replica)
    assert len(found(replica, "firm")) == len(many)
    with replica.exclusive() as connection:
        apply.apply_exits(connection, [("account", "acc-7")], {})
    index(replica)
    assert stale(replica) == 0
    assert ("account", "acc-7") not in found(replica, "firm")


def test_a_large_import_leaves_the_rest_for_later(replica: Replica) -> None:
    with replica.transaction() as writer:
        for n in range(search.AT_A_WRITE + 3):
            writer.add(make_account(f"Firm {n}"))
    assert stale(replica) == 3


@given(typed=st.text(max_size=30))
@example("\x00")
@example('"')
@example("_ * ^ NEAR(a b) title:")
def test_nothing_a_person_types_breaks_the_search(typed: str) -> None:
    expression = search.match_expression(typed)
    assert expression.count('"') % 2 == 0
    assert not expression or expression.endswith('"*')


def test_odd_words_find_nothing_and_break_nothing(replica: Replica) -> None:
    for typed in ("_", "_ x", "NEAR(a b)", "title:x", "a AND", "²", "ﬁ", "١٢", "日本"):
        assert found(replica, typed) == set()


def test_two_kinds_may_use_one_id(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(make_account("Alpha", id="same"))
        writer.add(make_deal("Alpha", id="same"))
    with replica.transaction() as writer:
        writer.edit(Account, "same", name="Beta")
    assert found(replica, "alpha") == {("deal", "same")}
    assert found(replica, "beta") == {("account", "same")}
