"""Bring a clock that is wrong to the server's time.

A change that waits was seen by nobody else, so its stamp may be made anew. The
server names the first stamp that is ahead of its own time, or the first of all
when the clock they were made by is wrong. This device then sets that one and all
after it right, in order, in everything that bears them, and sends again. From then
on it goes by the server's time, whatever its wall clock says. Nobody is asked,
nothing refused.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from sync.client import outbox, state
from sync.core.change import Change, newest, restamped
from sync.core.clock import Clock
from sync.core.reading import CLOCK_OFF_MS, TOLERANCE_MS, Heard, Reading
from sync.store import apply, rows

FIRST_BYTES = 16 * 1024
"""The largest first batch after a start. On the slowest of lines (20 kbit/s) it is on
its way for less than the tolerance, so that no clock looks behind for that alone."""


def worth(connection: Connection, heard: Heard, now: Reading, changes: Sequence[Change]) -> str:
    """Say what the clock is worth by which these changes got their stamps.

    Args:
        connection: For reading.
        heard: The server's time, as far as it is known.
        now: The clocks.
        changes: The oldest that wait.

    Returns:
        ``off`` when a stamp was made from another time than is believed now, as the
        wall clock was set since, or the server's time has been heard; ``wall`` when
        the server's time is not known in this boot; else the empty text.
    """
    starts = outbox.starts(connection, changes[-1].n) if changes else {}
    for boot, (earliest, latest) in starts.items():
        if boot == now.boot:
            known = heard.start_in(now)
        elif heard.knows(boot):
            known = heard.start_ms
        else:
            continue
        if max(known - earliest, latest - known) > TOLERANCE_MS:
            return "off"
    return "" if heard.knows(now.boot) else "wall"


def hear(connection: Connection, asked: Reading | None, now: Reading, server_ms: int) -> None:
    """Remember what time it is at the server; an answer from before a restart says nothing.

    Args:
        connection: A write transaction.
        asked: The clocks when the question went out.
        now: The clocks when the answer came.
        server_ms: The server's time in the answer.
    """
    if asked is None or asked.boot != now.boot:
        return
    current = state.load(connection)
    before, after = current.heard, current.heard.after(asked, now, server_ms)
    if before.ms and before.boot != after.boot:
        later_ms = after.start_ms - before.start_ms
        outbox.carry_over(connection, before.boot, after.boot, later_ms)
    state.save(
        connection,
        heard_ms=after.ms,
        boot=after.boot,
        start_ms=after.start_ms,
        off_ms=after.off_ms,
        off_said=current.off_said and abs(after.off_ms) >= CLOCK_OFF_MS,
    )


def set_right(
    connection: Connection, named: str, asked: Reading | None, now: Reading, server_ms: int
) -> None:
    """Make the stamps of waiting changes anew, from the one that was named on.

    Each gets the time at which it was written, by the steady clock; where the device
    was restarted since, by the wall clock and how far that is off. Each stays behind
    what it saw, what came before it, and all that is the server's.

    An answer that comes late names a stamp that waits no more, and does nothing.

    Args:
        connection: A write transaction.
        named: The stamp the server named.
        asked: The clocks when the question went out.
        now: The clocks when the answer came.
        server_ms: The server's time in the answer.
    """
    waiting = outbox.all_pending(connection)
    place = next((i for i, change in enumerate(waiting) if change.stamp == named), None)
    if place is None or asked is None or asked.boot != now.boot:
        return
    before = state.load(connection).heard
    hear(connection, asked, now, server_ms)
    current = state.load(connection)
    times = _true_times(outbox.written(connection), before, current.heard, now)
    clock = Clock.load(current.device_number, current.floor)
    for change in waiting[:place]:
        clock = clock.observe(change.stamp)
    anew: dict[str, str] = {}
    for change in waiting[place:]:
        seen = restamped(change.seen, lambda text: anew.get(text, text))
        clock = clock.observe(newest(seen)).tick(times[change.n].ms)
        if clock.stamp == named:  # the server would name it again
            clock = clock.tick(times[change.n].ms)
        anew[change.stamp] = clock.stamp
    _replace(connection, waiting[place:], anew)
    outbox.retime(connection, times)
    state.save(connection, clock=clock.stamp)


def _true_times(
    written: Mapping[int, Reading], before: Heard, after: Heard, now: Reading
) -> dict[int, Reading]:
    """Return when each change was written, by the server's time and the steady clock of now."""
    now_ms = after.now_ms(now)
    known = {n: after.start_ms + at.steady_ms for n, at in written.items() if at.boot == now.boot}
    guessed: dict[str, int] = {}
    latest_ms = now_ms
    times: dict[int, Reading] = {}
    # The last change of a boot is nearest to what is known of the wall clock now.
    for n, at in sorted(written.items(), reverse=True):
        if n in known:
            ms = min(known[n], now_ms)
        else:
            if at.boot not in guessed:
                earliest_ms = max([before.ms, *(known[k] for k in known if k < n)])
                guess = _guess(at.ms, (after, before), earliest_ms, latest_ms)
                guessed[at.boot] = guess - at.steady_ms
            ms = min(guessed[at.boot] + at.steady_ms, latest_ms)
        times[n] = Reading(ms, now.boot, ms - after.start_ms)
        latest_ms = ms
    return times


def _guess(wall_ms: int, heard: Sequence[Heard], earliest_ms: int, latest_ms: int) -> int:
    """Return when something was written in a boot of which nothing is known.

    The wall clock was off as it is now, or, if that cannot be, as it was at the
    exchange before; at any rate it was after what is known to be earlier, and
    before what was written next.
    """
    guesses = [wall_ms + one.off_ms for one in heard if one.ms]
    possible = (guess for guess in guesses if earliest_ms <= guess <= latest_ms)
    return next(possible, min(max(guesses[0], earliest_ms), latest_ms))


def _replace(connection: Connection, changes: tuple[Change, ...], anew: dict[str, str]) -> None:
    """Put the new stamps into the outbox and the rows.

    What had lost here to another's value may stand now, so what waits is laid over
    the rows again.
    """

    def new(text: str) -> str:
        return anew.get(text, text)

    said_anew = [replace(c, stamp=new(c.stamp), seen=restamped(c.seen, new)) for c in changes]
    outbox.restamp(connection, said_anew)
    by_row: dict[str, dict[str, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for change in said_anew:
        by_row[change.kind][change.id].append(change)
    for kind, waiting in by_row.items():
        held = rows.load_many(connection, kind, list(waiting)).values()
        moved = (replace(r, stamps=restamped(r.stamps, new)) for r in held)
        rows.save(connection, kind, [apply.overlaid(r, waiting[r.id]) for r in moved])
