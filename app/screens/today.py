"""Today: the next stop with what to know, and what was promised."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

import flet as ft

from app.hooks import Loaded, use_app, use_query
from app.queries.brief import Brief, brief
from app.queries.capture import DRAFT_PREFIX
from app.queries.drafts import drafts
from app.queries.stops import Stop
from app.queries.today import Today, today
from app.queries.waiting import waiting
from app.screens.asking import asked_rows, use_asks_of_mine
from app.screens.clashes import use_open_clashes
from app.screens.drafts import DRAFTS
from app.screens.gentle import use_questions
from app.screens.given import giving_notes, use_givings
from app.screens.going import go
from app.screens.hinting import Hint
from app.screens.just_said import said_rows, use_just_said
from app.screens.minutes import use_minutes
from app.screens.problems import problem_words
from app.screens.sheet import SHEET_WIDTH
from app.screens.shell import sync_state
from app.screens.speech_offer import speech_offer
from app.screens.today_brief import BriefActions, brief_pane, stop_lead
from app.screens.today_doing import TodayDoing
from app.screens.today_shown import TodayActions, TodayShown
from app.screens.today_view import today_view
from app.screens.today_visits import stop_actions
from app.widgets.frames import panes
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.status import sync_badge
from app.widgets.words import use_words

_KINDS = (
    "visit",
    "note",
    "follow_up",
    "account",
    "contact",
    "deal",
    "stage",
    "problem",
    "fact",
)
_DRAFTS_SHOWN = 3


@guarded
def TodayScreen() -> ft.Control:
    """Show the person's day; it turns over by itself."""
    app, words = use_app(), use_words()
    use_minutes()
    minute, me = app.runtime.now().replace(second=0, microsecond=0), app.state.me
    day = use_query(
        partial(
            today,
            user_id=me.id if me else "",
            now=minute,
            arrived_id=app.state.arrived_visit_id,
        ),
        _KINDS,
        minute,
        app.state.arrived_visit_id,
    )

    async def again() -> None:
        app.state.touch(_KINDS)

    if day.value:
        return Day(day, minute)
    if day.error is None:
        return Patience()
    return empty_state(
        ft.Icons.ERROR_OUTLINE_ROUNDED,
        words.t("error.list"),
        problem_words(words, day.error),
        identifier="today-unread",
        action=words.t("common.retry"),
        on_action=again,
    )


@guarded
def Day(loaded: Loaded[Today], now: datetime) -> ft.Control:
    """Show a day that has been read, and do what is asked for in it."""
    app, words = use_app(), use_words()
    chosen, set_chosen = ft.use_state(("", ""))  # customer, and the row that was tapped
    attempt, set_attempt = ft.use_state(0)
    launcher = ft.use_memo(ft.UrlLauncher, [])
    left = use_query(partial(drafts, prefix=DRAFT_PREFIX, limit=_DRAFTS_SHOWN), (DRAFTS,)).value
    other = use_query(partial(brief, account_id=chosen[0]), _KINDS, chosen[0]).value
    waits = use_query(partial(waiting, limit=1), ("outbox",)).value
    clashes = use_open_clashes() or ()
    given, said, asked = use_givings(), use_just_said(), use_asks_of_mine()
    wanting = use_questions()
    wide, me, day = app.state.wide, app.state.me, loaded.value
    if day is None:
        return ft.Container()

    def failed() -> None:
        set_attempt(lambda n: n + 1)

    async def look(account_id: str, item_id: str) -> None:
        if wide:
            set_chosen((account_id, item_id))
        else:
            await _open(account_id)

    # Whoever works alone has nobody to send to.
    count, refused = (waits.waiting, waits.refused) if waits and waits.joined else (0, 0)
    state = sync_state(app, count, refused)
    badge = sync_badge(state, count, words, on_press=partial(go, "/me"), short=True)
    beside = (other if chosen[0] else None) or day.brief
    doing = TodayDoing(app, words, launcher, failed)
    shown = TodayShown(
        day=day,
        drafts=left or (),
        name=me.name if me else "",
        now=now,
        badge=None if wide else badge,
        problem=problem_words(words, loaded.error) if loaded.error else "",
        chosen=_chosen_row(day, chosen[1]) if wide else "",
        attempt=attempt,
        clashes=len(clashes),
        given=[
            *speech_offer(app, words),
            Hint(key="hint"),
            *asked_rows(asked),
            *giving_notes(words, given),
        ],
        said=said_rows(words, said, wanting),
    )
    actions = TodayActions(
        open=look,
        note=_note,
        go_on=_go_on,
        finish=doing.finish,
        postpone=doing.postpone,
        drop=doing.drop,
        arrive=doing.arrive,
        call=doing.call,
        route=doing.route,
        mood=doing.mood,
        plan=partial(go, "/plan"),
        order=partial(go, "/stops"),
        quiet=partial(go, "/deals"),
        clashes=partial(go, "/me"),
    )
    listing = today_view(words, shown, actions, wide=wide)
    if not wide:
        return listing
    if beside is None:
        return ft.Row(
            alignment=ft.MainAxisAlignment.CENTER,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[ft.Container(width=SHEET_WIDTH, content=listing)],
        )
    stop = _stop_of(day, beside)
    act = (
        stop_actions(stop, actions)
        if stop
        else BriefActions(partial(_open, beside.account_id), partial(_note, beside.account_id, ""))
    )
    lead = stop_lead(words, stop, now) if stop else beside.city
    pane = brief_pane(
        words,
        beside,
        lead,
        now,
        replace(act, open=partial(_open, beside.account_id)),
        here=day.arrived and stop == day.next_stop,
    )
    return panes(listing, pane, width=app.state.width)


def _chosen_row(day: Today, tapped: str) -> str:
    return tapped or (day.next_stop.id if day.next_stop else "")


def _stop_of(day: Today, beside: Brief) -> Stop | None:
    """Return the planned visit the brief is for, if it is for one."""
    stops = (day.next_stop, *day.later) if day.next_stop else ()
    return next((one for one in stops if one.account_id == beside.account_id), None)


async def _open(account_id: str) -> None:
    await go(f"/customers/{account_id}")


async def _note(account_id: str, visit_id: str) -> None:
    asked = {"account": account_id, "visit": visit_id}
    query = urlencode({name: value for name, value in asked.items() if value})
    await go(f"/capture?{query}" if query else "/capture")


async def _go_on(draft_key: str) -> None:
    await go(f"/capture?{urlencode({'draft': draft_key})}")
