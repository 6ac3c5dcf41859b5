"""A person's own order of deals: what is pinned, and what stands where."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.records.deal_place import DealPlace, place_id
from sync.store import rows

STEP: Final = 1_024
"""Room between two places, so that a deal put between them moves no other."""

_NOWHERE: Final[Mapping[str, Scalar]] = {"pinned": False, "why": "", "position": 0}


def pin_deal(writer: Writer, deal_id: str, why: str = "") -> Affected:
    """Pin a deal above everything that is not, with the person's own reason.

    Raises:
        ViolationError: If the reason is too long.
    """
    _put(writer, deal_id, pinned=True, why=" ".join(why.split()))
    return affected(writer, deal_id)


def unpin_deal(writer: Writer, deal_id: str) -> Affected:
    """Take a pin out; only the person who set it does."""
    _put(writer, deal_id, pinned=False, why="")
    return affected(writer, deal_id)


def arrange(writer: Writer, deal_ids: Sequence[str], moved_id: str) -> Affected:
    """Give deals their places in one's own order, as they stand in a list.

    Args:
        writer: The transaction.
        deal_ids: The list from its top down to the lowest deal that needs a place.
        moved_id: The one that was moved.
    """
    ids = {place_id(writer.actor.user_id, one): one for one in deal_ids}
    held = rows.load_many(writer.connection, "deal_place", list(ids))
    has: dict[str, int] = {}
    for place, row in held.items():
        has[ids[place]] = 0 if row.values["deleted"] else int(str(row.values["position"]))
    places = spread([0 if one == moved_id else has.get(one, 0) for one in deal_ids])
    for deal_id, position in zip(deal_ids, places, strict=True):
        if has.get(deal_id, 0) != position:
            _put(writer, deal_id, position=position)
    return affected(writer, moved_id)


def forget_order(writer: Writer, deal_id: str) -> Affected:
    """Take a deal out of one's own order: its date says again where it stands."""
    _put(writer, deal_id, position=0)
    return affected(writer, deal_id)


def spread(places: Sequence[int]) -> list[int]:
    """Return rising places for a list, keeping those that rise already.

    Args:
        places: What each has; 0 for none.
    """
    kept, last = [0] * len(places), 0
    for at, place in enumerate(places):
        # One that stands below a larger one still to come would push all of those.
        if place > last and all(later == 0 or later > place for later in places[at + 1 :]):
            kept[at] = last = place
    given: list[int] = []
    for at, place in enumerate(kept):
        if place:
            given.append(place)
            continue
        below = given[-1] if given else 0
        above = next((later for later in kept[at:] if later), 0)
        given.append(below + ((above - below) // (_without(kept, at) + 1) if above else STEP))
    rising = all(a < b for a, b in zip([0, *given], given, strict=False))
    return given if rising else [STEP * (at + 1) for at in range(len(places))]


def _without(kept: Sequence[int], start: int) -> int:
    """Return how many in a row have no place, from one on."""
    return next((at for at in range(start, len(kept)) if kept[at]), len(kept)) - start


def _put(writer: Writer, deal_id: str, **fields: Scalar) -> None:
    """Write one's own place for a deal, made when there is none."""
    place = place_id(writer.actor.user_id, deal_id)
    held = rows.load(writer.connection, "deal_place", place)
    if held:
        gone = _NOWHERE if held.values["deleted"] else {}
        writer.edit(DealPlace, place, **{"deleted": False, **gone, **fields})
        return
    made = DealPlace(id=place, owner_id=writer.actor.user_id, deal_id=deal_id)
    for name, value in fields.items():
        setattr(made, name, value)
    writer.add(made)
