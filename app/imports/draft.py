"""Turn one row into a draft of a record: typed values, links still by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.imports.amounts import minor_units, parse_amount
from app.imports.dates import parse_birthday, parse_day, parse_moment
from app.imports.identity import identity
from app.imports.layouts import Layout, Slots
from app.imports.stage_name import StageName, read_stage
from app.imports.table import Row, shown
from sync.core.change import Scalar
from sync.core.validation import MAX_NUMBER

_MOST = MAX_NUMBER // 10_000
"""Whole units that a deal can hold in any currency: some have four decimals."""

_TRUE = frozenset({"1", "true", "yes", "y", "wahr", "ja"})
_PLAIN: Mapping[str, tuple[str, ...]] = {
    "user": ("email",),
    "product": ("code",),
    "account": (
        *("industry", "phone", "email", "website"),
        *("street", "city", "region", "postcode", "country"),
    ),
    "contact": ("title", "phone", "mobile", "email", "city", "country"),
    "deal": ("title", "reason"),
    "deal_line": ("text",),
    "note": ("text",),
    "follow_up": ("text",),
}
LINKED_KIND = {
    "owner": "user",
    "parent": "account",
    "account": "account",
    "contact": "contact",
    "product": "product",
    "deal": "deal",
}
"""The kind each link of a row points to."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the columns of a file as a whole say about its single cells.

    Attributes:
        decimal_mark: See `app.imports.amounts.decimal_mark`.
        day_first: See `app.imports.dates.day_first`.
        currency: ISO 4217 code of amounts that name none.
    """

    decimal_mark: str = ""
    day_first: bool | None = None
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Link:
    """What a row says about another record.

    Attributes:
        kind: Kind of the record it points to.
        source_id: Its id in the source; empty where the export has names only.
        name: Its name; empty where the export has ids only.
    """

    kind: str
    source_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as a source describes it.

    Attributes:
        kind: Record kind.
        source: The system it comes from.
        source_id: Its id there.
        file: Name of the file.
        line: Line of the file, from 1.
        values: Registers that need no other record.
        links: Links by their word (``owner``), where the row has any.
        stage: Where a deal stands; None for other kinds.
        other_id: Its id where another row has the first: more of what it says.
        beside: See `app.imports.layouts.Layout`.
        photo: Of a person, in Base64; empty for none.
        table: What the table is called within the file; empty where it is the file.
        worth: Of a line: what all of it costs, in whole units of its currency.
    """

    kind: str
    source: str
    source_id: str
    file: str
    line: int
    values: Mapping[str, Scalar] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    stage: StageName | None = None
    other_id: str = ""
    beside: bool = False
    photo: str = ""
    table: str = ""
    worth: Decimal = Decimal(0)


class RowError(Exception):
    """A row cannot become a record.

    Attributes:
        reason: Catalog key.
        value: What stands there, cut short.
    """

    def __init__(self, *, reason: str, value: str = "") -> None:
        """Keep reason and value."""
        super().__init__(reason)
        self.reason = reason
        self.value = shown(value)


class Reader:
    """Reads the cells of one row by slot. Lives for one row."""

    def __init__(self, row: Row, slots: Slots, habits: Habits) -> None:
        self.line = row.line
        self._cells = row.cells
        self._slots = slots
        self._habits = habits

    def has(self, slot: str) -> bool:
        """Tell whether the table has a column for the slot."""
        return any(header in self._cells for header in self._slots.get(slot, ()))

    def text(self, slot: str) -> str:
        """Return the first cell of the slot that holds something."""
        cells = (self._cells.get(header, "") for header in self._slots.get(slot, ()))
        return next(filter(None, cells), "")

    def truth(self, slot: str) -> bool:
        """Return a yes or no; no for anything unknown."""
        return self.text(slot).casefold() in _TRUE

    def deleted(self) -> bool:
        """Tell whether the source itself has deleted the row."""
        return self.truth("deleted") or self.text("status").casefold() == "deleted"

    def day(self, slot: str) -> str:
        """Return an ISO date, empty for none.

        Raises:
            RowError: If the cell is no date.
        """
        try:
            return parse_day(self.text(slot), self._habits.day_first)
        except ValueError as error:
            raise RowError(reason="import.reason.date", value=self.text(slot)) from error

    def moment(self, slot: str) -> int:
        """Return UTC milliseconds, 0 for none or for what is no moment."""
        try:
            return parse_moment(self.text(slot), self._habits.day_first)
        except ValueError:
            return 0  # only says when the old system made the row: no reason to refuse it

    def birthday(self) -> str:
        """Return a birthday; empty for none."""
        return parse_birthday(self.text("birthday"), self._habits.day_first)

    def share(self, slot: str) -> Decimal:
        """Return a share, written ``0.15``, ``15`` or ``15%``; nothing for none.

        Raises:
            RowError: If the cell is no number.
        """
        value = self._decimal(slot, self.text(slot).rstrip("% "))
        return value / 100 if value > 1 else value

    def thousandths(self, slot: str) -> int:
        """Return how many thousandths; one whole for none.

        Raises:
            RowError: If the cell is no number.
        """
        text = self.text(slot)
        return int(self._decimal(slot, text) * 1000) if text else 1000

    def worth(self) -> Decimal:
        """Return what a line costs, not rounded: so many, at a price, less a discount.

        Raises:
            RowError: If one of them is no number, or it is more than a deal can hold.
        """
        many = Decimal(self.thousandths("quantity")) / 1000
        price = self._decimal("amount", self.text("amount"))
        whole = many * price * (1 - self.share("discount"))
        if abs(whole) > _MOST:
            raise RowError(reason="import.reason.amount", value=self.text("amount"))
        return whole

    def _decimal(self, slot: str, text: str) -> Decimal:
        try:
            found = parse_amount(text, self._habits.decimal_mark)
        except ValueError as error:
            raise RowError(reason="import.reason.amount", value=self.text(slot)) from error
        return found.value if found else Decimal(0)

    def money(self, times: Decimal = Decimal(1)) -> tuple[int, str]:
        """Return minor units and currency; nothing and no currency for none.

        Args:
            times: What the amount is multiplied by.

        Raises:
            RowError: If the cell is no amount, or its currency no code.
        """
        text = self.text("amount")
        try:
            amount = parse_amount(text, self._habits.decimal_mark)
        except ValueError as error:
            raise RowError(reason="import.reason.amount", value=text) from error
        if amount is None:
            return 0, ""
        named = self.text("currency").upper()
        currency = named or amount.currency or self._habits.currency
        if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
            raise RowError(reason="import.reason.currency", value=named)
        try:
            return minor_units(amount.value * times, currency), currency
        except ValueError as error:
            raise RowError(reason="import.reason.amount", value=text) from error

    def name(self, whose: str = "") -> str:
        """Return a name, whole or from its two halves."""
        halves = f"{self.text(f'{whose}first_name')} {self.text(f'{whose}last_name')}"
        return self.text(f"{whose}name") or halves.strip()

    def called(self, whose: str = "") -> str:
        """Return a name, or what stands for one where there is none."""
        others = (self.text(f"{whose}{slot}") for slot in ("email", "phone"))
        return self.name(whose) or next(filter(None, others), "")

    def link(self, word: str) -> Link:
        """Return what the row says about another record."""
        # HubSpot lists several ids, "1;2": the first is the primary one.
        source_id = self.text(f"{word}.id").split(";")[0].strip()
        return Link(LINKED_KIND[word], source_id, self.text(f"{word}.name"))


def draft_of(row: Row, layout: Layout, habits: Habits, file: str) -> Draft | None:
    """Read a row; None for one the source itself has deleted, or that says nothing here.

    Raises:
        RowError: If something in it cannot be read or is missing.
    """
    reader = Reader(row, layout.slots, habits)
    if reader.deleted():
        return None
    kind = layout.kind
    values: dict[str, Scalar] = {name: reader.text(name) for name in _PLAIN[kind]}
    values["created_ms"] = reader.moment("created")
    links = _links(reader, layout)
    stage = _fill(reader, layout, values, links)
    if layout.beside and not values.get("name", values.get("text", "")):
        return None
    source_id, other_id = reader.text("id"), ""
    if not source_id:
        if not layout.guessed:
            raise RowError(reason="import.reason.no_id")
        source_id, other_id = identity(kind, values, links)
    return Draft(
        kind,
        layout.source,
        source_id,
        file,
        row.line,
        values,
        links,
        stage,
        other_id,
        layout.beside,
        reader.text("photo"),
        worth=reader.worth() if kind == "deal_line" else Decimal(0),
    )


def _links(reader: Reader, layout: Layout) -> dict[str, Link]:
    """Return what a row says about other records."""
    words = {slot.partition(".")[0] for slot in layout.slots} & LINKED_KIND.keys()
    links = {word: reader.link(word) for word in LINKED_KIND if word in words}
    if layout.alone and layout.kind != "account" and not _stated(links.get("account")):
        whose = "person." if layout.beside else ""
        links["account"] = Link("account", "", reader.called(whose))
    return {word: link for word, link in links.items() if _stated(link)}


def _stated(link: Link | None) -> bool:
    return link is not None and bool(link.source_id or link.name)


def _fill(
    reader: Reader, layout: Layout, values: dict[str, Scalar], links: Mapping[str, Link]
) -> StageName | None:
    """Fill in what only this kind of record has; return where a deal stands."""
    match layout.kind:
        case "deal":
            values["title"] = values["title"] or _untitled(reader, layout, links)
            return _deal(reader, values)
        case "deal_line":
            values["price_minor"], values["currency"] = reader.money(1 - reader.share("discount"))
            values["quantity_milli"] = reader.thousandths("quantity")
        case "note":
            values["original"], values["written_ms"] = values["text"], values["created_ms"]
            _worded(reader, layout, values)
        case "follow_up":
            values["due_on"], values["done_ms"] = reader.day("due"), reader.moment("done")
            _worded(reader, layout, values)
        case kind:
            _named(reader, layout, values)
            if kind == "contact" and (birthday := reader.birthday()):
                values["birthday"] = birthday
            if kind == "product":
                values["price_minor"], values["currency"] = reader.money()
    return None


def _worded(reader: Reader, layout: Layout, values: Mapping[str, Scalar]) -> None:
    if not values["text"] and not layout.beside:
        raise RowError(reason="import.reason.no_text", value=reader.text("id"))


def _named(reader: Reader, layout: Layout, values: dict[str, Scalar]) -> None:
    values["name"] = reader.name()
    if layout.kind == "contact" and layout.guessed and not layout.beside:
        values["name"] = reader.called()
    if layout.kind == "account" and layout.alone and not values["name"] and not reader.text("id"):
        values["name"] = reader.called("person.")
        own = {name: reader.text(f"person.{name}") for name in _PLAIN["account"]}
        values.update({name: value for name, value in own.items() if value})
    if not values["name"] and not layout.beside:
        raise RowError(reason="import.reason.no_name", value=reader.text("id"))
    if layout.kind == "user" and reader.has("active"):
        values["active"] = reader.truth("active")


def _untitled(reader: Reader, layout: Layout, links: Mapping[str, Link]) -> str:
    """Call a deal by its product, its number or its customer; systems we know have titles."""
    if not layout.guessed:
        return ""
    product, account = (links[w].name if w in links else "" for w in ("product", "account"))
    number = f"{layout.called} {reader.text('id')}".strip() if layout.called else ""
    return product or number or account


def _deal(reader: Reader, values: dict[str, Scalar]) -> StageName:
    if not values["title"]:
        raise RowError(reason="import.reason.no_title", value=reader.text("id"))
    values["amount_minor"], values["currency"] = reader.money()
    stage = read_stage(reader)
    close = reader.day("close")
    is_open = stage.outcome == "open"
    values["expected_on"] = reader.day("expected") or (close if is_open else "")
    ended = reader.day("won_on" if stage.outcome == "won" else "lost_on") or close
    values["closed_on"] = "" if is_open else ended
    if reader.truth("private"):
        values["shared"] = False
    return stage
