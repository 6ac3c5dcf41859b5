"""The planned visits of a person, day by day, in the order they drive them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from app.places.gazetteer import city_place
from app.places.geometry import Place
from app.places.pasted import read_place

_MOST = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """A planned visit.

    Attributes:
        at_ms: When; only a hint on a day whose stops were put in order by hand.
        position: Its place in that order; 0 for by time.
        phone: Of the customer, or of the person one wants to meet.
        address: In one line; empty for unknown.
        place: Where they are, as the customer keeps it; empty for unknown.
    """

    id: str
    account_id: str
    account: str
    city: str
    at_ms: int
    deal_id: str = ""
    deal: str = ""
    position: int = 0
    phone: str = ""
    address: str = ""
    place: str = ""
    country: str = ""

    def where(self) -> Place | None:
        """Return where it is: the customer's own place, else the middle of their city."""
        return read_place(self.place) or city_place(self.city, self.country)


def planned_stops(
    connection: Connection, user_id: str, from_ms: int, until_ms: int
) -> tuple[Stop, ...]:
    """Return the visits a person plans from one moment to another, by time."""
    found = connection.exec_driver_sql(
        """
        SELECT v.id, v.account_id, coalesce(a.name, ''), coalesce(a.city, ''), v.at_ms, v.deal_id,
            coalesce(d.title, ''), v.position,
            coalesce(nullif(c.mobile, ''), nullif(c.phone, ''), a.phone, ''),
            coalesce(a.street, ''), coalesce(a.postcode, ''), coalesce(a.place, ''),
            coalesce(a.country, '')
        FROM visit v LEFT JOIN account a ON a.id = v.account_id
        LEFT JOIN contact c ON c.id = v.contact_id
        LEFT JOIN deal d ON d.id = v.deal_id
        WHERE v.owner_id = ? AND NOT v.done AND NOT v.deleted AND v.at_ms >= ? AND v.at_ms < ?
        ORDER BY v.at_ms, v.id LIMIT ?
        """,
        (user_id, from_ms, until_ms, _MOST),
    )
    return tuple(_stop(*row) for row in found)


def _stop(*row: Any) -> Stop:  # noqa: ANN401  # as the database gives it
    *known, street, postcode, place, country = row
    city = known[3]
    parts = (street, f"{postcode} {city}", country) if street or city else ()
    address = ", ".join(part.strip() for part in parts if part.strip())
    told: list[Any] = [*known, address, place, country]
    return Stop(*told)


def in_order(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """Return the stops of one day as they are driven: those put in order, then by time."""
    return tuple(sorted(stops, key=lambda s: (not s.position, s.position, s.at_ms, s.id)))


def day_stops(connection: Connection, user_id: str, day: date) -> tuple[Stop, ...]:
    """Return the stops of a local day, in the order they are driven."""
    start = datetime.combine(day, time()).astimezone()
    end = datetime.combine(day + timedelta(days=1), time()).astimezone()
    return in_order(planned_stops(connection, user_id, ms_of(start), ms_of(end)))


def ms_of(moment: datetime) -> int:
    """Return a moment as it is stored: UTC milliseconds."""
    return round(moment.timestamp() * 1000)
