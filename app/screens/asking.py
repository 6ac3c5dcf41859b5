"""Ask a colleague on a deal or a customer, and answer where one is asked."""

from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.asks import answer_ask, ask_colleague, withdraw_ask
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries import team
from app.queries.asks import AskRow, asks_about, asks_of_mine
from app.queries.team import Me, Person
from app.screens.asking_view import (
    AskActions,
    NewAsk,
    NewAskActions,
    answer_editor,
    ask_row,
    new_ask_view,
)
from app.screens.days import calendar
from app.screens.doing import do
from app.screens.drafts import Draft, use_draft
from app.screens.going import go
from app.screens.once import use_once
from app.screens.page_events import use_escape
from app.screens.sharing import ShareButton
from app.screens.writing import use_writing
from app.widgets.buttons import quiet_button
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.words import use_words
from sync.core.records.ask import Ask

_KINDS: Final = ("ask", "deal", "account", "user", "note", "outbox")


def use_asks_of_mine() -> tuple[AskRow, ...]:
    """Return what this person is asked and has just been answered. A hook."""
    app, me = use_app(), _me()
    now_ms = round(app.runtime.now().timestamp() * 1000)
    user_id = me.id if me else ""
    query = partial(asks_of_mine, user_id=user_id, now_ms=now_ms)
    return use_query(query, _KINDS, user_id).value or ()


def asked_rows(asks: tuple[AskRow, ...]) -> list[ft.Control]:
    """Return what a person is asked as parts of a day."""
    return [
        ft.Container(
            key=f"asked-{ask.id}",
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
            content=AskEntry(ask, apart=True, key=f"asked-{ask.id}"),
        )
        for ask in asks
    ]


@guarded
def Asking(title: str, *, deal_id: str = "", account_id: str = "") -> ft.Control:
    """Show the questions about a deal, or a customer, and hold the form of a new one.

    Nothing while one works alone: there is nobody to ask.

    Args:
        title: What the deal or the customer is called.
        deal_id: The deal; empty for a customer.
        account_id: The customer.
    """
    app, words, me = use_app(), use_words(), _me()
    about = deal_id or account_id
    user_id = me.id if me else ""
    query = partial(asks_about, user_id=user_id, deal_id=deal_id, account_id=account_id)
    asks = use_query(query, _KINDS, about, user_id).value or ()
    people = use_query(team.people, ["user"]).value or ()
    opened, set_opened = ft.use_state(False)  # noqa: FBT003
    picking, set_picking = ft.use_state(False)  # noqa: FBT003
    draft = use_draft(f"ask:{about}", {"text": "", "to": "", "by": ""})
    others = tuple(person for person in people if person.id != user_id)
    writing = opened or bool(draft.changed)
    once = use_once(writing)
    use_writing("line" if writing else "")

    async def close() -> None:
        set_opened(False)
        await draft.forget()

    use_escape(close, active=writing)
    today = app.runtime.now().date()
    ft.use_dialog(_calendar(draft, today, partial(set_picking, False)) if picking else None)  # noqa: FBT003
    if not (me and me.joined and others):
        return ft.Container()

    def asked() -> NewAsk:
        return NewAsk(draft["text"], draft["to"] or _usual(others, asks, user_id), draft["by"])

    @once
    async def save() -> bool:
        new = asked()
        if not new.text.strip():
            ft.context.page.show_dialog(snackbar(words.t("ask.empty"), wide=app.state.wide))
            return False
        ask = Ask(
            deal_id=deal_id,
            account_id=account_id,
            to_id=new.to_id,
            text=new.text.strip(),
            by_on=new.by_on,
        )
        name = next((person.name for person in others if person.id == new.to_id), "")
        command = draft.filing(partial(ask_colleague, ask=ask))
        done = await do(app, words, command, words.t("ask.sent", to=name))
        if done:
            await close()
        return done is not None

    open_button = quiet_button(
        words.t("ask.new"),
        partial(set_opened, True),  # noqa: FBT003
        "ask-new",
        icon=ft.Icons.FORUM_OUTLINED,
    )
    parts: list[ft.Control] = []
    if asks:
        parts.append(section_header(words.t("ask.title")))
    if not writing:
        path = f"/deals/{deal_id}" if deal_id else f"/customers/{account_id}"
        buttons = ft.Row(wrap=True, controls=[open_button, ShareButton(title, path)])
        parts.append(ft.Container(padding=ft.Padding.only(left=theme.SPACE_4), content=buttons))
    if writing:
        act = NewAskActions(
            partial(draft.put, "text"),
            partial(draft.put, "to"),
            partial(draft.put, "by"),
            partial(set_picking, True),  # noqa: FBT003
            save,
            close,
        )
        parts.append(new_ask_view(words, asked(), others, today, act))
    parts += [
        ft.Container(
            key=f"about-{ask.id}",
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
            content=AskEntry(ask, apart=bool(account_id and ask.deal_id), key=f"about-{ask.id}"),
        )
        for ask in asks
    ]
    return ft.Semantics(
        identifier="asks",
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=parts,
        ),
    )


@guarded
def AskEntry(ask: AskRow, *, apart: bool = False) -> ft.Control:
    """Show one question, and hold whether its answer is being written.

    Args:
        ask: The question.
        apart: It stands away from its deal or customer: name that, and let it be opened.
    """
    app, words, me = use_app(), use_words(), _me()
    answering, set_answering = ft.use_state(False)  # noqa: FBT003
    draft = use_draft(f"answer:{ask.id}", {"text": ask.answer})
    user_id = me.id if me else ""
    asked = ask.to_id == user_id
    writing = asked and (answering or bool(draft.changed))
    use_writing("line" if writing else "")

    async def close() -> None:
        set_answering(False)
        await draft.forget()

    use_escape(close, active=writing)

    async def save() -> None:
        command = partial(answer_ask, ask_id=ask.id, answer=draft["text"])
        if await do(app, words, draft.filing(command), words.t("ask.answered")):
            await close()

    async def spoken() -> None:
        await draft.put("text", f"{draft['text']}\n{ask.spoken}".strip())

    editor = None
    if writing:
        editor = answer_editor(
            words,
            ask,
            draft["text"],
            on_type=partial(draft.put, "text"),
            on_save=save,
            on_close=close,
            on_spoken=spoken,
        )
    act = AskActions(
        partial(set_answering, True) if asked else None,  # noqa: FBT003
        partial(_withdraw, app, words, ask.id) if ask.by_id == user_id and not ask.answer else None,
        partial(go, ask.path) if apart and ask.path else None,
    )
    today = app.runtime.now().date()
    return ask_row(words, ask, user_id, today, act, editor=editor, apart=apart)


def _me() -> Me | None:
    return use_app().state.me


def _usual(others: tuple[Person, ...], asks: tuple[AskRow, ...], user_id: str) -> str:
    """Return whom one asks unless one says otherwise: as last time here, else who leads."""
    here = {person.id for person in others}
    last = (ask.to_id for ask in asks if ask.by_id == user_id and ask.to_id in here)
    leads = (person.id for person in others if person.role == "manager")
    return next(last, "") or next(leads, "") or others[0].id


def _calendar(draft: Draft, today: date, on_close: partial[None]) -> ft.DatePicker:
    page = ft.context.page
    stands = date.fromisoformat(draft["by"]) if draft["by"] else None

    def picked(day: date) -> None:
        page.run_task(draft.put, "by", day.isoformat())

    return calendar(today, stands if stands and stands >= today else None, picked, on_close)


async def _withdraw(app: App, words: Catalog, ask_id: str) -> None:
    await do(app, words, partial(withdraw_ask, ask_id=ask_id), words.t("ask.withdrawn"))
