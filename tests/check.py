"""Everything the machine checks, in order, stopping at the first failure.

Run it as `python -m tests.check`; words after it go to pytest, in one process.
"""

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""Two processes. A file stays in one, so that what its tests share is made once; and files
come in their own order, since by their number of tests the longest would come last."""

ALONE = ("tests/stories", "tests/faults/test_hearing.py")
"""Stories listen to sound and wait for windows: beside others they would hear gaps. A
recogniser steps back for whatever else runs: beside others it would not come to the end."""


def main() -> int:
    """Run format, lint, types, contracts and tests; return the first failing code."""
    python = [sys.executable, "-m"]
    lanes = [(*SIDE_BY_SIDE, *(f"--ignore={path}" for path in ALONE)), ALONE]
    tests = [sys.argv[1:]] if sys.argv[1:] else lanes
    steps = (
        [*python, "ruff", "format", "--check", "."],
        [*python, "ruff", "check", "."],
        [*python, "mypy"],
        [str(Path(sys.executable).with_name("lint-imports"))],
        *([*python, "pytest", *words] for words in tests),
    )
    for step in steps:
        print("+", *step, flush=True)
        code = subprocess.call(step, cwd=TOP, env={**os.environ, "PYTHONPATH": str(TOP)})
        if code:
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
