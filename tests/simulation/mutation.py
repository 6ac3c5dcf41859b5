"""One rule of `sync` broken on purpose, and the tests that must see it."""

from dataclasses import dataclass

CONFLICTS = "tests/simulation/test_found_conflicts.py"
NETWORK = "tests/simulation/test_found_network.py"
READING = "tests/simulation/test_found_reading.py"
REFUSED = "tests/simulation/test_found_refused.py"
SERVER = "tests/simulation/test_found_server.py"
TEAM = "tests/simulation/test_simulation.py::TestStory"
OFFERS = "tests/server/test_offers.py"
DIGESTS = "tests/server/test_digests.py"
COLLECTING = "tests/server/test_collecting.py"
HISTORY = "tests/server/test_history.py"
ONE = "tests/store/test_merging.py"
CLOCKS = "tests/simulation/test_clocks.py"


@dataclass(frozen=True)
class Mutation:
    """One deliberate breakage.

    Attributes:
        name: What is broken.
        file: Where.
        old: The text as it is; it occurs once.
        new: The text that breaks it.
        tests: What must fail.
    """

    name: str
    file: str
    old: str
    new: str
    tests: str = TEAM
