"""Find the record a row points to, by the source's id or by name."""

from sqlalchemy import Connection

from app.imports.draft import Draft, Link
from app.imports.table import header_key

_AMBIGUOUS = "?"
"""Stands for an id where two records bear one name."""


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
    """The customers and people of a team as one source names them.

    Lives for one import; grows as records are written. Names of the source's
    own records come before those a person entered here.
    """

    def __init__(self, source: str) -> None:
        """Start with nothing; see `load`."""
        self._source = source
        self._by_id: dict[tuple[str, str], str] = {}
        self._own: dict[tuple[str, str], str] = {}
        self._others: dict[tuple[str, str], str] = {}
        self._emails: dict[str, str] = {}
        self._without_email: set[str] = set()

    @classmethod
    def load(cls, connection: Connection, source: str) -> "Links":
        """Read who is here already."""
        links = cls(source)
        for kind, extra in (("user", "email"), ("account", "''"), ("contact", "account_id")):
            found = connection.exec_driver_sql(
                f"SELECT id, name, source, source_id, {extra} FROM {kind} WHERE deleted = 0"  # noqa: S608  # kinds are our own
            )
            for record_id, name, origin, source_id, more in found:
                account = more if kind == "contact" else ""
                if origin == source:
                    links.note(kind, source_id, name, record_id, account)
                    continue
                links._name(links._others, kind, name, record_id, account)
                if kind == "user":
                    links._person(record_id, more)
        return links

    def note(
        self, kind: str, source_id: str, name: str, record_id: str, account_id: str = ""
    ) -> None:
        """Remember a record of the source."""
        self._by_id[kind, source_id] = record_id
        self._name(self._own, kind, name, record_id, account_id)

    def find(self, link: Link, account_id: str = "") -> str:
        """Return the id a link points to, empty if there is none.

        Args:
            link: What the row says.
            account_id: The row's customer, to tell people of one name apart.

        Raises:
            LinkError: If there is none, or more than one of that name.
        """
        if found := self._by_id.get((link.kind, link.source_id)):
            return found
        name = header_key(link.name)
        keys = [(f"{link.kind}@{account_id}", name)] if account_id else []
        keys.append((link.kind, name))
        for names in (self._own, self._others):
            for key in keys:
                found = names.get(key, "") if name else ""
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
        if email and email in self._emails:
            return self._emails[email]
        found = self._others.get(("user", header_key(str(draft.values["name"]))), "")
        if found in ("", _AMBIGUOUS):
            return ""
        return found if not email or found in self._without_email else ""

    def _person(self, record_id: str, email: str) -> None:
        if email:
            self._emails[email.casefold()] = record_id
        else:
            self._without_email.add(record_id)

    @staticmethod
    def _name(
        names: dict[tuple[str, str], str], kind: str, name: str, record_id: str, account_id: str
    ) -> None:
        for group in (kind, f"{kind}@{account_id}") if account_id else (kind,):
            key = (group, header_key(name))
            known = names.setdefault(key, record_id)
            if known != record_id:
                names[key] = _AMBIGUOUS
