"""What was told of a visit beside words: who was there, what came of it, photos."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one visit, by name.

    Attributes:
        met: Names of the people; one is in the title already.
        mood: happy, fine, unhappy or empty.
        photos: How many there are.
    """

    met: tuple[str, ...] = ()
    outcome: str = ""
    mood: str = ""
    products: tuple[str, ...] = ()
    photos: int = 0


@dataclass(frozen=True, slots=True)
class VisitPhoto:
    """A photo of a visit; its bytes may still be at the server."""

    id: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A visit with everything told of it."""

    id: str
    form: str
    at_ms: int
    account: str
    text: str
    told: Told
    photos: tuple[VisitPhoto, ...]


def told_of(connection: Connection, visit_ids: Sequence[str]) -> dict[str, Told]:
    """Return what was told of visits, by their ids; those with nothing are left out."""
    marks = ",".join("?" * len(visit_ids))
    found = connection.exec_driver_sql(
        f"""
        SELECT v.id, v.met, v.outcome, v.mood, v.products, (
            SELECT count(*) FROM attachment a
            WHERE a.visit_id = v.id AND NOT a.deleted AND a.mime LIKE 'image/%'
        ) AS photos
        FROM visit v WHERE v.id IN ({marks})
            AND (v.met <> '' OR v.outcome <> '' OR v.mood <> '' OR v.products <> '' OR photos)
        """,
        tuple(visit_ids),
    ).all()
    people = _names(connection, "contact", (one for row in found for one in row[1].split()))
    goods = _names(connection, "product", (one for row in found for one in row[4].split()))
    return {
        row[0]: Told(
            met=tuple(people[one] for one in row[1].split() if one in people),
            outcome=row[2],
            mood=row[3],
            products=tuple(goods[one] for one in row[4].split() if one in goods),
            photos=row[5],
        )
        for row in found
    }


def visit_page(connection: Connection, visit_id: str) -> VisitPage | None:
    """Return a visit with everything told of it; None when it is not here."""
    found = connection.exec_driver_sql(
        """
        SELECT v.id, v.form, v.at_ms, coalesce(a.name, ''), coalesce((
            SELECT n.text FROM note n WHERE n.visit_id = v.id AND NOT n.deleted
            ORDER BY n.written_ms, n.id LIMIT 1
        ), '')
        FROM visit v LEFT JOIN account a ON a.id = v.account_id
        WHERE v.id = ? AND NOT v.deleted
        """,
        (visit_id,),
    ).first()
    if found is None:
        return None
    photos = connection.exec_driver_sql(
        "SELECT id, name, sha256, size FROM attachment WHERE visit_id = ? AND NOT deleted"
        " AND mime LIKE 'image/%' ORDER BY created_ms, id",
        (visit_id,),
    ).all()
    told = told_of(connection, (visit_id,)).get(visit_id, Told())
    page: list[Any] = [*found, told, tuple(VisitPhoto(*row) for row in photos)]
    return VisitPage(*page)


def _names(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, str]:
    wanted = tuple(dict.fromkeys(ids))
    marks = ",".join("?" * len(wanted))
    sql = f"SELECT id, name FROM {kind} WHERE id IN ({marks}) AND name <> ''"  # fixed kinds
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, wanted)} if wanted else {}
