"""Visits, calls and next steps as calendars read them (RFC 5545).

Next steps are events of a whole day, since many calendars show no to-dos. Ids stay the
same, so that reading a later file again moves events instead of doubling them.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from app.archive.lines import escaped, line
from app.archive.sheets import TitleOf
from app.i18n.catalog import Catalog
from sync.store.rows import Row

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def calendar(
    visits: Iterable[Row], steps: Iterable[Row], title_of: TitleOf, words: Catalog, now_ms: int
) -> Iterator[str]:
    """Yield a calendar piece by piece.

    Args:
        visits: Visits and calls, done or planned.
        steps: Next steps; those without a day are left out.
        title_of: Says what linked records are called.
        words: What events are called.
        now_ms: When this is written, UTC milliseconds.
    """
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rapport//Rapport//EN\r\n"
    stamped = line("DTSTAMP", _utc(now_ms))
    for row in visits:
        if not row.values["deleted"] and (at := _utc(int(str(row.values["at_ms"])))):
            yield _event(row.id, stamped, _visit(row, at, title_of, words))
    for row in steps:
        if not row.values["deleted"] and (day := _day(str(row.values["due_on"]))):
            yield _event(row.id, stamped, _step(row, day, title_of, words))
    yield "END:VCALENDAR\r\n"


def _event(record_id: str, stamped: str, lines: str) -> str:
    uid = line("UID", f"{record_id}@rapport")
    return f"BEGIN:VEVENT\r\n{uid}{stamped}{lines}END:VEVENT\r\n"


def _visit(row: Row, at: str, title_of: TitleOf, words: Catalog) -> str:
    customer = title_of("account", str(row.values["account_id"])) or words.t("archive.somebody")
    key = "archive.call" if row.values["form"] == "call" else "archive.visit"
    return (
        line("DTSTART", at)
        + line("DURATION", "PT1H")
        + line("SUMMARY", escaped(words.t(key, customer=customer)))
        + line("STATUS", "CONFIRMED" if row.values["done"] else "TENTATIVE")
    )


def _step(row: Row, day: str, title_of: TitleOf, words: Catalog) -> str:
    text = str(row.values["text"])
    summary = words.t("archive.done", text=text) if row.values["done_ms"] else text
    return (
        line("DTSTART;VALUE=DATE", day)
        + line("SUMMARY", escaped(summary))
        + line("DESCRIPTION", escaped(title_of("account", str(row.values["account_id"]))))
        + line("TRANSP", "TRANSPARENT")
    )


def _utc(ms: int) -> str:
    """Return a moment; empty for none, or one that no calendar has."""
    try:
        return f"{_EPOCH + timedelta(milliseconds=ms):%Y%m%dT%H%M%SZ}" if ms else ""
    except OverflowError:
        return ""


def _day(text: str) -> str:
    """Return a day; empty for none."""
    try:
        return f"{date.fromisoformat(text):%Y%m%d}"
    except ValueError:
        return ""
