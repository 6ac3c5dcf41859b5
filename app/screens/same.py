"""Ask about two that may be the same; take apart what was made one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.sameness import differ, merge, take_apart
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.noticing import ALIKE
from app.queries.sameness import Question, parts, picked, questions
from app.screens.doing import do
from app.screens.known import open_known
from app.screens.page_events import use_escape
from app.screens.same_view import SameActions, no_more_view, same_line, same_view
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.states import Patience
from app.widgets.text import text
from app.widgets.words import use_words

_KINDS: Final = (ALIKE, "account", "contact", "sameness", "deal", "visit", "note")
_READ: Final = 30
"""Pairs read at once; answered ones make room for others."""


@guarded
def SameSection(on_look: Press) -> ft.Control:
    """Say in Me how many pairs wait to be looked at; nothing when there are none."""
    words = use_words()
    found = use_query(partial(questions, limit=0), _KINDS).value
    count = found[1] if found else 0
    return same_line(words, count, on_look) if count else ft.Container(width=0, height=0)


@guarded
def SameScreen(on_back: Press) -> ft.Control:
    """Show one pair after the other, the likeliest first."""
    app, words = use_app(), use_words()
    loaded = use_query(partial(questions, limit=_READ), _KINDS).value
    later, set_later = ft.use_state(frozenset[frozenset[str]]())
    picks, set_picks = ft.use_state(dict[str, int]())

    async def back() -> None:
        on_back()

    use_escape(back)
    if loaded is None:
        return Patience()
    waiting = [one for one in loaded[0] if frozenset(one.ids) not in later]
    if not waiting:
        return no_more_view(words, on_back)
    question = waiting[0]

    acts = _Acts(app, words, question, picks, set_picks)

    def put_off() -> None:
        set_picks({})
        set_later(later | {frozenset(question.ids)})

    actions = SameActions(on_back, acts.pick, open_known, acts.merge, acts.differ, put_off)
    count = (len(later) + 1, max(loaded[1], len(later) + 1))
    return same_view(words, question, picks, count, actions)


@dataclass(frozen=True)
class _Acts:
    """What a person does about the pair on screen."""

    app: App
    words: Catalog
    question: Question
    picks: dict[str, int]
    set_picks: Callable[[dict[str, int]], None]

    def pick(self, chosen: str) -> None:
        """Choose one of two values, such as ``phone:1``."""
        name, _, at = chosen.partition(":")
        self.set_picks({**self.picks, name: int(at)})

    async def merge(self) -> None:
        """Let the one with more to it stand for both."""
        kept, gone = self.question.ids
        picks = picked(self.question.choices, self.picks, kept=0)
        command = partial(merge, kind=self.question.kind, kept_id=kept, gone_id=gone, picks=picks)
        name = picks.get("name", self.question.sides[0].name)
        if await do(self.app, self.words, command, self.words.t("same.merged", name=name)):
            self.set_picks({})

    async def differ(self) -> None:
        """Say that they are two."""
        one, other = self.question.ids
        command = partial(differ, kind=self.question.kind, one_id=one, other_id=other)
        if await do(self.app, self.words, command, self.words.t("same.said_different")):
            self.set_picks({})


@guarded
def MadeOne(record_id: str) -> ft.Control:
    """Say which others a customer stands for, with the way to take them apart."""
    app, words = use_app(), use_words()
    query = partial(parts, record_id=record_id)
    found = use_query(query, ("sameness", "account", "contact"), record_id).value or ()
    if not found:
        return ft.Container(width=0, height=0)

    async def apart(part_id: str) -> None:
        command = partial(take_apart, record_id=part_id)
        await do(app, words, command, words.t("same.taken_apart"))

    rows: list[ft.Control] = [
        ft.Row(
            key=part.id,
            controls=[
                text(
                    words.t("same.one_of", names=part.name or words.t("customers.unnamed")),
                    "small",
                    theme.INK_SOFT,
                    lines=2,
                    expand=True,
                ),
                quiet_button(words.t("same.apart"), partial(apart, part.id), f"apart-{part.id}"),
            ],
        )
        for part in found
    ]
    return ft.Semantics(
        identifier="made-one",
        content=ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_4),
            content=ft.Column(spacing=0, tight=True, controls=rows),
        ),
    )
