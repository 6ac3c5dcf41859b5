"""Everything the machine checks, in order, stopping at the first failure.

Run it as `python -m tests.check`; words after it go to pytest.
"""

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run format, lint, types, contracts and tests; return the first failing code."""
    python = [sys.executable, "-m"]
    steps = (
        [*python, "ruff", "format", "--check", "."],
        [*python, "ruff", "check", "."],
        [*python, "mypy"],
        [str(Path(sys.executable).with_name("lint-imports"))],
        [*python, "pytest", *sys.argv[1:]],
    )
    for step in steps:
        print("+", *step, flush=True)
        code = subprocess.call(step, cwd=TOP, env={**os.environ, "PYTHONPATH": str(TOP)})
        if code:
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
