"""Many at once: eight devices edit the same records; twenty reps arrive in the morning."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

from app.bench.context import Run
from app.bench.device_process import DeviceProcess
from app.bench.measure import Measurement, timed
from app.bench.memory import forget_peak, peak_mb, resident_mb
from app.bench.server import serving_deals
from sync.core.records.note import Note

_DEVICES, _ROUNDS, _REPS = 8, 5, 20


def shared_records(run: Run) -> Iterator[Measurement]:
    """Measure 8 devices x 5 rounds x 100 edits on 1,000 shared records, all at once."""
    count, edits, crowd = run.size(1_000), run.size(100), min(_DEVICES, 2 + run.size(_DEVICES))
    seconds, refused, same = [], 0, True
    for turn in range(run.rounds):
        with ExitStack() as stack:
            folder = run.folder / str(turn)
            server, _ = stack.enter_context(serving_deals(folder, count))
            devices = []
            for own in range(crowd):
                replica = server.joined(folder / f"device-{own}")
                server.exchange(replica)
                replica.close()
                device = DeviceProcess(folder / f"device-{own}", server.url)
                devices.append(stack.enter_context(closing(device)))
            began = time.perf_counter()
            refused += _all_at_once(devices, edits)
            seconds.append(time.perf_counter() - began)
            held = _ask_all(devices, "deals")
            same = same and all(other == held[0] for other in held)
    yield Measurement(
        "shared_records",
        {"devices": crowd, "records": count, "rounds": _ROUNDS, "edits": edits},
        tuple(seconds),
        crowd * _ROUNDS * edits,
        "a process each, edits included, until all hold the same",
        figures={"refused": refused, "converged": same},
    )


def _all_at_once(devices: list[DeviceProcess], edits: int) -> int:
    """Let all edit and exchange until they hold the same; return how much was refused."""
    for own, device in enumerate(devices):
        device.begin("rounds", own, _ROUNDS, edits)
    refused = sum(int(device.end()) for device in devices)
    _ask_all(devices, "settle")
    return refused


def _ask_all(devices: list[DeviceProcess], task: str) -> list[object]:
    for device in devices:
        device.begin(task)
    return [device.end() for device in devices]


def reps(run: Run) -> Iterator[Measurement]:
    """Measure the server's memory while 20 reps read everything and write, at once."""
    count, notes = run.size(20_000), run.size(100)
    with ExitStack() as stack:
        server, _ = stack.enter_context(serving_deals(run.folder, count))
        phones = [
            server.phone(stack.enter_context(server.client())) for _ in range(run.size(_REPS))
        ]
        forget_peak(server.pid)

        def morning(place: int) -> None:
            phones[place].pull()
            phones[place].add(
                Note(id=f"note-{place}-{number}", text="They want two more, and a price.")
                for number in range(notes)
            )

        with ThreadPoolExecutor(len(phones)) as pool:
            seconds = timed(lambda: list(pool.map(morning, range(len(phones)))))
        figures = {"server_peak_mb": peak_mb(server.pid), "server_mb": resident_mb(server.pid)}
    yield Measurement(
        "reps",
        {"deals": count, "reps": len(phones), "notes": notes},
        (seconds,),
        len(phones),
        "all read everything and send their notes at once; the server's one process",
        figures=figures,
    )
