"""Quiet deals, one at a time: alive, resting, or lost? By a swipe or by a button."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.deals import keep_deal, lose_deal, park_deal
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.quiet_deals import Quiet, QuietDeal, quiet_deals
from app.queries.terms import Terms, terms
from app.screens.deal_words import reason_choices
from app.screens.doing import Command, do
from app.screens.going import go
from app.screens.newest import newest
from app.widgets.buttons import quiet_button
from app.widgets.chips import choice_chips
from app.widgets.handlers import Press, Take, tagged
from app.widgets.safety import guarded
from app.widgets.states import empty_state
from app.widgets.text import money_text, text
from app.widgets.words import use_words

KINDS: Final = ("deal", "account", "stage", "visit", "note", "follow_up", "team")
_FAR: Final = 96
"""So many pixels are a swipe; less is a finger that changed its mind."""
_DRAG_MS: Final = 40
_WIDTH: Final = 480

Pulled = tuple[float, float]


@dataclass(frozen=True)
class QuietActions:
    """What can be said about a quiet deal.

    Attributes:
        alive: It is alive.
        park: Let it rest.
        lost: It is lost; the reason is asked next.
        reason: Loses it for a reason of the list; empty for none.
        open: Opens it.
        pull: Moves the card with the finger, so many pixels right and down.
        drop: The finger is lifted.
    """

    alive: Press
    park: Press
    lost: Press
    reason: Take
    open: Press
    pull: Callable[[float, float], object]
    drop: Press


def use_quiet() -> Quiet:
    """Return which of this person's deals are quiet. A hook."""
    app = use_app()
    me = app.state.me.id if app.state.me else ""
    now = app.runtime.now()
    agreed = use_query(terms, ["team"]).value or Terms()
    query = partial(
        quiet_deals,
        owner_id=me,
        stale_days=agreed.stale_days,
        today=now.date(),
        now_ms=round(now.timestamp() * 1000),
    )
    return use_query(query, KINDS, me, agreed.stale_days, now.date()).value or Quiet()


def swiped(right: float, down: float) -> str:
    """Return what a swipe says: right ``alive``, left ``park``, down ``lost``; empty for none."""
    if max(abs(right), abs(down)) < _FAR:
        return ""
    if abs(right) >= abs(down):
        return "alive" if right > 0 else "park"
    return "lost" if down > 0 else ""


@guarded
def QuietDeck(on_close: Press) -> ft.Control:
    """Ask about one quiet deal after the other until none is left."""
    app, words = use_app(), use_words()
    quiet, agreed = use_quiet(), use_query(terms, ["team"]).value or Terms()
    losing, set_losing = ft.use_state("")  # id of the deal whose reason is asked
    pulled, set_pulled = ft.use_state((0.0, 0.0))
    deal = quiet.first
    if deal is None:
        return _done(words, on_close)
    answer = _answering(partial(do, app, words), words, deal, app.runtime.now(), set_losing)
    act = QuietActions(
        alive=partial(answer, "alive"),
        park=partial(answer, "park"),
        lost=partial(set_losing, deal.id),
        reason=partial(answer, "lost"),
        open=partial(go, f"/deals/{deal.id}"),
        pull=lambda right, down: set_pulled(lambda at: (at[0] + right, at[1] + down)),
        drop=partial(_drop, set_pulled, answer, partial(set_losing, deal.id)),
    )
    reasons = agreed.reasons("lost") if losing == deal.id else None
    return quiet_view(
        words,
        quiet,
        deal,
        app.runtime.now(),
        act,
        on_close=on_close,
        reasons=reasons,
        pulled=pulled,
    )


Answer = Callable[..., Awaitable[None]]


def _answering(
    say: Callable[[Command, str], Awaitable[object]],
    words: Catalog,
    deal: QuietDeal,
    now: datetime,
    set_losing: Callable[[str], object],
) -> Answer:
    async def answer(key: str, reason: str = "") -> None:
        commands: dict[str, Command] = {
            "alive": partial(keep_deal, deal_id=deal.id),
            "park": partial(park_deal, deal_id=deal.id),
            "lost": partial(lose_deal, deal_id=deal.id, today=now.date(), reason_tag=reason),
        }
        set_losing("")
        await say(commands[key], words.t(f"quiet.{key}_done", name=deal.account or deal.title))

    return answer


async def _drop(
    set_pulled: Callable[[Callable[[Pulled], Pulled]], None],
    answer: Answer,
    ask_reason: Press,
) -> None:
    said = swiped(*newest(set_pulled))
    set_pulled(lambda _: (0.0, 0.0))
    if said == "lost":
        ask_reason()
    elif said:
        await answer(said)


def quiet_view(
    words: Catalog,
    quiet: Quiet,
    deal: QuietDeal,
    now: datetime,
    act: QuietActions,
    *,
    on_close: Press,
    reasons: Sequence[str] | None = None,
    pulled: tuple[float, float] = (0.0, 0.0),
) -> ft.Control:
    """Return the card of one quiet deal over its three answers.

    Args:
        words: The language.
        quiet: How many there are.
        deal: The one asked about.
        now: The present moment.
        act: What can be said.
        on_close: Goes back to the list.
        reasons: The team's reasons for losing, once that is asked; None before.
        pulled: How far the finger has moved the card.
    """
    foot = _answers(words, act) if reasons is None else _reasons(words, reasons, act.reason)
    close = quiet_button(words.t("quiet.later"), on_close, "quiet-close", color=theme.INK_SOFT)
    head = text(words.t("quiet.left", count=quiet.count), "small", theme.INK_SOFT, expand=True)
    column = ft.Column(
        spacing=theme.SPACE_16,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Row(controls=[head, close]),
            _pullable(_card(words, deal, now, act), act, pulled),
            foot,
        ],
    )
    return tagged(
        "quiet",
        ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
            alignment=ft.Alignment.TOP_CENTER,
            content=ft.Container(width=_WIDTH, content=column),
        ),
    )


def _pullable(card: ft.Control, act: QuietActions, pulled: tuple[float, float]) -> ft.Control:
    def moved(event: ft.DragUpdateEvent[ft.GestureDetector]) -> object:
        delta = event.local_delta or ft.Offset(0, 0)
        return act.pull(delta.x, delta.y)

    return ft.GestureDetector(
        drag_interval=_DRAG_MS,
        on_pan_update=moved,
        on_pan_end=act.drop,
        content=ft.Container(
            content=card,
            margin=ft.Margin.only(
                left=pulled[0], right=-pulled[0], top=max(0.0, pulled[1]), bottom=0
            ),
        ),
    )


def _card(words: Catalog, deal: QuietDeal, now: datetime, act: QuietActions) -> ft.Control:
    last = datetime.fromtimestamp(deal.last_ms / 1000, tz=now.tzinfo)
    parts: list[ft.Control] = [
        text(words.t("quiet.since", when=words.ago(last, now)), "small", theme.AMBER_INK),
        text(deal.account or deal.title, "heading", lines=2),
    ]
    if deal.account and deal.title:
        parts.append(text(deal.title, "body", theme.INK_SOFT, lines=2))
    facts: list[ft.Control] = []
    if deal.amount_minor:
        facts.append(money_text(deal.amount_minor, deal.currency, words, role="title"))
    facts.append(text(deal.stage, "small", theme.INK_SOFT, lines=1))
    parts.append(ft.Row(spacing=theme.SPACE_12, controls=facts))
    if deal.last_words:
        parts.append(text(f"“{deal.last_words}”", "body", lines=3))
    return ft.Semantics(
        identifier=f"quiet-deal-{deal.id}",
        button=True,
        content=ft.Container(
            padding=theme.SPACE_16,
            bgcolor=theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.LINE),
            border_radius=theme.RADIUS_20,
            ink=True,
            on_click=act.open,
            content=ft.Column(
                spacing=theme.SPACE_8,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=parts,
            ),
        ),
    )


def _answers(words: Catalog, act: QuietActions) -> ft.Control:
    """Return the three answers as buttons, each where its swipe goes."""
    icons = {
        "park": (ft.Icons.ARROW_BACK_ROUNDED, act.park),
        "lost": (ft.Icons.ARROW_DOWNWARD_ROUNDED, act.lost),
        "alive": (ft.Icons.ARROW_FORWARD_ROUNDED, act.alive),
    }
    return ft.Row(
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        controls=[
            quiet_button(words.t(f"quiet.{key}"), press, f"quiet-{key}", icon=icon)
            for key, (icon, press) in icons.items()
        ],
    )


def _reasons(words: Catalog, reasons: Sequence[str], on_reason: Take) -> ft.Control:
    return ft.Column(
        spacing=theme.SPACE_4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            text(words.t("deal.why_lost"), "small_strong"),
            choice_chips(reason_choices(words, reasons, "lost"), None, on_reason, "quiet-reason"),
            ft.Row(
                [quiet_button(words.t("quiet.no_reason"), partial(on_reason, ""), "quiet-skip")]
            ),
        ],
    )


def _done(words: Catalog, on_close: Press) -> ft.Control:
    return empty_state(
        ft.Icons.DONE_ALL_ROUNDED,
        words.t("quiet.none"),
        words.t("quiet.none_why"),
        identifier="quiet-none",
        action=words.t("quiet.back"),
        on_action=on_close,
    )
