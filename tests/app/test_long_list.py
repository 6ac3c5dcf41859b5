"""A long list reads and draws what is near, and keeps its place."""

import asyncio
from dataclasses import dataclass

import flet as ft
import pytest

from app import theme
from app.widgets.rows import list_row
from app.widgets.safety import guarded
from app.widgets.windowed_list import CHUNK, window_at, windowed_list
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.test_widgets import rendered


@dataclass(frozen=True)
class Row:
    """A row of the list under test."""

    id: int
    title: str


class Deals:
    """Stand in for a query: counts and reads rows, and remembers what was read."""

    def __init__(self, total: int) -> None:
        self.rows = tuple(Row(n, f"Deal {n}") for n in range(total))
        self.reads: list[tuple[int, int]] = []
        self.broken = False

    async def fetch(self, offset: int, limit: int) -> tuple[Row, ...]:
        """Read a page, a little later."""
        await asyncio.sleep(0)
        self.reads.append((offset, limit))
        if self.broken:
            message = "disk"
            raise OSError(message)
        return self.rows[offset : offset + limit]


@ft.observable
@dataclass
class Screen:
    """What the screen around the list knows."""

    version: int = 0
    query: str = ""
    chosen: int | None = None


def list_app(deals: Deals, screen: Screen) -> FletHarness:
    """Show the deals in a windowed list."""

    @guarded
    def Listing(state: Screen) -> ft.Control:  # noqa: N802 - a component
        chosen = state.chosen
        return windowed_list(
            total=len(deals.rows),
            fetch=deals.fetch,
            row=lambda row: list_row(row.title, f"deal-{row.id}", selected=row.id == chosen),
            row_key=lambda row: str(row.id),
            version=state.version,
            query=state.query,
            depends=chosen,
            identifier="deals",
        )

    return rendered(lambda: Listing(screen))


def scroll(pixels: float) -> dict[str, object]:
    """Return what the client sends when a list has been moved."""
    return {
        "event_type": "update",
        "pixels": pixels,
        "min_scroll_extent": 0.0,
        "max_scroll_extent": 10.0**6,
        "viewport_dimension": 600.0,
        "scroll_delta": 10.0,
    }


@in_own_loop
async def test_a_list_reads_and_draws_only_what_is_near() -> None:
    deals = Deals(10_000)
    async with list_app(deals, Screen()) as app:
        assert deals.reads == [(0, 2 * CHUNK)]
        assert len(app.ids("deal-")) == 2 * CHUNK
        mark = app.mark()
        await app.fire(app.find(ft.ListView), "scroll", scroll(5000 * theme.ROW))
        await app.settle()
        names = app.ids("deal-")
        assert names[0] == f"deal-{5000 - CHUNK}"
        assert len(names) == 3 * CHUNK
        assert deals.reads[1:] == [(5000 - CHUNK, 3 * CHUNK)]
        # 500 empty boxes stay as they are: only the rows now in view travel.
        assert sum(sent.size for sent in app.patches(mark)) < 100_000
        mark = app.mark()
        await app.fire(app.find(ft.ListView), "scroll", scroll(5001 * theme.ROW))
        assert app.patches(mark) == []


@in_own_loop
async def test_a_write_reloads_what_is_in_view_and_keeps_the_place() -> None:
    deals, screen = Deals(1000), Screen()
    async with list_app(deals, screen) as app:
        await app.fire(app.find(ft.ListView), "scroll", scroll(500 * theme.ROW))
        deals.rows = (*deals.rows[:500], Row(500, "Renamed"), *deals.rows[501:])
        mark = app.mark()
        screen.version += 1
        await app.settle()
        assert "Renamed" in app.texts()
        assert app.invoked == []  # no jump to the top
        assert sum(sent.size for sent in app.patches(mark)) < 2_000


@in_own_loop
async def test_a_removed_row_leaves_and_the_list_gets_shorter() -> None:
    deals, screen = Deals(25), Screen()
    async with list_app(deals, screen) as app:
        mark = app.mark()
        deals.rows = deals.rows[1:]
        screen.version += 1
        await app.settle()
        # Rows are known by their ids: one leaves. By place, all 24 would change: 3,251 B.
        assert sum(sent.size for sent in app.patches(mark)) < 2_000
        assert app.ids("deal-") == [f"deal-{n}" for n in range(1, 25)]


@in_own_loop
async def test_a_new_search_starts_at_the_top() -> None:
    deals, screen = Deals(1000), Screen()
    async with list_app(deals, screen) as app:
        await app.fire(app.find(ft.ListView), "scroll", scroll(500 * theme.ROW))
        deals.rows = tuple(row for row in deals.rows if "77" in row.title)
        screen.query = "77"
        await app.settle()
        assert [name for name, _ in app.invoked] == ["scroll_to"]
        assert app.ids("deal-")[0] == "deal-77"


@in_own_loop
async def test_choosing_a_row_draws_without_reading() -> None:
    deals, screen = Deals(100), Screen()
    async with list_app(deals, screen) as app:
        reads = list(deals.reads)
        screen.chosen = 3
        await app.settle()
        assert app.find(ft.Semantics, lambda s: bool(s.selected)).identifier == "deal-3"
        assert deals.reads == reads


@in_own_loop
async def test_rows_in_view_are_not_drawn_again_by_scrolling() -> None:
    deals, drawn = Deals(1000), list[int]()

    def row(value: Row) -> ft.Control:
        drawn.append(value.id)
        return list_row(value.title, f"deal-{value.id}")

    @guarded
    def Listing() -> ft.Control:  # noqa: N802 - a component
        return windowed_list(
            total=len(deals.rows),
            fetch=deals.fetch,
            row=row,
            row_key=lambda value: str(value.id),
            version=0,
            identifier="deals",
        )

    async with rendered(Listing) as app:
        await app.fire(app.find(ft.ListView), "scroll", scroll(CHUNK * theme.ROW))
        assert sorted(drawn) == list(range(3 * CHUNK))  # each row once


@in_own_loop
async def test_a_list_that_cannot_be_read_says_so_and_tries_again() -> None:
    deals = Deals(100)
    deals.broken = True
    async with list_app(deals, Screen()) as app:
        assert "This list could not be read. Nothing is lost." in app.texts()
        deals.broken = False
        await app.click("list-failed-action")
        assert app.ids("deal-")[0] == "deal-0"


@in_own_loop
async def test_an_old_answer_does_not_replace_a_newer_one() -> None:
    deals, screen = Deals(10), Screen()
    gates: list[asyncio.Event] = []
    read = deals.fetch

    async def slow(offset: int, limit: int) -> tuple[Row, ...]:
        rows = await read(offset, limit)
        gate = asyncio.Event()
        gates.append(gate)
        await gate.wait()
        return rows

    deals.fetch = slow  # type: ignore[method-assign]  # the query of this test waits
    async with list_app(deals, screen) as app:
        deals.rows = (Row(0, "New"), *deals.rows[1:])
        screen.version += 1
        await app.settle()
        first, second = gates
        second.set()
        await app.settle()
        first.set()
        await app.settle()
        assert "New" in app.texts()
        assert "Deal 0" not in app.texts()


@pytest.mark.parametrize(
    ("pixels", "window"),
    [(-80.0, (0, 2)), (0.0, (0, 2)), (20.0 * 68, (0, 3)), (68_000.0, (49, 52))],
)
def test_the_window_is_what_is_in_view_and_one_around(
    pixels: float, window: tuple[int, int]
) -> None:
    assert window_at(pixels, 600, theme.ROW) == window
