"""Prove that the simulation can see: break one rule at a time, in a scratch copy.

    python -m tests.simulation.mutations [WORD]

Each mutation replaces a text in a copy of `sync`; then the tests named must
fail. Ends with 1 if any of them passes. WORD picks mutations by name.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.simulation.device_mutations import DEVICE
from tests.simulation.mutation import Mutation
from tests.simulation.server_mutations import SERVER_SIDE

ROOT = Path(__file__).parents[2]


def fallen(mutation: Mutation) -> str:
    """Return the first test that fails once the mutation is made; empty if none does."""
    with tempfile.TemporaryDirectory(prefix="rapport-mutation-") as name:
        copy = Path(name)
        for part in ("app", "sync", "tests"):
            ignored = shutil.ignore_patterns("__pycache__", "stories", "app")
            shutil.copytree(ROOT / part, copy / part, ignore=ignored)
        shutil.copy(ROOT / "pyproject.toml", copy)
        file = copy / mutation.file
        text = file.read_text(encoding="utf-8")
        if text.count(mutation.old) != 1:
            sys.exit(f"{mutation.name}: {mutation.file} reads differently now")
        file.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        # The copy must be imported, not an installed checkout.
        environment = {"RAPPORT_EXAMPLES": "400", **os.environ, "RAPPORT_QUICK": "1"}
        environment["PYTHONPATH"] = str(copy)
        done = subprocess.run(
            [*command, *mutation.tests.split()],
            cwd=copy,
            env=environment,
            capture_output=True,
            timeout=600,
            check=False,
        )
        if done.returncode not in (0, 1):
            sys.exit(f"{mutation.name}: {done.stdout.decode()[-2_000:]}")
        failed = re.search(r"^FAILED \S+::(\S+)", done.stdout.decode(), re.MULTILINE)
        return failed[1] if failed else ""


def main(words: list[str]) -> int:
    """Try every mutation; return how the process ends."""
    survivors = 0
    for mutation in (*DEVICE, *SERVER_SIDE):
        if all(word in mutation.name for word in words):
            test = fallen(mutation)
            survivors += not test
            print(f"| {mutation.name} | {test or 'MISSED'} |", flush=True)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
