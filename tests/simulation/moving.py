"""Everything of a device taken along in one file, and brought back on others."""

from dataclasses import dataclass
from pathlib import Path

from app.archive import restoring, writer
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from tests.simulation.ledger import text_of
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
    phone = team.unused()
    restoring.restore(phone.replica, along.path)
    for change in (*phone.waiting(), *(one.change for one in phone.refused())):
        phone.written[text_of(change)] += 1
    before = phone.replica.state().team_id
    return team.let_in(phone, team.site.join(team.team_id, along.user_id, before))
