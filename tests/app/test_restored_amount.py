"""An amount that lost comes back as it was meant, whatever happened since."""

from datetime import date

from app.commands.conflicts import restore
from app.queries.conflicts import open_clashes
from sync.client import state
from sync.client.engine import sync_once
from sync.client.writer import Writer
from sync.core.records.deal import Deal
from tests.builders import make_deal
from tests.conftest import Joined
from tests.fakes import ManualClock

TODAY = date(2026, 11, 22)


def written(device: Joined, deal: str, **values: str | int) -> None:
    with device.replica.transaction() as writer:
        writer.edit(Deal, deal, **values)


def step(*devices: Joined) -> None:
    for device in devices:
        sync_once(device.replica, device.service)


def found(writer: Writer, deal: str) -> tuple[int, str]:
    held = writer.get(Deal, deal)
    assert held
    return held.amount_minor, held.currency


def test_an_amount_comes_back_in_its_currency(
    two_replicas: tuple[Joined, Joined], clock: ManualClock
) -> None:
    mia, bo = two_replicas
    with bo.replica.transaction() as writer:
        deal = writer.add(make_deal("Ovens", owner_id=writer.actor.user_id))
    step(bo, mia)
    written(bo, deal, amount_minor=1_000)
    clock.move(1)
    written(mia, deal, amount_minor=2_000)
    step(bo, mia, bo)
    written(mia, deal, currency="USD")
    step(mia, bo)
    with bo.replica.reading() as connection:
        (clash,) = open_clashes(connection, state.actor_of(connection))
        first = connection.exec_driver_sql("SELECT id FROM conflict WHERE field = 'amount_minor'")
        assert clash.ids[0] == first.scalar_one()
    assert clash.lost.text == "EUR"
    with bo.replica.transaction() as writer:
        assert found(writer, deal) == (2_000, "USD")
        restore(writer, clash.ids, TODAY)
        assert found(writer, deal) == (1_000, "EUR")
    step(bo, mia)
    with mia.replica.transaction() as writer:
        assert found(writer, deal) == (1_000, "EUR")
    for device in (bo, mia):
        with device.replica.reading() as connection:
            assert open_clashes(connection, state.actor_of(connection)) == ()
