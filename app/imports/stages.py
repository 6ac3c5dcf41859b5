"""Find or make the pipeline and stage a source's deal stands in."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.imports.decide import UNDONE, memory
from app.imports.identity import record_id
from app.imports.stage_name import StageName
from app.imports.table import header_key
from app.imports.writer import ImportWriter
from sync.core import schema
from sync.core.errors import RefusedError
from sync.core.records.base import Record
from sync.core.records.pipeline import Pipeline, Stage
from sync.store import rows

_ONE_AND_ONLY = frozenset({"", "pipeline", "sales", "sales pipeline", "standard", "default"})
"""Names systems give the pipeline of a team that never named one: ours is the first."""

MAX_MADE = 200
"""Stages one import may make; a column with more values holds something else."""

_NEW_PIPELINE = "Sales"
_OUTCOMES = {"won": "Won", "lost": "Lost", "open": "New"}


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as it is here."""

    id: str
    pipeline_id: str
    name: str
    position: int
    outcome: str


class Stages:
    """The stages of the team. Lives for one import; grows as stages are made.

    Attributes:
        made: How many stages were added.
    """

    def __init__(self, source: str) -> None:
        """Start with nothing; see `load`."""
        self.made = 0
        self._source = source
        self._pipelines: dict[str, str] = {}
        self._steps: list[Step] = []
        self._found: dict[StageName, Step | None] = {}

    @classmethod
    def load(cls, connection: Connection, source: str) -> "Stages":
        """Read the pipelines and stages that are here."""
        stages = cls(source)
        for pipeline_id, name in connection.exec_driver_sql(
            "SELECT id, name FROM pipeline WHERE deleted = 0 ORDER BY position, id"
        ):
            stages._pipelines.setdefault(header_key(name), pipeline_id)
        found = connection.exec_driver_sql(
            "SELECT id, pipeline_id, name, position, outcome FROM stage"
            " WHERE deleted = 0 ORDER BY position, id"
        )
        stages._steps = [Step(*row) for row in found]
        return stages

    def find(self, named: StageName) -> Step | None:
        """Return the stage of that name, else one that stands for the outcome."""
        if named not in self._found:
            self._found[named] = self._search(named)
        return self._found[named]

    def _search(self, named: StageName) -> Step | None:
        pipeline_id = self._pipeline(named.pipeline)
        ending = [
            step
            for step in self._steps
            if step.pipeline_id == pipeline_id and step.outcome == named.outcome
        ]
        if not named.name:
            return next(iter(ending), None)
        key = header_key(named.name)
        return next((s for s in ending if header_key(s.name) == key), None)

    def settle(self, writer: ImportWriter, named: StageName) -> Step | None:
        """Return the stage of that name, made if it is not here.

        Returns:
            None when the person who imports may not make stages, deleted this
            one here, or too many were made already.
        """
        found = self.find(named)
        if found or self.made >= MAX_MADE:
            return found
        try:
            made = self._make(writer, named)
        except RefusedError:
            return None
        self._found.clear()
        return made

    def _pipeline(self, name: str) -> str:
        key = header_key(name)
        if key in self._pipelines:
            return self._pipelines[key]
        return next(iter(self._pipelines.values()), "") if key in _ONE_AND_ONLY else ""

    def _make(self, writer: ImportWriter, named: StageName) -> Step | None:
        pipeline_id = self._pipeline(named.pipeline) or self._make_pipeline(writer, named.pipeline)
        name = named.name or _OUTCOMES[named.outcome]
        source_id = f"{pipeline_id}/{header_key(name)}/{named.outcome}"
        new_id = record_id("stage", self._source, source_id)
        steps = [s for s in self._steps if s.pipeline_id == pipeline_id]
        before = [s for s in steps if named.outcome != "open" or s.outcome == "open"]
        position = max((s.position for s in before), default=-1) + 1
        stage = Stage(
            id=new_id,
            pipeline_id=pipeline_id,
            name=name,
            position=position,
            outcome=named.outcome,
            source=self._source,
            source_id=source_id,
            imported=memory({"name": name, "pipeline_id": pipeline_id, "outcome": named.outcome}),
        )
        if not _place(writer, stage):
            return None
        self._make_room(writer, [s for s in steps if s not in before], position)
        step = Step(new_id, pipeline_id, name, position, named.outcome)
        self._steps.append(step)
        self.made += 1
        return step

    def _make_pipeline(self, writer: ImportWriter, name: str) -> str:
        name = name or _NEW_PIPELINE
        new_id = record_id("pipeline", self._source, header_key(name))
        pipeline = Pipeline(
            id=new_id,
            name=name,
            position=len(self._pipelines),
            source=self._source,
            source_id=header_key(name),
            imported=memory({"name": name}),
        )
        _place(writer, pipeline)
        self._pipelines[header_key(name)] = new_id
        return new_id

    def _make_room(self, writer: ImportWriter, after: list[Step], position: int) -> None:
        """Move won and lost behind the new open stage."""
        clash = position - min((s.position for s in after), default=position + 1) + 1
        if clash <= 0:
            return
        for step in after:
            moved = replace(step, position=step.position + clash)
            writer.edit(Stage, step.id, position=moved.position)
            self._steps[self._steps.index(step)] = moved


def _place(writer: ImportWriter, record: Record) -> bool:
    """Write a stage or pipeline, also one that went with its import.

    Returns:
        False where it is here, or somebody deleted it here on purpose.
    """
    kind = schema.kind_of(type(record))
    held = rows.load(writer.connection, kind, record.id)
    if held is None:
        writer.add(record)
        return True
    if not held.values["deleted"] or held.values.get("imported") != UNDONE:
        return False
    fields = {name: getattr(record, name) for name in schema.registers(kind)}
    del fields["created_ms"]
    writer.edit(type(record), record.id, **fields)
    return True
