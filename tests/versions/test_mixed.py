"""Two adjacent releases exchange with each other, each in processes of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from sync.core.giving import Giving, giving_of
from sync.core.schema import ADDED, defaults
from tests.stories.processes import Process
from tests.versions.releases import FIRST, TODAY, Device, first_code, server

Open = Callable[[str, Path], Device]


@pytest.fixture
def running(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Process]:
    """A server of the version that the test names."""
    process = server(tmp_path / "server", request.param)
    process.start()
    yield process
    process.stop()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open devices by name and version; closed after the test."""
    with ExitStack() as stack:
        yield lambda name, version: stack.enter_context(
            Device(tmp_path / name / "rapport.db", version)
        )


def upgrade(process: Process) -> None:
    """Start the same server again as today's."""
    process.stop()
    process.code = TODAY
    process.start()


def joined(opened: Open, running: Process, version: Path) -> Device:
    """The team's admin, on a device of that version."""
    admin = opened("admin", version)
    admin("join", running.url, first_code(running.folder))
    admin("sync")
    return admin


def joins(opened: Open, running: Process, admin: Device, who: str, version: Path) -> Device:
    """Let somebody in, on a device of that version; the name says the role, too."""
    code = admin("invite", who, who.partition(" ")[0])
    device = opened(who, version)
    device("join", running.url, code)
    device("sync")
    return device


def held(device: Device, *kinds: str) -> dict[str, Any]:
    """Return what a device holds of some kinds.

    A register that came after the first release, and that nobody wrote, is left out:
    an old device cannot say so.
    """
    return {
        kind: {i: [stamps, _written(kind, v)] for i, (stamps, v) in device("rows", kind).items()}
        for kind in kinds
    }


def _written(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    unsaid = defaults(kind)
    return {
        name: value
        for name, value in values.items()
        if f"{kind}.{name}" not in ADDED or value != unsaid[name]
    }


EVERYWHERE = ("team", "user", "pipeline", "stage", "product", "account", "deal", "note")


def settle(*devices: Device) -> None:
    """Exchange until nobody has news."""
    for _ in range(3):
        for device in devices:
            device("sync")


@pytest.mark.parametrize("version", [FIRST, TODAY])
def test_each_process_runs_the_version_it_is_given(opened: Open, version: Path) -> None:
    path, schema, kinds = opened("one", version)("version")
    assert path.startswith(str(version))
    assert schema == (1 if version == FIRST else 2)
    assert ("conflict" in kinds) == (version == TODAY)


@pytest.mark.parametrize(
    ("running", "device"),
    [(FIRST, TODAY), (TODAY, FIRST), (FIRST, FIRST), (TODAY, TODAY)],
    indirect=["running"],
)
def test_whichever_side_is_older_everything_goes_through(
    running: Process, opened: Open, device: Path
) -> None:
    admin = joined(opened, running, device)
    deal = admin("add", "deal", {"title": "Espresso bar", "amount_minor": 4500, "currency": "EUR"})
    note = admin("add", "note", {"deal_id": deal, "text": "É" * 20_000})
    stranger = admin("add", "deal", {"title": "Gone"})
    admin("sync")
    rep = joins(opened, running, admin, "rep", device)
    rep("edit", "deal", deal, {"title": "Espresso bars"})
    rep("edit", "deal", stranger, {"deleted": True})
    settle(rep, admin, rep)
    assert held(rep, *EVERYWHERE)["deal"] == held(admin, *EVERYWHERE)["deal"]
    assert admin("rows", "deal")[deal][1]["title"] == "Espresso bars"
    assert admin("rows", "deal")[stranger][1]["deleted"] is True
    assert rep("rows", "note")[note][1]["text"] == "É" * 20_000
    assert (rep("waiting"), admin("waiting")) == (0, 0)


@pytest.mark.parametrize("running", [FIRST], indirect=True)
def test_a_server_that_is_older_is_no_failure_to_a_new_device(
    running: Process, opened: Open
) -> None:
    admin = joined(opened, running, TODAY)
    admin("add", "deal", {"title": "Espresso bar"})
    admin("sync")
    admin("upkeep")
    assert admin("waiting") == 0


@pytest.mark.parametrize("running", [TODAY], indirect=True)
def test_an_old_device_keeps_and_passes_on_what_it_does_not_know(
    running: Process, opened: Open, tmp_path: Path
) -> None:
    admin = joined(opened, running, TODAY)
    rep = joins(opened, running, admin, "rep", TODAY)
    product = admin("add", "product", {"name": "Lamp", "cost_minor": 777})
    admin("sync")
    code = admin("invite", "manager", "manager")
    with Device(tmp_path / "manager" / "rapport.db", FIRST) as old:
        old("join", running.url, code)
        old("sync")
        assert old("column", "SELECT extra FROM product") == ['{"cost_minor": 777}']
        old("edit", "product", product, {"name": "Tall lamp"})
        old("sync")
        settle(admin, rep)
        assert admin("rows", "product")[product][1]["name"] == "Tall lamp"
        assert admin("rows", "product")[product][1]["cost_minor"] == 777
        assert rep("rows", "product")[product][1]["cost_minor"] == 0
        admin("edit", "product", product, {"cost_minor": 888})
        settle(admin, old, admin)
        assert held(old, *EVERYWHERE)["product"] == held(admin, *EVERYWHERE)["product"]
        old("edit", "product", product, {"code": "L1"})  # waits while it is upgraded
    new = opened("manager", TODAY)
    assert new("column", "SELECT cost_minor FROM product") == [888]
    assert new("column", "SELECT extra FROM product") == ["{}"]
    settle(new, admin, rep, new)
    assert held(new, *EVERYWHERE) == held(admin, *EVERYWHERE)
    assert admin("rows", "product")[product][1]["code"] == "L1"


@pytest.mark.parametrize("running", [TODAY], indirect=True)
def test_who_gave_what_passes_through_an_old_device_and_appears_with_its_upgrade(
    running: Process, opened: Open, tmp_path: Path
) -> None:
    admin = joined(opened, running, TODAY)
    me = next(iter(admin("rows", "user")))
    deal = admin("add", "deal", {"title": "Espresso bar", "owner_id": me})
    admin("sync")
    code = admin("invite", "manager", "manager")
    with Device(tmp_path / "manager" / "rapport.db", FIRST) as old:
        old("join", running.url, code)
        given = {"owner_id": "user-ben", "given_by": me, "given_from": me}
        admin("edit", "deal", deal, given)
        admin("edit", "deal", deal, {"given_why": "They asked"})
        settle(admin, old)
        assert giving(old, deal) == giving(admin, deal)
        first = giving(admin, deal)
        assert first
        assert (first.by, first.to, first.why) == (me, "user-ben", "They asked")
        old("edit", "deal", deal, {"title": "Espresso bars"})
        settle(old, admin)
        assert giving(admin, deal) == first
    new = opened("manager", TODAY)
    assert new("column", "SELECT given_why FROM deal") == ["They asked"]
    settle(new, admin)
    assert giving(new, deal) == first
    assert held(new, *EVERYWHERE) == held(admin, *EVERYWHERE)
    with Device(tmp_path / "other" / "rapport.db", FIRST) as old:
        old("join", running.url, admin("invite", "another", "manager"))
        settle(old)
        old("edit", "deal", deal, {"owner_id": "user-carl"})
        settle(old, admin)
        assert giving(admin, deal) is None
        assert admin("rows", "deal")[deal][1]["owner_id"] == "user-carl"


def giving(device: Device, deal: str) -> Giving | None:
    stamps, values = device("rows", "deal")[deal]
    return giving_of(values, stamps)


@pytest.mark.parametrize("running", [TODAY], indirect=True)
def test_kinds_that_are_new_appear_with_the_upgrade(
    running: Process, opened: Open, tmp_path: Path
) -> None:
    admin = joined(opened, running, TODAY)
    deal = admin("add", "deal", {"title": "Espresso bar"})
    admin("sync")
    code = admin("invite", "manager", "manager")
    with Device(tmp_path / "manager" / "rapport.db", FIRST) as old:
        old("join", running.url, code)
        old("sync")
        file = admin("add", "attachment", {"deal_id": deal, "name": "wall.jpg"})
        admin("edit", "deal", deal, {"title": "Bakery"})
        old("edit", "deal", deal, {"title": "Butcher"})
        settle(admin, old, admin)
        assert held(old, "deal") == held(admin, "deal")
        assert old("rows", "deal")[deal][1]["title"] == "Butcher"
    new = opened("manager", TODAY)
    settle(new)
    (conflict,) = new("rows", "conflict").values()
    assert (conflict[1]["value"], conflict[1]["kept"]) == ('"Bakery"', '"Butcher"')
    assert list(new("rows", "attachment")) == [file]
    everything = (*EVERYWHERE, "conflict", "attachment")
    assert held(new, *everything) == held(admin, *everything)


@pytest.mark.parametrize("running", [FIRST], indirect=True)
def test_what_an_old_server_did_not_know_is_sent_again_once_it_has_been_upgraded(
    running: Process, opened: Open
) -> None:
    admin = joined(opened, running, TODAY)
    old = joins(opened, running, admin, "manager", FIRST)
    deal = admin("add", "deal", {"title": "Espresso bar"})
    file = admin("add", "attachment", {"deal_id": deal, "name": "wall.jpg"})
    product = old("add", "product", {"name": "Lamp"})
    settle(admin, old, admin)
    admin("edit", "product", product, {"cost_minor": 777})
    admin("sync")
    ((kind, record_id, fields, reason),) = admin("refused")
    assert (kind, record_id, reason) == ("attachment", file, "violation.unknown_kind")
    assert fields["name"] == "wall.jpg"
    upgrade(running)
    settle(old, admin, old)
    assert admin("refused") == []
    assert admin("waiting") == 0
    rep = joins(opened, running, admin, "rep", TODAY)
    assert rep("rows", "attachment")[file][1]["name"] == "wall.jpg"
    assert rep("rows", "product")[product][1]["cost_minor"] == 0
    assert admin("rows", "product")[product][1]["cost_minor"] == 777
    assert held(old, *EVERYWHERE) == held(admin, *EVERYWHERE)


@pytest.mark.parametrize("running", [FIRST], indirect=True)
def test_a_mixed_fleet_converges_through_the_servers_upgrade(
    running: Process, opened: Open, tmp_path: Path
) -> None:
    """Everybody edits the same deals before, during and after; nothing is left behind."""
    admin = joined(opened, running, FIRST)
    new = joins(opened, running, admin, "manager", TODAY)
    deals = [admin("add", "deal", {"title": f"Deal {n}"}) for n in range(4)]
    settle(admin, new)
    code = admin("invite", "manager too", "manager")
    with Device(tmp_path / "late" / "rapport.db", FIRST) as late:
        late("join", running.url, code)
        late("sync")
        for n, (device, field) in enumerate(
            [(admin, "title"), (new, "reason"), (late, "title"), (new, "title")]
        ):
            device("edit", "deal", deals[n], {field: f"before {n}"})
        late("edit", "deal", deals[0], {"title": "unseen"})
        settle(admin, new)
        upgrade(running)
        for n, device in enumerate([admin, new]):
            device("edit", "deal", deals[n], {"reason": "after"})
        late("edit", "deal", deals[3], {"reason": "late"})
        settle(admin, new)
        late("sync")
    upgraded = opened("late", TODAY)
    settle(upgraded, admin, new, upgraded)
    assert held(admin, *EVERYWHERE) == held(new, *EVERYWHERE) == held(upgraded, *EVERYWHERE)
    found = {i: row[1] for i, row in new("rows", "deal").items()}
    assert [found[i]["title"] for i in deals] == ["unseen", "Deal 1", "before 2", "before 3"]
    assert [found[i]["reason"] for i in deals] == ["after", "after", "", "late"]
    assert new("rows", "conflict") == upgraded("rows", "conflict")
    lost = [row[1]["value"] for row in new("rows", "conflict").values()]
    assert '"before 0"' in lost
    assert [device("waiting") for device in (admin, new, upgraded)] == [0, 0, 0]
