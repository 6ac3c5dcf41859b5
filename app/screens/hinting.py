"""A feature shows itself on Today when it would help: one line, yes or no."""

from datetime import date, timedelta
from functools import partial
from typing import Final

import flet as ft

from app import hints, theme
from app.commands.follow_ups import add_follow_up
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.hints import Useful, useful
from app.screens.doing import do
from app.screens.going import go
from app.screens.once import use_once
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press, tagged
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.records.follow_up import FollowUp

_KINDS: Final = ("visit", "note", "follow_up", "deal", "deal_place")
_FRIDAY: Final = 4
_MONDAY: Final = 7
_ICONS: Final = {
    "remind": ft.Icons.NOTIFICATIONS_NONE_ROUNDED,
    "speak": ft.Icons.MIC_NONE_ROUNDED,
    "plan": ft.Icons.ROUTE_OUTLINED,
    "pin": ft.Icons.PUSH_PIN_OUTLINED,
}
_PATHS: Final = {"plan": "/plan", "pin": "/deals"}


@guarded
def Hint() -> ft.Control:
    """Show what would help today, if anything; it stays until it is answered."""
    app, words = use_app(), use_words()
    me, now = app.state.me, app.runtime.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    query = partial(
        useful,
        user_id=me.id if me else "",
        midnight_ms=round(midnight.timestamp() * 1000),
        now_ms=round(now.timestamp() * 1000),
    )
    known = use_query(query, _KINDS, me, midnight).value
    settings, today = app.state.settings, now.date()
    hint = hints.hint_of(known, settings, today) if known and not settings.practice else ""

    async def note_shown() -> None:
        if hint:
            await app.runtime.change_settings(partial(hints.shown, hint=hint, today=today))

    ft.use_effect(note_shown, [hint, today])
    once = use_once(hint, today)
    if not (hint and known):
        return ft.Container(visible=False)

    async def answered(*, again: bool) -> None:
        told = partial(hints.answered, hint=hint, today=today, again=again)
        await app.runtime.change_settings(told)

    async def no() -> None:
        await answered(again=False)

    @once
    async def yes() -> bool:
        again = hint == "remind"
        if again and not await _remind(app, words, known, reminder_day(today)):
            return False
        await answered(again=again)
        if hint in _PATHS:
            await go(_PATHS[hint])
        return True

    return hint_view(words, hint, known.account, today, on_yes=yes, on_no=no)


def hint_view(
    words: Catalog, hint: str, name: str, today: date, *, on_yes: Press, on_no: Press
) -> ft.Control:
    """Return a hint, and yes and no side by side.

    Args:
        words: The language.
        hint: Which one.
        name: The customer it is about, where it is about one.
        today: The day to remind from.
        on_yes: Does what it offers.
        on_no: Lets it never come again.
    """
    weekday = words.weekday(reminder_day(today))
    said = words.t(f"hint.{hint}", name=name, day=weekday)
    buttons = ft.Row(
        wrap=True,
        spacing=0,
        controls=[
            quiet_button(words.t(f"hint.{hint}_yes", day=weekday), on_yes, f"hint-{hint}-yes"),
            quiet_button(words.t("hint.no"), on_no, f"hint-{hint}-no", color=theme.INK_SOFT),
        ],
    )
    told = ft.Column(
        expand=True,
        spacing=0,
        tight=True,
        controls=[
            text(said, "body"),
            ft.Container(margin=ft.Margin.only(left=-theme.SPACE_12), content=buttons),
        ],
    )
    return tagged(
        f"hint-{hint}",
        ft.Container(
            margin=ft.Margin.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
            padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_12),
            border_radius=theme.RADIUS_12,
            border=ft.Border.all(1, theme.LINE),
            content=ft.Row(
                spacing=theme.SPACE_12,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[ft.Icon(_ICONS[hint], color=theme.PEN, size=theme.TEXT_20), told],
            ),
        ),
    )


def reminder_day(today: date) -> date:
    """Return the Friday to come; from Thursday on the Monday after."""
    to_friday = _FRIDAY - today.weekday()
    return today + timedelta(days=to_friday if to_friday > 1 else _MONDAY - today.weekday())


async def _remind(app: App, words: Catalog, known: Useful, day: date) -> bool:
    step = FollowUp(
        account_id=known.account_id,
        visit_id=known.visit_id,
        text=words.t("hint.remind_text"),
        due_on=day.isoformat(),
    )
    said = words.t("hint.reminded", day=words.weekday(day))
    return bool(await do(app, words, partial(add_follow_up, follow_up=step), said))
