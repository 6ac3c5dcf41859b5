"""The team as screens need it: people, stages, and who one is."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sync.client import state
from sync.core.permissions import Actor


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
        step: Its place in its pipeline, from 0.
        of: How many stages its pipeline has.
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


def people(connection: Connection) -> tuple[Person, ...]:
    """Return the active people of the team, by name."""
    found = connection.exec_driver_sql(
        "SELECT id, name, role FROM user WHERE NOT deleted AND active ORDER BY name, id"
    )
    return tuple(Person(*row) for row in found)


def stages(connection: Connection) -> tuple[StageOption, ...]:
    """Return every stage, pipeline by pipeline, in order."""
    found = connection.exec_driver_sql(
        "SELECT s.id, s.name, s.outcome, s.meaning, p.id, p.name,"
        " row_number() OVER (PARTITION BY p.id ORDER BY s.position, s.id) - 1,"
        " count(*) OVER (PARTITION BY p.id) "
        "FROM stage s JOIN pipeline p ON p.id = s.pipeline_id "
        "WHERE NOT s.deleted AND NOT p.deleted "
        "ORDER BY p.position, p.name, p.id, s.position, s.id"
    )
    return tuple(StageOption(*row) for row in found)
