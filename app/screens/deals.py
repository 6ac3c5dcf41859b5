"""Placeholder for the deals screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def DealsScreen() -> ft.Control:
    """Show the deals screen."""
    return ft.Text("deals")
