"""Write down a new customer, or change the details of one."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.accounts import create_account, delete_account, edit_account
from app.commands.undo import Affected
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.accounts import AccountCard
from app.queries.team import Me, Person, people
from app.queries.unfinished import account_draft
from app.screens.doing import do, say_done
from app.screens.drafts import use_draft
from app.screens.going import NEW, close, go
from app.screens.known import known_view, open_known, use_known
from app.screens.once import use_once
from app.screens.record_form import (
    FINE,
    Asked,
    FormActions,
    NamelessError,
    Notice,
    form_view,
    use_form,
)
from app.widgets.handlers import Press, Take
from app.widgets.menus import Option, menu_chip
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.client.writer import Writer
from sync.core.errors import RapportError
from sync.core.records.account import Account

_FIRST: Final = (
    Asked("name"),
    Asked("phone", ft.KeyboardType.PHONE),
    Asked("street"),
    Asked("city"),
)
_MORE: Final = (
    Asked("postcode"),
    Asked("region"),
    Asked("country"),
    Asked("email", ft.KeyboardType.EMAIL),
    Asked("website", ft.KeyboardType.URL),
    Asked("industry"),
)
_REGISTERS: Final = tuple(one.name for one in (*_FIRST, *_MORE))


@guarded
def NewCustomer() -> ft.Control:
    """Show the form of a customer nobody has written down yet."""
    app, words = use_app(), use_words()
    draft = use_draft(account_draft(NEW), {})
    more, set_more = ft.use_state(False)  # noqa: FBT003
    error, set_error = ft.use_state(FINE)
    once = use_once()
    known = use_known("account", draft.fields)

    def show_more() -> None:
        set_more(True)

    @once
    async def save() -> bool:
        if not draft["name"].strip():
            set_error(NamelessError(field="name"))
            return False
        try:
            done = await app.runtime.run(draft.filing(partial(_create, fields=dict(draft.fields))))
        except RapportError as problem:
            set_error(problem)
            return False
        await draft.forget()
        say_done(app, words, done, words.t("customer.added"))
        await go(f"/customers/{done.id}")
        return True

    async def cancel() -> None:
        await draft.forget()
        await close()

    actions = FormActions(draft.put, save, cancel, None if more else show_more)
    use_form(close)
    return form_view(
        words,
        words.t("customers.new"),
        "account",
        (*_FIRST, *_MORE) if more else _FIRST,
        fields=draft.fields,
        actions=actions,
        error=error,
        after={"name": [known_view(words, known, open_known)]} if known else None,
    )


@guarded
def CustomerForm(card: AccountCard, on_close: Press) -> ft.Control:
    """Show the details of a customer to change them.

    Args:
        card: The customer as it stands; it may change or go while one writes.
        on_close: Shows the card again.
    """
    app, words = use_app(), use_words()
    start = {name: str(getattr(card, name)) for name in (*_REGISTERS, "owner_id")}
    draft = use_draft(account_draft(card.id), start)
    more, set_more = ft.use_state(False)  # noqa: FBT003
    error, set_error = ft.use_state(FINE)
    team = use_query(people, ["user"]).value or ()

    def show_more() -> None:
        set_more(True)

    async def save() -> None:
        if not draft["name"].strip():
            set_error(NamelessError(field="name"))
            return
        fields = {name: words_.strip() for name, words_ in draft.changed.items()}
        try:
            done = await app.runtime.run(
                draft.filing(lambda writer: edit_account(writer, card.id, deleted=False, **fields))
            )
        except RapportError as problem:
            set_error(problem)
            return
        await draft.forget()
        say_done(app, words, done, words.t("customer.saved"))
        on_close()

    async def cancel() -> None:
        await draft.forget()
        on_close()

    async def delete() -> None:
        await draft.forget()
        said = words.t("customer.deleted", name=card.name)
        if await do(app, words, partial(delete_account, account_id=card.id), said):
            await close()

    async def leave() -> None:
        on_close()

    use_form(leave)
    rights = owner_options(team, app.state.me, card.owner_id, draft["owner_id"])
    owner = _owner(words, rights, partial(draft.put, "owner_id"))
    return form_view(
        words,
        words.t("customer.edit"),
        "account",
        (*_FIRST, *_MORE) if more else _FIRST,
        fields=draft.fields,
        actions=FormActions(
            draft.put,
            save,
            cancel,
            None if more else show_more,
            delete if more and not card.deleted else None,
        ),
        error=error,
        notice=Notice(words.t("customer.gone_editing")) if card.deleted else None,
        delete_words=words.t("customer.delete"),
        after={"industry": [owner]} if rights else None,
    )


def owner_options(
    team: Sequence[Person], me: Me | None, owner_id: str, chosen: str
) -> list[Option]:
    """Return whom a customer may be given to; nobody where the rules forbid it.

    A rep takes what is nobody's and gives away what is their own.
    """
    if me is None or not (me.actor.leads or owner_id in ("", me.id)):
        return []
    allowed = team if me.actor.leads or owner_id == me.id else [p for p in team if p.id == me.id]
    return [Option(one.id, one.name, one.id == chosen) for one in allowed]


def _owner(words: Catalog, options: Sequence[Option], on_select: Take) -> ft.Control:
    name = next((option.label for option in options if option.chosen), words.t("customer.nobody"))
    chip = menu_chip(name, options, on_select, "account-owner_id", name=words.t("form.owner_id"))
    return ft.Row(
        spacing=theme.SPACE_12,
        controls=[text(words.t("form.owner_id"), "body", theme.INK_SOFT), chip],
    )


def _create(writer: Writer, fields: Mapping[str, str]) -> Affected:
    known = {name: fields.get(name, "").strip() for name in _REGISTERS}
    return create_account(writer, Account.model_validate(known))
