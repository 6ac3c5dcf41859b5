"""What the team agreed on about its deals."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sync.client import state


@dataclass(frozen=True, slots=True)
class Terms:
    """The team's own words and numbers.

    Attributes:
        team_id: The team's record.
        won_reasons: To pick from when a deal is won; empty when the team wrote none.
        lost_reasons: The same for a lost one.
        stale_days: After how many quiet days a deal is asked about; 0 for never.
        order_rules: Rules of a suggested order, a text; empty for none.
    """

    team_id: str = ""
    won_reasons: tuple[str, ...] = ()
    lost_reasons: tuple[str, ...] = ()
    stale_days: int = 0
    order_rules: str = ""

    def reasons(self, outcome: str) -> tuple[str, ...]:
        """Return the reasons to pick from for an outcome; none while a deal is open."""
        return {"won": self.won_reasons, "lost": self.lost_reasons}.get(outcome, ())


def terms(connection: Connection) -> Terms:
    """Return what the team agreed on; nothing before its record has arrived."""
    found = connection.exec_driver_sql(
        "SELECT id, won_reasons, lost_reasons, stale_days, order_rules FROM team WHERE id = ?",
        (state.load(connection).team_id,),
    ).first()
    if found is None:
        return Terms()
    return Terms(found[0], lines(found[1]), lines(found[2]), max(0, found[3]), found[4])


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something, each once, spaces tidied."""
    tidy = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in tidy if line))
