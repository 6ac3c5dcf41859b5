"""Placeholder for the customer screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def CustomerDetail(account_id: str) -> ft.Control:
    """Show one customer."""
    return ft.Text(account_id)
