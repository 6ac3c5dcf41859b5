"""Look for a customer's words in every byte that a device or a server keeps."""

from pathlib import Path

from app.commands.erasing import erase_customer
from sync.client.engine import sync_once
from sync.client.replica import Replica
from sync.core.records.conflict import Conflict
from sync.core.records.deal_line import DealLine
from sync.core.records.fact import Fact
from tests.builders import (
    make_account,
    make_contact,
    make_deal,
    make_follow_up,
    make_note,
    make_visit,
)
from tests.client.photos import deliver
from tests.conftest import Joined

WORDS = ("Zyxwerk", "Quorvalin", "Plimbostrahl", "Vexmuhn")
"""Of one customer, and found nowhere else: a name, a person, a note, a deal."""
PHOTO = b"Gnarpfix" * 40_000
TRACES = (*(word.encode() for word in WORDS), PHOTO[:64])


def found(folder: Path) -> dict[str, list[bytes]]:
    """Return which words are in which files of a folder, however deep."""
    seen: dict[str, list[bytes]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            traces = [one for one in TRACES if one in content or one.lower() in content]
            if traces:
                seen[str(path.relative_to(folder))] = traces
    return seen


def everything(joined: Joined) -> str:
    """Write all that may be written about a customer, and send it; return the customer."""
    replica = joined.replica
    me = replica.state().user_id
    with replica.transaction() as writer:
        customer = writer.add(make_account("Zyxwerk GmbH", must_know="Ask for Quorvalin"))
        person = writer.add(make_contact("Quorvalin Meyer", account_id=customer))
        deal = writer.add(make_deal("Vexmuhn presses", account_id=customer, contact_id=person))
        visit = writer.add(make_visit(account_id=customer, deal_id=deal))
        note = writer.add(make_note("The Plimbostrahl is broken", visit_id=visit))
        writer.add(make_follow_up("Repair the Plimbostrahl", account_id=customer, owner_id=me))
        writer.add(DealLine(deal_id=deal, text="One Vexmuhn"))
        writer.add(Fact(account_id=customer, text="Quorvalin leaves"))
    with replica.transaction() as writer:
        writer.edit_kind("account", customer, {"must_know": "Never mind Quorvalin"})
        writer.edit_kind("note", note, {"text": "The Plimbostrahl is mended"})
    deliver(joined, PHOTO, note_id=note, name="Plimbostrahl.jpg")
    return customer


def others(joined: Joined) -> str:
    """Write about somebody else, who stays."""
    with joined.replica.transaction() as writer:
        kept = writer.add(make_account("Kept & Sons"))
        writer.add(make_note("They stay", account_id=kept))
    sync_once(joined.replica, joined.service)
    return kept


def erase(joined: Joined, customer: str) -> None:
    """Erase a customer as an admin does, and exchange."""
    sync_once(joined.replica, joined.service)
    with joined.replica.transaction() as writer:
        erase_customer(writer, customer)
    sync_once(joined.replica, joined.service)


def titles(replica: Replica) -> list[str]:
    """Return the customers a replica holds."""
    with replica.reading() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM account ORDER BY 1").scalars())


def conflicts(replica: Replica) -> int:
    """Return how many conflicts a replica holds."""
    with replica.reading() as connection:
        return int(
            connection.exec_driver_sql(
                f"SELECT count(*) FROM {Conflict.__tablename__}"
            ).scalar_one()
        )
