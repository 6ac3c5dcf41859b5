"""What stories are told with: who holds which phone, and a deal that everybody knows."""

from sync.core.spans import DAY_MS
from tests.simulation.world import World

MIA, ADA, BO, TABLET = range(4)
YEARS_MS = 70 * 365 * DAY_MS


def known_deal(world: World, **values: str) -> str:
    """Let Ada make a deal that everybody holds."""
    deal = world.add(ADA, "deal", "first", **values)
    world.settle()
    return deal


def title(world: World, i: int, deal: str) -> str:
    """Return a deal's title as a device shows it."""
    found = world.held(i, "deal", deal)
    assert found is not None
    return str(found.values["title"])
