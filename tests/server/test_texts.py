"""Notes that two people changed unseen."""

from typing import Any

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
