"""Design tokens and the two themes made from them.

Every colour, size, distance and duration of the app is named here once. Screens and
widgets use the role names below (`PAPER`, `INK`, `SIGNAL`, ...): each is a Flet colour
role, so light and dark need no code. The hex values live in `app.palette` alone.
"""

from typing import Final

import flet as ft

from app.palette import DARK, LIGHT, Palette, scheme

# Colour roles: what screens and widgets may use.
PAPER: Final = ft.Colors.SURFACE  # the ground of everything
PAPER_RAISED: Final = ft.Colors.SURFACE_CONTAINER_LOWEST  # a card that can be picked up
PAPER_SUNK: Final = ft.Colors.SURFACE_CONTAINER  # fields, quiet chips, the pane beside
PAPER_PRESSED: Final = ft.Colors.SURFACE_CONTAINER_HIGH  # the chosen row, avatars
INK: Final = ft.Colors.ON_SURFACE  # words
INK_SOFT: Final = ft.Colors.ON_SURFACE_VARIANT  # second words, resting icons
LINE: Final = ft.Colors.OUTLINE_VARIANT  # hairlines
EDGE: Final = ft.Colors.OUTLINE  # borders one must see, such as a field's
PEN: Final = ft.Colors.PRIMARY  # what can be pressed: buttons, links, the open tab
ON_PEN: Final = ft.Colors.ON_PRIMARY
PEN_WASH: Final = ft.Colors.PRIMARY_CONTAINER
ON_PEN_WASH: Final = ft.Colors.ON_PRIMARY_CONTAINER
SIGNAL: Final = ft.Colors.PRIMARY_FIXED  # capture, and the dot on what waits for you
ON_SIGNAL: Final = ft.Colors.ON_PRIMARY_FIXED
SIGNAL_WASH: Final = ft.Colors.PRIMARY_FIXED_DIM
SIGNAL_INK: Final = ft.Colors.ON_PRIMARY_FIXED_VARIANT  # the signal as words
MOSS: Final = ft.Colors.TERTIARY  # done, safe
MOSS_WASH: Final = ft.Colors.TERTIARY_CONTAINER
MOSS_INK: Final = ft.Colors.ON_TERTIARY_CONTAINER
AMBER: Final = ft.Colors.SECONDARY_FIXED  # look at this
AMBER_WASH: Final = ft.Colors.SECONDARY_FIXED_DIM
AMBER_INK: Final = ft.Colors.ON_SECONDARY_FIXED_VARIANT
SHADE: Final = ft.Colors.SCRIM  # what dims a screen under a card
RED: Final = ft.Colors.ERROR  # real loss only
RED_WASH: Final = ft.Colors.ERROR_CONTAINER
RED_INK: Final = ft.Colors.ON_ERROR_CONTAINER

# Distances, on a grid of four.
SPACE_4: Final = 4
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_16: Final = 16
SPACE_24: Final = 24
SPACE_32: Final = 32
SPACE_48: Final = 48

# Type sizes; weight is changed before size.
TEXT_28: Final = 28
TEXT_20: Final = 20
TEXT_16: Final = 16
TEXT_14: Final = 14
TEXT_12: Final = 12
REGULAR: Final = ft.FontWeight.W_400
MEDIUM: Final = ft.FontWeight.W_500
SEMIBOLD: Final = ft.FontWeight.W_600
LINE_HEIGHT: Final = 1.35

# Shapes and touch.
RADIUS_8: Final = 8
RADIUS_12: Final = 12
RADIUS_20: Final = 20
TOUCH: Final = 48  # nothing tappable is smaller
ROW: Final = 68  # a list row of two lines at text scale 1
ROW_TALL: Final = 88  # and of three
CAPTURE: Final = 72
AVATAR: Final = 40
BREAKPOINT: Final = 840  # from here on: rail, list and detail side by side
BAR: Final = 64  # the phone's tabs
RAIL: Final = 104
WIDE: Final = 1200  # from here on there is room for a third pane, the timeline
LIST_PANE: Final = 400
LIST_PANE_NARROW: Final = 320  # below WIDE

# Motion, in milliseconds.
MOTION_SHORT: Final = 120
MOTION_LONG: Final = 200

FONT: Final = "Rapport Sans"
FONTS: Final = {FONT: "fonts/RapportSans.ttf"}
"""For `page.fonts`. One variable font: weights 400 to 700 come from the same file."""


class TextScale:
    """How much larger than drawn all words are.

    A fact of the device, like its screen: one for the process, set by `app.main` from
    the person's preference before anything is drawn.
    """

    factor: float = 1.0


text_scale: Final = TextScale()


def text_size(size: int, *, most: float = 2.0) -> float:
    """Return a type size as this device shows it.

    Args:
        size: One of the `TEXT_*` sizes.
        most: Largest factor where more would not fit, such as on a tab.
    """
    return round(size * min(text_scale.factor, most), 1)


def room_for_text(height: int, size: int = TEXT_16) -> int:
    """Return a height drawn for one line of text, grown with the device's text."""
    return height + max(0, round((text_scale.factor - 1) * size * LINE_HEIGHT))


def stage_color(step: int, of: int) -> str:
    """Return the shade of a stage: one hue, deeper the further the deal is.

    Never set words on it: its contrast grows with the stage. It fills dots and bars.

    Args:
        step: The stage's place, 0 for the first.
        of: How many stages the pipeline has.
    """
    share = 1.0 if of < 2 else min(max(step, 0), of - 1) / (of - 1)
    return ft.Colors.with_opacity(round(0.4 + 0.6 * share, 2), PEN)


def motion(milliseconds: int = MOTION_LONG, *, reduced: bool = False) -> ft.Animation | None:
    """Return the app's one easing for an implicit animation, or none when reduced."""
    if reduced:
        return None
    return ft.Animation(milliseconds, ft.AnimationCurve.EASE_OUT_CUBIC)


def row_height(text_scale: float, base: int = ROW) -> int:
    """Return the height of a list row that does not clip text of this scale."""
    return max(base, round(base * text_scale))


def _style(size: int, weight: ft.FontWeight = REGULAR) -> ft.TextStyle:
    return ft.TextStyle(
        size=text_size(size),
        weight=weight,
        height=LINE_HEIGHT,
        letter_spacing=0,
        font_family=FONT,
    )


def _tinted(size: int, color: str) -> ft.TextStyle:
    style = _style(size)
    style.color = color
    return style


def _text_theme() -> ft.TextTheme:
    heading, title = _style(TEXT_28, SEMIBOLD), _style(TEXT_20, SEMIBOLD)
    strong, body = _style(TEXT_16, SEMIBOLD), _style(TEXT_16)
    return ft.TextTheme(
        headline_large=heading,
        headline_medium=heading,
        headline_small=title,
        title_large=title,
        title_medium=strong,
        title_small=_style(TEXT_14, SEMIBOLD),
        body_large=body,
        body_medium=body,
        body_small=_style(TEXT_14),
        label_large=_style(TEXT_16, SEMIBOLD),
        label_medium=_style(TEXT_12, MEDIUM),
        label_small=_style(TEXT_12, MEDIUM),
    )


def _button(weight: ft.FontWeight = SEMIBOLD) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=RADIUS_12),
        padding=ft.Padding.symmetric(vertical=SPACE_12, horizontal=SPACE_16),
        text_style=_style(TEXT_16, weight),
        visual_density=ft.VisualDensity.STANDARD,
        elevation=0,
    )


def _theme(palette: Palette) -> ft.Theme:
    card = ft.RoundedRectangleBorder(radius=RADIUS_12)
    sheet = ft.RoundedRectangleBorder(radius=RADIUS_20)
    fade = ft.PageTransitionTheme.FADE_UPWARDS
    return ft.Theme(
        color_scheme=scheme(palette),
        font_family=FONT,
        text_theme=_text_theme(),
        visual_density=ft.VisualDensity.STANDARD,
        scaffold_bgcolor=palette.paper,
        canvas_color=palette.paper,
        card_bgcolor=palette.paper_raised,
        hint_color=palette.ink_soft,
        divider_color=palette.line,
        divider_theme=ft.DividerTheme(color=palette.line, thickness=1, space=1),
        icon_theme=ft.IconTheme(color=palette.ink_soft, size=24),
        page_transitions=ft.PageTransitionsTheme(
            android=fade,
            linux=ft.PageTransitionTheme.NONE,
            windows=ft.PageTransitionTheme.NONE,
        ),
        appbar_theme=ft.AppBarTheme(
            bgcolor=palette.paper,
            color=palette.ink,
            elevation=0,
            elevation_on_scroll=0,
            center_title=False,
            title_text_style=_style(TEXT_20, SEMIBOLD),
        ),
        navigation_bar_theme=ft.NavigationBarTheme(
            bgcolor=palette.paper, indicator_color=palette.pen_wash, elevation=0
        ),
        navigation_rail_theme=ft.NavigationRailTheme(
            bgcolor=palette.paper_sunk, indicator_color=palette.pen_wash, elevation=0
        ),
        card_theme=ft.CardTheme(color=palette.paper_raised, elevation=0, shape=card, margin=0),
        chip_theme=ft.ChipTheme(
            bgcolor=palette.paper_sunk,
            selected_color=palette.pen_wash,
            elevation=0,
            shape=ft.RoundedRectangleBorder(radius=RADIUS_8),
            border_side=ft.BorderSide(width=1, color=palette.line),
            label_text_style=_style(TEXT_14, MEDIUM),
        ),
        filled_button_theme=ft.FilledButtonTheme(style=_button()),
        button_theme=ft.ButtonTheme(style=_button()),
        outlined_button_theme=ft.OutlinedButtonTheme(style=_button(MEDIUM)),
        text_button_theme=ft.TextButtonTheme(style=_button(MEDIUM)),
        dialog_theme=ft.DialogTheme(
            bgcolor=palette.paper_raised,
            shape=sheet,
            elevation=2,
            title_text_style=_style(TEXT_20, SEMIBOLD),
            content_text_style=_style(TEXT_16),
        ),
        bottom_sheet_theme=ft.BottomSheetTheme(
            bgcolor=palette.paper_raised, shape=sheet, elevation=2, show_drag_handle=True
        ),
        snackbar_theme=ft.SnackBarTheme(
            bgcolor=palette.night,
            action_text_color=palette.night_pen,
            content_text_style=_style(TEXT_16),
            shape=card,
            elevation=2,
            behavior=ft.SnackBarBehavior.FLOATING,
        ),
        popup_menu_theme=ft.PopupMenuTheme(color=palette.paper_raised, elevation=2, shape=card),
        progress_indicator_theme=ft.ProgressIndicatorTheme(
            color=palette.pen, linear_track_color=palette.line
        ),
        tooltip_theme=ft.TooltipTheme(
            text_style=_tinted(TEXT_14, palette.on_night),
            decoration=ft.BoxDecoration(
                bgcolor=palette.night, border_radius=ft.BorderRadius.all(RADIUS_8)
            ),
        ),
    )


def light_theme() -> ft.Theme:
    """Return the theme for daylight, for `page.theme`."""
    return _theme(LIGHT)


def dark_theme() -> ft.Theme:
    """Return the theme for the evening, for `page.dark_theme`."""
    return _theme(DARK)
