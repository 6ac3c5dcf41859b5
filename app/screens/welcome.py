"""Placeholder for the welcome screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def WelcomeScreen() -> ft.Control:
    """Show the welcome screen."""
    return ft.Text("welcome")
