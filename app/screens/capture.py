"""Placeholder for the capture screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def CaptureScreen() -> ft.Control:
    """Show the capture screen."""
    return ft.Text("capture")
