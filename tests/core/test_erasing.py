"""What belongs to whom."""

import pytest

from sync.core.change import Scalar
from sync.core.erasing import belongs, closure


@pytest.mark.parametrize(
    ("kind", "values", "theirs"),
    [
        ("note", {"account_id": "a"}, True),
        ("note", {"account_id": "b", "deal_id": "d"}, False),
        ("note", {"account_id": "", "deal_id": "d"}, True),
        ("conflict", {"about_id": "d"}, True),
        ("from_later", {"whatever_id": "d"}, True),
        ("note", {"text": "a", "account_id": ""}, False),
        ("account", {"parent_id": "a"}, False),
        ("user", {"owner_id": "a"}, False),
        ("erasure", {"account_id": "a"}, False),
        ("deal", {}, False),
    ],
)
def test_a_record_belongs_to_the_customer_it_names(
    kind: str, values: dict[str, Scalar], *, theirs: bool
) -> None:
    assert belongs(kind, values, {"a", "d"}) is theirs


def test_what_belongs_is_found_in_whatever_order_it_comes() -> None:
    said: dict[str, Scalar] = {"about_kind": "account"}
    rows: list[tuple[str, str, dict[str, Scalar]]] = [
        ("deal_line", "line", {"deal_id": "deal"}),
        ("conflict", "clash", {"about_id": "line"}),
        ("deal", "deal", {"account_id": "two"}),
        ("sameness", "pair", {**said, "verdict": "same", "one_id": "one", "other_id": "two"}),
        ("sameness", "no", {**said, "verdict": "different", "one_id": "two", "other_id": "three"}),
        ("deal", "theirs", {"account_id": "three"}),
    ]
    everything = {"one", "two", "deal", "line", "clash", "pair", "no"}
    assert closure(lambda: rows, ["one"]) == everything
    assert closure(lambda: rows, [""]) == set()
