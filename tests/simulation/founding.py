"""The team that every story begins with, founded once."""

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sync.client import engine
from sync.client.join import adopt
from sync.client.replica import FILE_NAME, Replica
from sync.core.permissions import Actor
from sync.core.protocol import InviteRequest, JoinReply, JoinRequest, SyncReply, SyncRequest
from sync.core.spans import DAY_MS
from sync.server import teams
from sync.server.database import Database
from sync.server.outside import Outside
from sync.server.service import StoredSyncService
from tests.builders import NOON_MS
from tests.fakes import CountedBits, ManualClock, NothingToOffer
from tests.simulation.site import exchange

PEOPLE = ("Mia", "Ada", "Bo", "Ada")
"""Who holds which device: an admin, a rep, another rep, the first rep's tablet."""


MEMORY = Path("/dev/shm")  # a folder of our own is made in it
"""Where a disk is memory; what a power cut would do is not what stories ask."""


@cache
def founded() -> tuple[Path, tuple[JoinReply, ...]]:
    """Return a folder with a team's files, for copying, and how its devices were let in.

    Beside the server and the phones lies ``nobody``, a replica that nobody has used.
    """
    memory = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    outer = Path(tempfile.mkdtemp(prefix="rapport-team-", dir=memory))
    atexit.register(shutil.rmtree, outer, ignore_errors=True)
    folder = outer / "template"
    database = Database.open(folder / "server")
    clock, bits = ManualClock(NOON_MS - DAY_MS, boot=0), CountedBits(99)
    outside = Outside(clock, bits, lambda: f"token-{bits(64)}")
    codes: dict[str, str] = {}
    joined: list[JoinReply] = []
    with database.writing() as connection:
        first = teams.found_team(connection, outside, "Team", "Mia")
        users = {"Mia": first.user_id}
        codes["Mia"] = first.code
    for i, name in enumerate(PEOPLE):
        with database.writing() as connection:
            if joined:
                admin = Actor(joined[0].user_id, "admin")
                guest = InviteRequest(user_id=users.get(name, ""), name=name, role="rep")
                invitation = teams.invite(connection, outside, joined[0].team_id, admin, guest)
                users[name], codes[name] = invitation.user_id, invitation.code
            reply, _ = teams.join(connection, outside, JoinRequest(codes[name], f"phone {i}"))
            joined.append(reply)
    service = StoredSyncService(database, outside)
    Replica(folder / "nobody" / FILE_NAME, clock, CountedBits()).close()
    for i, reply in enumerate(joined):
        shutil.copytree(folder / "nobody", folder / f"phone-{i}")
        path = folder / f"phone-{i}" / FILE_NAME
        replica = Replica(path, clock, CountedBits(i + 1), clock.steady)
        adopt(replica, reply, "")
        engine.sync_once(replica, _Direct(service, reply.token))
        engine.index(replica)
        replica.close()
    database.close()
    return folder, tuple(joined)


@dataclass
class _Direct(NothingToOffer):
    """A line that never fails, for founding a team."""

    service: StoredSyncService
    token: str

    def sync(self, request: SyncRequest) -> SyncReply:
        """Ask the server."""
        return exchange(self.service, self.token, request, NOON_MS - DAY_MS)
