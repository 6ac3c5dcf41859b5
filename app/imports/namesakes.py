"""Tell namesakes apart in lists that give their rows no ids.

One of several rows of a name goes by the name alone, the others by all they say (see
`app.imports.identity`). Which one it is must not follow from their order: a branch that is
new on top of next week's list would take over the notes and the visits of another.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection

from app.imports.decide import still_says
from app.imports.draft import Draft
from app.imports.identity import held_rows, record_id, telling
from app.imports.writer import ImportWriter
from sync.core import schema
from sync.store.rows import Row

_Rank = tuple[int, int]
"""How much a row says what a record here says, and how little else; more is better."""

_FIRST: _Rank = (0, 0)
_OTHERS = 50  # namesakes here that a row is compared with


class Namesakes:
    """Which row goes by which id. Lives for the rows of one kind and source."""

    def __init__(self) -> None:
        """Start with nobody; see `look`."""
        self._once: set[str] = set()
        self._often: set[str] = set()
        self._more: set[str] = set()
        self._own: dict[str, str] = {}
        self._best: dict[str, tuple[_Rank, str]] = {}
        self._told: set[tuple[object, ...]] = set()

    def look(self, writer: ImportWriter, drafts: Iterable[Draft], erased: AbstractSet[str]) -> None:
        """Take up some hundreds of rows: all are looked at before the first one is written.

        Args:
            writer: Of a transaction; nothing is written.
            drafts: Those without an id of their own, of one kind and source.
            erased: Ids of customers who were erased.
        """
        some = list(drafts)
        if not some:
            return
        kind, source = some[0].kind, some[0].source
        ids = {one for draft in some for one in (draft.source_id, draft.other_id)}
        held = held_rows(writer.connection, kind, source, sorted(ids))
        for draft in some:
            name, more = draft.source_id, draft.other_id
            (self._often if name in self._once else self._once).add(name)
            known = more in held or record_id(kind, source, more) in erased
            if known and more != name:
                self._own[more] = more
            elif name in held and _rank(draft, held[name]) is None:
                self._own[more] = _another(writer.connection, draft) or name
            if more == name or not known or more in self._more:
                self._offer(draft, held.get(name))
            self._more.add(more)

    def id_of(self, draft: Draft, seen: AbstractSet[str]) -> str:
        """Return what a row goes by; empty for one that was there already.

        Args:
            draft: The row.
            seen: What the rows before it go by.
        """
        if draft.source_id in self._often and draft.kind != "deal_line":
            # The same word for word is nobody new; but of one order two lines may be alike.
            told = (*sorted(draft.values.items()), *sorted(draft.links.items()), draft.stage)
            if (draft.other_id, *told) in self._told:
                return ""
            self._told.add((draft.other_id, *told))
        return next((one for one in self._ids(draft) if one not in seen), "")

    def _ids(self, draft: Draft) -> tuple[str, ...]:
        name, more = draft.source_id, draft.other_id
        if name not in self._often:
            return (self._own.get(more, name),)
        best = self._best.get(name)
        if best and best[1] == more:
            return name, more
        return (more,) if more != name or not best else ()

    def _offer(self, draft: Draft, held: Row | None) -> None:
        """Let a row go by its name alone if it fits better than those before it."""
        rank = _FIRST if held is None else _rank(draft, held)
        best = self._best.get(draft.source_id)
        if rank is not None and (best is None or rank > best[0]):
            self._best[draft.source_id] = rank, draft.other_id


def _another(connection: Connection, draft: Draft) -> str:
    """Return what a row goes by that is not who is here by its name: another one of that name.

    It is somebody new if it fits none of them; empty if there are no others to be told from.
    """
    if "source" not in schema.registers(draft.kind):
        return ""
    about = {"deal", "product"} if draft.kind == "deal_line" else {"account", "contact"}
    begin = f"{draft.source_id}|" if about & draft.links.keys() else f"{draft.source_id}||"
    found = connection.exec_driver_sql(
        f"SELECT source_id FROM {draft.kind} WHERE source = ? AND source_id > ? AND source_id < ?"  # noqa: S608  # kinds are our own
        f" ORDER BY source_id LIMIT {_OTHERS}",
        (draft.source, begin, f"{begin[:-1]}}}"),  # which is the sign after the bar
    )
    ids = list(found.scalars())
    others = held_rows(connection, draft.kind, draft.source, ids) if ids else {}
    ranked = [(rank, one) for one, row in others.items() if (rank := _rank(draft, row))]
    return max(ranked)[1] if ranked else draft.other_id if others else ""


def _rank(draft: Draft, held: Row) -> _Rank | None:
    """Return how well a row fits who is here by its name; None for somebody else."""
    alike = other = 0
    for name in telling(draft.kind):
        value, here = draft.values.get(name), held.values.get(name)
        if value in (None, "", 0):
            continue
        if value == here or still_says(held, name, value):
            alike += 1
        elif here not in (None, "", 0):
            other += 1
    return (alike, -other) if alike >= other else None
