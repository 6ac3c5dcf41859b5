"""Write down what is new at a customer, or change it."""

from functools import partial
from typing import Final

import flet as ft

from app.commands.facts import delete_fact, edit_fact, tell_fact
from app.commands.undo import Affected
from app.hooks import use_app
from app.queries.care import CardFact
from app.queries.unfinished import fact_draft
from app.screens.doing import do, say_done
from app.screens.drafts import use_draft
from app.screens.once import use_once
from app.screens.record_form import (
    FINE,
    Asked,
    FormActions,
    Notice,
    WordlessError,
    form_view,
    use_form,
)
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.words import use_words
from sync.client.writer import Writer
from sync.core.errors import RapportError

_TEXT: Final = Asked("text", lines=3, label="care.fact", hint="care.fact_hint")


@guarded
def FactForm(account_id: str, fact_id: str, fact: CardFact | None, on_close: Press) -> ft.Control:
    """Show something that is so at a customer.

    Args:
        account_id: Where it is so.
        fact_id: What was said; empty for something new.
        fact: How it stands; None for something new, or taken off the card meanwhile.
        on_close: Shows the card again.
    """
    app, words = use_app(), use_words()
    start = {"text": fact.text if fact else ""}
    last: ft.MutableRef[dict[str, str]] = ft.use_ref(lambda: start)
    gone = bool(fact_id) and fact is None
    if not gone:
        last.current = start
    draft = use_draft(fact_draft(account_id, fact_id), last.current or start)
    error, set_error = ft.use_state(FINE)
    once = use_once()

    @once
    async def save() -> bool:
        said = draft["text"].strip()
        if not said:
            set_error(WordlessError(field="text"))
            return False
        try:
            done = await app.runtime.run(
                draft.filing(lambda writer: _file(writer, account_id, fact_id, said))
            )
        except RapportError as trouble:
            set_error(trouble)
            return False
        await draft.forget()
        say_done(app, words, done, words.t("care.fact_saved"))
        on_close()
        return True

    async def cancel() -> None:
        await draft.forget()
        on_close()

    async def delete() -> None:
        said = words.t("care.fact_deleted")
        if await do(app, words, partial(delete_fact, fact_id=fact_id), said):
            await cancel()

    async def leave() -> None:
        on_close()

    use_form(leave)
    return form_view(
        words,
        words.t("care.fact_edit" if fact_id else "care.fact_new"),
        "fact",
        (_TEXT,),
        fields=draft.fields,
        actions=FormActions(draft.put, save, cancel, delete=delete if fact else None),
        error=error,
        notice=Notice(words.t("care.fact_gone")) if gone else None,
        delete_words=words.t("care.fact_delete"),
    )


def _file(writer: Writer, account_id: str, fact_id: str, said: str) -> Affected:
    if not fact_id:
        return tell_fact(writer, account_id, said)
    return edit_fact(writer, fact_id, deleted=False, text=said)
