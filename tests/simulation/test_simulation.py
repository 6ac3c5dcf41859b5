"""Many devices, one server, and everything that can go wrong, in any order.

`RAPPORT_EXAMPLES` sets how many stories are tried (60 when left out), and
`RAPPORT_QUICK` leaves a bad one as long as it was found. A story that ends
badly belongs into `test_found.py`.
"""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.fakes import Fault
from tests.simulation.world import DAY_MS, PEOPLE, WORDS, World

phones = st.integers(0, len(PEOPLE) - 1)
picks = st.integers(0, 30)
words = st.sampled_from(["red", "green", "blue", "café", ""])
kinds = st.sampled_from(["deal", "deal", "deal", "note", "account", "follow_up"])
faults = st.lists(st.sampled_from(list(Fault)), max_size=4)
YEARS_MS = 70 * 365 * DAY_MS
jumps = st.sampled_from(
    [1, 40, 5_000, 3_600_000, DAY_MS, YEARS_MS, -1, -40, -5_000, -DAY_MS, -YEARS_MS]
)


class Team(RuleBasedStateMachine):
    """One story of a team."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    def teardown(self) -> None:
        try:
            self.world.settle()
        finally:
            self.world.close()

    def _pick(self, i: int, pick: int, kind: str = "") -> tuple[str, str] | None:
        held = [r for r in self.world.records(i) if kind in ("", r[0])]
        return held[pick % len(held)] if held else None

    @rule(i=phones, kind=kinds, word=words, private=st.booleans())
    def add(self, i: int, kind: str, word: str, private: bool) -> None:  # noqa: FBT001  # drawn
        if kind in ("deal", "note"):
            self.world.add(i, kind, word, shared=not private)
        else:
            self.world.add(i, kind, word)

    @rule(i=phones, slot=st.integers(0, 2), word=words)
    def import_the_same(self, i: int, slot: int, word: str) -> None:
        self.world.add_once(i, f"import-{slot}", f"imported {word}", f"because {word}")

    @rule(i=phones, pick=picks, word=words)
    def edit_words(self, i: int, pick: int, word: str) -> None:
        if found := self._pick(i, pick):
            self.world.edit(i, *found, **{WORDS[found[0]]: word})

    @rule(i=phones, pick=picks, word=words, amount=st.integers(0, 3))
    def edit_a_deal(self, i: int, pick: int, word: str, amount: int) -> None:
        if found := self._pick(i, pick, "deal"):
            self.world.edit(i, *found, stage_id=word, amount_minor=amount)

    @rule(i=phones, pick=picks, deleted=st.booleans())
    def delete_or_bring_back(self, i: int, pick: int, deleted: bool) -> None:  # noqa: FBT001  # drawn
        if found := self._pick(i, pick):
            self.world.edit(i, *found, deleted=deleted)

    @rule(i=phones, pick=picks, shared=st.booleans())
    def share_or_hide(self, i: int, pick: int, shared: bool) -> None:  # noqa: FBT001  # drawn
        if found := self._pick(i, pick, "deal"):
            self.world.edit(i, *found, shared=shared)

    @rule(i=phones, pick=picks, owner=st.integers(0, 3))
    def give(self, i: int, pick: int, owner: int) -> None:
        if found := self._pick(i, pick):
            self.world.edit(i, *found, owner_id=["", *self.world.users][owner])

    @rule(who=st.integers(1, 2), role=st.sampled_from(["rep", "manager"]))
    def change_role(self, who: int, role: str) -> None:
        self.world.edit(0, "user", self.world.users[who], role=role)

    @rule(i=phones)
    def take_back(self, i: int) -> None:
        self.world.take_back(i)

    @rule(i=phones, faults=faults)
    def sync(self, i: int, faults: list[Fault]) -> None:
        self.world.sync(i, faults)

    @rule(i=phones)
    def send(self, i: int) -> None:
        self.world.send(i)

    @rule(i=phones, which=st.integers(0, 5), again=st.booleans())
    def receive(self, i: int, which: int, again: bool) -> None:  # noqa: FBT001  # drawn
        self.world.receive(i, which, again=again)

    @rule(i=phones)
    def restart(self, i: int) -> None:
        self.world.restart(i)

    @rule()
    def restart_server(self) -> None:
        self.world.restart_server()

    @rule(ms=st.sampled_from([1, 5_000, 60_000, 3_600_000, DAY_MS]))
    def pass_time(self, ms: int) -> None:
        self.world.pass_time(ms)

    @rule(i=phones)
    def restart_phone(self, i: int) -> None:
        self.world.restart_phone(i)

    @rule(i=phones, ms=jumps)
    def move_clock(self, i: int, ms: int) -> None:
        self.world.move_clock(i, ms)

    @rule(ms=jumps)
    def move_server_clock(self, ms: int) -> None:
        self.world.move_server_clock(ms)

    @rule()
    def settle(self) -> None:
        self.world.settle()


TestTeam = Team.TestCase
TestTeam.settings = settings(
    max_examples=int(os.environ.get("RAPPORT_EXAMPLES", "60")),
    stateful_step_count=40,
    deadline=None,
    print_blob=True,
    # Making a bad story short takes minutes; who only asks whether there is one, need not.
    phases=[p for p in Phase if p is not Phase.shrink or "RAPPORT_QUICK" not in os.environ],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
