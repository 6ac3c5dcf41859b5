"""A disk that changes what it holds, on a device or at the server: found and mended."""

from sync.client import comparing
from sync.core.digest import is_forgotten
from sync.core.permissions import OWN, scope_of
from tests.simulation.team import Team
from tests.simulation.words import WORDS


def flip_on_a_device(team: Team, i: int, pick: int) -> None:
    """Let a device's disk change a record, and let it compare with the server."""
    phone = team.phones[i]
    held = team.records(i)
    if not held or team.sync(i) is None:
        return
    kind, record_id = held[pick % len(held)]
    row = team.held(i, kind, record_id)
    # A deletion of long ago is not compared.
    if row is None or is_forgotten(row.stamps, row.values, team.site.clock()):
        return
    with phone.replica.exclusive() as connection:
        flipped = f"UPDATE {kind} SET {WORDS[kind]} = {WORDS[kind]} || '~' WHERE id = ?"
        connection.exec_driver_sql(flipped, (record_id,))
    known = (kind, record_id) in team.site.rows()
    assert team.compare(i) == comparing.Compared(done=True, repaired=int(known))


def flip_at_the_server(team: Team, pick: int, place: int) -> None:
    """Let the server's disk change a record, and let an admin's device compare with it.

    What is one person's alone, their own device would find.
    """
    if team.sync(0) is None:
        return
    before = team.site.rows()
    scopes = {key: scope_of(key[0], row.values) for key, row in before.items()}
    places = sorted(key for key, scope in scopes.items() if not scope.startswith(OWN))
    team.site.damage(places[pick % len(places)][1], place)
    assert not team.compare(0).done
    team.sync(0)
    assert team.compare(0) == comparing.Compared(done=True)
    assert team.site.rows() == before
