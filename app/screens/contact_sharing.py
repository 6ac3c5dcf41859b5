"""A person's details as a card that any address book takes."""

from functools import partial
from typing import Final

import flet as ft

from app.archive.cards import one_contact
from app.hooks import use_app
from app.platforms import in_phone_app
from app.screens.problems import problem_words
from app.screens.saving_file import file_name, save_file
from app.widgets.buttons import quiet_button
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.words import use_words
from sync.core.errors import RapportError

_MIME: Final = "text/vcard"


@guarded
def ShareContact(contact_id: str, name: str) -> ft.Control:
    """Offer a person's card: to another app on a phone, as a file elsewhere.

    Args:
        contact_id: The person.
        name: Their name.
    """
    app, words, page = use_app(), use_words(), ft.context.page

    async def give() -> None:
        try:
            card = await app.runtime.ask(partial(one_contact, contact_id=contact_id))
        except RapportError as error:
            page.show_dialog(snackbar(problem_words(words, error), wide=app.state.wide))
            return
        card_file = file_name(name, ".vcf")
        if in_phone_app(page):
            file = ft.ShareFile.from_bytes(card.encode(), mime_type=_MIME, name=card_file)
            await ft.Share().share_files([file], subject=name)
        else:
            await save_file(app, card_file, card.encode(), words.t("care.card_saved"))

    button = quiet_button(
        words.t("care.share"), give, "contact-share", icon=ft.Icons.IOS_SHARE_ROUNDED
    )
    return ft.Row(controls=[button])
