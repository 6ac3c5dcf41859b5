"""Placeholder for the today screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def TodayScreen() -> ft.Control:
    """Show the today screen."""
    return ft.Text("today")
