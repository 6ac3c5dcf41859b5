"""Placeholder for the me screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def MeScreen() -> ft.Control:
    """Show the me screen."""
    return ft.Text("me")
