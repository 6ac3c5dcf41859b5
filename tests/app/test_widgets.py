"""Widgets say what they are given and can be tapped."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import flet as ft
import pytest

from app import theme
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.widgets.avatar import avatar, initials
from app.widgets.banner import Tone, banner
from app.widgets.brief import BriefLine, brief_card
from app.widgets.buttons import (
    capture_button,
    icon_button,
    primary_button,
    quiet_button,
    right_edge,
)
from app.widgets.chips import Choice, chip, choice_chips, stage_bars, stage_chip
from app.widgets.fields import field as text_field
from app.widgets.fields import note_field, search_field
from app.widgets.frames import desktop_frame, main_tabs, page_title, panes, phone_frame
from app.widgets.rows import list_row, section_header, timeline_item
from app.widgets.snack import undo_snackbar
from app.widgets.states import empty_state, progress_line, skeleton
from app.widgets.status import SyncState, sync_badge, sync_words
from app.widgets.text import date_text, money_text, text
from tests.app.flet_harness import FletHarness, in_own_loop

WORDS = Catalog(ENGLISH)
TODAY = date(2026, 11, 24)


@dataclass
class Taps:
    """Remember what was called, in order."""

    seen: list[str] = field(default_factory=list)

    def tap(self, name: str = "tap") -> None:
        """Take a tap or a text."""
        self.seen.append(name)

    async def later(self, name: str) -> None:
        """Take it in a coroutine, as screens do."""
        await asyncio.sleep(0)
        self.seen.append(name)


def shown(*controls: ft.Control, width: float = 390) -> FletHarness:
    """Put controls on a page of their own."""

    def main(page: ft.Page) -> None:
        page.add(*controls)

    return FletHarness(main, width=width)


def rendered(
    build: Callable[[], ft.Control], *, main: Callable[[ft.Page], None] | None = None
) -> FletHarness:
    """Show a component, as the app does."""

    def start(page: ft.Page) -> None:
        if main:
            main(page)
        page.render(build)

    return FletHarness(start)


def gallery(taps: Taps) -> list[ft.Control]:
    """Return one of each pure widget."""
    tap = taps.tap
    return [
        avatar("Anna Roth"),
        *(banner("Words", tone, identifier=f"banner-{tone}") for tone in tones()),
        brief_card("Hafner", "14:00", [BriefLine(ft.Icons.INFO, "Gate 4")], "brief"),
        primary_button("Save", tap, "save"),
        quiet_button("Park it", tap, "park"),
        icon_button(ft.Icons.CALL, "Call", tap, "call"),
        chip("Friday", tap, "chip", waiting=True),
        stage_chip("Offer", 2, 4),
        text_field("Amount", "45", tap, "amount"),
        search_field("Search", "mül", tap, "search", clear="Clear"),
        section_header("People"),
        list_row("Hafner", "row", subtitle="Esslingen", on_press=tap, waiting=True),
        timeline_item("Visit", text("today"), "item", icon=ft.Icons.MIC, body="They agreed."),
        empty_state(ft.Icons.SUNNY, "Nothing waits", "Good.", action="Plan", on_action=tap),
        skeleton(2),
        progress_line(working=True, share=0.4),
        sync_badge("waiting", 3, WORDS),
        money_text(4_500_000, "EUR", WORDS),
        date_text(TODAY, TODAY, WORDS),
        page_title("Today", subtitle="Tuesday"),
    ]


def tones() -> tuple[Tone, ...]:
    """Return every tone of a banner."""
    return ("info", "amber", "danger", "offline")


@in_own_loop
async def test_every_widget_can_be_shown_and_named() -> None:
    async with shown(*gallery(Taps())) as app:
        assert {"save", "park", "call", "chip", "amount", "search", "row", "item"} <= set(app.ids())
        assert "Hafner" in app.texts()


@in_own_loop
@pytest.mark.parametrize("width", [390, 1440])
async def test_no_widget_has_a_colour_or_font_of_its_own(width: int) -> None:
    async with shown(*gallery(Taps()), width=width) as app:
        for control in app.walk():
            for trait in ("color", "bgcolor", "icon_color"):
                color = getattr(control, trait, None)
                assert color is None or not str(color).startswith("#"), control
        texts = app.find_all(ft.Text, lambda item: item.style is not None)
        assert texts
        assert {item.style.font_family for item in texts if item.style} == {theme.FONT}


@in_own_loop
async def test_what_can_be_tapped_is_big_enough() -> None:
    async with shown(*gallery(Taps())) as app:
        for button in app.find_all(ft.LayoutControl, lambda c: bool(getattr(c, "on_click", None))):
            if not isinstance(button, ft.Container):
                assert button.height is None or button.height >= theme.TOUCH
        row = app.by_id("row")
        floors = [c for c in app.walk(row) if isinstance(c, ft.Container) and c.width == 0]
        assert [floor.height for floor in floors] == [theme.TOUCH]
        assert getattr(row, "height", 0) is None  # it grows with large text


@in_own_loop
async def test_a_tap_reaches_its_callback() -> None:
    taps = Taps()
    async with shown(
        primary_button("Save", partial(taps.tap, "save"), "save"),
        icon_button(ft.Icons.CALL, "Call", partial(taps.later, "call"), "call"),
        list_row("Hafner", "row", on_press=partial(taps.later, "row")),
        banner("!", identifier="b", action="Open", on_action=partial(taps.tap, "open")),
        capture_button("New note", partial(taps.later, "capture")),
    ) as app:
        for name in ("save", "call", "row", "b-action", "capture"):
            await app.click(name)
    assert taps.seen == ["save", "call", "row", "open", "capture"]


@in_own_loop
async def test_a_field_hands_its_text_to_plain_and_async_callbacks() -> None:
    taps = Taps()
    async with shown(
        text_field("Amount", "", taps.tap, "plain"), text_field("Note", "", taps.later, "later")
    ) as app:
        await app.type("plain", "45")
        await app.type("later", "They agreed")
    assert taps.seen == ["45", "They agreed"]


@in_own_loop
async def test_a_field_capitalises_words_but_not_addresses() -> None:
    async with shown(
        text_field("Note", "", str, "note", lines=3, error="Say who"),
        text_field("E-mail", "", str, "mail", keyboard=ft.KeyboardType.EMAIL),
    ) as app:
        note, mail = app.find_all(ft.TextField)
        assert (note.capitalization, note.multiline) == (ft.TextCapitalization.SENTENCES, True)
        assert note.error == "Say who"
        assert mail.capitalization == ft.TextCapitalization.NONE


@in_own_loop
async def test_search_is_emptied_by_its_cross() -> None:
    taps = Taps()
    async with shown(search_field("Search", "mül", taps.later, "find", clear="Clear")) as app:
        await app.click("find-clear")
    assert taps.seen == [""]
    async with shown(search_field("Search", "", taps.tap, "find", clear="Clear")) as app:
        assert "find-clear" not in app.ids()


@in_own_loop
async def test_choices_mark_the_chosen_one_and_name_the_tapped() -> None:
    taps = Taps()
    choices = [Choice("keen", "Keen"), Choice("cold", "Cold")]
    async with shown(choice_chips(choices, "keen", taps.later, "mood")) as app:
        marks = {s.identifier: s.selected for s in app.find_all(ft.Semantics) if s.button}
        assert marks == {"mood-keen": True, "mood-cold": False}
        await app.click("mood-cold")
    assert taps.seen == ["cold"]


def test_a_stage_fills_its_steps() -> None:
    bars = [bar for bar in stage_bars(1, 4).controls if isinstance(bar, ft.Container)]
    filled = [bar.bgcolor != theme.LINE for bar in bars]
    assert filled == [True, True, False, False]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Anna Lena Roth", "AR"), ("Hafner", "H"), ("é. ott & Söhne", "ÉS"), ("", ""), ("--", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("state", "count", "said"),
    [
        ("saved", 0, "All saved"),
        ("waiting", 0, "All saved"),
        ("waiting", 3, "3 changes to send"),
        ("offline", 1, "1 change to send"),
        ("offline", 0, "No signal. Everything is saved on this phone."),
        ("failed", 0, "1 change could not go out"),
        ("sending", 2, "Sending"),
    ],
)
def test_the_state_of_ones_words_in_words(state: SyncState, count: int, said: str) -> None:
    assert sync_words(state, count, WORDS) == said


def test_money_has_a_small_currency_and_one_spoken_form() -> None:
    shown_money = money_text(4_500_000, "EUR", WORDS)
    mark, figures = shown_money.spans or []
    assert shown_money.semantics_label == "€45,000"
    assert figures.text == "45,000"
    assert mark.style
    assert figures.style
    assert (mark.style.size or 0) < (figures.style.size or 0)


def test_a_date_tells_the_exact_day_on_tap() -> None:
    said = date_text(date(2026, 12, 15), TODAY, WORDS)
    assert said.value == "in 3 weeks"
    assert isinstance(said.tooltip, ft.Tooltip)
    assert said.tooltip.message == "Tue 15 December 2026"


def test_a_brief_has_at_most_five_lines() -> None:
    lines = [BriefLine(ft.Icons.INFO, f"line {n}") for n in range(7)]
    card = brief_card("Hafner", "14:00", lines, "brief")
    words = [item.value for item in shown().walk(card) if isinstance(item, ft.Text)]
    assert words == ["14:00", "Hafner", *(f"line {n}" for n in range(5))]


def test_undo_goes_away_by_itself() -> None:
    bar = undo_snackbar("Parked", "Undo", Taps().tap)
    assert bar.persist is False  # Flet keeps a bar with an action for ever


@in_own_loop
@pytest.mark.parametrize("wide", [False, True])
async def test_both_frames_have_the_same_tabs_and_one_capture_button(*, wide: bool) -> None:
    taps = Taps()
    frame = desktop_frame if wide else phone_frame
    content = (
        panes(text("list"), text("detail"), side=text("side"), width=1440) if wide else text("list")
    )
    async with shown(
        frame(
            content,
            tabs=main_tabs(WORDS, waiting=frozenset({"me"})),
            selected="deals",
            on_tab=taps.later,
            capture=capture_button("New note", taps.tap),
        )
    ) as app:
        assert sorted(app.ids("tab-")) == ["tab-customers", "tab-deals", "tab-me", "tab-today"]
        assert app.ids("capture") == ["capture"]
        chosen = app.find(ft.Semantics, lambda s: bool(s.selected))
        assert chosen.identifier == "tab-deals"
        await app.click("tab-customers")
    assert taps.seen == ["customers"]


def test_an_icon_at_the_end_stands_above_the_end_of_the_words() -> None:
    assert right_edge(icon_button(ft.Icons.CALL, "Call", str, "call")) + 12 == theme.SPACE_16
    assert right_edge(text("Friday")) == theme.SPACE_16


@pytest.mark.parametrize(("width", "pane"), [(840, 320), (1199, 320), (1200, 400)])
def test_the_list_pane_leaves_room_for_the_detail(width: float, pane: int) -> None:
    listing = panes(text("list"), text("detail"), width=width).controls[0]
    assert isinstance(listing, ft.Container)
    assert listing.width == pane


@pytest.mark.parametrize(("message", "beside"), [("Short", True), ("Long enough. " * 4, False)])
def test_a_long_message_has_its_action_below(message: str, *, beside: bool) -> None:
    strip = banner(message, action="Open", on_action=Taps().tap).content
    assert isinstance(strip, ft.Container)
    assert isinstance(strip.content, ft.Row)
    assert len(strip.content.controls) == (3 if beside else 2)


def test_a_date_in_a_row_lets_the_tap_through() -> None:
    tip = date_text(TODAY, TODAY, WORDS, in_row=True).tooltip
    assert isinstance(tip, ft.Tooltip)
    assert str(tip.trigger_mode) == "long_press"


@in_own_loop
async def test_the_bar_gives_its_room_to_the_keyboard() -> None:
    frame = phone_frame(
        text("note"),
        tabs=main_tabs(WORDS),
        selected="today",
        on_tab=str,
        capture=capture_button("New note", str),
        typing=True,
    )
    async with shown(frame) as app:
        assert app.ids() == []


@in_own_loop
async def test_keys_typed_while_the_screen_lags_behind_are_never_taken_back() -> None:
    """A slow phone draws an old value while newer keys are on their way."""

    @ft.component
    def slow() -> ft.Control:
        words, set_words = ft.use_state("")

        async def take(typed: str) -> None:
            await asyncio.sleep(0)  # the next key arrives before this one is drawn
            set_words(typed)

        clear = quiet_button("Clear", partial(set_words, ""), "clear")
        return ft.Column([note_field("Note", words, take, "note"), text(words), clear])

    async with rendered(slow) as app:
        field = app.find(ft.TextField)
        mark = app.mark()
        keys = []
        for typed in ("T", "Th", "The", "They"):
            app.session.apply_patch(field._i, {"value": typed})
            event = app.session.dispatch_event(field._i, "change", typed)
            keys.append(asyncio.ensure_future(event))
            await asyncio.sleep(0)
        await asyncio.gather(*keys)
        await app.settle()
        assert app.texts()[0] == "They"
        sent = [step for patch in app.patches(mark) for step in patch.body["patch"][1:]]
        assert [step[-1] for step in sent if step[-2] == "value"][-1] == "They"
        assert len([step for step in sent if step[-2] == "value"]) <= 4, "the field was sent back"
        await app.click("clear")
        assert app.find(ft.TextField).value == ""


@pytest.mark.parametrize("label", ["7", "2 s", "Nie", "Wichtig"])
def test_a_chip_of_few_letters_is_as_wide_as_a_finger(label: str) -> None:
    face = chip(label, print, "short").content.content  # type: ignore[union-attr]
    assert face.padding.left == face.padding.right
    assert face.padding.left + face.padding.right + 6 * len(label) >= theme.TOUCH - 1
