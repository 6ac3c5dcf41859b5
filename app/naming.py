"""The names a notebook knows, indexed for hearing and for understanding them.

Both are kept until a name changes, and nothing of either is loaded before it is needed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.queries.spoken_names import akin, known_names, likely_names
from app.speech.heard import Heard
from app.speech.names.correction import Corrected
from app.speech.recogniser import Weigh
from sync.client.replica import Replica

if TYPE_CHECKING:
    from app.speech.names.known import Names
    from app.understanding import names as understood


class Naming:
    """Safe to use from several threads; the first to need the index makes it."""

    def __init__(self) -> None:
        """Make nothing yet."""
        self._changes = 0
        self._made: tuple[int, Replica, str, Names] | None = None
        self._understood: tuple[int, understood.Names] | None = None

    def changed(self) -> None:
        """Make them anew when it is needed: a customer, person or product changed."""
        self._changes += 1

    def likely(self, replica: Replica, note_id: str) -> Sequence[str]:
        """Return names that are likely in a note, likeliest first."""
        with replica.reading() as connection:
            return [name for _, name in likely_names(connection, note_id)]

    def set_right(
        self, replica: Replica, note_id: str, heard: Heard, weigh: Weigh | None = None
    ) -> Corrected:
        """Return what was heard in a note with the names the replica knows.

        Args:
            replica: The replica.
            note_id: Of the note.
            heard: Its words.
            weigh: Asks the recogniser, where its sound is still at hand.
        """
        from app.speech.names.correcting import correct  # noqa: PLC0415  # after the first frame

        if not heard.words:
            return Corrected("")
        with replica.reading() as connection:
            likely = [record_id for record_id, _ in likely_names(connection, note_id)]
        names = self._names(replica, heard.language)

        def kin(named: frozenset[str]) -> Sequence[str]:
            with replica.reading() as connection:
                return [record_id for record_id, _ in akin(connection, named)]

        return correct(heard, names, likely, weigh, kin)

    def understood(self, connection: Connection) -> "understood.Names":
        """Return the names as they are found in words."""
        from app.queries.understanding import known_names  # noqa: PLC0415  # the same

        changes, made = self._changes, self._understood
        if made is None or made[0] != changes:
            self._understood = made = (changes, known_names(connection))
        return made[1]

    def _names(self, replica: Replica, language: str) -> "Names":
        from app.speech.names.known import KnownName, Names  # noqa: PLC0415  # the same
        from app.speech.names.ordinary import ordinary  # noqa: PLC0415  # the same

        changes, made = self._changes, self._made
        if made is None or made[:3] != (changes, replica, language):
            with replica.reading() as connection:
                known = [KnownName(*one) for one in known_names(connection)]
            names = Names(known, ordinary(language))
            self._made = made = (changes, replica, language, names)
        return made[3]
