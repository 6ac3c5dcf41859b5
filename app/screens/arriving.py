"""A strip over every tab while the team's customers arrive on this device."""

import flet as ft

from app import theme
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.queries.team import Me
from app.widgets.banner import banner
from app.widgets.safety import guarded
from app.widgets.words import use_words
from sync.client.scheduler import SyncStatus

_MANY = 500  # rows; fewer are news from a colleague


def is_arriving(me: Me, sync: SyncStatus) -> bool:
    """Tell whether this device is being filled, and has little to show meanwhile."""
    if not me.joined or sync.error:
        return False
    first = not me.name  # one's own row comes with the first page
    progress = sync.progress
    return first or (sync.running and not progress.sent and progress.received >= _MANY)


def arriving_words(words: Catalog, sync: SyncStatus) -> str:
    """Return how much has arrived so far."""
    count = sync.progress.received
    return words.t("me.arriving_count", count=count) if count else words.t("me.arriving_first")


@guarded
def Arriving() -> ft.Control:
    """Show the strip, or nothing."""
    words, app = use_words(), use_app()
    me, sync = app.state.me, app.state.sync
    if me is None or not is_arriving(me, sync):
        return ft.Container()
    said = f"{words.t('me.arriving')}: {arriving_words(words, sync)}"
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_8),
        content=banner(said, "info", identifier="arriving"),
    )
