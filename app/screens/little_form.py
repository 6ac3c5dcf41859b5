"""Change the little things of a customer: when, the gate, what they like, renewal, place."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.accounts import edit_account
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.places.pasted import read_place
from app.queries.accounts import AccountCard
from app.queries.unfinished import little_draft
from app.screens.days import calendar
from app.screens.doing import say_done
from app.screens.drafts import use_draft
from app.screens.record_form import FINE, Asked, FormActions, Notice, form_view, use_form
from app.widgets.chips import chip
from app.widgets.handlers import Press, Take
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError

_ASKED: Final = (
    Asked("hours", hint="care.hint_hours"),
    Asked("gate_code"),
    Asked("favourites", hint="care.hint_favourites"),
    Asked("place", ft.KeyboardType.URL, hint="care.hint_place"),
)
_RENEWS: Final = "renews_on"
_REGISTERS: Final = (*(one.name for one in _ASKED), _RENEWS)


class PlaceError(RapportError):
    """What was pasted holds no place."""

    key = "care.place_wrong"


@guarded
def LittleForm(card: AccountCard, on_close: Press) -> ft.Control:
    """Show the little things.

    Args:
        card: The customer as it stands; it may change or go while one writes.
        on_close: Shows the card again.
    """
    app, words = use_app(), use_words()
    start = {name: str(getattr(card, name)) for name in _REGISTERS}
    draft = use_draft(little_draft(card.id), start)
    error, set_error = ft.use_state(FINE)
    picking, set_picking = ft.use_state(False)  # noqa: FBT003
    window, today = ft.context.page, app.runtime.now().date()

    async def save() -> None:
        try:
            fields = little_fields(draft.changed)
            done = await app.runtime.run(
                draft.filing(lambda writer: edit_account(writer, card.id, deleted=False, **fields))
            )
        except RapportError as trouble:
            set_error(trouble)
            return
        await draft.forget()
        say_done(app, words, done, words.t("care.little_saved"))
        on_close()

    async def cancel() -> None:
        await draft.forget()
        on_close()

    async def leave() -> None:
        on_close()

    def picked(day: date) -> None:
        set_picking(False)
        window.run_task(draft.put, _RENEWS, day.isoformat())

    def close_calendar() -> None:
        set_picking(False)

    def open_calendar() -> None:
        set_picking(True)

    use_form(leave)
    chosen = date.fromisoformat(draft[_RENEWS]) if draft[_RENEWS] else None
    coming = chosen if chosen and chosen >= today else None  # the calendar begins today
    ft.use_dialog(calendar(today, coming, picked, close_calendar) if picking else None)
    renewal = _renewal(words, chosen, today, partial(draft.put, _RENEWS), open_calendar)
    return form_view(
        words,
        words.t("care.little"),
        "little",
        _ASKED,
        fields=draft.fields,
        actions=FormActions(draft.put, save, cancel),
        error=error,
        notice=Notice(words.t("care.little_gone")) if card.deleted else None,
        after={"favourites": [renewal]},
    )


def little_fields(changed: Mapping[str, str]) -> dict[str, str]:
    """Return what to write of what was typed.

    Raises:
        PlaceError: If what was pasted as a place is none.
    """
    fields = {name: said.strip() for name, said in changed.items()}
    pasted = fields.get("place", "")
    if pasted:
        place = read_place(pasted)
        if place is None:
            raise PlaceError(field="place")
        fields["place"] = str(place)
    return fields


def in_a_year(today: date) -> date:
    """Return the same day of the next year; 28 February for a leap day."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + 1, day=day)


def _renewal(
    words: Catalog, chosen: date | None, today: date, on_pick: Take, on_calendar: Press
) -> ft.Control:
    year = in_a_year(today)
    other = chosen is not None and chosen != year
    picked = words.short_day(chosen, today) if chosen and other else words.t("day.pick")
    icon = ft.Icons.CALENDAR_MONTH_OUTLINED
    return ft.Column(
        spacing=0,
        tight=True,
        controls=[
            text(words.t("care.renews_on"), "small", theme.INK_SOFT),
            ft.Row(
                wrap=True,
                spacing=theme.SPACE_8,
                run_spacing=0,
                controls=[
                    chip(
                        words.t("care.renews_never"),
                        partial(on_pick, ""),
                        "little-renews-never",
                        selected=chosen is None,
                    ),
                    chip(
                        words.t("care.renews_year"),
                        partial(on_pick, year.isoformat()),
                        "little-renews-year",
                        selected=chosen == year,
                    ),
                    chip(picked, on_calendar, "little-renews-pick", icon=icon, selected=other),
                ],
            ),
        ],
    )
