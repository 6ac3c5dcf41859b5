"""Guess what an unknown table holds, by its headers and by what stands below them.

The guess is one or more layouts, as for a system we know: a list of people also
names companies, a list of deals also names products. A person can change it
before anything is written; see `app.imports.mapping`.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.imports.column import Column, columns_of, with_id
from app.imports.csv_table import numbered
from app.imports.layouts import Layout, Slots
from app.imports.table import Table
from app.imports.vocabulary import kind_named, plain

_SOURCES = {"tree": "salesforce-tree", "vcard": "vcard", "atomic": "atomic-crm"}
_CALLED = ("name", "first_name", "last_name", "email", "phone")
_ADDRESS = ("street", "city", "region", "postcode", "country")
_COMPANY = ("company", "name")
_PERSON = ("person", "name")
_HALVES = ("first", "last")
_SLOTS: dict[str, dict[str, tuple[str, ...]]] = {
    "user": {"name": ("owner", "person", "name"), "email": ("email",), "active": ("active",)},
    "product": {
        "name": ("product", "name"),
        "code": ("code",),
        "amount": ("price", "amount"),
        "currency": ("currency",),
    },
    "account": {
        "name": _COMPANY,
        **{name: (name,) for name in ("industry", "phone", "email", "website", *_ADDRESS)},
        "created": ("created",),
    },
    "contact": {
        "name": _PERSON,
        "title": ("jobtitle",),
        **{name: (name,) for name in ("phone", "mobile", "email", "city", "country")},
        **{name: (name,) for name in ("birthday", "photo")},
        "created": ("created",),
    },
    "deal": {
        "title": ("deal", "name"),
        **{
            name: (name,)
            for name in (
                *("stage", "status", "pipeline", "currency", "close", "expected", "won_on"),
                *("lost_on", "reason", "probability", "created"),
            )
        },
        "amount": ("amount", "price"),
    },
    "deal_line": {
        "amount": ("price", "amount"),
        **{name: (name,) for name in ("quantity", "discount", "currency", "text")},
    },
    "note": {"text": ("text",), "created": ("created",)},
    "follow_up": {"text": ("text",), "due": ("due",), "done": ("done",), "created": ("created",)},
}
"""Concepts that fill the slots of each kind, most telling first."""

_HALVED = frozenset({"user", "contact"})
_LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "user": {},
    "product": {},
    "account": {"owner": ("owner",), "parent": ("parent",)},
    "contact": {"account": ("company",), "owner": ("owner",)},
    "deal": {
        "account": ("company",),
        "contact": ("person",),
        "product": ("product",),
        "owner": ("owner",),
    },
    "deal_line": {"deal": ("deal",), "product": ("product",)},
    "note": {"account": ("company",), "contact": ("person",), "owner": ("owner",)},
    "follow_up": {"account": ("company",), "contact": ("person",), "owner": ("owner",)},
}
"""Concepts that name what each link points to."""

_OWN_LINKS: dict[str, tuple[str, ...]] = {
    "user": ("owner",),
    "product": ("product",),
    "account": ("account",),
    "contact": ("contact",),
    "deal": ("deal",),
    "note": (),
    "follow_up": (),
}
"""What headers call the ids of each kind."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_PEOPLE = 0.4
"""Share of names found in their own e-mail address from which they are people's."""


@dataclass(frozen=True, slots=True)
class Known:
    """The columns of a table by what they are about.

    Attributes:
        card: Whether its rows are vCards, where a plain address may be a home's.
    """

    columns: tuple[Column, ...]
    card: bool = False

    def headers(self, concepts: Iterable[str]) -> tuple[str, ...]:
        """Return the headers of columns about these, most telling first."""
        found: list[str] = []
        for concept in concepts:
            own = [column for column in self.columns if column.concept == concept]
            found += [c.key for c in sorted(own, key=lambda c: -c.sure) if c.key not in found]
        return tuple(found)

    def link(self, word: str) -> tuple[str, ...]:
        """Return the headers that hold another table's ids."""
        return tuple(column.key for column in self.columns if column.link == word)

    def has(self, *concepts: str) -> bool:
        """Tell whether a column is about any of these."""
        return any(column.concept in concepts for column in self.columns)

    def at(self, *concepts: str) -> int:
        """Return where the first such column stands; behind all others if none does."""
        places = (n for n, column in enumerate(self.columns) if column.concept in concepts)
        return next(places, len(self.columns))


def guess(table: Table) -> tuple[str, Known]:
    """Return what the rows of a table are, and its columns; no kind for nothing we keep.

    Raises:
        ImportFileError: If it cannot be read.
    """
    known = Known(columns_of(table), card=table.form == "vcard")
    kind = _kind(known, table)
    return kind, replace(known, columns=with_id(known.columns, _OWN_LINKS.get(kind, ())))


def layouts_for(kind: str, known: Known, source: str) -> tuple[Layout, ...]:
    """Return layouts for a table: what its rows are, then what else stands in them."""
    own = next((plain(c.header) for c in known.columns if c.own_id), "")
    called = own.removesuffix(" id").removesuffix(" key").capitalize() if " " in own else ""
    slots = _slots(kind, known)
    main = Layout(source, kind, frozenset(), slots, alone=kind == "contact", called=called)
    return (main, *_besides(main, known))


def source_of(table: Table) -> str:
    """Name a source of no known system: the same for every export of the same shape.

    Example: ``own-5f0c2a9be1``
    """
    return _SOURCES.get(table.form) or f"own-{fingerprint(table)}"


def fingerprint(table: Table) -> str:
    """Return what tells a table's headers from others', whatever their order.

    Numbered headers say nothing: there the file's name does, without its digits.
    """
    stem = re.sub(r"[\W\d_]+", " ", table.file.name.rpartition(".")[0]).strip()
    keys = sorted(plain(header) for header in table.headers)
    if table.form == "json":  # whose objects leave out what is empty
        keys = [table.name or stem]
    elif table.headers == numbered(len(keys)):
        keys = [stem, *keys]
    return hashlib.blake2b("\n".join(keys).encode(), digest_size=5).hexdigest()


def _kind(known: Known, table: Table) -> str:
    """Return what the rows of a table are; empty for nothing we keep."""
    named = kind_named(table.name) or kind_named(table.file.name.rpartition(".")[0])
    if first := _words_kind(known, named) or _line_kind(known):
        return first
    if _is_deal(known, named):
        return "deal"
    who = known.has("first", "last", "person", "name", "owner")
    if named == "user" and who and not known.has("company"):
        return "user"
    if _is_product(known, named):
        return "product"
    if known.has("first", "last", "person", "name", "company"):
        return _customer_or_person(known, named)
    return "user" if known.at("owner") == 0 else ""


def _line_kind(known: Known) -> str:
    """Tell a list of what was ordered, product by product."""
    product = known.has("product") or known.link("product")
    return "deal_line" if product and known.link("deal") and known.has("quantity") else ""


def _words_kind(known: Known, named: str) -> str:
    """Tell a list of notes from one of tasks; empty for neither."""
    if not known.has("text"):
        return ""
    if named in ("note", "follow_up"):
        return named
    if known.has("first", "last", "company", "name", "stage"):
        return ""
    if known.has("due", "done"):
        return "follow_up"
    linked = known.has("person") or any(column.link for column in known.columns)
    return "note" if linked else ""


def _is_deal(known: Known, named: str) -> bool:
    about = known.has("company", "person", "deal") or bool(known.link("account"))
    if known.has("deal") and known.has("amount", "stage", "status", "close"):
        return True
    if known.has("stage") and about:
        return True
    return named == "deal" and about and known.has("amount", "stage", "created", "close", "deal")


def _is_product(known: Known, named: str) -> bool:
    if known.has("first", "last", "person", "company"):
        return False
    return known.has("product") or (named == "product" and known.has("name"))


def _customer_or_person(known: Known, named: str) -> str:
    if known.has("first", "last"):
        return "contact"
    if known.has("company") and known.has("person"):
        return "account" if known.at("company") < known.at("person") else "contact"
    if known.has("name") and known.has("company"):
        return "contact"
    if known.has("company") or named == "account":
        return "account"
    if known.has("person", "jobtitle", "mobile") or named == "contact":
        return "contact"
    return "contact" if _names_are_people(known) else "account"


def _names_are_people(known: Known) -> bool:
    """Tell whether names stand in their own e-mail addresses: Nora Falk, nora.falk."""
    names = next((c.samples for c in known.columns if c.concept == "name"), ())
    mails = next((c.samples for c in known.columns if c.concept == "email"), ())
    both = [(n, m.partition("@")[0]) for n, m in zip(names, mails, strict=False) if n and m]
    own = sum(any(word in mail for word in _WORD.findall(plain(name))) for name, mail in both)
    return bool(both) and own >= len(both) * _PEOPLE


def _slots(kind: str, known: Known) -> Slots:
    slots = {slot: known.headers(concepts) for slot, concepts in _SLOTS[kind].items()}
    if kind in _HALVED:
        slots |= {f"{half}_name": known.headers((half,)) for half in _HALVES}
    if kind == "deal" and not slots["stage"]:
        slots["stage"], slots["status"] = slots["status"], ()
    slots["id"] = tuple(column.key for column in known.columns if column.own_id)
    for word, concepts in _LINKS[kind].items():
        slots[f"{word}.name"] = known.headers(concepts)
        slots[f"{word}.id"] = known.link(word)
    taken = set(slots["id"])
    return {
        slot: some
        for slot, some in slots.items()
        if some and (slot == "id" or taken.isdisjoint(some))
    }


def _besides(main: Layout, known: Known) -> Sequence[Layout]:
    """Return layouts for what else the rows of a table name."""
    slots, kind = main.slots, main.kind
    beside: dict[str, Slots] = {}
    if kind == "account" and known.has("person"):
        person = {"name": known.headers(("person",)), "title": known.headers(("jobtitle",))}
        beside["contact"] = {**person, **_as_link(slots, "account"), "id": slots.get("id", ())}
    if kind == "contact":
        beside["account"] = {**_linked(slots, "account"), **_own(slots), **_company(known)}
    if kind == "deal":
        links = {word: _linked(slots, word) for word in ("account", "product", "contact")}
        beside |= {word: some for word, some in links.items() if some["name"]}
    if kind == "deal" and "contact" in beside:
        beside["contact"] = {**beside["contact"], **_only(slots, "account.id", "account.name")}
    if kind in ("account", "contact", "deal") and (text := known.headers(("text",))):
        about = _only(slots, "account.id", "account.name") if kind == "contact" else {}
        about = {**about, **_own(slots)} if kind == "contact" else _as_link(slots, kind)
        beside["note"] = {"text": text, "id": slots.get("id", ()), **about}
    return [
        Layout(
            main.source,
            one,
            frozenset(),
            {slot: headers for slot, headers in some.items() if headers},
            beside=True,
            alone=kind == "contact",
        )
        for one, some in beside.items()
    ]


def _only(slots: Slots, *names: str) -> dict[str, tuple[str, ...]]:
    return {name: slots[name] for name in names if name in slots}


def _as_link(slots: Slots, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the slots of a link to the row's own record."""
    name = slots.get("title" if kind == "deal" else "name", ())
    return {f"{kind}.id": slots.get("id", ()), f"{kind}.name": name}


def _own(slots: Slots) -> dict[str, tuple[str, ...]]:
    """Return the slots of a person's name, in which they may be a customer of their own."""
    return {f"person.{slot}": slots.get(slot, ()) for slot in _CALLED}


def _company(known: Known) -> dict[str, tuple[str, ...]]:
    """Return the slots of a person's company, and of a person who is their own."""
    more = {name: known.headers((name,)) for name in ("website", "industry")}
    own = {f"person.{name}": known.headers((name,)) for name in _ADDRESS}
    return {**more, **own, **{name: _company_address(name, known) for name in _ADDRESS}}


def _linked(slots: Slots, word: str) -> dict[str, tuple[str, ...]]:
    """Return the slots of what a link points to: its id and its name."""
    return {"id": slots.get(f"{word}.id", ()), "name": slots.get(f"{word}.name", ())}


def _company_address(name: str, known: Known) -> tuple[str, ...]:
    """Return the columns of a company's address; a card's plain one may be a home's."""
    found = known.headers((name,))
    work = tuple(header for header in found if header.startswith("work "))
    return work if known.card or work else found
