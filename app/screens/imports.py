"""Placeholder for the imports screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def ImportScreen() -> ft.Control:
    """Show the imports screen."""
    return ft.Text("imports")
