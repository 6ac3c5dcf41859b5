"""Write drafts through a transaction, each judged against what is already here."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from rapidfuzz.fuzz import ratio

from app.imports.amounts import minor_units
from app.imports.decide import UNDONE, empty_registers, memory, still_says, to_write
from app.imports.doubts import Doubts
from app.imports.draft import Draft, Link, RowError
from app.imports.identity import held_rows, identity, record_id
from app.imports.links import Known, LinkError, Links
from app.imports.options import draft_key
from app.imports.photos import KeepFile, keep_photo
from app.imports.report import Doubt, Problem, Tally
from app.imports.stage_name import StageName
from app.imports.stages import Stages
from app.imports.table import header_key, shown
from app.imports.vocabulary import plain
from app.imports.writer import ImportWriter, Rehearsal
from sync.core import schema
from sync.core.change import Scalar
from sync.core.errors import RefusedError, ViolationError
from sync.core.records.deal import Deal
from sync.core.records.team import User
from sync.core.validation import MAX_NUMBER
from sync.store import rows
from sync.store.rows import Row

_DEAL_LINKS: Final = ("account", "contact", "owner")
_NAMES: Final = {
    **dict.fromkeys(("user", "product", "account", "contact"), "name"),
    "deal": "title",
}
_PARTIES: Final = ("account", "contact")
_ALIKE: Final = 60
"""Per cent of letters from which a name is the old one, spelled otherwise."""

_WORDS: Final = ("note", "follow_up")


class Applying:
    """One source's records on their way in. Lives for one import.

    Attributes:
        links: Who is known so far.
        stages: Where deals can stand.
    """

    def __init__(self, source: str, links: Links, stages: Stages, tally: Tally) -> None:
        """Take what is known and where to count."""
        self.links = links
        self.stages = stages
        self._source = source
        self._tally = tally
        self._doubts: Doubts | None = None
        self._same: Mapping[str, str] = {}
        self._keep: KeepFile | None = None
        self._sums: dict[str, tuple[Decimal, str]] = {}

    def told(
        self, doubts: Doubts | None, same: Mapping[str, str], keep: KeepFile | None
    ) -> "Applying":
        """Hear what else there is to heed.

        Args:
            doubts: Who is here, to notice who looks like them; None for not.
            same: Who a row means, by `draft_key`; empty for somebody new.
            keep: Keeps the photos of people; None for not.
        """
        self._doubts, self._same, self._keep = doubts, same, keep
        return self

    def write(self, writer: ImportWriter, drafts: Sequence[Draft]) -> None:
        """Write drafts of one kind; one that is refused does not stop the others.

        The caller holds the transaction. Writing the same again does nothing.
        """
        if not drafts:
            return
        self.links.look(writer.connection)
        kind = drafts[0].kind
        ids = [draft.source_id for draft in drafts]
        held = held_rows(writer.connection, kind, self._source, ids)
        for draft in drafts:
            self._one(writer, draft, held.get(draft.source_id))

    def owner_drafts(self, owners: Mapping[Link, str]) -> list[Draft]:
        """Return drafts of the people whom rows name as owners.

        Args:
            owners: The file that names each first. Those with an id alone are
                left to the list of users.
        """
        drafts = [self._owner(link, file) for link, file in owners.items() if link.name]
        return list({draft.source_id: draft for draft in drafts}.values())

    def settle_stages(self, writer: ImportWriter, names: Sequence[StageName]) -> None:
        """Make the stages that deals name and the team does not have."""
        for name in dict.fromkeys(names):
            made = self.stages.made
            if self.stages.settle(writer, name):
                self._tally.row("stage", "added" if self.stages.made > made else "same")

    def _owner(self, link: Link, file: str) -> Draft:
        source_id = link.source_id or f"name:{header_key(link.name)}"[:200]
        return Draft("user", self._source, source_id, file, 0, {"name": link.name})

    def _one(self, writer: ImportWriter, draft: Draft, held: Row | None) -> None:
        linked, missing = self._linked(draft)
        try:
            self._check_erased(draft, linked)
            values = {**draft.values, **linked, **self._stage(draft)}
            if draft.kind == "deal_line":
                values |= _as_its_deal(writer, str(linked.get("deal_id", "")), draft)
            if draft.kind == "follow_up":  # which nobody but its owner sees
                values["owner_id"] = values.get("owner_id") or writer.actor.user_id
            outcome, here = self._written(writer, draft, held, values)
        except RefusedError as error:
            self._refuse(draft, str(error.fields["reason"]), draft.source_id)
            return
        except ViolationError as error:
            name = str(error.fields["field"])
            self._refuse(draft, str(error.fields["rule"]), str(values.get(name, "")))
            return
        except RowError as error:
            if not draft.beside:  # else it is said of what the row is about
                self._refuse(draft, error.reason, error.value)
            return
        self._arrived(draft, outcome, here, values)
        if draft.photo and self._keep and outcome == "added":
            keep_photo(writer, draft, str(values.get("account_id", "")), self._keep)
        for reason, value in missing:
            self._tally.problem(_problem(draft, reason, value, arrived=True))

    def _written(
        self, writer: ImportWriter, draft: Draft, held: Row | None, values: Mapping[str, Scalar]
    ) -> tuple[str, str]:
        """Write one record; return what became of it, and its id here."""
        key = draft_key(draft.kind, self._source, draft.source_id)
        if held is not None:
            if draft.beside and not held.values["deleted"]:
                return "same", held.id
            if _another(draft, held) and self._same.get(key) != held.id:
                self._tally.doubt(_doubt(draft, key, held.id, str(held.values["name"])))
                raise RowError(reason="import.reason.another", value=str(held.values["name"]))
            return _follow(writer, draft, held, values), held.id
        if here := self._known(draft, values):
            return self._recognise(writer, here, draft), here
        self._wonder(draft, values, key)
        chosen = self._same.get(key)
        row = rows.load(writer.connection, draft.kind, chosen) if chosen else None
        if row and not row.values["deleted"]:
            return self._joined(writer, row, draft, values), row.id
        return "added", self._add(writer, draft, values)

    def sum_lines(self, writer: ImportWriter) -> None:
        """Give deals without an amount of their own the sum of their lines.

        What a person wrote as the amount since stays.
        """
        for deal_id, (worth, currency) in self._sums.items():
            amount = minor_units(worth, currency)
            if abs(amount) > MAX_NUMBER:
                continue  # no deal can hold it: better no amount than a wrong one
            self._tally.deal(amount, currency, ())
            row = rows.load(writer.connection, "deal", deal_id)
            if row is None or row.values["deleted"]:
                continue
            values: dict[str, Scalar] = {"amount_minor": amount, "currency": currency}
            if wanted := to_write("deal", row, values):
                writer.edit(Deal, deal_id, **wanted)
        self._sums.clear()

    def _lined(self, draft: Draft, values: Mapping[str, Scalar]) -> None:
        """Count a line that arrived into its deal's sum."""
        deal_id, currency = str(values["deal_id"]), str(values["currency"])
        before, known = self._sums.get(deal_id, (Decimal(0), currency))
        if currency and deal_id not in self.links.priced and known == currency:
            self._sums[deal_id] = (before + draft.worth, currency)

    def _check_erased(self, draft: Draft, linked: Mapping[str, Scalar]) -> None:
        """Refuse a customer who was erased, and whatever names them."""
        if not self.links.erased:
            return
        named = [draft.source_id] if draft.kind == "account" else []
        link = draft.links.get("account")
        if link and draft.kind != "account":
            named = [link.source_id, identity("account", {"name": link.name}, {})[0]]
        ids = {record_id("account", self._source, one) for one in named if one}
        ids.add(str(linked.get("account_id", "")))  # who was here when the import began
        ids |= {self.links.account_of(str(linked.get(f"{w}_id", ""))) for w in ("contact", "deal")}
        if ids & self.links.erased:
            raise RowError(reason="import.reason.erased", value=draft.source_id)

    def _wonder(self, draft: Draft, values: Mapping[str, Scalar], key: str) -> None:
        """Tell of somebody new who looks like somebody here."""
        known = self._doubts.about(draft, values) if self._doubts and not draft.beside else None
        if known:
            self._tally.doubt(_doubt(draft, key, known.id, known.name))

    def _joined(
        self, writer: ImportWriter, row: Row, draft: Draft, values: Mapping[str, Scalar]
    ) -> str:
        """Tie the source's record to one that was here before it, and fill its gaps."""
        wanted = empty_registers(row, values)
        told = {"source": self._source, "source_id": draft.source_id, "imported": memory(values)}
        writer.edit(schema.model_of(draft.kind), row.id, **wanted, **told)
        return "updated"

    def _known(self, draft: Draft, linked: Mapping[str, Scalar]) -> str:
        """Return the id of what a row means although it comes from elsewhere."""
        if draft.kind == "user":
            return self.links.person(draft)
        if not draft.beside or draft.kind not in _NAMES:
            return ""
        link = Link(draft.kind, "", str(draft.values["name"]))
        account = str(linked.get("account_id", ""))
        if draft.kind == "contact" and not account:
            return ""
        try:
            return self.links.find(self._source, link, account)
        except LinkError:
            return ""

    def _linked(self, draft: Draft) -> tuple[dict[str, Scalar], list[tuple[str, str]]]:
        """Return the links found, by register, and those that were not."""
        found: dict[str, Scalar] = {}
        missing: list[tuple[str, str]] = []
        for word, link in draft.links.items():
            try:
                account = str(found.get("account_id", ""))
                found[f"{word}_id"] = self.links.find(self._source, link, account)
            except LinkError as error:
                reason = f"import.reason.{word}_{error.why}"
                missing.append((reason, link.name or link.source_id))
        if draft.kind in _WORDS:  # which name a customer or a deal, and no person
            person = str(found.pop("contact_id", "") or found.get("deal_id", ""))
            if person and not found.get("account_id"):
                found["account_id"] = self.links.account_of(person)
        return found, missing

    def _stage(self, draft: Draft) -> dict[str, Scalar]:
        if draft.stage is None:
            return {}
        step = self.stages.find(draft.stage)
        if step is None:
            words = draft.stage.name or draft.stage.outcome
            raise RowError(reason="import.reason.stage_missing", value=words)
        return {"pipeline_id": step.pipeline_id, "stage_id": step.id}

    def _add(self, writer: ImportWriter, draft: Draft, values: Mapping[str, Scalar]) -> str:
        parts: dict[str, Any] = {**values, "source": self._source, "source_id": draft.source_id}
        parts["imported"] = memory(values)
        parts = {name: parts[name] for name in schema.registers(draft.kind) if name in parts}
        new_id = record_id(draft.kind, self._source, draft.source_id)
        if isinstance(writer, Rehearsal):
            writer.check(draft.kind, new_id, parts)
            return new_id
        parts["id"] = new_id
        return writer.add(schema.model_of(draft.kind)(**parts))

    def _recognise(self, writer: ImportWriter, person_id: str, draft: Draft) -> str:
        """Tie the source's user to a person of the team, as far as rights go."""
        if draft.kind != "user":
            return "same"
        user = rows.load(writer.connection, "user", person_id)
        if user is None or user.values["source"] or writer.actor.role != "admin":
            return "same"
        writer.edit(User, person_id, source=self._source, source_id=draft.source_id)
        return "updated"

    def _refuse(self, draft: Draft, reason: str, value: str) -> None:
        self._tally.problem(_problem(draft, reason, value, arrived=False))

    def _arrived(self, draft: Draft, outcome: str, here: str, values: Mapping[str, Scalar]) -> None:
        if outcome == "added" or not draft.beside:
            self._tally.row(draft.kind, "same" if outcome == "deleted_here" else outcome)
        if outcome != "deleted_here" and draft.kind in _NAMES:
            name, account = str(values[_NAMES[draft.kind]]), str(values.get("account_id", ""))
            self.links.note(Known(draft.kind, here, name, self._source, draft.source_id, account))
        if draft.kind == "deal_line":
            self._lined(draft, values)
        if draft.kind == "deal":
            if values["currency"]:
                self.links.priced.add(here)
            unlinked = tuple(w for w in _DEAL_LINKS if not values.get(f"{w}_id"))
            amount = values["amount_minor"]
            self._tally.deal(int(amount or 0), str(values["currency"]), unlinked)


def _another(draft: Draft, held: Row) -> bool:
    """Tell whether a number of somebody's own list now means somebody else.

    Two lists with the same columns both count from one; what known systems call
    by a number stays the same under any name.
    """
    if not draft.source.startswith("own-") or draft.kind not in _PARTIES:
        return False
    if still_says(held, "name", draft.values["name"]):
        return False  # a person gave it another name here
    one, other = plain(str(draft.values["name"])), plain(str(held.values["name"]))
    return not set(one.split()) & set(other.split()) and ratio(one, other) < _ALIKE


def _doubt(draft: Draft, key: str, here_id: str, here: str) -> Doubt:
    name = str(draft.values["name"])
    return Doubt(key, draft.kind, draft.file, draft.line, name, here_id, here)


def _as_its_deal(writer: ImportWriter, deal_id: str, draft: Draft) -> dict[str, Scalar]:
    """Return who sees a line: whoever sees its deal."""
    if not deal_id:
        link = draft.links.get("deal")
        named = (link.name or link.source_id) if link else ""
        raise RowError(reason="import.reason.deal_missing", value=named)
    deal = rows.load(writer.connection, "deal", deal_id)
    if deal is None:  # in a preview it is not written yet
        return {}
    return {name: deal.values[name] for name in ("owner_id", "shared")}


def _problem(draft: Draft, reason: str, value: str, *, arrived: bool) -> Problem:
    place = (draft.file, draft.line, draft.kind)
    return Problem(*place, reason, shown(value), arrived, draft.table)


def _follow(writer: ImportWriter, draft: Draft, held: Row, values: Mapping[str, Scalar]) -> str:
    """Bring a record that is here up to its source, where a person did not change it."""
    if held.values["deleted"] and held.values.get("imported") == UNDONE:
        again = {**schema.defaults(draft.kind), **values, "deleted": False}
        again |= {"source": draft.source, "source_id": draft.source_id, "imported": memory(values)}
        del again["created_ms"]
        known = schema.registers(draft.kind)
        again = {name: value for name, value in again.items() if name in known}
        writer.edit(schema.model_of(draft.kind), held.id, **again)
        return "added"
    if held.values["deleted"]:
        return "deleted_here"
    known = schema.registers(draft.kind)
    wanted = {n: v for n, v in to_write(draft.kind, held, values).items() if n in known}
    if not wanted:
        return "same"
    writer.edit(schema.model_of(draft.kind), held.id, **wanted)
    return "updated"
