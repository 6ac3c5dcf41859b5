"""Call, write to or drive to somebody with what the device has for it."""

import re
from typing import Final
from urllib.parse import quote

import flet as ft

from app.i18n.catalog import Catalog
from app.widgets.snack import snackbar

_NOT_DIALLED: Final = re.compile(r"[^0-9+*#,;]")


def phone_link(number: str) -> str:
    """Return the link that dials a number as people write it: ``tel:+4940123``."""
    return "tel:" + _NOT_DIALLED.sub("", number.replace("(0)", ""))


def mail_link(address: str) -> str:
    """Return the link that starts a letter: ``mailto:anna@roth.example``."""
    return "mailto:" + quote(address.strip(), safe="@+._-")


def map_link(place: str, platform: ft.PagePlatform | None) -> str:
    """Return the link that shows a place in the device's own maps."""
    asked = quote(place)
    if platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.ANDROID_TV):
        return f"geo:0,0?q={asked}"
    if platform in (ft.PagePlatform.IOS, ft.PagePlatform.MACOS):
        return f"https://maps.apple.com/?q={asked}"
    return f"https://www.openstreetmap.org/search?query={asked}"


def place_of(*parts: str) -> str:
    """Return an address in one line, without what is not known."""
    return ", ".join(part.strip() for part in parts if part.strip())


async def reach(launcher: ft.UrlLauncher, link: str, words: Catalog, *, wide: bool) -> bool:
    """Hand a link to the device; say so where it has nothing for it.

    Returns:
        Whether something has opened.
    """
    page = ft.context.page
    try:
        await launcher.launch_url(link)
    except RuntimeError:
        page.show_dialog(snackbar(words.t("customer.cannot_open"), wide=wide))
        return False
    return True
