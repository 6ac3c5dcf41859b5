"""Lines of a deal: sums that are right, by currency, and seen by who sees the deal."""

import pytest

from app.commands.deal_lines import add_line, delete_line, edit_line, take_amount
from app.commands.deals import edit_deal
from app.commands.undo import undo
from app.queries.deal_lines import deal_lines, line_total, products
from app.queries.deal_page import deal_detail
from sync.client.replica import Replica
from sync.core.errors import RecordMissingError, ViolationError
from sync.core.permissions import scope_of
from sync.core.records.deal_line import DealLine
from sync.core.records.product import Product
from sync.store import rows
from tests.app.test_deals_queries import add_deal


def sums(replica: Replica, deal_id: str) -> list[tuple[str, int]]:
    with replica.reading() as connection:
        return [(t.currency, t.amount_minor) for t in deal_lines(connection, deal_id).totals]


@pytest.mark.parametrize(
    ("quantity", "price", "total"),
    [
        (1_000, 999, 999),
        (1_500, 333, 500),
        (333, 1, 0),
        (500, 1, 1),
        (-1_500, 333, -500),
        (0, 5, 0),
        (10**9, 10**12, 10**18),
        (1_000, -250, -250),
    ],
)
def test_line_costs_its_quantity_times_its_price(quantity: int, price: int, total: int) -> None:
    assert line_total(quantity, price) == total


def test_lines_are_summed_by_currency_and_never_across(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = add_deal(writer)
        product = writer.add(Product(name="Grinder", price_minor=90_000, currency="EUR"))
        add_line(
            writer,
            DealLine(
                deal_id=deal,
                product_id=product,
                quantity_milli=2_000,
                price_minor=90_000,
                currency="EUR",
            ),
        )
        done = add_line(
            writer,
            DealLine(
                deal_id=deal,
                text="Training 👩‍🏫 تدريب",
                quantity_milli=1_500,
                price_minor=10_000,
                currency="EUR",
            ),
        )
        add_line(writer, DealLine(deal_id=deal, text="Parts", price_minor=7_700, currency="USD"))
    with replica.reading() as connection:
        found = deal_lines(connection, deal).rows
        assert [one.name for one in products(connection)] == ["Grinder"]
    assert [line.what for line in found] == ["Grinder", "Training 👩‍🏫 تدريب", "Parts"]
    assert sums(replica, deal) == [("EUR", 195_000), ("USD", 7_700)]
    with replica.transaction() as writer:
        edit_line(writer, found[2].id, price_minor=-7_700)
        delete_line(writer, found[0].id)
    assert sums(replica, deal) == [("EUR", 15_000), ("USD", -7_700)]
    with replica.transaction() as writer:
        undo(writer, done)
    assert sums(replica, deal) == [("USD", -7_700)]


def test_sum_of_the_lines_becomes_the_amount_unless_it_is_more_than_one_can_be(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        deal = add_deal(writer)
        take_amount(writer, deal, 195_000, "USD")
    with replica.reading() as connection:
        found = deal_detail(connection, deal)
    assert found
    assert (found.amount_minor, found.currency) == (195_000, "USD")
    with pytest.raises(ViolationError), replica.transaction() as writer:
        take_amount(writer, deal, 10**18, "USD")


def test_lines_go_where_their_deal_goes(replica: Replica) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        deal = add_deal(writer, owner_id=me, shared=False)
        line = add_line(writer, DealLine(deal_id=deal, text="Private")).id

    def scope() -> str:
        with replica.reading() as connection:
            row = rows.load(connection, "deal_line", line)
        assert row
        return scope_of("deal_line", row.values)

    assert scope() == f"owner:{me}"
    with replica.transaction() as writer:
        done = edit_deal(writer, deal, shared=True)
    assert scope() == "team"
    with replica.transaction() as writer:
        undo(writer, done)
    assert scope() == f"owner:{me}"
    with replica.transaction() as writer:
        edit_deal(writer, deal, owner_id="user-2")
    assert scope() == "owner:user-2"


def test_line_of_a_deal_that_is_gone_is_refused(replica: Replica) -> None:
    with pytest.raises(RecordMissingError), replica.transaction() as writer:
        add_line(writer, DealLine(deal_id="nowhere", text="x"))


def test_line_of_ten_thousand_letters_is_refused(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = add_deal(writer)
    with pytest.raises(ViolationError), replica.transaction() as writer:
        add_line(writer, DealLine(deal_id=deal, text="x" * 10_000))
    assert sums(replica, deal) == []
