"""Many devices, one server, and everything that can go wrong, in any order.

`RAPPORT_EXAMPLES` sets how many stories are tried (80 when left out), and one for every
twenty on PostgreSQL. They are new ones in every run; `RAPPORT_SEED`, which a run says at
its end, tells the same again. `RAPPORT_QUICK` leaves a bad one as long as it was found. A
story that ends badly belongs into a `test_found_*.py`.
"""

import os

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sync.core.spans import DAY_MS
from tests.fakes import Fault
from tests.simulation.damage import flip_at_the_server, flip_on_a_device
from tests.simulation.moving import Along, bring_back, take_along
from tests.simulation.plain import usual_answers
from tests.simulation.team import MOST_PHONES, Backup
from tests.simulation.words import WORDS
from tests.simulation.world import World

phones = st.integers(0, MOST_PHONES - 1)
picks = st.integers(0, 30)
words = st.sampled_from(["red", "green", "blue", "café", ""])
kinds = st.sampled_from(
    ["deal", "deal", "note", "account", "account", "contact", "follow_up", "product", "saved_view"]
)
merged_kinds = st.sampled_from(["account", "account", "contact"])
faults = st.lists(st.sampled_from(list(Fault)), max_size=4)
YEARS_MS = 70 * 365 * DAY_MS
jumps = st.sampled_from(
    [1, 40, 5_000, 3_600_000, DAY_MS, YEARS_MS, -1, -40, -5_000, -DAY_MS, -YEARS_MS]
)
MOST_BACKUPS = 3


class Story(RuleBasedStateMachine):
    """One story of a team."""

    address = ""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.address)
        self.backups: list[Backup] = []
        self.along: list[Along] = []

    def teardown(self) -> None:
        try:
            self.world.settle()
            self.world.check_rest()
        finally:
            self.world.close()

    def _phone(self, i: int) -> int:
        return i % len(self.world.phones)

    def _pick(self, i: int, pick: int, *kinds: str) -> tuple[str, str] | None:
        held = self.world.records(i, *kinds)
        return held[pick % len(held)] if held else None

    # What people write.

    @rule(i=phones, kind=kinds, word=words, private=st.booleans())
    def add(self, i: int, kind: str, word: str, private: bool) -> None:  # noqa: FBT001  # drawn
        if kind in ("deal", "note"):
            self.world.add(self._phone(i), kind, word, shared=not private)
        elif kind == "product":
            self.world.add(self._phone(i), kind, word, cost_minor=len(word))
        else:
            self.world.add(self._phone(i), kind, word)

    @rule(i=phones, slot=st.integers(0, 2), word=words)
    def import_the_same(self, i: int, slot: int, word: str) -> None:
        i = self._phone(i)
        self.world.add_once(i, f"import-{slot}", f"imported {word}", f"because {word}")

    @rule(i=phones, pick=picks, word=words)
    def edit_words(self, i: int, pick: int, word: str) -> None:
        if found := self._pick(i := self._phone(i), pick):
            self.world.edit(i, *found, **{WORDS[found[0]]: word})

    @rule(i=phones, pick=picks, word=words, amount=st.integers(0, 3))
    def edit_a_deal(self, i: int, pick: int, word: str, amount: int) -> None:
        if found := self._pick(i := self._phone(i), pick, "deal"):
            self.world.edit(i, *found, stage_id=word, amount_minor=amount)

    @rule(i=phones, kind=merged_kinds, pick=picks, other=picks, word=words)
    def say_same(self, i: int, kind: str, pick: int, other: int, word: str) -> None:
        i = self._phone(i)
        while len(self.world.records(i, kind)) < 3:
            one = self.world.add(i, kind, word)
            self.world.add(i, "deal", word, **{f"{kind}_id": one})
        if (kept := self._pick(i, pick, kind)) and (gone := self._pick(i, other, kind)):
            self.world.say_same(i, kind, kept[1], gone[1], **({"phone": word} if word else {}))

    @rule(i=phones, kind=merged_kinds, pick=picks, other=picks)
    def say_different(self, i: int, kind: str, pick: int, other: int) -> None:
        i = self._phone(i)
        if (one := self._pick(i, pick, kind)) and (two := self._pick(i, other, kind)):
            self.world.say_different(i, kind, one[1], two[1])

    @rule(i=phones, kind=merged_kinds, pick=picks)
    def take_apart(self, i: int, kind: str, pick: int) -> None:
        if found := self._pick(i := self._phone(i), pick, kind):
            self.world.take_apart(i, found[1])

    @rule(i=phones, pick=picks, other=picks, kind=merged_kinds)
    def name_another(self, i: int, pick: int, other: int, kind: str) -> None:
        i = self._phone(i)
        which = {"account": ("deal", "contact", "note", "follow_up"), "contact": ("deal",)}[kind]
        if (found := self._pick(i, pick, *which)) and (named := self._pick(i, other, kind)):
            self.world.edit(i, *found, **{f"{kind}_id": named[1]})

    @rule(i=phones, pick=picks, deleted=st.booleans())
    def delete_or_bring_back(self, i: int, pick: int, deleted: bool) -> None:  # noqa: FBT001  # drawn
        if found := self._pick(i := self._phone(i), pick):
            self.world.edit(i, *found, deleted=deleted)

    @rule(i=phones, pick=picks, shared=st.booleans())
    def share_or_hide(self, i: int, pick: int, shared: bool) -> None:  # noqa: FBT001  # drawn
        if found := self._pick(i := self._phone(i), pick, "deal", "note"):
            self.world.edit(i, *found, shared=shared)

    @rule(i=phones, pick=picks, owner=st.integers(0, 3))
    def give(self, i: int, pick: int, owner: int) -> None:
        if found := self._pick(
            i := self._phone(i), pick, "deal", "account", "note", "follow_up", "saved_view"
        ):
            self.world.edit(i, *found, owner_id=["", *self.world.users][owner])

    @rule(who=st.integers(1, 2), role=st.sampled_from(["rep", "manager"]))
    def change_role(self, who: int, role: str) -> None:
        self.world.edit(0, "user", self.world.users[who], role=role)

    @rule(i=phones, pick=picks, side=st.sampled_from(["author", "keeper"]))
    def dismiss_a_conflict(self, i: int, pick: int, side: str) -> None:
        if found := self._pick(i := self._phone(i), pick, "conflict"):
            self.world.dismiss(i, found[1], side)

    @rule(i=phones, pick=picks)
    def bring_back_what_lost(self, i: int, pick: int) -> None:
        if found := self._pick(i := self._phone(i), pick, "conflict"):
            self.world.bring_back(i, found[1])

    @precondition(lambda self: any(phone.done for phone in self.world.phones))
    @rule(i=phones)
    def take_back(self, i: int) -> None:
        wrote = [n for n, phone in enumerate(self.world.phones) if phone.done]
        self.world.take_back(wrote[i % len(wrote)])

    # What the network does.

    @rule(i=phones, faults=faults)
    def sync(self, i: int, faults: list[Fault]) -> None:
        self.world.exchange(self._phone(i), faults)

    @rule(i=phones, other=phones)
    def sync_both_at_once(self, i: int, other: int) -> None:
        self.world.exchange(self._phone(i), meanwhile=self._phone(other))

    @rule(i=phones)
    def send(self, i: int) -> None:
        self.world.send(self._phone(i))

    @precondition(lambda self: any(phone.sent for phone in self.world.phones))
    @rule(i=phones, which=st.integers(0, 5), again=st.booleans())
    def receive(self, i: int, which: int, again: bool) -> None:  # noqa: FBT001  # drawn
        sent = [n for n, phone in enumerate(self.world.phones) if phone.sent]
        self.world.receive(sent[i % len(sent)], which, again=again)

    # Who is in the team.

    @precondition(lambda self: len(self.world.phones) < MOST_PHONES)
    @rule(who=st.integers(0, 2))
    def join(self, who: int) -> None:
        self.world.join(self.world.users[who])

    @rule(i=phones)
    def leave(self, i: int) -> None:
        if i := self._phone(i):  # the admin's first device stays
            self.world.revoke(i)

    @rule(i=phones)
    def come_again(self, i: int) -> None:
        self.world.rejoin(self._phone(i))

    @precondition(lambda self: len(self.along) < MOST_BACKUPS)
    @rule(i=phones)
    def take_everything_along(self, i: int) -> None:
        self.along.append(take_along(self.world, self._phone(i)))

    @precondition(lambda self: self.along and len(self.world.phones) < MOST_PHONES)
    @rule(which=st.integers(0, MOST_BACKUPS - 1), devices=st.integers(1, 2))
    def bring_it_back(self, which: int, devices: int) -> None:
        for _ in range(min(devices, MOST_PHONES - len(self.world.phones))):
            bring_back(self.world, self.along[which % len(self.along)])

    # What befalls devices and server.

    @rule(i=phones)
    def restart(self, i: int) -> None:
        self.world.restart(self._phone(i))

    @rule()
    def restart_server(self) -> None:
        self.world.restart_server()

    @precondition(lambda self: len(self.backups) < MOST_BACKUPS)
    @rule()
    def back_up(self) -> None:
        self.backups.append(self.world.back_up())

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, MOST_BACKUPS - 1))
    def restore(self, which: int) -> None:
        self.world.restore(self.backups[which % len(self.backups)])

    @rule(i=phones)
    def lose_the_server(self, i: int) -> None:
        self.backups.clear()
        self.world.lose_server(self._phone(i))

    @rule(pick=picks, place=st.integers(0, 200))
    def flip_a_bit_of_the_server(self, pick: int, place: int) -> None:
        flip_at_the_server(self.world, pick, place)

    @rule(i=phones, pick=picks)
    def flip_a_bit_of_a_device(self, i: int, pick: int) -> None:
        flip_on_a_device(self.world, self._phone(i), pick)

    @rule()
    def collect(self) -> None:
        self.world.site.collect()

    # What time does.

    @rule(ms=st.sampled_from([1, 5_000, 60_000, 3_600_000, DAY_MS, 91 * DAY_MS, 181 * DAY_MS]))
    def pass_time(self, ms: int) -> None:
        self.world.pass_time(ms)

    @rule(i=phones)
    def restart_phone(self, i: int) -> None:
        self.world.restart_phone(self._phone(i))

    @rule(i=phones)
    def let_die(self, i: int) -> None:
        self.world.phones[self._phone(i)].die()

    @rule(i=phones, ms=jumps)
    def move_clock(self, i: int, ms: int) -> None:
        self.world.move_clock(self._phone(i), ms)

    @rule(ms=jumps)
    def move_server_clock(self, ms: int) -> None:
        self.world.move_server_clock(ms)

    @rule()
    def settle(self) -> None:
        self.world.settle()


EXAMPLES = int(os.environ.get("RAPPORT_EXAMPLES", "80"))
SETTINGS = settings(
    max_examples=EXAMPLES,
    stateful_step_count=40,
    deadline=None,
    print_blob=True,
    database=None,
    # Making a bad story short takes minutes; who only asks whether there is one, need not.
    phases=[p for p in Phase if p is not Phase.shrink or "RAPPORT_QUICK" not in os.environ],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEED = int(os.environ["RAPPORT_SEED"])
seed(SEED)(Story)
TestStory = Story.TestCase
TestStory.settings = SETTINGS


def test_stories_on_postgres(database_url: str) -> None:
    class OnPostgres(Story):
        address = database_url

    few = settings(SETTINGS, max_examples=max(1, EXAMPLES // 20))
    with usual_answers():
        run_state_machine_as_test(seed(SEED)(OnPostgres), settings=few)
