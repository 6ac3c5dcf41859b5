"""Wrong clocks, restarts and clocks set right: what was written later in truth wins."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from sync.client import clocks
from sync.core.clock import parse
from sync.core.reading import TOLERANCE_MS
from sync.core.spans import DAY_MS, MINUTE_MS
from tests.fakes import Fault
from tests.simulation.stories import ADA, BO, MIA
from tests.simulation.world import World

YEARS_MS = 50 * 365 * DAY_MS
"""Far enough, and no wall clock of a test stops at 1970."""
WRONG = [DAY_MS, -DAY_MS, YEARS_MS, -YEARS_MS]


def known_deal(world: World) -> str:
    """Let Bo make a deal that everybody holds, a while ago."""
    deal = world.add(BO, "deal", "first")
    world.settle()
    world.pass_time(3_600_000)
    return deal


def start_wrong(world: World, wrong: int) -> None:
    """Start Ada's phone with a clock that is wrong; nothing heard yet."""
    world.restart_phone(ADA)
    world.move_clock(ADA, wrong)


def titles(world: World, deal: str) -> set[str]:
    """Return a deal's titles as all devices show them."""
    found = [world.held(i, "deal", deal) for i in range(4)]
    return {str(row.values["title"]) for row in found if row}


def lost(world: World) -> set[object]:
    """Return the values that lost."""
    return {value for _, _, _, value in world.lost_values()}


def set_right(world: World, wrong: int) -> None:
    world.move_clock(ADA, -wrong)


def restart(world: World, _wrong: int) -> None:
    world.restart_phone(ADA)


def get_worse(world: World, wrong: int) -> None:
    world.move_clock(ADA, wrong // 2)


def nothing(_world: World, _wrong: int) -> None:
    pass


BETWEEN = [nothing, set_right, restart, get_worse]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("ada_is_first", [True, False])
def test_who_wrote_later_unseen_wins_whatever_the_clocks_say(
    world: World, wrong: int, between: object, *, ada_is_first: bool
) -> None:
    deals = [known_deal(world) for _ in range(5)]
    start_wrong(world, wrong)
    world.pass_time(MINUTE_MS)
    for deal in deals:
        for who in (ADA, BO) if ada_is_first else (BO, ADA):
            world.edit(who, "deal", deal, title=f"by {who}")
            world.pass_time(MINUTE_MS)
    assert callable(between)
    between(world, wrong)
    world.pass_time(MINUTE_MS)
    world.sync(BO)
    world.settle()
    first, later = (ADA, BO) if ada_is_first else (BO, ADA)
    assert [titles(world, deal) for deal in deals] == [{f"by {later}"}] * 5
    assert lost(world) == {f"by {first}"}
    assert [phone.refused() for phone in world.phones] == [()] * 4


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("reader", [ADA, BO])
def test_who_wrote_in_sight_of_the_other_wins(world: World, wrong: int, reader: int) -> None:
    deals = [known_deal(world) for _ in range(5)]
    start_wrong(world, wrong)
    writer = BO if reader == ADA else ADA
    for deal in deals:
        world.edit(writer, "deal", deal, title="read by the other")
        world.sync(writer)
        world.sync(reader)
        world.edit(reader, "deal", deal, title="in sight")
        assert world.held(reader, "deal", deal).values["title"] == "in sight"  # type: ignore[union-attr]  # held
        world.sync(reader)
    world.settle()
    assert [titles(world, deal) for deal in deals] == [{"in sight"}] * 5
    assert not lost(world)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_clock_that_jumps_while_a_person_writes(world: World, wrong: int) -> None:
    deal, other = known_deal(world), known_deal(world)
    world.restart_phone(ADA)
    world.edit(ADA, "deal", deal, title="before the jump")
    world.pass_time(MINUTE_MS)
    world.edit(BO, "deal", deal, title="between")
    world.edit(BO, "deal", other, title="between")
    world.pass_time(MINUTE_MS)
    world.move_clock(ADA, wrong)
    world.edit(ADA, "deal", other, title="after the jump")
    world.pass_time(MINUTE_MS)
    world.sync(BO)
    world.settle()
    assert (titles(world, deal), titles(world, other)) == ({"between"}, {"after the jump"})
    assert lost(world) == {"before the jump", "between"}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_phone_that_stays_wrong_pays_one_more_round_trip_once(world: World, wrong: int) -> None:
    deal = known_deal(world)
    start_wrong(world, wrong)
    asked = []
    for n in range(4):
        world.edit(ADA, "deal", deal, title=f"{n}")
        world.pass_time(MINUTE_MS)
        asked.append(world.round_trips(ADA))
    assert asked == [2, 1, 1, 1]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_phone_that_reads_before_it_writes_pays_nothing(world: World, wrong: int) -> None:
    deal = known_deal(world)
    start_wrong(world, wrong)
    world.sync(ADA)
    world.edit(ADA, "deal", deal, title="a new title")
    assert world.round_trips(ADA) == 1
    assert abs(parse(world.phones[ADA].replica.state().clock)[0] - world.site.clock()) < 10


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_clock_on_a_bad_line_loses_nothing(world: World, wrong: int, fault: Fault) -> None:
    deals = [known_deal(world) for _ in range(4)]
    start_wrong(world, wrong)
    for deal in deals:
        world.edit(ADA, "deal", deal, title="edited")
    world.sync(ADA, [fault, Fault.NONE, fault])
    world.restart(ADA)
    world.settle()
    assert [titles(world, deal) for deal in deals] == [{"edited"}] * 4
    assert not lost(world)


@pytest.mark.parametrize("wrong", WRONG)
def test_words_typed_while_a_phone_is_told_that_it_is_wrong_stay(world: World, wrong: int) -> None:
    deal = known_deal(world)
    start_wrong(world, wrong)
    world.edit(ADA, "deal", deal, title="sent")
    world.send(ADA)
    world.edit(ADA, "deal", deal, title="typed meanwhile")
    world.receive(ADA, 0)
    assert titles(world, deal) == {"first", "typed meanwhile"}
    world.settle()
    assert titles(world, deal) == {"typed meanwhile"}
    assert not lost(world)


def test_an_answer_to_what_was_asked_before_a_restart_says_nothing_of_the_time(
    world: World,
) -> None:
    deal = known_deal(world)
    start_wrong(world, -DAY_MS)
    world.edit(ADA, "deal", deal, title="behind")
    world.send(ADA)
    world.restart_phone(ADA)
    before = world.phones[ADA].replica.state()
    world.receive(ADA, 0)
    assert world.phones[ADA].replica.state() == before
    world.settle()
    assert titles(world, deal) == {"behind"}


def test_what_had_lost_here_to_anothers_value_stands_once_it_counts_as_later(world: World) -> None:
    """The server would not send the row back, as it thinks that the writer holds it."""
    deal = known_deal(world)
    start_wrong(world, -DAY_MS)
    world.send(ADA)
    world.edit(BO, "deal", deal, title="Bo's")
    world.sync(BO)
    world.receive(ADA, 0)
    world.restart_phone(ADA)
    world.pass_time(MINUTE_MS)
    world.send(ADA)
    world.edit(ADA, "deal", deal, title="Ada's, by a clock that is behind")
    world.receive(ADA, 0)
    world.settle()
    assert titles(world, deal) == {"Ada's, by a clock that is behind"}


def test_a_first_batch_is_small_until_the_time_is_known(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "FIRST_BYTES", 1)
    world.settle()
    world.restart_phone(ADA)
    for _ in range(3):
        world.add(ADA, "deal", "one of three")
    assert world.round_trips(ADA) == 2


class Clocks(RuleBasedStateMachine):
    """One story of a team whose phones have wrong clocks, and a server that is right.

    What was written is known to the millisecond, but for what a phone wrote before
    it had heard the time and was restarted before it did.
    """

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.written: dict[tuple[int, int], int] = {}
        self.unheard: set[tuple[int, int]] = set()
        self.guessed: set[tuple[int, int]] = set()
        self.deals = [self.world.add(MIA, "deal", f"{n}") for n in range(2)]
        self.world.settle()

    def teardown(self) -> None:
        try:
            self.world.settle()
            self.check_times()
        finally:
            self.world.close()

    def check_times(self) -> None:
        for (i, n), true_ms in self.written.items():
            stamp = self.world.phones[i].changes[n].stamp
            off = parse(stamp)[0] - true_ms
            if (i, n) not in self.guessed:
                assert abs(off) <= TOLERANCE_MS, f"change {n} of phone {i} is off by {off} ms"

    def heard(self, i: int) -> None:
        phone = self.world.phones[i].replica
        if phone.state().heard.knows(phone.clocks().boot):
            self.unheard = {key for key in self.unheard if key[0] != i}

    @rule(i=st.integers(0, 2), which=st.integers(0, 1), title=st.sampled_from("abc"))
    def edit(self, i: int, which: int, title: str) -> None:
        before = set(self.world.phones[i].changes)
        self.world.edit(i, "deal", self.deals[which], title=title)
        for n in set(self.world.phones[i].changes) - before:
            self.written[i, n] = self.world.site.clock()
            self.unheard.add((i, n))
        self.heard(i)

    @rule(ms=st.sampled_from([1, 1_000, 15_000, MINUTE_MS, 3_600_000, DAY_MS]))
    def pass_time(self, ms: int) -> None:
        self.world.pass_time(ms)

    @rule(i=st.integers(0, 2), ms=st.sampled_from([*WRONG, 9_000, -9_000, MINUTE_MS, -MINUTE_MS]))
    def set_clock(self, i: int, ms: int) -> None:
        self.world.move_clock(i, ms)

    @rule(i=st.integers(0, 2))
    def set_right(self, i: int) -> None:
        self.world.phones[i].clock.now = self.world.site.clock()

    @rule(i=st.integers(0, 2))
    def restart_phone(self, i: int) -> None:
        self.world.restart_phone(i)
        self.guessed |= {key for key in self.unheard if key[0] == i}

    @rule(i=st.integers(0, 2), faults=st.lists(st.sampled_from(list(Fault)), max_size=3))
    def sync(self, i: int, faults: list[Fault]) -> None:
        self.world.sync(i, faults)
        self.heard(i)

    @rule()
    def settle(self) -> None:
        self.world.settle()
        for i in range(3):
            self.heard(i)
        self.check_times()


TestClocks = Clocks.TestCase
TestClocks.settings = settings(
    max_examples=int(os.environ.get("RAPPORT_EXAMPLES", "60")),
    stateful_step_count=30,
    deadline=None,
    print_blob=True,
    phases=[p for p in Phase if p is not Phase.shrink or "RAPPORT_QUICK" not in os.environ],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
