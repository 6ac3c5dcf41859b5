"""Notes that two people changed unseen."""

import json
from typing import Any

import pytest

from sync.core.change import unpack
from tests.server.phones import Phone

BASE = "They want a grinder. Price by Friday."


def _both(rep: Phone, manager: Phone, first: str, second: str) -> tuple[list[Any], list[str]]:
    """Let two people change a note unseen; return it as the manager sees it, and the kinds sent."""
    rep.put("note", "n1", text=BASE)
    seen = rep.stamp()
    manager.catch_up()
    manager.ticks = 9
    manager.put("note", "n1", seen=seen, text=first)
    reply = rep.put("note", "n1", seen=seen, text=second)
    rows = {row[1]: row for row in reply["rows"]}
    assert manager.catch_up()["rows"].get("n1", rows["n1"]) == rows["n1"]
    return rows["n1"], sorted(row[0] for row in reply["rows"])


def test_changes_in_different_places_are_put_together(rep: Phone, manager: Phone) -> None:
    row, kinds = _both(rep, manager, BASE + " Call Ines.", "Met Tom. " + BASE)
    assert row[3]["text"] == "Met Tom. " + BASE + " Call Ines."
    assert kinds == ["note"]
    assert unpack(row[2])[1]["text"] > manager.stamp()


def test_changes_of_the_same_words_are_a_conflict(rep: Phone, manager: Phone) -> None:
    row, kinds = _both(
        rep, manager, BASE.replace("Friday", "Monday"), BASE.replace("Friday", "Tuesday")
    )
    assert row[3]["text"] == BASE.replace("Friday", "Monday")
    assert kinds == ["conflict", "note"]


def test_a_text_whose_beginning_nobody_knows_is_a_conflict(rep: Phone, manager: Phone) -> None:
    manager.ticks = 9
    manager.put("note", "n1", text="one")
    reply = rep.put("note", "n1", text="two")
    assert sorted(row[0] for row in reply["rows"]) == ["conflict", "note"]


def _same(phone: Phone, taken: object, **others: str) -> dict[str, Any]:
    """Let a person make two customers one; return the rows that come along."""
    pair = {"about_kind": "account", "one_id": "a", "other_id": "b"}
    said = {"verdict": "same", "kept_id": "a", "before": json.dumps(taken)}
    reply = phone.put("sameness", "pair", **pair, **{**said, **others})
    return {row[1]: row for row in reply["rows"]}


@pytest.mark.parametrize("later", [{}, {"a": {"city": ["Bonn", "Köln"]}}])
def test_what_two_took_over_at_once_is_added_up(
    rep: Phone, manager: Phone, later: dict[str, Any]
) -> None:
    _same(rep, {"a": {"city": ["Bonn", "Ulm"], "phone": ["", "030"]}, "b": {"name": ["x", "y"]}})
    manager.ticks = 9
    rows = _same(manager, later)
    city = later["a"]["city"] if later else ["Bonn", "Ulm"]
    assert [row[0] for row in rows.values()] == ["sameness"]
    assert json.loads(rows["pair"][3]["before"]) == {
        "a": {"city": city, "phone": ["", "030"]},
        "b": {"name": ["x", "y"]},
    }
    assert rep.catch_up()["rows"]["pair"] == rows["pair"]


@pytest.mark.parametrize("nonsense", ["[]", "7", "no", '{"a": 7}'])
def test_what_is_nothing_that_one_takes_over_stays_a_conflict(
    rep: Phone, manager: Phone, nonsense: str
) -> None:
    _same(rep, {"a": {"phone": ["", "030"]}})
    manager.ticks = 9
    rows = _same(manager, {}, before=nonsense)
    assert rows["pair"][3]["before"] == nonsense
    assert "conflict" in {row[0] for row in rows.values()}


def test_who_takes_two_apart_adds_up_nothing(rep: Phone, manager: Phone) -> None:
    _same(rep, {"a": {"phone": ["", "030"]}})
    manager.ticks = 9
    rows = _same(manager, {}, verdict="different", kept_id="")
    assert rows["pair"][3]["before"] == "{}"
