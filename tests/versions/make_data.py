"""Make `tests/releases/0.1.0-data.zip`: databases as the first release leaves them behind.

    python -m tests.versions.make_data

A server with a team of three, and their devices, all written by 0.1.0 itself: a deal, a
value that lost, a register and a refusal that only a newer version explains, a change that
waits, and a device that was signed out.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from tests.versions.releases import FIRST, TODAY, Device, first_code, server

DATA = FIRST.with_name("0.1.0-data.zip")


def write(folder: Path) -> None:
    """Let the first release write its databases into a folder."""
    running = server(folder / "server", FIRST)
    running.start()
    try:
        with (
            Device(folder / "admin" / "rapport.db", FIRST) as admin,
            Device(folder / "rep" / "rapport.db", FIRST) as rep,
            Device(folder / "gone" / "rapport.db", FIRST) as gone,
            Device(folder / "newer" / "rapport.db", TODAY) as newer,
        ):
            admin("join", running.url, first_code(running.folder))
            admin("sync")
            for device, name, role in (
                (rep, "Bob", "rep"),
                (gone, "Gus", "rep"),
                (newer, "Nora", "manager"),
            ):
                device("join", running.url, admin("invite", name, role))
                device("sync")
            deal = rep("add", "deal", {"title": "Espresso bar", "reason": "cosy"})
            private = rep("add", "follow_up", {"text": "Call", "owner_id": _own_id(rep)})
            hidden = admin("add", "deal", {"title": "Secret", "owner_id": _own_id(admin)})
            product = newer("add", "product", {"name": "Lamp", "cost_minor": 777})
            for device in (rep, newer, admin, rep):
                device("sync")
            admin("edit", "deal", hidden, {"shared": False})
            rep("edit", "deal", hidden, {"reason": "refused words"})
            admin("edit", "deal", deal, {"title": "Bakery"})
            rep("edit", "deal", deal, {"title": "Butcher"})
            admin("edit", "follow_up", private, {"text": "Call at noon"})
            rep("edit", "follow_up", private, {"text": "Call at ten"})
            for device in (admin, rep, admin):
                device("sync")
            newer("add", "attachment", {"deal_id": deal, "name": "wall.jpg"})
            gone("revoke")
            newer("sync")
            admin("sync")
            rep("edit", "deal", deal, {"reason": "cosy and small"})  # waits
            admin("edit", "product", product, {"name": "Tall lamp"})  # waits, too
    finally:
        running.stop()


def _own_id(device: Device) -> str:
    (user_id,) = device("column", "SELECT user_id FROM replica_state")
    return str(user_id)


def main() -> None:
    """Write the zip file."""
    with TemporaryDirectory() as folder, ZipFile(DATA, "w", ZIP_DEFLATED, compresslevel=9) as kept:
        write(Path(folder))
        for name in (
            "server/server.sqlite3",
            "admin/rapport.db",
            "rep/rapport.db",
            "gone/rapport.db",
        ):
            file = Path(folder) / name
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("VACUUM")
            kept.write(file, name)


if __name__ == "__main__":
    main()
