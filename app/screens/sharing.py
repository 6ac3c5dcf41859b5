"""Hand a deal or a customer to somebody as a link: the phone's share sheet, elsewhere a copy."""

import flet as ft

from app import theme
from app.commands.record_link import record_link
from app.hooks import use_app
from app.platforms import in_phone_app
from app.widgets.buttons import quiet_button
from app.widgets.handlers import tagged
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.text import text_style
from app.widgets.words import use_words


@guarded
def ShareButton(title: str, path: str) -> ft.Control:
    """Offer the link to what stands at a path, to a person in a team.

    Args:
        title: What it is called; stands above the link.
        path: Where it opens.
    """
    app, words = use_app(), use_words()
    me, page = app.state.me, ft.context.page
    if not (me and me.joined and me.server_url):
        return ft.Container(visible=False)
    message = f"{title}\n{record_link(me.server_url, path)}"
    if in_phone_app(page):

        async def send() -> None:
            await ft.Share().share_text(message, subject=title)

        return quiet_button(words.t("share.share"), send, "share", icon=ft.Icons.IOS_SHARE_ROUNDED)

    def copied() -> None:
        page.show_dialog(snackbar(words.t("share.copied"), wide=app.state.wide))

    # A browser lets only the tap itself write to the clipboard.
    return tagged(
        "share",
        ft.TextButton(
            content=words.t("share.copy"),
            icon=ft.Icons.LINK_ROUNDED,
            height=theme.room_for_text(theme.TOUCH),
            style=ft.ButtonStyle(color=theme.PEN, text_style=text_style("strong")),
            action=ft.CopyToClipboard(message),
            on_click=copied,
        ),
    )
