"""Find the record a row points to, by the source's id or by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection

from app.imports.draft import Draft, Link
from app.imports.table import header_key
from sync.store.merging import who_stands

_AMBIGUOUS = "?"
"""Stands for an id where two records bear one name."""

_ANY = "*"
"""Stands for whatever source a name comes from."""

_CUSTOMER = (
    "coalesce((SELECT w.value FROM written w"
    " WHERE w.kind = '{0}' AND w.id = {0}.id AND w.name = 'account_id'), account_id)"
)
"""Whose a person or deal is as it was written, whoever stands for that customer now."""

_LOADED = {
    "user": ("name", "email"),
    "product": ("name", "''"),
    "account": ("name", "''"),
    "contact": ("name", _CUSTOMER.format("contact")),
    "deal": ("title", _CUSTOMER.format("deal")),
}

Elsewhere = Mapping[tuple[str, str], tuple[str, ...]]
"""Which other sources a source's ids of a kind may come from."""


@dataclass(frozen=True, slots=True)
class Known:
    """A record that rows may point to.

    Attributes:
        kind: Its kind.
        id: Its id here.
        name: What it is called.
        source: Where it comes from; empty for what a person entered.
        source_id: Its id there.
        more: The customer of a person or deal, the e-mail address of a user.
    """

    kind: str
    id: str
    name: str
    source: str = ""
    source_id: str = ""
    more: str = ""


class LinkError(Exception):
    """A link points to no record, or to no single one.

    Attributes:
        why: ``not_found`` or ``ambiguous``.
    """

    def __init__(self, *, why: str) -> None:
        """Keep the cause."""
        super().__init__(why)
        self.why = why


class Links:
    """The customers and people of a team as the sources of one import name them.

    Lives for one import; grows as records are written. Names of the source's
    own records come before those of others and those a person entered here. A record that
    another one stands for is found, too: what is written to it is shown with that one.

    Attributes:
        priced: Deals whose amount the files state themselves.
        erased: Ids of customers who were erased: nothing of them may come back.
    """

    def __init__(self, elsewhere: Elsewhere = MappingProxyType({})) -> None:
        """Start with nothing; see `load`."""
        self._elsewhere = elsewhere
        self._by_id: dict[tuple[str, str, str], str] = {}
        self._names: dict[tuple[str, str, str], str] = {}
        self._users: dict[str, list[tuple[str, str, str]]] = {}
        self._account_of: dict[str, str] = {}
        self._standing: dict[str, str] = {}
        self.priced: set[str] = set()
        self.erased: frozenset[str] = frozenset()

    @classmethod
    def load(cls, connection: Connection, elsewhere: Elsewhere = MappingProxyType({})) -> "Links":
        """Read who is here already."""
        links = cls(elsewhere)
        links.look(connection)
        links._standing = who_stands(connection)
        for kind, (name, extra) in _LOADED.items():
            found = connection.exec_driver_sql(
                f"SELECT id, {name}, source, source_id, {extra} FROM {kind} WHERE deleted = 0"  # noqa: S608  # kinds are our own
                f" OR id IN (SELECT m.id FROM merged m JOIN {kind} r ON r.id = m.root"
                " WHERE r.deleted = 0)"
            )
            for record_id, named, origin, source_id, more in found:
                links.note(Known(kind, record_id, named, origin, source_id, more))
        return links

    def look(self, connection: Connection) -> None:
        """See who was erased, also while an import goes on."""
        gone = connection.exec_driver_sql("SELECT account_id FROM erasure WHERE deleted = 0")
        self.erased = frozenset(gone.scalars())

    def note(self, one: Known) -> None:
        """Remember a record."""
        source, kind, name, record_id = one.source, one.kind, one.name, one.id
        if source:
            self._by_id[source, kind, one.source_id] = record_id
        if kind == "user":
            self._users.setdefault(header_key(name), []).append((source, record_id, one.more))
        account = one.more if kind in ("contact", "deal") else ""
        if account:
            self._account_of[record_id] = account
        for scope in (source, _ANY) if source else (_ANY,):
            for group in (kind, self._of(kind, account)) if account else (kind,):
                self._name(scope, group, header_key(name), record_id)
            self._name(scope, f"~{kind}", _squeezed(name), record_id)

    def account_of(self, record_id: str) -> str:
        """Return the customer of a person or deal, empty for none."""
        return self._account_of.get(record_id, "")

    def find(self, source: str, link: Link, account_id: str = "") -> str:
        """Return the id a link points to.

        Args:
            source: Where the row comes from.
            link: What the row says.
            account_id: The row's customer, to tell people of one name apart.

        Raises:
            LinkError: If there is none, or more than one of that name.
        """
        for origin in (source, *self._elsewhere.get((source, link.kind), ())):
            if found := self._by_id.get((origin, link.kind, link.source_id)):
                return found
        name = header_key(link.name)
        keys = [(self._of(link.kind, account_id), name)] if account_id else []
        keys += [(link.kind, name), (f"~{link.kind}", _squeezed(link.name))]
        for scope in (source, _ANY):
            for group, key in keys:
                found = self._names.get((scope, group, key), "") if key else ""
                if found == _AMBIGUOUS:
                    raise LinkError(why="ambiguous")
                if found:
                    return found
        raise LinkError(why="not_found")

    def person(self, draft: Draft) -> str:
        """Return the user of the team who is the source's user, empty if nobody is.

        The same e-mail address, or the same name where one of them has no
        address. Users the source itself brought are not looked at.
        """
        email = str(draft.values.get("email", "")).casefold()
        others = [
            (name, one[1], one[2].casefold())
            for name, some in self._users.items()
            for one in some
            if one[0] != draft.source
        ]
        if email and (known := next((who for _, who, own in others if own == email), "")):
            return known
        key = header_key(str(draft.values["name"]))
        named = {who: own for name, who, own in others if name == key}
        if len(named) != 1:
            return ""
        ((who, own),) = named.items()
        return who if not email or not own else ""

    def _of(self, kind: str, account_id: str) -> str:
        """Name those of a kind that belong to a customer, or to one who stands for them."""
        return f"{kind}@{self._standing.get(account_id, account_id)}"

    def _name(self, scope: str, group: str, name: str, record_id: str) -> None:
        known = self._names.setdefault((scope, group, name), record_id)
        if known != record_id:
            root = self._standing.get(record_id, record_id)
            one = self._standing.get(known, known) == root  # two of one name that were made one
            self._names[scope, group, name] = root if one else _AMBIGUOUS


def _squeezed(name: str) -> str:
    """Return a name without spaces and signs: ``GTX Pro`` is also written ``GTXPro``."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())
