"""Say which customer is on screen, so that a note knows what it is about."""

import flet as ft

from app.hooks import use_app


def use_open_account(account_id: str) -> None:
    """Name the customer on screen until this component goes. A hook.

    Args:
        account_id: The customer; empty while it is not known yet.
    """
    state = use_app().state
    # Details lie over each other: the one beneath is on screen again afterwards.
    opened = state.memory.accounts
    named = ft.use_ref("")

    def enter() -> None:
        if account_id:
            named.current = account_id
            opened.append(account_id)
            state.open_account_id = account_id

    def leave() -> None:
        if named.current in opened:
            opened.remove(named.current)
            state.open_account_id = opened[-1] if opened else ""

    ft.use_effect(enter, [account_id], leave)
