"""vCards as phones and mail programs write them."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.imports.errors import EmptyFileError, ImportFileError
from app.imports.opening import open_tables
from app.imports.table import BrokenRow, Row, Table
from app.imports.text import SourceFile
from app.imports.vcard_lines import cards

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(200))


def tables(text: str | bytes) -> list[Table]:
    raw = text.encode() if isinstance(text, str) else text
    return list(open_tables(SourceFile("people.vcf", raw)))


def people(text: str | bytes) -> list[dict[str, str]]:
    (table,) = tables(text)
    return [dict(row.cells) for row in table.rows() if isinstance(row, Row)]


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def test_an_iphone_card_with_groups_labels_and_preferences() -> None:
    text = card(
        "N:Falk;Nora;;;",
        "FN:Nora Falk",
        "ORG:Quittenhof GmbH;Einkauf",
        "TITLE:Head of buying",
        "item1.EMAIL;type=INTERNET;type=pref:nora@quittenhof.example",
        "TEL;type=HOME;type=VOICE:030 1",
        "TEL;type=CELL;type=VOICE;type=pref:0170 2",
        "TEL;type=WORK;type=FAX:030 9",
        "item2.ADR;type=WORK;type=pref:;;Hofgasse 3\\nHinterhaus;Ulm;BW;89073;Germany",
        "item2.X-ABADR:de",
        "NOTE:Likes quinces\\, not pears\\nCalls back",
    )
    assert people(text) == [
        {
            "full name": "Nora Falk",
            "first name": "Nora",
            "last name": "Falk",
            "company": "Quittenhof GmbH",
            "department": "Einkauf",
            "job title": "Head of buying",
            "note": "Likes quinces, not pears\nCalls back",
            "email": "nora@quittenhof.example",
            "phone": "030 1",
            "mobile": "0170 2",
            "fax": "030 9",
            **{
                f"{work}{name}": value
                for work in ("", "work ")
                for name, value in (
                    ("street", "Hofgasse 3 Hinterhaus"),
                    ("city", "Ulm"),
                    ("region", "BW"),
                    ("postcode", "89073"),
                    ("country", "Germany"),
                )
            },
        }
    ]


def test_an_old_android_card_in_quoted_printable_over_several_lines() -> None:
    text = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91u=C3=B1=",
        "ez;Jos=C3=A9;;;",
        "TEL;CELL;PREF:123",
        version="2.1",
    )
    assert people(text) == [{"first name": "José", "last name": "Ñuñez", "mobile": "123"}]


def test_an_outlook_card_in_windows_letters() -> None:
    text = card("N:Müller;Jörg", "FN:Jörg Müller", "EMAIL;PREF;INTERNET:j@m.example", version="2.1")
    assert people(text.encode("cp1252"))[0]["full name"] == "Jörg Müller"


@pytest.mark.parametrize(
    "lines",
    [
        ["PHOTO;ENCODING=b;TYPE=JPEG:{first}", " {rest}"],
        ["PHOTO;ENCODING=BASE64;JPEG:{first}", "{rest}", ""],
        ["PHOTO:data:image/jpeg;base64,{first}{rest}"],
    ],
    ids=["3.0", "2.1 not indented", "4.0"],
)
def test_a_photo_is_read_however_it_is_folded(lines: list[str]) -> None:
    whole = base64.b64encode(PHOTO).decode()
    said = [line.format(first=whole[:60], rest=whole[60:]) for line in lines]
    (row,) = people(card("FN:Nora Falk", *said, "TEL:1"))
    assert base64.b64decode(row["photo"]) == PHOTO
    assert row["phone"] == "1"


def test_a_photo_that_is_an_address_is_left_where_it_is() -> None:
    assert "photo" not in people(card("FN:A", "PHOTO:https://x.example/a.jpg", version="4.0"))[0]


def test_version_4_with_quoted_parameters_and_telephone_addresses() -> None:
    (row,) = people(
        card(
            "FN:A",
            'TEL;VALUE=uri;TYPE="voice,work";PREF=1:tel:+49-30-1',
            'ADR;LABEL="Hof: 3";TYPE=work:;;Hof 3;Ulm;;;',
            version="4.0",
        )
    )
    assert (row["phone"], row["work street"]) == ("+49-30-1", "Hof 3")


def test_several_people_in_one_file_each_with_its_line() -> None:
    (table,) = tables(card("FN:A") + "\r\n" + card("FN:B") + "\r\n")
    assert [(row.line, row.cells["full name"]) for row in table.rows() if isinstance(row, Row)] == [
        (1, "A"),
        (6, "B"),
    ]


def test_a_card_cut_off_costs_itself_alone() -> None:
    (table,) = tables(card("FN:A") + "BEGIN:VCARD\nFN:B\n" + card("FN:C") + "BEGIN:VCARD\nFN:D")
    assert [(row.reason, row.value) for row in table.rows() if isinstance(row, BrokenRow)] == [
        ("import.reason.card_cut", "B"),
        ("import.reason.card_cut", "D"),
    ]
    assert [row.cells["full name"] for row in table.rows() if isinstance(row, Row)] == ["A", "C"]


def test_a_company_has_a_table_of_its_own() -> None:
    found = tables(card("FN:Quittenhof", "ORG:Quittenhof", "TEL:1") + card("FN:A", "KIND:org"))
    assert [table.name for table in found] == ["companies"]
    both = tables(card("FN:A") + card("FN:Hof", "ORG:Hof"))
    assert [(table.name, len(list(table.rows()))) for table in both] == [
        ("companies", 1),
        ("people", 1),
    ]


def test_who_has_no_name_is_called_by_what_there_is() -> None:
    assert people(card("EMAIL:a@b.example"))[0]["full name"] == "a@b.example"


def test_a_card_is_found_in_lower_case_and_behind_empty_lines() -> None:
    assert people("\r\n\r\nbegin:vcard\r\nfn:A\r\nend:vcard\r\n") == [{"full name": "A"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_line_end_is_read(end: str) -> None:
    assert people(card("FN:A", "NOTE:one", " two", end=end)) == [
        {"full name": "A", "note": "onetwo"}
    ]


def test_a_file_without_a_card_is_named() -> None:
    with pytest.raises(EmptyFileError):
        tables("BEGIN:VCARDS\nnothing\n")


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ('TEL;X="a:b":1', "TEL", "1"),
        ('TEL;X="a:b";Y="c:d":1:2', "TEL", "1:2"),
        ('TEL;X="a:1', "TEL", "1"),
        ('TEL;X="a:b";Y=":c', "TEL", 'b";Y=":c'),
        ('NOTE:She said "yes: now"', "NOTE", 'She said "yes: now"'),
    ],
)
def test_a_value_begins_at_the_first_colon_outside_quotes(line: str, name: str, value: str) -> None:
    """At the first of all where a quote is never closed: better than to lose the line."""
    (found,) = cards(iter(("BEGIN:VCARD", line, "END:VCARD")))
    ((one,),) = [found.lines]
    assert (one.name, one.value) == (name, value)


@pytest.mark.parametrize(
    "lines",
    [
        ['TEL;X="' + ":" * 900_000],
        ['TEL;X="', *[" " + ":" * 900] * 8_000],
        ["PHOTO;BASE64;" + "X" * 900_000 + ":QUJD", *["QUJD"] * 50_000],
    ],
    ids=["an open quote", "an open quote, folded", "a head without end"],
)
def test_a_card_made_to_take_for_ever_takes_no_time(lines: list[str]) -> None:
    """Each letter is looked at once: looked at anew from each, these would take minutes."""
    assert people(card("FN:Nora Falk", *lines))[0]["full name"] == "Nora Falk"


@pytest.mark.parametrize(
    "more", [[" " + "A" * 999] * 9_000, [" A"] * 60_001], ids=["letters", "lines"]
)
def test_what_is_longer_than_a_card_holds_is_left_out_not_cut(more: list[str]) -> None:
    (row,) = people(card("FN:A", "PHOTO;ENCODING=b:QUJD", *more, "NOTE:hello"))
    assert row == {"full name": "A", "note": "hello"}
    folded = [f"{part[1:]}=" for part in more]
    (row,) = people(card("FN:A", "NOTE;QUOTED-PRINTABLE:a=", *folded, "end", "TEL:1"))
    assert row == {"full name": "A", "phone": "1"}


SIGNS = (
    *("BEGIN:VCARD\n", "END:VCARD\n", "FN:A\n", "N:;;", "TEL;", "=", "=\n", ":", ";", '"', "\\"),
    *("\\n", " ", "\t", "\n", "PHOTO;ENCODING=b:", "QUOTED-PRINTABLE", "ü", "=C3", "\0"),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=60).map("".join))
def test_random_cards_are_read_or_refused(text: str) -> None:
    with suppress(ImportFileError):
        for table in tables("BEGIN:VCARD\n" + text):
            for row in table.rows():
                assert row.line > 0


@given(st.binary(max_size=1_000))
def test_random_bytes_in_a_card_are_read_or_refused(raw: bytes) -> None:
    with suppress(ImportFileError):
        for table in tables(b"BEGIN:VCARD\nFN:A\n" + raw):
            list(table.rows())


def test_words_that_quoted_printable_breaks_at_a_blank_stay_words() -> None:
    """What is folded after a line end of the text begins without the blank that shows it."""
    note = "NOTE;ENCODING=QUOTED-PRINTABLE:Meet at the=\r\n door=0D=0A=\r\n at two"
    (found,) = people(card("N:Falk;Nora", note, version="2.1"))
    assert found["note"] == "Meet at the door\r\nat two"


def test_a_sign_at_the_end_that_nothing_follows_swallows_no_card() -> None:
    cut = card("N:Falk;Nora", "NOTE;ENCODING=QUOTED-PRINTABLE:Quinces=", version="2.1")
    found = people(cut + card("N:Ott;Ben", version="2.1"))
    assert [(one["last name"], one.get("note")) for one in found] == [
        ("Falk", "Quinces"),
        ("Ott", None),
    ]


def test_a_backslash_at_the_end_of_a_part_ends_it() -> None:
    (found,) = people(card("N:Falk;Nora", r"ORG:Back\\;Sales"))
    assert (found["company"], found["department"]) == ("Back\\", "Sales")
