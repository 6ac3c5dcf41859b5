"""The team as screens need it: people, stages, and who one is."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sync.client import state
from sync.core.permissions import Actor

STAGE_STEPS = """
SELECT id, name, outcome, max(1, opens) AS of_steps,
    CASE outcome WHEN 'won' THEN opens - 1 WHEN 'lost' THEN -1 ELSE place - 1 END AS step
FROM (
    SELECT id, name, outcome,
        row_number() OVER (PARTITION BY pipeline_id, outcome ORDER BY position, id) AS place,
        sum(outcome = 'open') OVER (PARTITION BY pipeline_id) AS opens
    FROM stage WHERE NOT deleted
)
"""
"""Every stage with how far it is: won is all the way, lost is nowhere."""


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
    """Return every stage, pipeline by pipeline, in order."""
    found = connection.exec_driver_sql(
        "SELECT s.id, s.name, s.outcome, s.meaning, p.id, p.name, t.step, t.of_steps "
        f"FROM ({STAGE_STEPS}) t JOIN stage s ON s.id = t.id "
        "JOIN pipeline p ON p.id = s.pipeline_id WHERE NOT p.deleted "
        "ORDER BY p.position, p.name, p.id, s.position, s.id"
    )
    return tuple(StageOption(*row) for row in found)
