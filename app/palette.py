"""The colours of day and of evening, and how Flet's colour roles take them."""

from dataclasses import dataclass
from typing import Final

import flet as ft


@dataclass(frozen=True)
class Palette:
    """Name the colours of one theme; `scheme` gives them to Flet's roles."""

    paper: str
    paper_raised: str
    paper_sunk: str
    paper_pressed: str
    ink: str
    ink_soft: str
    line: str
    edge: str
    pen: str
    on_pen: str
    pen_wash: str
    on_pen_wash: str
    signal: str
    on_signal: str
    signal_wash: str
    signal_ink: str
    moss: str
    moss_wash: str
    moss_ink: str
    amber: str
    amber_wash: str
    amber_ink: str
    red: str
    red_wash: str
    red_ink: str
    shade: str  # what dims a screen under a card
    night: str  # the ground of the short message at the bottom
    on_night: str
    night_pen: str


LIGHT: Final = Palette(
    paper="#FBF8F3",
    paper_raised="#FFFEFC",
    paper_sunk="#F3EEE5",
    paper_pressed="#EDE6DA",
    ink="#18243A",
    ink_soft="#59606D",
    line="#E6DFD3",
    edge="#8C8578",
    pen="#2C4A78",
    on_pen="#FFFFFF",
    pen_wash="#E3E9F3",
    on_pen_wash="#213A61",
    signal="#E2553A",
    on_signal="#FFFFFF",
    signal_wash="#FBE4DC",
    signal_ink="#A8341D",
    moss="#4A6B43",
    moss_wash="#E4EDDF",
    moss_ink="#35532F",
    amber="#A96A08",
    amber_wash="#F9EBCF",
    amber_ink="#6E4607",
    red="#B3261E",
    red_wash="#F9DEDA",
    red_ink="#8C1D18",
    shade="#F3EEE5",
    night="#1F2A3D",
    on_night="#F7F3EC",
    night_pen="#A9C3EE",
)

DARK: Final = Palette(
    paper="#171512",
    paper_raised="#211E1A",
    paper_sunk="#25221D",
    paper_pressed="#322E27",
    ink="#F0EBE2",
    ink_soft="#B4ACA0",
    line="#36312A",
    edge="#8F8779",
    pen="#A9C3EE",
    on_pen="#10233F",
    pen_wash="#26354D",
    on_pen_wash="#D3E1F8",
    signal="#FF8066",
    on_signal="#3A0D03",
    signal_wash="#47231A",
    signal_ink="#FFB29F",
    moss="#A0C795",
    moss_wash="#263522",
    moss_ink="#C2DEBA",
    amber="#E8B75C",
    amber_wash="#3D3017",
    amber_ink="#F3D392",
    red="#FFB4AB",
    red_wash="#4E1D19",
    red_ink="#FFDAD5",
    shade="#0B0A08",
    night="#F0EBE2",
    on_night="#1E1B17",
    night_pen="#2C4A78",
)


def scheme(palette: Palette) -> ft.ColorScheme:
    """Give every Material role a token, so that no stock colour shows through."""
    p = palette
    return ft.ColorScheme(
        primary=p.pen,
        on_primary=p.on_pen,
        primary_container=p.pen_wash,
        on_primary_container=p.on_pen_wash,
        secondary=p.ink_soft,
        on_secondary=p.paper,
        secondary_container=p.pen_wash,
        on_secondary_container=p.on_pen_wash,
        tertiary=p.moss,
        on_tertiary=p.paper,
        tertiary_container=p.moss_wash,
        on_tertiary_container=p.moss_ink,
        error=p.red,
        on_error=p.paper,
        error_container=p.red_wash,
        on_error_container=p.red_ink,
        surface=p.paper,
        on_surface=p.ink,
        on_surface_variant=p.ink_soft,
        outline=p.edge,
        outline_variant=p.line,
        shadow="#000000",
        scrim=p.shade,
        inverse_surface=p.night,
        on_inverse_surface=p.on_night,
        inverse_primary=p.night_pen,
        surface_tint=p.paper,
        primary_fixed=p.signal,
        on_primary_fixed=p.on_signal,
        primary_fixed_dim=p.signal_wash,
        on_primary_fixed_variant=p.signal_ink,
        secondary_fixed=p.amber,
        on_secondary_fixed=p.paper,
        secondary_fixed_dim=p.amber_wash,
        on_secondary_fixed_variant=p.amber_ink,
        tertiary_fixed=p.moss,
        on_tertiary_fixed=p.paper,
        tertiary_fixed_dim=p.moss_wash,
        on_tertiary_fixed_variant=p.moss_ink,
        surface_bright=p.paper_raised,
        surface_dim=p.paper_pressed,
        surface_container_lowest=p.paper_raised,
        surface_container_low=p.paper,
        surface_container=p.paper_sunk,
        surface_container_high=p.paper_pressed,
        surface_container_highest=p.paper_pressed,
    )
