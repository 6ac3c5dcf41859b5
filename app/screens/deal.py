"""Placeholder for the deal screen."""

import flet as ft

from app.widgets.safety import guarded


@guarded
def DealDetail(deal_id: str) -> ft.Control:
    """Show one deal."""
    return ft.Text(deal_id)
