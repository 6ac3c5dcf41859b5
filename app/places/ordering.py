"""The order of a day's stops with the shortest way, as the crow flies.

A way of our own, since what is there asks for more than it gives: python-tsp brings
numpy, networkx and tsplib95, and the routing libraries are no wheels for phones. A day
has a dozen stops: the nearest next one, and then 2-opt and moving single stops until
nothing gets shorter (Croes 1958; Or 1976), is within a few per cent of the best way.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.places.geometry import Place, km_between

_LEAST_KM = 1e-9
"""What is not longer than this is no gain, only rounding."""


def shortest_way(stops: Sequence[Place], start: Place | None = None) -> tuple[int, ...]:
    """Return the indexes of stops in the order of a short way through all of them.

    The way does not come back. Without a start it begins at the first stop.

    Args:
        stops: Where to go.
        start: Where one is; None when nobody says.
    """
    if len(stops) < 2:
        return tuple(range(len(stops)))
    places = [start, *stops] if start else list(stops)
    way = _improved(places, _nearest_next(places))
    return tuple(index - 1 for index in way[1:]) if start else tuple(way)


def way_km(places: Sequence[Place]) -> float:
    """Return how long a way is."""
    return sum(km_between(one, other) for one, other in pairwise(places))


def _nearest_next(places: Sequence[Place]) -> list[int]:
    way, left = [0], set(range(1, len(places)))
    while left:
        here = places[way[-1]]
        nearest = min(left, key=lambda index: (km_between(here, places[index]), index))
        way.append(nearest)
        left.remove(nearest)
    return way


def _improved(places: Sequence[Place], way: list[int]) -> list[int]:
    """Turn parts around and move single stops while that makes the way shorter."""
    best, length = way, _length(places, way)
    better = True
    while better:
        better = False
        for other in _neighbours(best):
            other_length = _length(places, other)
            if other_length < length - _LEAST_KM:
                best, length, better = other, other_length, True
                break
    return best


def _neighbours(way: list[int]) -> list[list[int]]:
    """Return every way with one part turned around or one stop moved; the first one stays."""
    last = len(way)
    turned = [
        way[:i] + way[i:j][::-1] + way[j:] for i in range(1, last) for j in range(i + 2, last + 1)
    ]
    moved = []
    for i in range(1, last):
        rest = way[:i] + way[i + 1 :]
        moved += [[*rest[:j], way[i], *rest[j:]] for j in range(1, last) if j != i]
    return turned + moved


def _length(places: Sequence[Place], way: Sequence[int]) -> float:
    return way_km([places[index] for index in way])
