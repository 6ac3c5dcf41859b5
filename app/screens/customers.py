"""Placeholder for the customers screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def CustomersScreen() -> ft.Control:
    """Show the customers screen."""
    return ft.Text("customers")
