"""Tell many new stories, in several processes, and say how they ended.

    python -m tests.simulation.many STORIES [PROCESSES]

They are told in portions of at most a thousand, each with a seed of its own, which is
printed with how it ended; what a bad one said follows at once. Ends with 1 if any was bad.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

PORTION = 1_000
STORIES = "tests/simulation/test_simulation.py::TestStory"


@dataclass(frozen=True)
class Told:
    """How a portion ended.

    Attributes:
        seed: Tells the same again.
        stories: How many it was to be.
        seconds: How long it took.
        bad: What it said if it ended badly; empty if not.
    """

    seed: int
    stories: int
    seconds: float
    bad: str


def portions(stories: int) -> Iterator[int]:
    """Yield how many stories each portion has."""
    while stories > 0:
        yield min(stories, PORTION)
        stories -= PORTION


def tell(stories: int, seed: int) -> Told:
    """Tell a portion in a process of its own."""
    began = time.monotonic()
    said = {"RAPPORT_EXAMPLES": str(stories), "RAPPORT_SEED": str(seed), "RAPPORT_QUICK": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", STORIES],
        env={**os.environ, **said},
        capture_output=True,
        text=True,
        check=False,
    )
    bad = done.stdout + done.stderr if done.returncode else ""
    return Told(seed, stories, time.monotonic() - began, bad)


def main(stories: int, processes: int) -> int:
    """Tell them all; return how the process ends."""
    began = time.monotonic()
    good = bad = 0
    with ThreadPoolExecutor(processes) as pool:
        todo = [pool.submit(tell, some, secrets.randbits(32)) for some in portions(stories)]
        for one in as_completed(todo):
            told = one.result()
            good, bad = good + told.stories * (not told.bad), bad + bool(told.bad)
            end = "BAD" if told.bad else "good"
            print(f"seed {told.seed}: {told.stories} stories, {told.seconds:.0f} s, {end}")
            print(told.bad, end="", flush=True)
    print(f"{good} stories told well, {bad} portions ended badly, {time.monotonic() - began:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count() or 1))
