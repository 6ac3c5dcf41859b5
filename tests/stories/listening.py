"""Run a module of the product and write down every address it connects to.

python -m tests.stories.listening FILE MODULE ARGUMENT...
"""

import os
import runpy
import sys
from pathlib import Path

_OUTWARD = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})


def main(log: Path, module: str, arguments: list[str]) -> None:
    """Run the module as `python -m` would."""
    sink = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event in _OUTWARD:
            place = arguments[:2] if event == "socket.getaddrinfo" else arguments[1]
            os.write(sink, f"{event} {place!r}\n".encode())

    sys.addaudithook(heard)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
