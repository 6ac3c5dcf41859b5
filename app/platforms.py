"""On what kind of device a page is shown."""

from typing import Final

import flet as ft

_PHONES: Final = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


def on_phone(page: ft.Page) -> bool:
    """Tell whether it is a phone or tablet, in its browser or not."""
    return page.platform in _PHONES


def in_phone_app(page: ft.Page) -> bool:
    """Tell whether it is the app of a phone, which has share sheets, haptics and a camera."""
    return on_phone(page) and not page.web
