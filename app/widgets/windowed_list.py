"""A list of any length that stays smooth: only the rows near the eye exist as controls.

Rows are made in chunks of fixed height. A chunk far from the viewport is an empty box of
the same height, so positions never shift and the list keeps its place. Pages of rows come
from a coroutine, off the loop that draws. Measured with Flet 1.0.5: 10,000 rows as one
ListView take 7-10 s and 200 MB, in chunks of 20 they take 0.2 s (flet issues 5941, 6117).
"""

import logging
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.widgets.banner import banner
from app.widgets.safety import guarded
from app.widgets.words import use_words

log = logging.getLogger(__name__)

CHUNK: Final = 20  # rows; a phone shows about ten
_SCROLL_MS: Final = 50
_KEEP: Final = 8  # chunks kept in memory on each side of the window
R = TypeVar("R")
Window = tuple[int, int]
"""The chunks that are real: first, and one past the last."""


@dataclass(frozen=True)
class Page:
    """The rows of one chunk and the version of the list they were read for."""

    generation: tuple[Hashable, Hashable]
    rows: tuple[Any, ...]


@dataclass(frozen=True)
class Feed:
    """All that a windowed list is told; `windowed_list` documents each field."""

    total: int
    fetch: Callable[[int, int], Awaitable[tuple[Any, ...]]]
    row: Callable[[Any], ft.Control]
    row_key: Callable[[Any], str]
    version: Hashable
    query: Hashable
    height: int
    depends: Hashable
    head: ft.Control | None = None
    head_height: int = 0

    @property
    def chunks(self) -> int:
        """Count the chunks, the last one perhaps not full."""
        return -(-self.total // CHUNK)

    @property
    def generation(self) -> tuple[Hashable, Hashable]:
        """Name what rows must have been read for to be current."""
        return self.query, self.version

    def size(self, chunk: int) -> int:
        """Count the rows of a chunk."""
        return min(CHUNK, self.total - chunk * CHUNK)


def windowed_list(
    *,
    total: int,
    fetch: Callable[[int, int], Awaitable[tuple[R, ...]]],
    row: Callable[[R], ft.Control],
    row_key: Callable[[R], str],
    version: Hashable,
    identifier: str,
    query: Hashable = "",
    height: int = theme.ROW,
    depends: Hashable = None,
    head: ft.Control | None = None,
    head_height: int = 0,
) -> ft.Semantics:
    """Return a list of `total` rows that reads what it shows, when it shows it.

    Use it inside a component. It takes all the height it can get.

    Args:
        total: How many rows there are, counted by the same query as `fetch`.
        fetch: Coroutine of offset and limit; returns frozen rows in order. Called
            again for what is in view when `version` or `query` changes; old rows stay
            until the new ones are there.
        row: Builds one row, `height` high.
        row_key: Id of what a row shows.
        version: Changes with every write; the list reloads and keeps its place.
        identifier: Name for tests.
        query: Changes with the search words; the list goes back to its top.
        height: Height of each row, from `theme.row_height`.
        depends: What `row` shows beside its value, such as the id of the open row:
            rows are drawn again when it changes.
        head: What stands over the rows and scrolls away with them.
        head_height: Its height.
    """
    feed = Feed(total, fetch, row, row_key, version, query, height, depends, head, head_height)
    return ft.Semantics(identifier=identifier, expand=True, content=WindowedList(feed))


def window_at(pixels: float, viewport: float, height: int) -> Window:
    """Return the chunks to hold for a scroll position: those in view and one around."""
    step = CHUNK * height
    first, last = int(max(0.0, pixels) // step), int((max(0.0, pixels) + viewport) // step)
    return max(0, first - 1), last + 2


def _missing(feed: Feed, window: Window, pages: dict[int, Page]) -> range:
    """Return the span of chunks in the window that must be read."""
    stale = [
        chunk
        for chunk in range(window[0], min(window[1], feed.chunks))
        if chunk not in pages or pages[chunk].generation != feed.generation
    ]
    return range(stale[0], stale[-1] + 1) if stale else range(0)


def _merged(
    pages: dict[int, Page], feed: Feed, span: range, rows: tuple[Any, ...]
) -> dict[int, Page]:
    """Return the pages with a span replaced, and those far from it forgotten."""
    near = {
        chunk: page for chunk, page in pages.items() if span[0] - _KEEP <= chunk <= span[-1] + _KEEP
    }
    for place, chunk in enumerate(span):
        near[chunk] = Page(feed.generation, rows[place * CHUNK : (place + 1) * CHUNK])
    return near


@dataclass
class _Live:
    """What one mounted list remembers beside what it shows; drawing does not wait for it."""

    feed: Feed
    view: ft.Ref[ft.ListView] = field(default_factory=ft.Ref[ft.ListView])
    pixels: float = 0.0

    def build(self, value: Any) -> ft.Control:  # noqa: ANN401 - any frozen row
        """Build a row by the newest builder; bound methods are equal, as memo needs."""
        feed = self.feed
        return ft.Container(key=feed.row_key(value), height=feed.height, content=feed.row(value))


@guarded
def WindowedList(feed: Feed) -> ft.Control:
    """Hold the window, the pages and the scroll place of one list."""
    words = use_words()
    held, set_window = ft.use_state((0, 2))
    live = ft.use_memo(lambda: _Live(feed), [])
    live.feed = feed
    window = _clamped(held, feed.chunks)
    pages, failed, retry = _use_pages(live, window)

    def on_scroll(event: ft.OnScrollEvent) -> None:
        live.pixels = event.pixels
        above = event.pixels - feed.head_height
        set_window(window_at(above, event.viewport_dimension, feed.height))

    async def back_to_top() -> None:
        if live.pixels > 0 and live.view.current:
            live.pixels = 0.0
            set_window((0, 2))
            await live.view.current.scroll_to(offset=0)

    ft.on_updated(back_to_top, [feed.query])

    def chunk(index: int) -> ft.Control:
        size, page = feed.size(index), pages.get(index)
        if page is None or not window[0] <= index < window[1]:
            return ft.Container(key=str(index), height=size * feed.height)
        return MemoChunk(
            page.rows[:size], size, live.build, feed.height, feed.depends, key=str(index)
        )

    if failed:
        return _unread(words, retry)
    return ft.ListView(
        ref=live.view,
        expand=True,
        padding=ft.Padding.only(bottom=theme.SPACE_32),
        scroll_interval=_SCROLL_MS,
        on_scroll=on_scroll,
        controls=[
            *([feed.head] if feed.head else []),
            *(chunk(index) for index in range(feed.chunks)),
        ],
    )


def _use_pages(live: _Live, window: Window) -> tuple[dict[int, Page], bool, Callable[[], None]]:
    """Read the pages of a window: those read so far, whether it failed, a retry."""
    feed = live.feed
    pages, set_pages = ft.use_state(dict[int, Page]())
    trouble, set_trouble = ft.use_state("")
    attempt, set_attempt = ft.use_state(0)

    async def load() -> None:
        span = _missing(feed, window, pages)
        if not span:
            return
        try:
            rows = await feed.fetch(span[0] * CHUNK, len(span) * CHUNK)
        except Exception:  # an exception in an async effect is lost in Flet 1.0.5
            log.exception("list read failed offset=%d", span[0] * CHUNK)
            set_trouble("read")
            return
        # An older read never arrives here: Flet cancels it when the dependencies change.
        set_pages(lambda old: _merged(old, feed, span, rows))
        set_trouble("")

    def retry() -> None:
        set_trouble("")
        set_attempt(lambda count: count + 1)

    ft.use_effect(load, [window, feed.generation, feed.total, attempt])
    return pages, bool(trouble), retry


def _unread(words: Catalog, retry: Callable[[], None]) -> ft.Control:
    return ft.Container(
        padding=theme.SPACE_16,
        content=banner(
            words.t("error.list"),
            "amber",
            identifier="list-failed",
            action=words.t("common.retry"),
            on_action=retry,
        ),
    )


@guarded
def _chunk(
    rows: tuple[Any, ...],
    size: int,
    build: Callable[[Any], ft.Control],
    height: int,
    depends: Hashable,  # noqa: ARG001 - a changed value ends the memo
) -> ft.Control:
    return ft.Column(
        spacing=0,
        height=size * height,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[build(row) for row in rows],
    )


MemoChunk: Callable[..., ft.Control] = ft.memo(_chunk)  # type: ignore[no-untyped-call]


def _clamped(window: Window, chunks: int) -> Window:
    """Return the window moved up when the list has become shorter than its place."""
    first = min(window[0], max(0, chunks - 2))
    return first, max(window[1], first + 2)
