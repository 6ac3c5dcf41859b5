"""Say while one types that a customer, or a person, may be here already."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import use_query
from app.i18n.catalog import Catalog
from app.matching.facts import SubjectKind
from app.noticing import ALIKE
from app.queries.alike import AlikeRow, Typed, known_like
from app.screens.going import go
from app.screens.same_view import reasons_said
from app.widgets.handlers import Take
from app.widgets.rows import list_row
from app.widgets.text import text

_LETTERS: Final = 2  # from here on a name says something
_LISTED: Final = 3
_FIELDS: Final = (
    *("name", "phone", "mobile", "email", "website"),
    *("street", "city", "postcode", "country"),
)


def use_known(
    kind: SubjectKind, fields: Mapping[str, str], *, company_id: str = ""
) -> tuple[AlikeRow, ...]:
    """Return those that may be the one being written down. A hook.

    Args:
        kind: ``account`` or ``contact``.
        fields: What was typed so far.
        company_id: Of a person: the customer.
    """
    typed = Typed(*[fields.get(name, "").strip() for name in _FIELDS])._replace(
        company_id=company_id
    )
    query = partial(known_like, kind=kind, typed=typed, limit=_LISTED)
    found = use_query(query, (ALIKE, "account", "contact"), kind, typed).value or ()
    return found if len(typed.name) >= _LETTERS else ()


def known_view(
    words: Catalog, known: Sequence[AlikeRow], on_open: Take, title: str = "customer.known"
) -> ft.Control:
    """Return those that may be the one being written down, each with the reason."""
    rows: list[ft.Control] = [
        list_row(
            one.name,
            f"known-{one.id}",
            subtitle=" · ".join(
                said for said in (one.place, reasons_said(words, one.reasons)) if said
            )
            or None,
            trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT),
            on_press=partial(on_open, one.account_id),
            key=one.id,
        )
        for one in known
    ]
    head = ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, top=theme.SPACE_12),
        content=text(words.t(title), "small_strong", theme.AMBER_INK),
    )
    return ft.Semantics(
        identifier="account-known",
        content=ft.Container(
            bgcolor=theme.AMBER_WASH,
            border_radius=theme.RADIUS_12,
            clip_behavior=ft.ClipBehavior.HARD_EDGE,
            content=ft.Column(
                spacing=0,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[head, *rows],
            ),
        ),
    )


async def open_known(account_id: str) -> None:
    """Open one of them; what was typed is kept."""
    await go(f"/customers/{account_id}")
