"""Which customers are near a place; nothing of the place is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.places.gazetteer import city_place
from app.places.geometry import Place, km_between
from app.places.pasted import read_place

_NEAR_KM = 60.0


@dataclass(frozen=True, slots=True)
class Near:
    """A customer who is near.

    Attributes:
        km: How far it is; to the middle of the city where nobody knows the house.
        exact: Whether that is the way to the customer's own place.
    """

    account_id: str
    account: str
    city: str
    km: float
    exact: bool


def near(connection: Connection, here: Place, limit: int) -> tuple[Near, ...]:
    """Return the customers near a place, the nearest first.

    Args:
        connection: A read transaction.
        here: Where the device is; used for this answer alone.
        limit: How many at most.
    """
    found = (one for one in _measured(connection, here) if one.km <= _NEAR_KM)
    nearest = sorted(found, key=lambda one: (one.km, one.account, one.account_id))
    return tuple(nearest[:limit])


def _measured(connection: Connection, here: Place) -> Iterator[Near]:
    rows = connection.exec_driver_sql(
        "SELECT id, name, city, country, place FROM account"
        " WHERE NOT deleted AND (place <> '' OR city <> '')"
    )
    middles: dict[tuple[str, str], Place | None] = {}
    for account_id, name, city, country, own in rows:
        place = read_place(own)
        if place:
            yield Near(account_id, name, city, km_between(here, place), exact=True)
            continue
        if (city, country) not in middles:
            middles[city, country] = city_place(city, country)
        middle = middles[city, country]
        if middle:
            yield Near(account_id, name, city, km_between(here, middle), exact=False)
