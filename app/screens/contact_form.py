"""Write down a person at a customer, or change their details."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app.commands.accounts import create_contact, delete_contact, edit_contact
from app.commands.undo import Affected
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.queries.accounts import ContactRow
from app.queries.unfinished import contact_draft
from app.screens.contact_sharing import ShareContact
from app.screens.customer_care import birthday_words
from app.screens.doing import do, say_done
from app.screens.drafts import use_draft
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
from app.understanding.birthdays import read_birthday
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.words import use_words
from sync.client.writer import Writer
from sync.core.errors import RapportError
from sync.core.records.contact import Contact

_FIRST: Final = (
    Asked("name"),
    Asked("title"),
    Asked("mobile", ft.KeyboardType.PHONE),
    Asked("phone", ft.KeyboardType.PHONE),
    Asked("email", ft.KeyboardType.EMAIL),
)
_BIRTHDAY: Final = "birthday"
_MORE: Final = (Asked(_BIRTHDAY, hint="care.hint_birthday"), Asked("city"), Asked("country"))
_REGISTERS: Final = tuple(one.name for one in (*_FIRST, *_MORE))


class BirthdayError(RapportError):
    """There is no such day."""

    key = "care.birthday_wrong"


@guarded
def ContactForm(
    account_id: str, contact_id: str, contact: ContactRow | None, on_close: Press
) -> ft.Control:
    """Show the details of a person.

    Args:
        account_id: Where they work.
        contact_id: The person; empty for one nobody has written down yet.
        contact: Their details; None for a new person, or one deleted meanwhile.
        on_close: Shows the card again.
    """
    app, words = use_app(), use_words()
    start = {name: str(getattr(contact, name, "")) for name in _REGISTERS}
    start[_BIRTHDAY] = birthday_words(words, start[_BIRTHDAY])
    last: ft.MutableRef[dict[str, str]] = ft.use_ref(lambda: start)
    gone = bool(contact_id) and contact is None
    if not gone:
        last.current = start  # of somebody deleted elsewhere the last details stay in view
    draft = use_draft(contact_draft(account_id, contact_id), last.current or start)
    typed = {} if contact_id else draft.fields
    known = use_known("contact", typed, company_id=account_id)
    more, set_more = ft.use_state(False)  # noqa: FBT003
    error, set_error = ft.use_state(FINE)
    once = use_once()

    def show_more() -> None:
        set_more(True)

    @once
    async def save() -> bool:
        if not draft["name"].strip():
            set_error(NamelessError(field="name"))
            return False
        try:
            fields = _read(
                words, draft.changed if contact_id else draft.fields, app.runtime.now().date()
            )
            done = await app.runtime.run(
                draft.filing(lambda writer: _file(writer, account_id, contact_id, fields))
            )
        except RapportError as problem:
            set_error(problem)
            return False
        await draft.forget()
        said = "customer.person_saved" if contact_id else "customer.person_added"
        say_done(app, words, done, words.t(said))
        on_close()
        return True

    async def cancel() -> None:
        await draft.forget()
        on_close()

    async def delete() -> None:
        said = words.t("customer.person_deleted", name=draft["name"])
        if await do(app, words, partial(delete_contact, contact_id=contact_id), said):
            await cancel()

    async def leave() -> None:
        on_close()

    use_form(leave)
    alike = known_view(words, known, open_known, "same.known_contact") if known else None
    return form_view(
        words,
        words.t("customer.person_edit" if contact_id else "customer.person_new"),
        "contact",
        (*_FIRST, *_MORE) if more else _FIRST,
        fields=draft.fields,
        actions=FormActions(
            draft.put,
            save,
            cancel,
            None if more else show_more,
            delete if more and contact else None,
        ),
        error=error,
        notice=Notice(words.t("customer.person_gone")) if gone else None,
        delete_words=words.t("customer.person_delete"),
        after=_after(alike, contact),
    )


def _after(alike: ft.Control | None, contact: ContactRow | None) -> dict[str, list[ft.Control]]:
    """Return what stands under the fields: who is here already, and the way to share."""
    after = {"name": [alike]} if alike else {}
    if contact:
        after["email"] = [ShareContact(contact.id, contact.name, key="share")]
    return after


def _read(words: Catalog, typed: Mapping[str, str], today: date) -> dict[str, str]:
    """Return what to write of what was typed.

    Raises:
        BirthdayError: If there is no such birthday.
    """
    fields = {name: said.strip() for name, said in typed.items()}
    if fields.get(_BIRTHDAY):
        months = (words.language.months, words.language.short_months)
        birthday = read_birthday(fields[_BIRTHDAY], months, today)
        if birthday is None:
            raise BirthdayError(field=_BIRTHDAY)
        fields[_BIRTHDAY] = birthday
    return fields


def _file(writer: Writer, account_id: str, contact_id: str, fields: Mapping[str, str]) -> Affected:
    """Write what was typed: a new person, or only what differs of a known one."""
    if contact_id:
        return edit_contact(writer, contact_id, deleted=False, **fields)
    return create_contact(writer, Contact.model_validate({"account_id": account_id, **fields}))
