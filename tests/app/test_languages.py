"""The app speaks as the device is set or as its person chose, and falls back to English."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.i18n.catalog import Catalog
from app.i18n.languages import CODES, NAMES, SYSTEM, system_locales, tag, words_for
from app.screens.typed_amount import amount_as_typed, read_amount
from app.screens.welcome import stages_said
from app.settings import Settings, load_settings, save_settings
from sync.client.replica import Replica
from sync.core.defaults import default_pipeline
from tests.app.flet_harness import in_own_loop
from tests.app.windows import Window

TODAY = date(2026, 11, 24)  # a Tuesday
NBSP = "\N{NO-BREAK SPACE}"
GERMAN, SPANISH = words_for("de", ()), words_for("es", ())


@pytest.mark.parametrize(
    ("chosen", "device", "spoken"),
    [
        (SYSTEM, ("de-CH", "en"), "de"),
        (SYSTEM, ("fr-FR", "es-ES"), "es"),  # the first that is here, not the first of all
        (SYSTEM, ("fr-FR", "pt-BR"), "en"),
        (SYSTEM, ("zh-Hant-TW", "de_AT.UTF-8"), "de"),
        (SYSTEM, (), "en"),
        ("es", ("de-DE",), "es"),
        ("klingon", ("de-DE",), "de"),  # a file of settings from elsewhere
    ],
)
def test_a_person_is_spoken_to_as_they_chose_or_as_the_device_is_set(
    chosen: str, device: tuple[str, ...], spoken: str
) -> None:
    assert words_for(chosen, device).language.code == spoken


def test_the_same_choice_is_the_same_catalog_so_that_nothing_is_drawn_anew() -> None:
    assert words_for("de", ("de-DE",)) is words_for(SYSTEM, ("de-DE", "en"))


@pytest.mark.parametrize(
    ("environment", "locales"),
    [
        ({"LANG": "de_DE.UTF-8"}, ("de_DE.UTF-8",)),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "es_ES"}, ("es_ES",)),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "es:en"}, ("es", "en", "de_DE.UTF-8")),
        ({"LANG": "C.UTF-8", "LANGUAGE": "es"}, ("C.UTF-8",)),  # as GNU does
        ({}, ()),
    ],
)
def test_a_terminal_says_what_it_is_set_to(
    environment: dict[str, str], locales: tuple[str, ...]
) -> None:
    assert system_locales(environment) == locales


def test_each_language_stands_under_its_own_name() -> None:
    assert {code: words_for(code, ()).language.name for code in CODES} == NAMES


def test_the_systems_own_calendar_is_told_language_and_country() -> None:
    assert tag(GERMAN, ("es-MX", "de-AT")) == ("de", "AT")
    assert tag(GERMAN, ("en-US",)) == ("de", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (GERMAN, f"45.000,50{NBSP}€"),
        (SPANISH, f"45.000,50{NBSP}€"),
        (words_for("de", ("de-CH",)), "€45\N{RIGHT SINGLE QUOTATION MARK}000.50"),
        (words_for("es", ("es-MX",)), "€45,000.50"),
        (words_for("es", ("es-AR",)), "€45.000,50"),
    ],
)
def test_money_is_written_as_in_the_country(words: Catalog, said: str) -> None:
    assert words.money(4_500_050, "EUR") == said


def test_a_code_keeps_its_distance_on_either_side() -> None:
    assert words_for("de", ("de-CH",)).money(9900, "CHF") == f"CHF{NBSP}99"
    assert GERMAN.money(-9900, "CHF") == f"\N{MINUS SIGN}99{NBSP}CHF"
    assert not GERMAN.money_parts(1, "EUR").before


def test_spaniards_group_from_five_digits_on() -> None:
    assert [SPANISH.number(n) for n in (1234, 12345)] == ["1234", "12.345"]
    assert GERMAN.number(1234) == "1.234"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (GERMAN, ["Donnerstag", "letzten Sonntag", "vor einer Woche", "in 3 Wochen"]),
        (SPANISH, ["el jueves", "el domingo pasado", "hace una semana", "en 3 semanas"]),
    ],
)
def test_days_are_said_as_people_say_them(words: Catalog, said: list[str]) -> None:
    assert [words.day(TODAY + timedelta(days), TODAY) for days in (2, -2, -7, 21)] == said


def test_dates_in_full_and_short() -> None:
    assert GERMAN.exact_day(TODAY) == "Di., 24. November 2026"
    assert SPANISH.exact_day(TODAY) == "mar, 24 de noviembre de 2026"
    assert GERMAN.short_day(date(2025, 1, 3), TODAY) == "3. Jan. 2025"
    assert (SPANISH.weekday(TODAY), SPANISH.long_day(TODAY)) == ("Martes", "24 de noviembre")


@pytest.mark.parametrize("device", ["en", "de-DE", "de-CH", "es-ES", "es-MX"])
def test_an_amount_in_a_form_is_read_back_as_it_was(device: str) -> None:
    words = words_for(SYSTEM, (device,))
    mark = words.language.decimal
    for minor, currency in product(
        (1, 99_900, 123_400, 1_500_000, 4_500_050, 123_456_789_00), ("EUR", "JPY", "KWD")
    ):
        typed = amount_as_typed(words, minor, currency)
        assert read_amount(typed, currency, mark).minor == minor, (typed, currency)


@pytest.mark.parametrize("typed", ["45 Tsd.", "45 tsd €", "45 mil", "45 mil €", "45k", "0,045 Mio"])
def test_thousands_are_typed_as_one_says_them(typed: str) -> None:
    amount = read_amount(typed, "EUR", ",")
    assert (amount.minor, amount.currency) == (4_500_000, "EUR")


# in the app


def spoken_by(
    monkeypatch: pytest.MonkeyPatch, *locales: ft.Locale, fail: type[Exception] | None = None
) -> None:
    """Have the device say what it is set to, as the client does."""

    async def told(_page: ft.Page) -> Any:
        if fail:
            raise fail
        return ft.WebDeviceInfo(locales=list(locales), browser_name=ft.WebBrowserName.CHROME)

    monkeypatch.setattr(ft.Page, "get_device_info", told)


@in_own_loop
async def test_the_app_speaks_as_the_device_is_set(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken_by(monkeypatch, ft.Locale("fr", "FR"), ft.Locale("de", "AT"))
    async with Window(replica, replica.path.parent) as window:
        await window.sees("tab-today")
        assert {"Heute", "Kunden", "Ich"} <= set(window.texts())
        spoken = window.page.locale_configuration
        assert spoken
        assert spoken.current_locale == ft.Locale("de", "AT")  # the calendar's


@pytest.mark.parametrize("error", [TimeoutError, TypeError, RuntimeError])
def test_a_device_that_does_not_say_is_spoken_to_all_the_same(
    replica: Replica, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    @in_own_loop
    async def told() -> None:
        spoken_by(monkeypatch, fail=error)
        monkeypatch.setattr("app.main.system_locales", lambda: ("es_ES.UTF-8",))
        async with Window(replica, replica.path.parent) as window:
            await window.sees("tab-today")
            assert "Hoy" in window.texts()

    told()


@in_own_loop
async def test_who_chooses_a_language_in_me_is_spoken_to_in_it_from_then_on(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken_by(monkeypatch, ft.Locale("en", "GB"))
    folder = replica.path.parent
    async with Window(replica, folder) as window:
        await window.tap("tab-me")
        await window.tap("me-language-es")
        await window.wait_for(lambda: "Idioma" in window.texts())  # still at the same place
        assert "Clientes" in window.texts()
        assert not {"Customers", "Language"} & set(window.texts())
        await window.tap("tab-today")
        await window.wait_for(lambda: "Empieza con una nota" in window.texts())
    async with Window(replica, folder) as window:
        await window.sees("tab-today")
        assert "Hoy" in window.texts()
        await window.tap("tab-me")
        await window.tap("me-language-system")
        await window.wait_for(lambda: "Customers" in window.texts())


@in_own_loop
async def test_a_device_that_is_set_otherwise_meanwhile_is_followed(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken_by(monkeypatch, ft.Locale("en", "GB"))
    async with Window(replica, replica.path.parent) as window:
        await window.sees("tab-today")
        locales = [{"language_code": "de", "country_code": "DE"}]
        await window.fire(window.page, "locale_change", {"locales": locales})
        await window.wait_for(lambda: "Heute" in window.texts())


@in_own_loop
async def test_who_starts_alone_finds_stages_in_their_language(
    empty_replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken_by(monkeypatch, ft.Locale("de", "DE"))
    async with Window(empty_replica, empty_replica.path.parent) as window:
        await window.tap("welcome-alone")
        await window.write("alone-name", "Ada")
        await window.tap("alone-go")
        await window.sees("tab-today")
        names = [name for (name,) in window.rows("SELECT name FROM stage ORDER BY position")]
        assert names == ["Neu", "Geprüft", "Angebot", "Verhandlung", "Gewonnen", "Verloren"]
        meanings = window.rows("SELECT meaning FROM stage")
        assert ("Sie haben Ja gesagt.",) in meanings


def test_the_first_stages_are_the_same_in_english_whoever_makes_them() -> None:
    said = stages_said(words_for("en", ()))
    pipeline, stages = default_pipeline(said)
    assert (pipeline.name, [stage.name for stage in stages]) == (
        default_pipeline()[0].name,
        [stage.name for stage in default_pipeline()[1]],
    )


def test_what_was_chosen_is_kept_on_the_device(tmp_path: Path) -> None:
    assert load_settings(tmp_path).language == SYSTEM
    save_settings(tmp_path, Settings(language="de"))
    assert load_settings(tmp_path).language == "de"
