"""What can be tapped on a screen: its name, and how high it is at the least.

Flutter alone knows how wide a text is; how high a control is follows from what it is
made of. What is not known counts as nothing, so that a control is never thought higher
than it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl

from app import theme
from tests.app.flet_harness import FletHarness

_HANDLERS = ("on_click", "on_tap", "on_long_press", "on_select")
_ICON = 24  # Material's own
_MENU_LINE = 48  # the same


@dataclass(frozen=True)
class Tappable:
    """Something a finger can do something with."""

    where: str
    name: str
    height: float
    control: BaseControl


def tappables(harness: FletHarness) -> Iterator[Tappable]:
    """Yield what can be tapped on the screen that is on top."""
    marks = harness.find_all(ft.Semantics)
    within = {
        id(inside): mark for mark in marks for inside in harness.walk(mark) if mark.content
    }  # the innermost comes last, and stays
    for control in harness.walk():
        if not any(getattr(control, event, None) for event in _HANDLERS):
            continue
        if getattr(control, "disabled", False) or getattr(control, "visible", True) is False:
            continue
        mark = within.get(id(control))
        said = [
            *_words(harness, control),
            *((mark.label or "", mark.tooltip or "") if mark else ()),
        ]
        name = " ".join(str(word) for word in said if word)
        where = (mark.identifier if mark else "") or type(control).__name__
        yield Tappable(where, name, least_height(control), control)


def _words(harness: FletHarness, control: BaseControl) -> Iterator[object]:
    for inside in harness.walk(control):
        for part in ("tooltip", "label", "value", "semantics_label", "hint_text"):
            word = getattr(inside, part, None)
            if isinstance(word, str):
                yield word
        if isinstance(content := getattr(inside, "content", None), str):
            yield content


def least_height(control: Any) -> float:
    """Return how high a control is at the least, what is around it left out."""
    if isinstance(control, ft.Component):
        return least_height(control._b) if control._b is not None else 0
    if isinstance(control, ft.Text):
        size = control.size or (control.style.size if control.style else None) or theme.TEXT_14
        return float(size) * theme.LINE_HEIGHT
    given = getattr(control, "height", None)
    if isinstance(control, ft.Icon):
        given = control.size or _ICON
    elif isinstance(control, ft.PopupMenuItem):
        given = given or _MENU_LINE
    if isinstance(given, int | float):
        return float(given)
    if isinstance(control, ft.Row | ft.Column | ft.Stack):
        return _many(control)
    content = getattr(control, "content", None)
    inner = least_height(content) if isinstance(content, BaseControl) else 0
    return inner + _padding(getattr(control, "padding", None))


def _padding(given: object) -> float:
    if isinstance(given, ft.Padding):
        return float(given.top or 0) + float(given.bottom or 0)
    return 2 * float(given) if isinstance(given, int | float) else 0


def _many(control: ft.Row | ft.Column | ft.Stack) -> float:
    heights = [least_height(child) for child in control.controls if child.visible is not False]
    if isinstance(control, ft.Column):
        gap = control.spacing if isinstance(control.spacing, int | float) else 0
        return sum(heights) + gap * max(0, len(heights) - 1)
    return max(heights, default=0)


def clipped(harness: FletHarness) -> list[str]:
    """Return what is too low for the words in it, a line of each counted."""
    boxes = [_named(one) for one in harness.find_all(ft.Container) if _is_low(one)]
    line = theme.text_size(theme.TEXT_16) * theme.LINE_HEIGHT
    buttons: list[ft.FilledButton | ft.TextButton] = [
        *harness.find_all(ft.FilledButton),
        *harness.find_all(ft.TextButton),
    ]
    return boxes + [str(one.content) for one in buttons if (one.height or line) < line]


def _is_low(box: ft.Container) -> bool:
    if not isinstance(box.height, int | float) or not isinstance(box.content, BaseControl):
        return False
    return least_height(box.content) + _padding(box.padding) > box.height + 1


def _named(box: ft.Container) -> str:
    found = [text.value for text in _texts(box.content)]
    return f"{box.height}: {found[:3]}"


def _texts(control: Any) -> Iterator[ft.Text]:
    if isinstance(control, ft.Text):
        yield control
    inside = getattr(control, "content", None), *(getattr(control, "controls", None) or ())
    for one in inside:
        if isinstance(one, BaseControl):
            yield from _texts(one)
