"""Notice a new customer or person who looks like somebody who is here already.

Who it is decides a person: nothing is joined by itself.
"""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Connection

from app.imports.draft import Draft
from app.imports.links import Known
from app.matching.facts import Subject, SubjectKind, read_facts
from app.matching.finding import Matcher
from sync.core.change import Scalar

_ADDRESS = ("street", "city", "postcode", "country")
_REGISTERS: Mapping[str, tuple[str, ...]] = {
    "account": ("name", "phone", "email", "website", *_ADDRESS),
    "contact": ("name", "phone", "mobile", "email", "city", "country", "account_id", "birthday"),
}


class Doubts:
    """Who is here, by what gives them away. Lives for one preview."""

    def __init__(self, connection: Connection) -> None:
        """Read who is here."""
        self._here: dict[str, dict[str, Known]] = {}
        self._matchers: dict[str, Matcher] = {}
        for kind, names in _REGISTERS.items():
            found = connection.exec_driver_sql(
                f"SELECT id, source, {', '.join(names)} FROM {kind} WHERE deleted = 0"  # noqa: S608  # kinds are our own
            ).all()
            self._here[kind] = {row[0]: Known(kind, row[0], row[2], row[1]) for row in found}
            self._matchers[kind] = Matcher(
                read_facts(_subject(row[0], dict(zip(names, row[2:], strict=True))), _kind(kind))
                for row in found
            )

    def about(self, draft: Draft, values: Mapping[str, Scalar]) -> Known | None:
        """Return who a new record may be, None for nobody known.

        Two of one source are two there, and so here.
        """
        if draft.kind not in self._matchers:
            return None
        facts = read_facts(_subject("", values), _kind(draft.kind))
        for match in self._matchers[draft.kind].like(facts):
            known = self._here[draft.kind][match.other_id]
            if known.source != draft.source:
                return known
        return None


def _kind(kind: str) -> SubjectKind:
    return cast("SubjectKind", kind)


def _subject(record_id: str, values: Mapping[str, Scalar]) -> Subject:
    def said(name: str) -> str:
        return str(values.get(name) or "")

    return Subject(
        record_id,
        said("name"),
        tuple(filter(None, (said("phone"), said("mobile")))),
        tuple(filter(None, (said("email"),))),
        said("website"),
        said("street"),
        said("city"),
        said("postcode"),
        said("country"),
        said("account_id"),
        said("birthday"),
    )
