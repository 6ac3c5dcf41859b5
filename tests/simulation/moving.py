"""Everything of a device taken along in one file, and brought back on others."""

from dataclasses import dataclass
from pathlib import Path

from app.archive import restoring, writer
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from sync.client import outbox
from sync.client.join import adopt
from sync.client.replica import FILE_NAME, Replica
from tests.fakes import CountedBits, ManualClock
from tests.simulation.ledger import text_of
from tests.simulation.phone import Phone
from tests.simulation.team import Team

WORDS = Catalog(ENGLISH)


@dataclass(frozen=True)
class Along:
    """A file with everything of one person's device."""

    path: Path
    user_id: str


def take_along(team: Team, i: int) -> Along:
    """Write everything of a device into a file."""
    number = len(list(team.folder.glob("*.zip")))
    path = team.folder / f"{number}.zip"
    writer.write(team.phones[i].replica, path, WORDS)
    return Along(path, team.phones[i].joined.user_id)


def bring_back(team: Team, along: Along) -> int:
    """Bring it back on another device, which joins as the person it was; return which.

    What waited to be sent then waits there, too, also what was sent meanwhile.
    """
    i = len(team.phones)
    folder = team.folder / f"phone-{i}"
    clock = ManualClock(team.site.clock.now)
    replica = Replica(folder / FILE_NAME, clock, CountedBits(i + 1), clock.steady)
    restoring.restore(replica, along.path)
    with replica.reading() as connection:
        waiting = outbox.all_pending(connection)
        refused = outbox.refused(connection)
    reply = team.site.join(team.team_id, along.user_id, replica.state().team_id)
    adopt(replica, reply, "")
    replica.close()
    phone = Phone(folder, reply, clock, CountedBits(100 + i))
    for change in (*waiting, *(one.change for one in refused)):
        phone.written[text_of(change)] += 1
    team.phones.append(phone)
    return i
