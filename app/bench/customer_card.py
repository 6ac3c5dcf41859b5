"""What a person waits for at a customer whom the team has known for ten years."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from typing import Any

from app.bench.context import Run
from app.bench.local import filled
from app.bench.measure import Measurement, each, repeated
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.queries.timeline import GROUPS, everything
from app.queries.unfinished import open_account
from app.screens.customer_card import card_view
from app.screens.customer_sections import CardActions, CardShown
from app.screens.moment import Look, moment_view
from app.screens.timeline import PAGE, said_ago
from sync.client.replica import Replica
from sync.core.records.contact import Contact
from sync.core.records.fact import Fact
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.problem import Problem
from sync.core.records.visit import Visit
from sync.core.spans import DAY_MS

ENTRIES = 500
_WORDS = "They like the new grinder and want a price for three by Friday. " * 4
_SOUGHT = ("p", "pr", "price", "grinder friday", "zebra")


def customer_card(run: Run) -> Iterator[Measurement]:
    """Measure opening a customer with 500 entries, and each keystroke in its timeline's search."""
    with filled(run) as (sizes, replica):
        entries = run.size(ENTRIES)
        account_id = _old_customer(replica, entries)
        sizes["entries"] = entries
        note = "card, brief and the first page of the timeline: read, and their controls made"
        seconds = repeated(run.rounds * 5, partial(_open, replica, account_id))
        yield Measurement("open_customer", sizes, seconds, note=note)

        def look(group: str, typed: str) -> None:
            with replica.reading() as connection:
                everything(connection, account_id, PAGE + 1, group, typed)

        steps = [partial(look, "", typed) for typed in _SOUGHT]
        steps += [partial(look, group, "") for group in GROUPS]
        note = f"{', '.join(_SOUGHT)}; each kind of entry"
        yield Measurement("search_timeline", sizes, each(steps * run.rounds), note=note)


def _open(replica: Replica, account_id: str) -> None:
    words, now = Catalog(ENGLISH), datetime.fromtimestamp(replica.now_ms() / 1000, UTC)
    with replica.reading() as connection:
        opened = open_account(connection, account_id)
        moments = everything(connection, account_id, PAGE + 1)
    if opened.card is None:
        return
    shown = CardShown(now, "Maria Keller", unfinished=opened.unfinished, brief=opened.brief)
    card_view(words, opened.card, shown, _ACTIONS)
    for moment in moments[:PAGE]:
        look = Look(joined=True, deal=True, last=False)
        moment_view(words, moment, said_ago(words, moment, now), look)


def _nothing() -> None:
    """Do nothing: nobody taps."""


_TAPS: dict[str, Any] = dict.fromkeys((one.name for one in fields(CardActions)), _nothing)
_ACTIONS = CardActions(**_TAPS)


def _old_customer(replica: Replica, entries: int) -> str:
    """Give a customer so many entries of all kinds, a day apart; return its id."""
    with replica.transaction() as writer:
        found = writer.connection.exec_driver_sql("SELECT id FROM account ORDER BY id LIMIT 1")
        account_id, owner = str(found.scalar_one()), writer.actor.user_id
        person = writer.add(Contact(account_id=account_id, name="Ines Roth", birthday="--12-24"))
        for number in range(entries):
            at_ms = writer.now_ms - number * DAY_MS
            match number % 8:
                case 0:
                    closed_ms = at_ms if number else 0
                    state = "closed" if number else "open"
                    writer.add(
                        Problem(
                            account_id=account_id,
                            text=_WORDS,
                            created_ms=at_ms,
                            state=state,
                            closed_ms=closed_ms,
                        )
                    )
                case 1:
                    writer.add(Fact(account_id=account_id, text=_WORDS, told_ms=at_ms))
                case 2:
                    writer.add(FollowUp(account_id=account_id, text=_WORDS, done_ms=at_ms))
                case place:
                    visit = Visit(
                        account_id=account_id, contact_id=person, at_ms=at_ms, owner_id=owner
                    )
                    note = Note(
                        account_id=account_id,
                        text=_WORDS,
                        original=_WORDS,
                        written_ms=at_ms,
                        owner_id=owner,
                        visit_id=writer.add(visit) if place > 4 else "",
                    )
                    writer.add(note)
    return account_id
