"""A customer with everything, for tests of its card, and ways to look at it."""

import flet as ft

from app.queries.care import CardFact, CardProblem
from app.queries.drafts import load_draft
from sync.client.replica import Replica
from sync.core.spans import DAY_MS
from tests.app.opened import Opened
from tests.app.test_customer_screen import card_of
from tests.app.windows import Window
from tests.builders import (
    NOON_MS,
    make_account,
    make_contact,
    make_deal,
    make_fact,
    make_follow_up,
    make_note,
    make_problem,
)

RIGHT_TO_LEFT = "العملية معطلة \N{PARTY POPPER}"


def draft(replica: Replica, key: str) -> dict[str, str]:
    with replica.reading() as connection:
        return dict(load_draft(connection, key))


def problems(replica: Replica, account: str) -> tuple[CardProblem, ...]:
    return card_of(replica, account).problems


def facts(replica: Replica, account: str) -> tuple[CardFact, ...]:
    return card_of(replica, account).facts


def value(window: Opened | Window, identifier: str) -> str:
    field = window.by_id(identifier)
    assert isinstance(field, ft.TextField)
    return field.value


def cared_for(replica: Replica) -> str:
    """Make a customer that has everything a card can show; return its id."""
    with replica.transaction() as writer:
        me = writer.actor.user_id
        account = writer.add(
            make_account(
                "Hafner Glas",
                must_know="Never before nine",
                phone="0221 771",
                owner_id=me,
                mood="unhappy",
                mood_ms=NOON_MS - 3 * DAY_MS,
                renews_on="2026-12-24",
                hours="Mon to Thu",
                gate_code="4711",
                favourites="Earl Grey",
            )
        )
        writer.add(make_contact("Ines Roth", account_id=account, birthday="--12-03", mobile="1"))
        writer.add(make_deal("Ovens", account_id=account, owner_id=me))
        writer.add(make_fact("Bought by Nordhaus", account_id=account, owner_id=me))
        writer.add(make_follow_up("Send the offer", account_id=account, owner_id=me))
        writer.add(make_note("They asked for a price", account_id=account, written_ms=NOON_MS))
        writer.add(make_problem("The grinder stops", account_id=account, owner_id=me))
    return account
