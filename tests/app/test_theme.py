"""Readable in both themes, every role given, the font there and licensed."""

import dataclasses
from pathlib import Path

import flet as ft
import pytest

from app import theme
from app.palette import DARK, LIGHT, Palette, scheme
from app.theme import dark_theme, light_theme, stage_color

ROOT = Path(__file__).parents[2]
GROUNDS = ("paper", "paper_raised", "paper_sunk", "paper_pressed")
WASHES = ("pen_wash", "signal_wash", "moss_wash", "amber_wash", "red_wash")
# Words on grounds: WCAG AA wants 4.5. Marks (icons, dots, borders of fields) want 3.
INKS = (
    *("ink", "ink_soft", "pen", "on_pen_wash", "signal_ink"),
    *("moss", "moss_ink", "amber_ink", "red", "red_ink"),
)
WORDS = [
    *((ink, ground) for ink in INKS for ground in (*GROUNDS, *WASHES)),
    ("on_pen", "pen"),
    ("on_night", "night"),
    ("night_pen", "night"),
]
MARKS = [
    *((mark, ground) for mark in ("signal", "amber", "edge") for ground in GROUNDS[:3]),
    ("on_signal", "signal"),
]
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(color: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2.2, section 3)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, section 3)."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # just fails AA


@BOTH
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_are_readable(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_can_be_made_out(palette: Palette, mark: str, ground: str) -> None:
    assert contrast(getattr(palette, mark), getattr(palette, ground)) >= 3


@BOTH
def test_every_token_is_a_colour_that_is_judged(palette: Palette) -> None:
    judged = {name for pair in (*WORDS, *MARKS) for name in pair} | {"line", "shade"}
    assert {field.name for field in dataclasses.fields(palette)} == judged
    assert all(len(str(color)) == 7 for color in dataclasses.astuple(palette))


@BOTH
def test_a_card_stands_out_from_what_it_lies_over(palette: Palette) -> None:
    raised, shade = palette.paper_raised, palette.shade
    assert luminance(raised) > luminance(shade)
    assert contrast(raised, shade) >= 1.14


@BOTH
def test_no_stock_colour_shows_through(palette: Palette) -> None:
    given = scheme(palette)
    missing = [f.name for f in dataclasses.fields(given) if getattr(given, f.name) is None]
    assert missing == []


def test_a_role_means_another_colour_in_the_dark() -> None:
    for role in (theme.PAPER, theme.INK, theme.PEN, theme.SIGNAL, theme.MOSS, theme.RED):
        by_day, by_night = (_color(themed, role) for themed in (light_theme(), dark_theme()))
        assert by_day
        assert by_day != by_night, role


def _color(themed: ft.Theme, role: ft.Colors) -> str:
    value: str = getattr(themed.color_scheme, role.name.lower())
    return value


def test_stages_deepen_one_hue() -> None:
    shades = [stage_color(step, 5) for step in range(5)]
    assert len(set(shades)) == 5
    assert {shade.split(",")[0] for shade in shades} == {"primary"}
    opacity = [float(shade.split(",")[1]) for shade in shades]
    assert opacity == sorted(opacity)
    assert stage_color(0, 1) == stage_color(9, 5)  # a single stage is the last one


def test_distances_stand_on_the_grid() -> None:
    values = [value for name, value in vars(theme).items() if name.startswith("SPACE_")]
    assert values
    assert all(value % 4 == 0 for value in values)


def test_rows_grow_with_large_text_and_never_shrink_below_the_finger() -> None:
    assert theme.row_height(0.8) == theme.ROW
    assert theme.row_height(2) == 2 * theme.ROW
    assert theme.ROW >= theme.TOUCH


def test_motion_stops_when_the_system_asks() -> None:
    assert theme.motion(reduced=True) is None
    moving = theme.motion()
    assert moving
    assert moving.duration == theme.MOTION_LONG


def test_the_font_and_its_licence_are_packed() -> None:
    (path,) = theme.FONTS.values()
    font = (ROOT / "assets" / path).read_bytes()
    assert font[:4] == b"\0\1\0\0"  # TrueType, which Flutter needs
    assert b"fvar" in font[:400]  # variable: all weights in one file
    assert len(font) < 1_500_000
    licence = (ROOT / "assets/fonts/OFL.txt").read_text()
    assert "SIL Open Font License, Version 1.1" in licence
    # The licence reserves the name of the original for the original.
    assert "Source" not in theme.FONT


@pytest.mark.parametrize("themed", [light_theme(), dark_theme()], ids=["light", "dark"])
def test_every_text_style_names_the_font(themed: ft.Theme) -> None:
    styles = dataclasses.asdict(themed.text_theme) if themed.text_theme else {}
    given = [style for style in styles.values() if style]
    assert given
    # Flet falls back to Roboto for a style without a family, whatever the theme says.
    assert {style["font_family"] for style in given} == {theme.FONT}
