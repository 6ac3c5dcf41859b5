"""Write practice data into a replica."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from itertools import islice
from typing import Protocol

from sqlalchemy import Connection

from app.practice.cast import TEAM, Member
from app.practice.chance import Chance, at
from app.practice.course import Diary, Ground
from app.practice.generate import Size, pipeline, products, records
from sync.core import schema
from sync.core.permissions import Actor
from sync.core.records.base import Record
from sync.core.records.pipeline import Stage
from sync.core.records.team import User
from sync.store import rows

_STEP = 500
"""Records between two reports of progress."""

OnProgress = Callable[[int, int], None]
"""Takes how many records are done, and about how many there will be."""


class PracticeWriter(Protocol):
    """The part of `sync.client.writer.Writer` practice data needs."""

    @property
    def actor(self) -> Actor:
        """Who writes; an admin, since people are added."""

    @property
    def connection(self) -> Connection:
        """For reads that belong to the transaction."""

    def add(self, record: Record) -> str:
        """Write a new record and return its id."""


@dataclass(frozen=True, slots=True)
class PracticeSummary:
    """What was made.

    Attributes:
        added: New records by kind; nothing when all were there before.
        users: Ids of the team's people by name.
        twins: Pairs of ids of customers planted as the same.
        namesakes: Pairs of ids of people planted as the same.
        stale: Ids of open deals planted as forgotten.
    """

    added: Mapping[str, int]
    users: Mapping[str, str]
    twins: tuple[tuple[str, str], ...]
    namesakes: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]


def populate(  # noqa: PLR0913  # each has its default
    writer: PracticeWriter,
    *,
    deals: int = 400,
    customers: int | None = None,
    notes: int | None = None,
    seed: int = 1,
    today: date,
    progress: OnProgress | None = None,
) -> PracticeSummary:
    """Fill a replica within one transaction; see `Practice` for several.

    Args:
        writer: Of an admin. Users named like the practice team are taken over,
            as are the first pipeline and its stages.
        deals: How many deals.
        customers: How many customers; two for five deals when left out.
        notes: How many notes; three for two deals when left out.
        seed: Which of the many possible teams.
        today: The day of the notebook.
        progress: Called now and then.

    Raises:
        RefusedError: If the writer is not an admin's.
    """
    practice = Practice(Size.around(deals, customers, notes), seed, today)
    practice.prepare(writer)
    while practice.write(writer, _STEP):
        if progress:
            progress(practice.done, practice.expected)
    return practice.summary()


class Practice:
    """Practice data on its way into a replica. Lives for one run.

    A run that was cut off is begun again with the same arguments: records that
    are there already are left alone.

    Attributes:
        done: Records seen so far.
        expected: About how many there will be.
    """

    def __init__(self, size: Size, seed: int, today: date, zone: tzinfo = UTC) -> None:
        """Plan a run; nothing is made yet.

        Args:
            size: How much.
            seed: Which of the many possible teams.
            today: The day of the notebook.
            zone: Whose hours the team works in.
        """
        self.done = 0
        self.expected = round(size.customers * 2.7 + size.deals * 1.45 + size.notes * 2.1)
        self._size = size
        self._seed = seed
        self._today = today
        self._diary = Diary(today, zone)
        self._added: Counter[str] = Counter()
        self._users: dict[str, str] = {}
        self._records: Iterator[Record] = iter(())

    def prepare(self, writer: PracticeWriter) -> None:
        """Write the team, the price list and, if there is none, the pipeline."""
        reps = self._people(writer)
        goods = products(self._seed, self._today)
        self._add(writer, list[Record](goods))
        pipeline_id, stages = self._stages(writer)
        ground = Ground(reps, pipeline_id, stages, tuple(good.id for good in goods))
        self._records = records(ground, self._size, self._seed, self._today, self._diary)

    def write(self, writer: PracticeWriter, count: int) -> bool:
        """Write the next records; return whether there may be more."""
        some = list(islice(self._records, count))
        self._add(writer, some)
        self.done += len(some)
        return len(some) == count

    def summary(self) -> PracticeSummary:
        """Return what was made so far."""
        return PracticeSummary(
            dict(self._added),
            dict(self._users),
            tuple(self._diary.twins),
            tuple(self._diary.namesakes),
            tuple(self._diary.stale),
        )

    def _add(self, writer: PracticeWriter, some: list[Record]) -> None:
        kinds: dict[str, list[str]] = {}
        for record in some:
            kinds.setdefault(schema.kind_of(type(record)), []).append(record.id)
        there = {
            one
            for kind, ids in kinds.items()
            for one in rows.load_many(writer.connection, kind, ids)
        }
        for record in some:
            if record.id not in there:
                writer.add(record)
                self._added[schema.kind_of(type(record))] += 1

    def _people(self, writer: PracticeWriter) -> tuple[str, ...]:
        """Add whoever of the team is missing; return the reps' ids."""
        found = writer.connection.exec_driver_sql("SELECT name, id FROM user WHERE deleted = 0")
        here = {str(row[0]): str(row[1]) for row in found}
        team = [member for member in TEAM if member.since <= self._size.deals]
        chance, made_ms = Chance(self._seed, "people"), at(self._today, 0)
        for member in team:
            new_id = chance.id(made_ms)
            if member.name not in here:
                self._add(writer, [_user(member, new_id, made_ms)])
            self._users[member.name] = here.get(member.name, new_id)
        return tuple(self._users[m.name] for m in team if m.role == "rep")

    def _stages(self, writer: PracticeWriter) -> tuple[str, tuple[Stage, ...]]:
        """Return the first pipeline that has open, won and lost stages, or a new one."""
        found = writer.connection.exec_driver_sql(
            "SELECT s.id, s.pipeline_id, s.name, s.position, s.outcome FROM stage s"
            " JOIN pipeline p ON p.id = s.pipeline_id WHERE s.deleted = 0 AND p.deleted = 0"
            " ORDER BY p.position, p.id, s.position, s.id"
        )
        names = ("id", "pipeline_id", "name", "position", "outcome")
        pipelines: dict[str, list[Stage]] = {}
        for row in found:
            stage = Stage(**dict(zip(names, row, strict=True)))
            pipelines.setdefault(stage.pipeline_id, []).append(stage)
        for pipeline_id, stages in pipelines.items():
            if {stage.outcome for stage in stages} == {"open", "won", "lost"}:
                return pipeline_id, tuple(stages)
        made, stages = pipeline(self._seed, self._today)
        self._add(writer, [made, *stages])
        return made.id, tuple(stages)


def _user(member: Member, new_id: str, made_ms: int) -> User:
    return User(
        id=new_id, created_ms=made_ms, name=member.name, email=member.email, role=member.role
    )
