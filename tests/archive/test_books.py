"""Address books and calendars read what was written, with nobody's words out of place."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from app.archive import writer
from app.archive.cards import account_card
from app.archive.lines import escaped, line
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from sync.client.replica import Replica
from sync.core import schema
from sync.store.rows import Row
from tests.archive.notebooks import AWKWARD
from tests.builders import NOON_MS, make_account, make_contact, make_follow_up, make_visit

FLAT = AWKWARD.replace("\r\n", "\n").replace("\u2028", "\n")
"""With ends of lines as address books and calendars know them."""
HOUR_MS = 3_600_000


@pytest.fixture
def books(replica: Replica, tmp_path: Path) -> Iterator[zipfile.ZipFile]:
    with replica.transaction() as made:
        customer = made.add(
            make_account(
                AWKWARD,
                city="Köln; Deutz",
                street="Am Hafen 3, Tor 2",
                postcode="50667",
                country="Germany",
                phone="+49 221 1",
                email="info@soehne.example",
                website="https://soehne.example\r\nBEGIN:VCARD",
                must_know="Ring twice.\nThe dog is kind.",
            )
        )
        made.add(
            make_contact(
                "Ines Ferreira" * 12,
                account_id=customer,
                title="Head of buying",
                mobile="+49 170 1",
                email="ines@soehne.example",
            )
        )
        made.add(make_visit(account_id=customer))
        made.add(make_visit(NOON_MS + HOUR_MS, form="call", done=False))
        made.add(make_follow_up(AWKWARD, account_id=customer))
        made.add(make_follow_up("Call back", due_on="2026-12-01", done_ms=NOON_MS))
        made.add(make_follow_up("Some day", due_on=""))
        gone = made.add(make_account("Gone"))
        made.edit_kind("account", gone, {"deleted": True})
    writer.write(replica, tmp_path / "out.zip", Catalog(ENGLISH))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        yield archive


def test_an_address_book_reads_customers_and_people(books: zipfile.ZipFile) -> None:
    customer, person = vobject.readComponents(books.read("people.vcf").decode())
    assert customer.fn.value == FLAT.strip()
    assert customer.adr.value.city == "Köln; Deutz"
    assert customer.adr.value.street == "Am Hafen 3, Tor 2"
    assert customer.adr.value.code == "50667"
    assert customer.tel.value == "+49 221 1"
    assert customer.note.value == "Ring twice.\nThe dog is kind."
    assert customer.url.value == "https://soehne.exampleBEGIN:VCARD"
    assert person.fn.value == "Ines Ferreira" * 12
    assert person.org.value[0] == FLAT
    assert (person.title.value, person.email.value) == ("Head of buying", "ines@soehne.example")


def test_a_calendar_reads_visits_and_next_steps(books: zipfile.ZipFile) -> None:
    read = icalendar.Calendar.from_ical(books.read("calendar.ics"))
    events = {str(event["SUMMARY"]): event for event in read.walk("VEVENT")}
    assert set(events) == {f"Visit: {FLAT}", "Call: somebody", FLAT, "Done: Call back"}
    assert events[f"Visit: {FLAT}"].decoded("DTSTART") == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert events["Call: somebody"]["STATUS"] == "TENTATIVE"
    assert events[FLAT].decoded("DTSTART") == date(2026, 11, 27)
    assert len({str(event["UID"]) for event in read.walk("VEVENT")}) == 4


def test_lines_are_no_longer_than_any_program_reads(books: zipfile.ZipFile) -> None:
    for name in ("people.vcf", "calendar.ics"):
        lines = books.read(name).split(b"\r\n")
        assert max(map(len, lines)) <= 75
        for one in lines:
            one.decode()  # no letter is divided


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_words_are_one_line_and_come_back(text: str) -> None:
    folded = line("NOTE", escaped(text))
    assert folded == "" or folded.endswith("\r\n")
    whole = folded.replace("\r\n ", "")
    assert "\r\n" not in whole[:-2]
    assert "\n" not in whole[:-2]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_name_can_be_read_back(name: str) -> None:
    values = {**schema.defaults("account"), "name": name}
    card = vobject.readOne(account_card(Row("id-1", "", values)))
    assert card.fn.value == (name.strip() or "?")
