"""What one wants to see of a customer's timeline: a kind of entry, words that occur."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.timeline import GROUPS
from app.widgets.buttons import icon_button
from app.widgets.fields import search_field
from app.widgets.menus import Option, menu_chip
from app.widgets.rows import section_header

_EVERYTHING: Final = "everything"


@dataclass(frozen=True)
class Wanted:
    """What one wants to see.

    Attributes:
        group: One of `GROUPS`; empty for everything.
        typed: Words that must occur.
        searching: The search is open.
    """

    group: str = ""
    typed: str = ""
    searching: bool = False

    @property
    def nothing(self) -> str:
        """The key of the words that say that there is nothing of it."""
        if self.typed.strip():
            return "timeline.nothing_fits"
        return "timeline.nothing_of_it" if self.group else "timeline.empty"


def tools_view(
    words: Catalog, wanted: Wanted, on_want: Callable[[Wanted], object]
) -> list[ft.Control]:
    """Return the timeline's header with its tools, and the search where it is open."""

    def choose(group: str) -> object:
        return on_want(replace(wanted, group="" if group == _EVERYTHING else group))

    def seek(typed: str) -> object:
        return on_want(replace(wanted, typed=typed))

    def toggle() -> object:
        return on_want(replace(wanted, typed="", searching=not wanted.searching))

    groups = [Option(one, words.t(f"timeline.group_{one}"), one == wanted.group) for one in GROUPS]
    menu = menu_chip(
        words.t(f"timeline.group_{wanted.group}" if wanted.group else "timeline.group"),
        [Option(_EVERYTHING, words.t("timeline.group"), not wanted.group), *groups],
        choose,
        "timeline-group",
        name=words.t("timeline.group_what"),
        selected=bool(wanted.group),
    )
    search = icon_button(
        ft.Icons.SEARCH_OFF_ROUNDED if wanted.searching else ft.Icons.SEARCH_ROUNDED,
        words.t("timeline.search_close" if wanted.searching else "timeline.search"),
        toggle,
        "timeline-search",
    )
    tools = ft.Row(spacing=0, tight=True, controls=[menu, search])
    header = section_header(words.t("timeline.title"), trailing=tools)
    if not wanted.searching:
        return [header]
    box = search_field(
        words.t("timeline.search"),
        wanted.typed,
        seek,
        "timeline-words",
        clear=words.t("common.clear"),
        autofocus=True,
    )
    air = ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, bottom=theme.SPACE_8)
    return [header, ft.Container(key="search", padding=air, content=box)]
