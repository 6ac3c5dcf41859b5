"""Reading CSV: encodings, delimiters, broken rows, absurd input."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.imports import csv_table as table_module
from app.imports import text as text_module
from app.imports.csv_table import CsvTable, open_table
from app.imports.errors import (
    DamagedTableError,
    EmptyFileError,
    ImportFileError,
    LongLineError,
    MissingFileError,
    NotTextFileError,
    SpreadsheetFileError,
    TooLargeFileError,
)
from app.imports.opening import open_tables
from app.imports.table import BrokenRow, Row
from app.imports.text import SourceFile

TEXT = "Name,City\nMüller,Köln\nJosé,Málaga\n"


def opened(content: bytes | str) -> CsvTable:
    """Open a table held in memory."""
    raw = content.encode() if isinstance(content, str) else content
    return open_table(SourceFile("test.csv", raw))


def sound(content: bytes | str) -> list[dict[str, str]]:
    """Return the sound rows of a table."""
    return [dict(row.cells) for row in opened(content).rows() if isinstance(row, Row)]


def broken(content: bytes | str) -> list[tuple[int, str]]:
    """Return line and reason of the broken rows of a table."""
    return [(r.line, r.reason) for r in opened(content).rows() if isinstance(r, BrokenRow)]


EXPECTED = [{"name": "Müller", "city": "Köln"}, {"name": "José", "city": "Málaga"}]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_every_encoding_an_export_has_is_read(encoding: str) -> None:
    """With and without a byte order mark."""
    assert sound(TEXT.encode(encoding)) == EXPECTED


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Компания,Город\nЗавод Север,Омск\nРомашка,Москва\n"),  # noqa: RUF001  # another script
        ("cp1253", "Εταιρεία,Πόλη\nΑφοί Παπαδόπουλοι,Αθήνα\nΓιώργος,Πάτρα\n"),  # noqa: RUF001  # another script
        ("shift_jis", "会社名,電話番号\n株式会社山田,03-1234\n田中商店,06-9876\n"),
        ("gb18030", "公司,城市\n北京贸易,北京\n上海机械,上海\n"),
        ("cp1252", "Kunde,Ort\nMüller & Söhne,Köln\nÁlvaro Núñez,Córdoba\nBjörn,Århus\n"),
    ],
)
def test_what_was_written_before_unicode_is_read(encoding: str, text: str) -> None:
    """In other scripts too, as old systems export it."""
    rows = sound(text.encode(encoding))
    assert rows == sound(text)
    assert len(rows) > 1


def test_one_row_in_another_encoding_does_not_spoil_the_rest() -> None:
    """Lines are decoded one by one."""
    raw = "Name,City\nMüller,Köln\n".encode() + "José,Málaga\n".encode("cp1252")
    assert sound(raw) == EXPECTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    """Also where quoted headers hold another one."""
    lines = ['"Name, first"', "City"], ["Müller", '"Köln, Süd"']
    content = "\n".join(delimiter.join(line) for line in lines)
    assert sound(content) == [{"name, first": "Müller", "city": "Köln, Süd"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    """Also the old Macintosh's."""
    assert sound(TEXT.replace("\n", end)) == EXPECTED


def test_excels_own_first_line_is_skipped() -> None:
    """It names the delimiter and is no header."""
    assert sound("sep=;\nName;City\nMüller;Köln\n") == EXPECTED[:1]


def test_empty_lines_and_repeated_headers_are_no_rows() -> None:
    """As they come from files put together by hand."""
    assert sound("\n\nName,City\n\nMüller,Köln\n,\nNAME, City\nJosé,Málaga\n") == EXPECTED


def test_of_a_repeated_header_the_first_value_counts() -> None:
    """Nothing is overwritten by an empty cell."""
    assert sound("Phone,Phone\n,2\n1,2\n") == [{"phone": "2"}, {"phone": "1"}]


def test_a_value_over_several_lines_is_one_value_and_lines_are_counted() -> None:
    """A report must name the line a person sees in an editor."""
    rows = list(opened('Name,City\n"a\nb\nc",x\nd,y\n').rows())
    assert [row.line for row in rows] == [2, 5]


def test_ragged_rows_are_reported_and_the_others_arrive() -> None:
    """Too many empty cells harm nobody."""
    content = "Name,City\nMüller\nMüller,Köln,x\nMüller,Köln,,\n"
    assert broken(content) == [
        (2, "import.reason.too_few_cells"),
        (3, "import.reason.too_many_cells"),
    ]
    assert sound(content) == EXPECTED[:1]


LONG = "It began in Ulm. " * 200


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (f"Müller;{LONG}", ("Müller", LONG.strip())),
        (
            f"Müller;Köln;one;two; three;{LONG};;",
            ("Müller", "Köln", f"one;two; three;{LONG.strip()}"),
        ),
        (f"M\0ller;Köln;{LONG};more", ("Mller", "Köln", f"{LONG};more")),
        (f'"Müller;{LONG}', (f'"Müller;{LONG}'.strip(),)),
        (";".join(["x"] * 900), ("x", "x", ";".join(["x"] * 898))),
    ],
    ids=["too few cells", "too many", "a nul", "an open quote", "far too many"],
)
def test_what_a_broken_row_says_is_kept_whole(line: str, cells: tuple[str, ...]) -> None:
    """To be set right; only the report has it cut short."""
    (row,) = list(opened(f"Name;City;Note\n{line}\n").rows())
    assert isinstance(row, BrokenRow)
    assert row.cells == cells
    assert len(row.value) <= 80


def test_a_file_cut_within_a_quoted_value_loses_its_last_row_only() -> None:
    """Half a row must not arrive as a whole one."""
    content = '"Name","City"\n"Müller","Köln"\n"José","Mál'
    assert sound(content) == EXPECTED[:1]
    assert broken(content) == [(3, "import.reason.quotes")]


def test_a_quote_left_open_costs_its_own_row_only() -> None:
    """Reading begins again on the line after it."""
    content = '"Name","City"\n"Müller,"Köln"\n"José","Málaga"\n'
    assert broken(content) == [(2, "import.reason.quotes")]
    assert sound(content) == EXPECTED[1:]


def test_a_quote_left_open_before_thousands_of_rows_costs_its_own_row_only() -> None:
    """The row's length is limited, not only the file's end."""
    content = "Name,City\n" + '"Müller,Köln\n' + "José,Málaga\n" * 1_000
    assert broken(content) == [(2, "import.reason.quotes")]
    assert len(sound(content)) == 1_000


def test_a_nul_is_reported_with_its_line() -> None:
    """It would cut texts short elsewhere."""
    content = "Name,City\n" + "José,Málaga\n" * 50 + "M\0ller,Köln\n"
    assert broken(content) == [(52, "import.reason.nul")]


def test_a_file_of_broken_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them costs a second reading."""
    monkeypatch.setattr(table_module, "MAX_BROKEN", 10)
    with pytest.raises(DamagedTableError):
        list(opened("Name,City\n" + "x\n" * 11).rows())


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_named(content: str) -> None:
    """Also one that holds a byte order mark alone."""
    with pytest.raises(EmptyFileError):
        opened(content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With its name, not its path."""
    with pytest.raises(MissingFileError) as caught:
        open_table(SourceFile.at(tmp_path / "none.csv"))
    assert caught.value.fields["file"] == "none.csv"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """It cannot be opened."""
    with pytest.raises(MissingFileError):
        open_table(SourceFile.at(tmp_path))


def test_a_spreadsheet_is_named() -> None:
    """So that the person saves it as CSV."""
    with pytest.raises(SpreadsheetFileError):
        opened(b"PK\x03\x04 and so on")


@pytest.mark.parametrize("raw", [b"%PDF-1.7", b"\x89PNG\r\n", bytes(100), b"\1\0\0\2\0\0" * 9])
def test_what_is_no_text_is_named(raw: bytes) -> None:
    """By its beginning or by its NULs."""
    with pytest.raises(NotTextFileError):
        opened(raw)


def test_a_huge_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On disk and in memory."""
    monkeypatch.setattr(text_module, "MAX_BYTES", 5)
    path = tmp_path / "big.csv"
    path.write_bytes(b"123456")
    for file in (SourceFile.at(path), SourceFile("big.csv", b"123456")):
        with pytest.raises(TooLargeFileError):
            open_table(file)


def test_a_huge_line_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    """A sparse file stands for 400 MB without a line end; little of it is read."""
    path = tmp_path / "line.csv"
    with path.open("wb") as stream:
        stream.write(b"Name,City\nMarie,")
        stream.seek(400 << 20)
        stream.write(b"x")
    with pytest.raises((LongLineError, NotTextFileError)):
        list(open_table(SourceFile.at(path)).rows())
    with pytest.raises(LongLineError) as caught:
        list(opened(b"Name,City\nMarie," + b"x" * 1_000_001).rows())
    assert caught.value.fields["line"] == 2


@pytest.mark.parametrize("begin", [b"Name,City\n", b"BEGIN:VCARD\nFN:", b'[{"name": "'])
def test_a_line_of_two_gigabytes_costs_no_time_and_no_memory(tmp_path: Path, begin: bytes) -> None:
    """A sparse file; its size alone says enough."""
    path = tmp_path / "line"
    with path.open("wb") as stream:
        stream.write(begin)
        stream.truncate(2 << 30)
    with pytest.raises(TooLargeFileError):
        open_tables(SourceFile.at(path))


@pytest.mark.parametrize("begin", [b"Name,City\n", b"BEGIN:VCARD\nFN:", b'[{"name": "'])
def test_a_long_line_ends_the_reading_early_in_every_form(begin: bytes) -> None:
    """Whatever it is the line of; JSON may be long, and is then found to be none."""
    file = SourceFile("line", begin + b"x" * 3_000_000)
    with pytest.raises(ImportFileError):
        sum(len(list(table.rows())) for table in open_tables(file))


def reads_or_refuses(raw: bytes) -> None:
    """Read to the end; nothing but our own error may come out."""
    with suppress(ImportFileError):
        for row in opened(raw).rows():
            assert row.line > 0
            if isinstance(row, BrokenRow):
                assert len(row.value) <= 80


@given(st.binary(max_size=2_000))
def test_random_bytes_are_read_or_refused(raw: bytes) -> None:
    """Whatever they are."""
    reads_or_refuses(raw)


SIGNS = ("a", "ü", ",", ";", "\t", "\n", "\r", "\r\n", '"', '""', '","', "\0", "\ufeff")


@given(st.lists(st.sampled_from(SIGNS), max_size=80).map("".join))
def test_random_quotes_and_line_ends_are_read_or_refused(text: str) -> None:
    """The signs CSV is made of, in any order."""
    reads_or_refuses(text.encode())
    reads_or_refuses(text.encode("utf-16"))


@given(st.integers(16, 200), st.sampled_from(["utf-8", "cp1252"]))
def test_a_file_cut_anywhere_gives_the_beginning_of_its_rows(cut: int, encoding: str) -> None:
    """All are whole, but for a cut between the last two cells."""
    whole = '"Name","City"\n' + "".join(f'"Müller {n}","Köln {n}"\n' for n in range(8))
    rows = sound(whole.encode(encoding)[:cut])
    full = sound(whole)[: len(rows)]
    assert rows[:-1] == full[:-1]
    assert not rows or rows[-1] in (full[-1], {**full[-1], "city": ""})


@given(st.binary(max_size=300))
def test_a_damaged_beginning_does_not_reach_the_rows_after_it(raw: bytes) -> None:
    """Not even when a quote in it is never closed."""
    header = b"Name,City\n"
    damage = raw.replace(b"\0", b"")
    rows = sound(header + damage + b"\n" + b"x,y\n" * 400)
    assert rows.count({"name": "x", "city": "y"}) >= 400


def test_a_row_of_too_many_signs_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over however many lines and cells."""
    monkeypatch.setattr(table_module, "_MAX_RECORD_CHARS", 100)
    long = '"' + "x\n" * 60 + '",y'
    assert (2, "import.reason.quotes") in broken(f"Name,City\n{long}\nJosé,Málaga\n")
    assert sound(f"Name,City\n{long}\nJosé,Málaga\n")[-1:] == EXPECTED[1:]
