"""The frame around every screen: tabs, the capture button, and panes on a desktop."""

from functools import partial

import flet as ft

from app import theme
from app.hooks import App, use_app, use_query
from app.queries.waiting import waiting
from app.screens.arriving import Arriving
from app.screens.clashes import use_open_clashes
from app.screens.customer import CustomerDetail
from app.screens.customers import CustomersScreen
from app.screens.deal import DealDetail
from app.screens.deals_desk import DealsDesk
from app.screens.evening import Evening
from app.screens.going import NEW, close, go, last_detail, tab_of
from app.screens.page_events import use_shortcuts
from app.screens.recording import TABS, over
from app.screens.speaking import use_speaking
from app.widgets.buttons import capture_button, icon_button
from app.widgets.frames import desktop_frame, main_tabs, panes, phone_frame
from app.widgets.safety import guarded
from app.widgets.states import empty_state
from app.widgets.status import SyncState, sync_badge
from app.widgets.words import use_words

_PATHS = {"today": "/", "customers": "/customers", "deals": "/deals", "me": "/me"}


def sync_state(app: App, waits: int, refused: int) -> SyncState:
    """Say in one word where this device's changes are."""
    status = app.state.sync
    if not (app.state.me and app.state.me.joined):
        return "saved"
    if refused:
        return "failed"
    if status.online is False:
        return "offline"
    if status.running:
        return "sending"
    return "waiting" if waits else "saved"


@ft.component
def TabView() -> ft.View:
    """Show the open tab in the frame that fits the window."""
    outlet = ft.use_route_outlet()
    location = ft.use_route_location()
    app, words = use_app(), use_words()
    speaking = use_speaking()
    use_shortcuts(partial(speaking.begin, TABS))
    summary = use_query(partial(waiting, limit=1), ["outbox"]).value
    clashes = use_open_clashes()
    tab = tab_of(location)
    refused = summary.refused if summary else 0
    tabs = main_tabs(words, waiting=frozenset({"me"} if refused or clashes else ()))
    capture = capture_button(
        words.t("recording.capture"), partial(go, "/capture"), hold=speaking.hold_over(TABS)
    )
    on_tab = _open_tab
    content = ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        # The fourth tab says it in its own words.
        controls=[
            ft.Container(content=Arriving(), visible=tab != "me"),
            Evening(tab),
            ft.Container(expand=True, content=outlet),
        ],
    )
    if app.state.wide:
        waits = summary.unsent if summary else 0
        foot = sync_badge(
            sync_state(app, waits, refused),
            refused or waits,
            words,
            on_press=partial(go, "/me"),
            short=True,
            narrow=True,
        )
        body: ft.Control = desktop_frame(
            content, tabs=tabs, selected=tab, on_tab=on_tab, capture=capture, foot=foot
        )
    else:
        body = phone_frame(content, tabs=tabs, selected=tab, on_tab=on_tab, capture=capture)
    # One route for all tabs: switching between them does not slide.
    return ft.View(
        route="/",
        data=location,
        can_pop=False,
        padding=0,
        bgcolor=theme.PAPER,
        controls=[over(body, TABS)],
    )


async def _open_tab(key: str) -> None:
    await go(_PATHS[key])


def detail_view(content: ft.Control, route: str, *, capture: bool = True) -> ft.View:
    """Return a view over the open tab, with a way back and the capture button.

    A hook: call it inside a component. An open form has its own way back, and its
    own button under the thumb.
    """
    words, writing, speaking = use_words(), use_app().state.writing, use_speaking()
    back = icon_button(ft.Icons.ARROW_BACK_ROUNDED, words.t("common.back"), close, "back")
    body = ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(
                padding=theme.SPACE_4,
                visible="form" not in writing,
                content=ft.Row(controls=[back]),
            ),
            ft.Container(expand=True, content=content),
        ],
    )
    layers: list[ft.Control] = [body]
    if capture and not writing:
        button = capture_button(
            words.t("recording.capture"), partial(go, "/capture"), hold=speaking.hold_over(route)
        )
        layers.append(
            ft.Row(
                left=0,
                right=0,
                bottom=theme.SPACE_4,
                alignment=ft.MainAxisAlignment.CENTER,
                controls=[button],
            )
        )
    return ft.View(
        route=route,
        padding=0,
        bgcolor=theme.PAPER,
        controls=[
            over(ft.SafeArea(expand=True, content=ft.Stack(expand=True, controls=layers)), route)
        ],
    )


@ft.component
def CustomerView() -> ft.View:
    """Show a customer over what it was opened from, on a phone."""
    path = ft.use_view_path()
    account_id = last_detail(path)
    return detail_view(CustomerDetail(account_id, key=account_id), path)


@ft.component
def DealView() -> ft.View:
    """Show a deal over what it was opened from, on a phone."""
    path = ft.use_view_path()
    deal_id = last_detail(path)
    # A form has a button of its own at the bottom.
    form = deal_id == NEW
    return detail_view(DealDetail(deal_id, key=deal_id), path, capture=not form)


@guarded
def CustomersPanes() -> ft.Control:
    """Show the customers and the one that is open side by side, on a desktop."""
    app, words = use_app(), use_words()
    account_id = ft.use_route_params().get("account_id")
    detail = (
        CustomerDetail(account_id, key=account_id)
        if account_id
        else empty_state(
            ft.Icons.PEOPLE_OUTLINE_ROUNDED,
            words.t("customers.pick"),
            words.t("customers.pick_why"),
        )
    )
    return panes(CustomersScreen(), detail, width=app.state.width)


@guarded
def DealsPanes() -> ft.Control:
    """Show the deals and the one that is open side by side, on a desktop."""
    return DealsDesk(ft.use_route_params().get("deal_id") or "")
