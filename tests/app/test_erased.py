"""What was erased: an admin reads when, by whom and how much, and not what it was."""

import asyncio

import pytest

from app.commands.erasing import erase_customer
from app.commands.sameness import merge
from app.queries.erased import erased
from app.screens.me_erased import ErasedSection
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.builders import make_account, make_contact


def erase_two(replica: Replica) -> None:
    """Erase a customer with a person, and one that was said to be the same."""
    with replica.transaction() as writer:
        acme = writer.add(make_account(name="Acme", place=""))
        twin = writer.add(make_account(name="Acme GmbH", place=""))
        writer.add(make_contact(account_id=acme, name="Zoe"))
        merge(writer, "account", acme, twin, {})
    with replica.transaction() as writer:
        erase_customer(writer, acme)


def test_those_who_were_one_are_one_line(replica: Replica) -> None:
    erase_two(replica)
    with replica.reading() as connection:
        (row,) = erased(connection)
    assert (row.customers, row.records, row.waiting) == (2, 4, True)
    assert row.by


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_an_admin_reads_the_receipt(replica: Replica, width: float) -> None:
    erase_two(replica)
    with replica.reading() as connection:
        (row,) = erased(connection)
    async with Opened(replica, ErasedSection, width=width) as window:
        await window.said("2 customers that were one")
        await window.said(f"{row.by} · 4 things went")
        assert f"erased-{row.id}" in window.ids()
        assert not any("Acme" in said for said in window.texts())


@in_own_loop
async def test_it_comes_as_soon_as_somebody_is_erased(replica: Replica) -> None:
    async with Opened(replica, ErasedSection) as window:
        assert not any("Erased" in said for said in window.texts())
        await asyncio.to_thread(erase_two, replica)
        window.runtime.announce(["erasure"])
        await window.said("Erased for good")


@in_own_loop
async def test_a_rep_is_not_shown_them(replica: Replica) -> None:
    erase_two(replica)
    user_id = replica.state().user_id
    with replica.exclusive() as connection:
        connection.exec_driver_sql("UPDATE user SET role = 'rep' WHERE id = ?", (user_id,))
    async with Opened(replica, ErasedSection) as window:
        await asyncio.sleep(0.1)
        assert not window.texts()
