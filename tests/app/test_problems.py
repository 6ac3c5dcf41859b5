"""Whatever goes wrong has its sentence."""

import re
from pathlib import Path

import pytest

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.imports import errors as import_errors
from app.imports.draft import LINKED_KIND
from app.screens.problems import field_words, problem_words, reason_words
from sync.core import errors, schema
from sync.core.errors import (
    RapportError,
    RefusedError,
    ServerFaultError,
    UnreachableError,
    ViolationError,
)

ROOT = Path(__file__).parents[2]
WORDS = Catalog(ENGLISH)
FALLBACK = WORDS.t("error.unexpected")
REASON = re.compile(r'"((?:refused|violation)\.[a-z_]+)"')


def all_errors(kind: type[RapportError] = RapportError) -> list[type[RapportError]]:
    """Return every error class of the core and of imports, the base included."""
    below = [found for child in kind.__subclasses__() for found in all_errors(child)]
    here = (errors.__name__, import_errors.__name__)
    return [one for one in (kind, *below) if one.__module__ in here]


def reasons() -> list[str]:
    """Return every key of a refusal or a broken rule that the code can give."""
    files = [
        *ROOT.glob("sync/core/*.py"),
        *ROOT.glob("sync/server/*.py"),
        *ROOT.glob("app/commands/*.py"),
    ]
    return sorted({key for file in files for key in REASON.findall(file.read_text())})


def import_reasons() -> list[str]:
    """Return every key an import can give for a row; links build theirs of two words."""
    said = {
        key
        for file in (ROOT / "app/imports").glob("*.py")
        for key in re.findall(r'"(import\.reason\.[a-z_]+)"', file.read_text())
    }
    links = {
        f"import.reason.{word}_{why}" for word in LINKED_KIND for why in ("ambiguous", "not_found")
    }
    return sorted(said | links)


@pytest.mark.parametrize("error", all_errors(), ids=lambda error: error.key)
def test_every_error_has_its_own_sentence(error: type[RapportError]) -> None:
    said = problem_words(WORDS, error(file="a.csv", limit_mb=5, line=7, count=9))
    assert (said == FALLBACK) == (error is RapportError)
    assert "{" not in said


@pytest.mark.parametrize("reason", reasons())
def test_every_refusal_and_rule_has_its_own_sentence(reason: str) -> None:
    said = reason_words(WORDS, reason, "amount_minor", "300")
    assert said != WORDS.t("refused.unknown")
    assert "{" not in said


@pytest.mark.parametrize("reason", import_reasons())
def test_every_reason_of_an_import_has_its_own_sentence(reason: str) -> None:
    assert reason_words(WORDS, reason) != WORDS.t("refused.unknown")


def test_the_walk_over_reasons_sees_rules_and_refusals() -> None:
    assert {"refused.managers_only", "refused.not_yours", "violation.too_long"} <= set(reasons())


@pytest.mark.parametrize("kind", schema.RECORDS)
def test_every_part_of_a_card_has_a_name(kind: str) -> None:
    # Whoever settles a conflict chooses between two values: the choice has a name.
    parts = schema.registers(kind) if kind != "conflict" else ()
    assert [f for f in parts if f"field.{f}" not in ENGLISH.texts] == []
    assert f"kind.{kind}" in ENGLISH.texts


def test_a_refusal_says_why_and_what_is_safe() -> None:
    error = RefusedError(reason="refused.managers_only", kind="stage", id="s1")
    assert problem_words(WORDS, error) == (
        "Only a manager can change this. Nothing was changed, and what you typed is still here."
    )


def test_a_broken_rule_names_the_field_and_its_limit() -> None:
    error = ViolationError(rule="violation.too_long", kind="note", field="text", limit="100000")
    said = problem_words(WORDS, error)
    assert said.startswith("The text is too long. It can have up to 100,000 characters. Nothing")


def test_a_rule_whose_number_is_not_known_leaves_it_out() -> None:
    assert reason_words(WORDS, "violation.too_long", "name") == "The name is too long to keep."


def test_an_answer_of_the_server_is_said_by_its_own_key() -> None:
    error = ServerFaultError(status=429, error="error.too_many", hint="Wait.")
    assert problem_words(WORDS, error) == WORDS.t("error.too_many")


def test_an_unknown_answer_falls_back_to_the_error_that_carried_it() -> None:
    error = ServerFaultError(status=418, error="error.teapot")
    assert problem_words(WORDS, error) == WORDS.t("error.server_fault")


def test_an_unknown_reason_is_still_said() -> None:
    assert reason_words(WORDS, "refused.from_the_future") == WORDS.t("refused.unknown")
    assert field_words(WORDS, "from_the_future") == WORDS.t("field.unknown")


def test_no_signal_says_that_all_is_safe() -> None:
    assert "safe" in problem_words(WORDS, UnreachableError(detail="ConnectError"))
