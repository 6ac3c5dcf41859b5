"""Customers and people as vCards (version 3.0, which every address book reads)."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection

from app.archive.lines import escaped, joined, line
from sync.store import rows
from sync.store.rows import Row


def account_card(row: Row) -> str:
    """Return a customer's card."""
    said = _said(row)
    street, city, region = said("street"), said("city"), said("region")
    return _card(
        row.id,
        said("name"),
        line("ORG", escaped(said("name"))),
        line("X-ABSHOWAS", "COMPANY"),
        line("TEL;TYPE=WORK,VOICE", escaped(said("phone"))),
        line("EMAIL;TYPE=INTERNET,WORK", escaped(said("email"))),
        line("URL", said("website")),
        line(
            "ADR;TYPE=WORK",
            joined("", "", street, city, region, said("postcode"), said("country")),
        ),
        line("NOTE", escaped(said("must_know"))),
    )


def contact_card(row: Row, account_name: str) -> str:
    """Return a person's card, with where they work."""
    said = _said(row)
    return _card(
        row.id,
        said("name"),
        line("ORG", escaped(account_name)),
        line("TITLE", escaped(said("title"))),
        line("TEL;TYPE=WORK,VOICE", escaped(said("phone"))),
        line("TEL;TYPE=CELL,VOICE", escaped(said("mobile"))),
        line("EMAIL;TYPE=INTERNET,WORK", escaped(said("email"))),
        line("ADR;TYPE=WORK", joined("", "", "", said("city"), "", "", said("country"))),
    )


def one_contact(connection: Connection, contact_id: str) -> str:
    """Return one person's card, with where they work; empty when they are not here."""
    person = rows.load(connection, "contact", contact_id)
    if person is None:
        return ""
    account = rows.load(connection, "account", str(person.values["account_id"]))
    return contact_card(person, str(account.values["name"]) if account else "")


def cards(
    accounts: Iterable[Row], contacts: Iterable[Row], account_name: Callable[[str], str]
) -> Iterator[str]:
    """Yield the cards of all customers and people that were not deleted."""
    for row in accounts:
        if not row.values["deleted"]:
            yield account_card(row)
    for row in contacts:
        if not row.values["deleted"]:
            yield contact_card(row, account_name(str(row.values["account_id"])))


def _said(row: Row) -> Callable[[str], str]:
    return lambda register: str(row.values[register]).strip()


def _card(record_id: str, name: str, *lines: str) -> str:
    # A name is not taken apart: nobody can tell which word is the family's.
    shown = name or "?"
    return "".join(
        [
            "BEGIN:VCARD\r\nVERSION:3.0\r\n",
            line("UID", record_id),
            line("FN", escaped(shown)),
            line("N", joined(shown, "", "", "", "")),
            *lines,
            "END:VCARD\r\n",
        ]
    )
