"""What this version knows about records."""

import pytest

from sync.core import schema
from sync.core.defaults import PIPELINE_ID, default_pipeline
from sync.core.errors import UnknownKindError
from sync.core.records.deal import Deal


@pytest.mark.parametrize("kind", schema.RECORDS)
def test_every_register_has_a_default_of_its_own_type(kind: str) -> None:
    for name, value in schema.defaults(kind).items():
        assert isinstance(value, str | int | bool), f"{kind}.{name}"


@pytest.mark.parametrize("kind", schema.RECORDS)
def test_bookkeeping_does_not_sync(kind: str) -> None:
    assert not {"id", "stamps", "extra"} & set(schema.registers(kind))
    assert {"deleted", "created_ms"} <= set(schema.registers(kind))
    assert schema.kind_of(schema.model_of(kind)) == kind


def test_an_amount_goes_with_its_currency() -> None:
    assert schema.together("deal", "currency") == ("amount_minor", "currency")
    assert schema.together("deal", "amount_minor") == ("amount_minor", "currency")
    assert schema.together("deal", "title") == ("title",)
    assert schema.model_of("deal") is Deal


def test_an_older_version_knows_less() -> None:
    assert schema.known_at("conflict", 1) == schema.known_at("spaceship", 2) == set()
    new = schema.known_at("product", 2) - schema.known_at("product", 1)
    assert new == {"cost_minor", "imported"}
    assert "given_why" in schema.known_at("deal", 2) - schema.known_at("deal", 1)
    for added, version in schema.ADDED.items():
        kind, _, register = added.partition(".")
        assert kind in schema.RECORDS
        assert not register or register in schema.registers(kind)
        assert 1 < version <= schema.SCHEMA_VERSION


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(UnknownKindError):
        schema.registers("spaceship")


def test_the_default_pipeline_is_the_same_for_everyone_and_fresh_each_time() -> None:
    pipeline, stages = default_pipeline()
    again, stages_again = default_pipeline()
    assert pipeline.id == again.id == PIPELINE_ID
    assert [s.id for s in stages] == [s.id for s in stages_again]
    assert [s.position for s in stages] == list(range(len(stages)))
    assert {s.outcome for s in stages} == {"open", "won", "lost"}
    assert all(s.pipeline_id == PIPELINE_ID and s.meaning for s in stages)
    assert stages[0] is not stages_again[0]
