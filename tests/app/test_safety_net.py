"""A part that breaks takes nothing else with it, and words reach every part."""

import flet as ft

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.widgets.buttons import (
    primary_button,
)
from app.widgets.safety import guarded, install_safety_net
from app.widgets.text import text
from app.widgets.words import WordsContext, use_words
from tests.app.flet_harness import in_own_loop
from tests.app.test_widgets import WORDS, rendered


@guarded
def Fragile(*, broken: bool) -> ft.Control:  # noqa: N802 - a component
    """Raise, or not."""
    if broken:
        message = "boom"
        raise ValueError(message)
    return text("fine")


@in_own_loop
async def test_a_broken_part_becomes_a_panel_and_the_rest_lives() -> None:
    async with rendered(
        lambda: ft.Column(controls=[Fragile(broken=True), Fragile(broken=False)])
    ) as app:
        assert app.texts() == ["This part could not be shown. What you wrote is safe.", "fine"]


@in_own_loop
async def test_an_error_in_a_handler_is_a_short_message() -> None:
    def fail() -> None:
        message = "boom"
        raise ValueError(message)

    async with rendered(
        lambda: primary_button("Save", fail, "save"),
        main=lambda page: install_safety_net(page, WORDS),
    ) as app:
        await app.click("save")
        assert "That did not work. What you wrote is safe. Please try again." in app.texts()


@in_own_loop
async def test_the_language_reaches_a_component_through_the_tree() -> None:
    other = Catalog(ENGLISH)
    seen: list[Catalog] = []

    @guarded
    def Inner() -> ft.Control:  # noqa: N802 - a component
        seen.append(use_words())
        return text("x")

    async with rendered(lambda: WordsContext(other, Inner)):
        assert seen == [other]
        assert seen[0] is other
