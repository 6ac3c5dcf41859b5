"""What a change may hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core import schema
from sync.core.change import Change, Scalar
from sync.core.errors import UnknownKindError
from sync.core.validation import MAX_NUMBER, MAX_TEXT, Violation, check_change, check_fields
from tests.builders import make_change


@pytest.mark.parametrize("kind", schema.RECORDS)
def test_the_defaults_break_no_rule(kind: str) -> None:
    assert check_fields(kind, schema.defaults(kind)) is None


@pytest.mark.parametrize(
    ("change", "violation"),
    [
        (make_change(kind="spaceship"), Violation("", "violation.unknown_kind", "spaceship")),
        (make_change(record_id=""), Violation("id", "violation.bad_id")),
        (make_change(record_id="a/b"), Violation("id", "violation.bad_id")),
        (make_change(record_id="x" * 65), Violation("id", "violation.bad_id")),
        (
            Change(1, "deal", "d", {}, make_change().stamp),
            Violation("", "violation.field_count", "64"),
        ),
        (
            make_change(**{f"f{i}": 1 for i in range(65)}),  # type: ignore[arg-type]  # names are free
            Violation("", "violation.field_count", "64"),
        ),
        (make_change(at="yesterday"), Violation("", "violation.bad_stamp")),
        (make_change(seen="yesterday"), Violation("", "violation.bad_stamp")),
        (make_change(title=1), Violation("title", "violation.wrong_type", "str")),
    ],
)
def test_a_change_that_breaks_a_rule_is_named(change: Change, violation: Violation) -> None:
    assert check_change(change) == violation


@pytest.mark.parametrize(
    ("kind", "name", "value", "key", "limit"),
    [
        ("deal", "title", "x" * 301, "too_long", "300"),
        ("deal", "title", None, "wrong_type", "str"),
        ("deal", "amount_minor", 1.5, "wrong_type", "int"),
        ("deal", "amount_minor", True, "wrong_type", "int"),
        ("deal", "deleted", 1, "wrong_type", "bool"),
        ("deal", "amount_minor", MAX_NUMBER + 1, "too_large", str(MAX_NUMBER)),
        ("deal", "amount_minor", -MAX_NUMBER - 1, "too_large", str(MAX_NUMBER)),
        ("deal", "expected_on", "21.11.2026", "not_a_date", ""),
        ("deal", "expected_on", "2026-13-01", "not_a_date", ""),
        ("deal", "expected_on", "2026-11-2", "not_a_date", ""),
        ("deal", "expected_on", "2026-W47-6", "not_a_date", ""),
        ("follow_up", "due_on", "2026-02-30", "not_a_date", ""),
        ("deal", "currency", "eur", "not_a_currency", ""),
        ("attachment", "sha256", "abc", "not_a_hash", ""),
        ("deal", "currency", "EURO", "too_long", "3"),
        ("deal", "read", "angry", "not_a_choice", ", cold, keen, unsure"),
        ("user", "role", "god", "not_a_choice", "admin, manager, rep"),
        ("stage", "outcome", "", "not_a_choice", "lost, open, won"),
        ("visit", "form", "chat", "not_a_choice", "call, visit"),
        ("deal", "Bad Name", 1, "bad_name", ""),
        ("deal", "unknown", "x" * (MAX_TEXT + 1), "too_long", str(MAX_TEXT)),
        ("deal", "title", "half a smile \ud83d", "bad_text", ""),
        ("deal", "unknown", "half a smile \ud83d", "bad_text", ""),
        ("deal", "unknown", float("nan"), "wrong_type", "number"),
        ("deal", "unknown", MAX_NUMBER + 1, "too_large", str(MAX_NUMBER)),
    ],
)
def test_a_value_that_breaks_a_rule_is_named(
    kind: str, name: str, value: Scalar, key: str, limit: str
) -> None:
    assert check_fields(kind, {name: value}) == Violation(name, f"violation.{key}", limit)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("deal", "title", "x" * 300),
        ("deal", "amount_minor", -MAX_NUMBER),
        ("deal", "expected_on", "2028-02-29"),
        ("deal", "expected_on", ""),
        ("deal", "currency", "CHF"),
        ("deal", "currency", ""),
        ("deal", "read", "keen"),
        ("deal", "custom.colour", "blue"),
        ("deal", "added_later", None),
        ("deal", "added_later", 1.5),
    ],
)
def test_a_sound_value_passes(kind: str, name: str, value: Scalar) -> None:
    assert check_fields(kind, {name: value}) is None


def test_what_no_message_can_carry_breaks_a_rule() -> None:
    listed: Any = ["a", "b"]
    assert check_fields("deal", {"unknown": listed}) == Violation(
        "unknown", "violation.wrong_type", "scalar"
    )


def test_fields_of_an_unknown_kind_are_an_error() -> None:
    with pytest.raises(UnknownKindError):
        check_fields("spaceship", {"title": "x"})


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20))


@given(
    kind=st.one_of(st.sampled_from(sorted(schema.RECORDS)), st.text(max_size=8)),
    record_id=st.text(max_size=70),
    fields=st.dictionaries(
        st.one_of(st.sampled_from(schema.registers("deal")), st.text(max_size=70)), scalars
    ),
)
def test_no_change_is_too_odd_to_be_judged(
    kind: str, record_id: str, fields: dict[str, Scalar]
) -> None:
    found = check_change(Change(1, kind, record_id, fields, make_change().stamp))
    assert found is None or (found.key.startswith("violation.") and len(found.field) <= 64)
