"""Notice a new customer or person who looks like somebody who is here already.

Who it is decides a person: nothing is joined by itself.
"""

import re
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from app.imports.draft import Draft
from app.imports.links import Known
from app.imports.vocabulary import plain
from sync.core.change import Scalar

_LOOKED_AT = {
    "account": ("name", "email", "phone"),
    "contact": ("name", "email", "phone", "mobile"),
}
_FORMS = frozenset(
    {
        *("gmbh", "ag", "kg", "ohg", "ug", "mbh", "co", "inc", "incorporated", "llc", "ltd"),
        *("limited", "corp", "corporation", "company", "plc", "sa", "sas", "sarl", "srl", "spa"),
        *("bv", "nv", "ab", "as", "oy", "aps", "kk", "the"),
    }
)
"""Words of a company's name that tell nothing about who it is."""

_PHONE_DIGITS = 8


class Doubts:
    """Who is here, by what gives them away. Lives for one import."""

    def __init__(self, connection: Connection) -> None:
        """Read who is here."""
        self._here: dict[tuple[str, str], Known] = {}
        for kind, names in _LOOKED_AT.items():
            found = connection.exec_driver_sql(
                f"SELECT id, source, {', '.join(names)} FROM {kind} WHERE deleted = 0"  # noqa: S608  # kinds are our own
            )
            for record_id, source, *values in found:
                known = Known(kind, record_id, str(values[0]), source)
                for key in _keys(dict(zip(names, values, strict=True))):
                    self._here.setdefault((kind, key), known)

    def about(self, draft: Draft) -> Known | None:
        """Return who a new record may be, None for nobody known."""
        if draft.kind not in _LOOKED_AT:
            return None
        for key in _keys(draft.values):
            known = self._here.get((draft.kind, key))
            if known and known.source != draft.source:
                return known
        return None


def _keys(said: Mapping[str, Scalar]) -> Iterator[str]:
    """Yield what gives somebody away: their mail, their phone, their bare name."""
    if email := str(said.get("email") or "").casefold():
        yield f"mail:{email}"
    for name in ("phone", "mobile"):
        digits = re.sub(r"\D", "", str(said.get(name) or ""))
        if len(digits) >= _PHONE_DIGITS:
            yield f"phone:{digits[-_PHONE_DIGITS:]}"
    words = [word for word in plain(str(said.get("name") or "")).split() if word not in _FORMS]
    if words:
        yield f"name:{''.join(words)}"
