"""The team as screens need it: people, stages, and who one is."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sync.client import state
from sync.core.permissions import Actor

STAGE_STEPS = """
WITH RECURSIVE walk(id, at) AS (
    SELECT id, id FROM stage
    UNION SELECT w.id, n.id FROM walk w JOIN stage s ON s.id = w.at
        JOIN stage n ON n.id = s.merged_into AND NOT n.deleted
), stands AS (
    SELECT w.id, coalesce(max(CASE WHEN n.id IS NULL THEN w.at END), min(w.at)) AS now_id
    FROM walk w JOIN stage s ON s.id = w.at
        LEFT JOIN stage n ON n.id = s.merged_into AND NOT n.deleted
    GROUP BY w.id
), steps AS (
    SELECT s.id, s.name, s.outcome, s.pipeline_id,
        row_number() OVER (PARTITION BY s.pipeline_id, s.outcome ORDER BY s.position, s.id)
            AS place,
        sum(s.outcome = 'open') OVER (PARTITION BY s.pipeline_id) AS opens
    FROM stage s JOIN stands t ON t.id = s.id WHERE t.now_id = s.id AND NOT s.deleted
)
SELECT t.id, s.id AS now_id, s.name, s.outcome, s.pipeline_id, max(1, s.opens) AS of_steps,
    CASE s.outcome WHEN 'won' THEN s.opens - 1 WHEN 'lost' THEN -1 ELSE s.place - 1 END AS step
FROM stands t JOIN steps s ON s.id = t.now_id
"""
"""Every stage with the one that stands for it now and how far that is: won is all the way,
lost is nowhere. Two stages that two people merged into each other come to the same one."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the team, by name."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class StageOption:
    """A stage a deal can be in.

    Attributes:
        step: Its place among the open stages of its pipeline, from 0; the last
            of them for won, -1 for lost.
        of: How many open stages its pipeline has.
    """

    id: str
    name: str
    outcome: str
    meaning: str
    pipeline_id: str
    pipeline: str
    step: int
    of: int


@dataclass(frozen=True, slots=True)
class Me:
    """Who uses this replica.

    Attributes:
        name: Empty before the first sync after joining.
        currency: The team's own currency.
        joined: Whether there is a server.
    """

    id: str
    name: str
    role: str
    team: str
    currency: str
    joined: bool
    server_url: str

    @property
    def actor(self) -> Actor:
        """The person as the rules see them."""
        return Actor(self.id, self.role)


def me(connection: Connection) -> Me | None:
    """Return who uses this replica; None before the first run is over."""
    own = state.load(connection)
    if not own.owned:
        return None
    person = connection.exec_driver_sql(
        "SELECT name, role FROM user WHERE id = ?", (own.user_id,)
    ).first()
    team = connection.exec_driver_sql(
        "SELECT name, currency FROM team WHERE id = ?", (own.team_id,)
    ).first()
    name, role = person or ("", "rep")
    team_name, currency = team or ("", "EUR")
    return Me(own.user_id, name, role, team_name, currency, own.joined, own.server_url)


def audio_days(connection: Connection) -> int:
    """Return how many days the team keeps recordings; 0 for ever."""
    days = connection.exec_driver_sql(
        "SELECT audio_days FROM team WHERE id = ?", (state.load(connection).team_id,)
    ).scalar()
    return int(days or 0)


def people(connection: Connection) -> tuple[Person, ...]:
    """Return the active people of the team, by name."""
    found = connection.exec_driver_sql(
        "SELECT id, name, role FROM user WHERE NOT deleted AND active ORDER BY name, id"
    )
    return tuple(Person(*row) for row in found)


def stages(connection: Connection) -> tuple[StageOption, ...]:
    """Return every stage that stands, pipeline by pipeline, in order."""
    found = connection.exec_driver_sql(
        "SELECT s.id, s.name, s.outcome, s.meaning, p.id, p.name, t.step, t.of_steps "
        f"FROM ({STAGE_STEPS}) t JOIN stage s ON s.id = t.id AND t.now_id = t.id "
        "JOIN pipeline p ON p.id = s.pipeline_id WHERE NOT p.deleted "
        "ORDER BY p.position, p.name, p.id, s.position, s.id"
    )
    return tuple(StageOption(*row) for row in found)
