"""How those who lead shape the team's pipelines: their stages, in which order, and what they mean.

A stage that goes is merged into another one and never taken away: deals that name it
stand where it went, and their history keeps its name.
"""

from collections.abc import Sequence
from typing import Final

from app.commands.undo import Affected, affected
from app.queries.team import StageOption, stages
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.errors import RapportError, RecordMissingError
from sync.core.records.deal import Deal
from sync.core.records.pipeline import Pipeline, Stage

_ENDS: Final = ("open", "won", "lost")


class OutcomesDifferError(RapportError):
    """An open stage cannot become one with a won one: deals would close by themselves."""

    key = "error.outcomes_differ"


def add_pipeline(writer: Writer, name: str, stage_names: Sequence[str]) -> Affected:
    """Add a pipeline with one stage for each way a deal can stand.

    Args:
        writer: The transaction.
        name: Of the pipeline.
        stage_names: Of its open, its won and its lost stage.

    Raises:
        RefusedError: If this person does not lead.
        ViolationError: If a name is too long.
    """
    last = writer.connection.exec_driver_sql("SELECT max(position) FROM pipeline").scalar()
    pipeline_id = writer.add(Pipeline(name=_tidy(name), position=int(last or 0) + 1))
    for place, (outcome, stage_name) in enumerate(zip(_ENDS, stage_names, strict=True)):
        stage = Stage(pipeline_id=pipeline_id, name=stage_name, outcome=outcome, position=place)
        writer.add(stage)
    return affected(writer, pipeline_id)


def rename_pipeline(writer: Writer, pipeline_id: str, name: str) -> Affected:
    """Give a pipeline another name.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If this person does not lead.
        ViolationError: If the name is too long.
    """
    writer.edit(Pipeline, pipeline_id, name=_tidy(name))
    return affected(writer, pipeline_id)


def add_stage(
    writer: Writer, pipeline_id: str, name: str, outcome: str = "open", after_id: str = ""
) -> Affected:
    """Add a stage to a pipeline, behind another one or as the last of its outcome.

    Raises:
        RefusedError: If this person does not lead.
        ViolationError: If the name is too long.
    """
    own = [s for s in stages(writer.connection) if s.pipeline_id == pipeline_id]
    made = Stage(pipeline_id=pipeline_id, name=_tidy(name), outcome=outcome, position=len(own))
    stage_id = writer.add(made)
    ids = [stage.id for stage in own]
    behind = [i for i, s in enumerate(own) if s.id == after_id] or [
        i for i, s in enumerate(own) if s.outcome == outcome
    ]
    ids.insert(behind[-1] + 1 if behind else len(ids), stage_id)
    _number(writer, ids)
    return affected(writer, stage_id)


def edit_stage(writer: Writer, stage_id: str, **fields: Scalar) -> Affected:
    """Write a stage's name or what it means.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If this person does not lead.
        ViolationError: If a value breaks a rule.
    """
    writer.edit(Stage, stage_id, **fields)
    return affected(writer, stage_id)


def shift_stage(writer: Writer, stage_id: str, by: int) -> Affected:
    """Move a stage so many places on in its pipeline; at the ends it stays.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If this person does not lead.
    """
    stage = _standing(writer, stage_id)
    ids = [s.id for s in stages(writer.connection) if s.pipeline_id == stage.pipeline_id]
    at = ids.index(stage_id)
    ids.insert(max(0, min(len(ids) - 1, at + by)), ids.pop(at))
    _number(writer, ids)
    return affected(writer, stage_id)


def split_stage(writer: Writer, stage_id: str, name: str, deal_ids: Sequence[str] = ()) -> Affected:
    """Put a new stage behind one, and some of its deals into it.

    Raises:
        RecordMissingError: If the stage or a deal is not here any more.
        RefusedError: If this person does not lead.
        ViolationError: If the name is too long.
    """
    stage = _standing(writer, stage_id)
    made = add_stage(writer, stage.pipeline_id, name, stage.outcome, stage_id)
    for deal_id in deal_ids:
        writer.edit(Deal, deal_id, stage_id=made.id, pipeline_id=stage.pipeline_id)
    return affected(writer, made.id)


def merge_stage(writer: Writer, stage_id: str, into_id: str) -> Affected:
    """Let a stage stand for another one, too; no deal is written.

    Raises:
        OutcomesDifferError: If one is open and the other closed, or won and lost.
        RecordMissingError: If one of them is not here any more.
        RefusedError: If this person does not lead.
    """
    stage, into = _standing(writer, stage_id), _standing(writer, into_id)
    if stage.outcome != into.outcome:
        raise OutcomesDifferError(stage=stage.name, into=into.name)
    if stage.id != into.id:
        writer.edit(Stage, stage_id, merged_into=into_id)
    return affected(writer, into_id)


def merge_pipeline(writer: Writer, pipeline_id: str, into_id: str) -> Affected:
    """Bring a pipeline's stages into another one; those of one name and outcome become one.

    Raises:
        RecordMissingError: If one of them is not here any more.
        RefusedError: If this person does not lead.
    """
    if pipeline_id == into_id:
        return affected(writer, into_id)
    known = stages(writer.connection)
    there = [stage for stage in known if stage.pipeline_id == into_id]
    twins = {(stage.name.casefold(), stage.outcome): stage.id for stage in there}
    ids = [stage.id for stage in there]
    for stage in known:
        if stage.pipeline_id != pipeline_id:
            continue
        twin = twins.get((stage.name.casefold(), stage.outcome))
        if twin:
            writer.edit(Stage, stage.id, merged_into=twin)
        else:
            writer.edit(Stage, stage.id, pipeline_id=into_id)
            ids.append(stage.id)
    _number(writer, sorted(ids, key=lambda one: _ENDS.index(_outcome(known, one))))
    writer.edit(Pipeline, pipeline_id, deleted=True)
    return affected(writer, into_id)


def _standing(writer: Writer, stage_id: str) -> StageOption:
    found = next((s for s in stages(writer.connection) if s.id == stage_id), None)
    if found is None:
        raise RecordMissingError(kind="stage", id=stage_id)
    return found


def _outcome(known: Sequence[StageOption], stage_id: str) -> str:
    return next(stage.outcome for stage in known if stage.id == stage_id)


def _number(writer: Writer, ids: Sequence[str]) -> None:
    """Write the order of a pipeline's stages."""
    for place, stage_id in enumerate(ids):
        writer.edit(Stage, stage_id, position=place)


def _tidy(name: str) -> str:
    return " ".join(name.split())
