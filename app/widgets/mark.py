"""The product's mark, drawn: it takes the colours of the theme and stays sharp."""

import flet as ft
from flet import canvas as cv

from app import theme

_WIDE, _HIGH = 384, 438  # as drawn in assets/splash.png
_BODY = 361  # without the tail
_TAIL = (66, 164)  # where it leaves the body


def mark(width: int = theme.SPACE_48) -> ft.Semantics:
    """Return the mark, silent for screen readers: a note with the signal on it.

    Args:
        width: Of the note, in logical pixels.
    """
    unit = width / _WIDE
    ink = ft.Paint(color=theme.INK)
    left, right = (edge * unit for edge in _TAIL)
    body, tip = _BODY * unit, _HIGH * unit
    shapes: list[cv.Shape] = [
        cv.Rect(x=0, y=0, width=width, height=body, border_radius=48 * unit, paint=ink),
        cv.Path(
            [
                cv.Path.MoveTo(left, body - 1),
                cv.Path.LineTo(left, tip),
                cv.Path.LineTo(right, body - 1),
                cv.Path.Close(),
            ],
            paint=ink,
        ),
        cv.Circle(x=152 * unit, y=180 * unit, radius=70 * unit, paint=ft.Paint(color=theme.SIGNAL)),
        cv.Rect(x=303 * unit, y=0, width=19 * unit, height=body, paint=ft.Paint(color=theme.PEN)),
    ]
    drawing = cv.Canvas(shapes=shapes, width=width, height=tip)
    return ft.Semantics(exclude_semantics=True, content=drawing)
