"""A person's details as a card that any address book takes."""

import re
from functools import partial
from typing import Final

import flet as ft

from app.archive.cards import one_contact
from app.hooks import use_app
from app.screens.problems import problem_words
from app.widgets.buttons import quiet_button
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.words import use_words
from sync.core.errors import RapportError

_PHONES: Final = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
_MIME: Final = "text/vcard"
_NOT_IN_A_NAME: Final = re.compile(r"[^\w-]+")
_LONGEST_NAME: Final = 60


@guarded
def ShareContact(contact_id: str, name: str) -> ft.Control:
    """Offer a person's card: to another app on a phone, as a file elsewhere.

    Args:
        contact_id: The person.
        name: Their name.
    """
    app, words, page = use_app(), use_words(), ft.context.page
    share, picker = ft.use_memo(ft.Share, []), ft.use_memo(ft.FilePicker, [])

    async def give() -> None:
        try:
            card = await app.runtime.ask(partial(one_contact, contact_id=contact_id))
        except RapportError as error:
            page.show_dialog(snackbar(problem_words(words, error), wide=app.state.wide))
            return
        content = card.encode()
        file_name = f"{_NOT_IN_A_NAME.sub('-', name)[:_LONGEST_NAME].strip('-') or 'Rapport'}.vcf"
        if page.platform in _PHONES and not page.web:
            file = ft.ShareFile.from_bytes(content, mime_type=_MIME, name=file_name)
            await share.share_files([file], subject=name)
            return
        saved = await picker.save_file(file_name=file_name, src_bytes=content)
        if saved or page.web:
            page.show_dialog(snackbar(words.t("care.card_saved"), wide=app.state.wide))

    button = quiet_button(
        words.t("care.share"), give, "contact-share", icon=ft.Icons.IOS_SHARE_ROUNDED
    )
    return ft.Row(controls=[button])
