"""The team in the pictures: a server, and apps with something on each screen."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.commands.accounts import edit_account
from app.commands.deals import delete_deal, edit_deal
from app.commands.facts import tell_fact
from app.commands.giving import say_why
from app.commands.problems import record_problem
from app.demo import exchange, prepare_team
from app.device import open_replica, today
from app.settings import load_settings, save_settings
from sync.core.records.fact import Fact
from sync.core.spans import DAY_MS
from tests.spoken_notes import SAID, leave_recording
from tests.stories.notebooks import one, open_deals
from tests.stories.processes import Process, app_process, server_process


def prepare(folder: Path, stack: ExitStack) -> dict[str, Process]:
    """Start a server, and the apps of everybody in the pictures."""
    server = server_process(folder / "server")
    server.start()
    stack.callback(server.stop)
    prepare_team(folder, server.url, deals=120, people=("manager", "rep", "large", "speaker"))
    settings = load_settings(folder / "large")
    save_settings(folder / "large", replace(settings, text_scale=2.0))
    write_twice(folder)
    care_for(folder)
    for words in ("", SAID):
        leave_recording(folder / "speaker", words)
    (folder / "broken" / "rapport.db").mkdir(parents=True)
    apps = {
        who: app_process(folder / who)
        for who in ("new", "broken", "rep", "manager", "large", "speaker")
    }
    for app in apps.values():
        app.start()
        stack.callback(app.stop)
    return apps


def write_twice(folder: Path) -> None:
    """Have the rep and the manager change the same things without seeing each other."""
    deal, gone = open_deals(folder / "rep")[1:3]
    account = one(folder / "rep", "SELECT account_id FROM deal WHERE id = ?", deal)
    rep, manager = open_replica(folder / "rep"), open_replica(folder / "manager")
    mine, theirs = "Ring at the side door, ask for Mr Roth.", "Deliveries before nine only."
    with rep.transaction() as writer:
        edit_deal(writer, deal, amount_minor=4_500_000, title="Two ovens and a mill")
        edit_account(writer, account, must_know=mine)
        edit_deal(writer, gone, title="Bean subscription, all three cafés")
    with manager.transaction() as writer:
        edit_deal(writer, deal, amount_minor=5_200_000)
        edit_account(writer, account, must_know=theirs)
        delete_deal(writer, gone)
    for replica in (manager, rep, manager):
        exchange(replica)
    with manager.transaction() as writer:
        edit_deal(writer, deal, owner_id=manager.state().user_id)
    with manager.transaction() as writer:
        edit_deal(writer, deal, owner_id=rep.state().user_id)
    with manager.transaction() as writer:
        say_why(writer, "deal", deal, "You know them from last year.")
    for replica in (manager, rep):
        exchange(replica)
        replica.close()


def care_for(folder: Path) -> None:
    """Have the rep know a lot about a customer: what is new, what is wrong, what they like."""
    rep = open_replica(folder / "rep")
    deal = open_deals(folder / "rep")[3]
    account = one(folder / "rep", "SELECT account_id FROM deal WHERE id = ?", deal)
    soon = (today() + timedelta(days=24)).isoformat()
    with rep.transaction() as writer:
        record_problem(writer, account, "The second grinder stops when it gets hot")
        tell_fact(writer, account, "The daughter takes over in January")
        old = tell_fact(writer, account, "Their landlord is selling the house").id
        writer.edit(Fact, old, told_ms=writer.now_ms - 150 * DAY_MS)
        edit_account(
            writer,
            account,
            must_know="Deliveries through the yard only; the floor at the front is new.",
            hours="From seven; the kitchen is busy from eleven to two",
            gate_code="4711",
            favourites="Espresso without sugar, and a word about football",
            renews_on=soon,
        )
    exchange(rep)
    rep.close()
    large = open_replica(folder / "large")
    exchange(large)
    large.close()
