"""Fill a replica with practice data, in transactions small enough to wait for."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, tzinfo

from app.practice.generate import Size
from app.practice.populate import OnProgress, Practice, PracticeSummary, PracticeWriter

Transact = Callable[[], AbstractContextManager[PracticeWriter]]
"""Opens a write transaction of an admin: `Replica.transaction`."""

_BATCH = 1_000
"""Records per transaction: some 200 ms on a slow machine."""


def make_practice(  # noqa: PLR0913  # each has its default
    transact: Transact,
    *,
    deals: int = 400,
    customers: int | None = None,
    notes: int | None = None,
    seed: int = 1,
    today: date,
    zone: tzinfo = UTC,
    progress: OnProgress | None = None,
) -> PracticeSummary:
    """Do what `app.practice.populate.populate` does, in many transactions.

    Doing it again with the same arguments adds what is missing and nothing
    else, so a run that was cut off can be repeated.

    Raises:
        RefusedError: If the writer is not an admin's.
        StoreError: If the replica cannot be written; earlier batches stay.
    """
    practice = Practice(Size.around(deals, customers, notes), seed, today, zone)
    with transact() as writer:
        practice.prepare(writer)
    more = True
    while more:
        with transact() as writer:
            more = practice.write(writer, _BATCH)
        if progress:
            progress(practice.done, max(practice.done, practice.expected))
    return practice.summary()
