"""Route table: path to screen, for a phone and for a desktop.

Two levels: a tab, and what is opened from it. On a phone a detail lies over its
tab, or over the detail it was opened from, and "back" returns there; on a
desktop it stands beside the list.
"""

import flet as ft

from app.hooks import use_app
from app.screens.capture import CaptureScreen
from app.screens.customers import CustomersScreen
from app.screens.deals import DealsScreen
from app.screens.going import LONGEST, last_detail, shown_by
from app.screens.history import HistoryScreen
from app.screens.imports import ImportScreen
from app.screens.me import MeScreen
from app.screens.near import NearScreen
from app.screens.plan import PlanScreen
from app.screens.recording import over
from app.screens.sheet import sheet_view
from app.screens.shell import (
    CustomersPanes,
    CustomerView,
    DealsPanes,
    DealView,
    TabView,
    detail_view,
)
from app.screens.spoken import SpokenScreen
from app.screens.stops import StopsScreen
from app.screens.today import TodayScreen
from app.screens.visit import VisitScreen


@ft.component
def CaptureView() -> ft.View:
    """Show the capture form over whatever is open."""
    wide, path = use_app().state.wide, ft.use_view_path()
    return sheet_view(over(CaptureScreen(), path), path, wide=wide)


@ft.component
def SpokenView() -> ft.View:
    """Show a spoken note over whatever is open."""
    wide, path = use_app().state.wide, ft.use_view_path()
    return sheet_view(SpokenScreen(last_detail(path)), path, wide=wide)


@ft.component
def VisitView() -> ft.View:
    """Show one visit over whatever is open."""
    wide, path = use_app().state.wide, ft.use_view_path()
    return sheet_view(VisitScreen(last_detail(path)), path, wide=wide)


@ft.component
def PlanView() -> ft.View:
    """Show the planning of a visit over whatever is open."""
    wide = use_app().state.wide
    return sheet_view(PlanScreen(), ft.use_view_path(), wide=wide)


@ft.component
def StopsView() -> ft.View:
    """Show the stops of a day over whatever is open."""
    wide = use_app().state.wide
    return sheet_view(StopsScreen(), ft.use_view_path(), wide=wide)


@ft.component
def NearView() -> ft.View:
    """Show who is near over whatever is open."""
    wide = use_app().state.wide
    return sheet_view(NearScreen(), ft.use_view_path(), wide=wide)


@ft.component
def ImportView() -> ft.View:
    """Show the import over the tab it was opened from."""
    return detail_view(ImportScreen(), ft.use_view_path(), capture=False)


@ft.component
def HistoryView() -> ft.View:
    """Show the history of a customer or a deal over it."""
    path = ft.use_view_path()
    kind, record_id = shown_by(path)
    return detail_view(HistoryScreen(kind, record_id, key=record_id), path, capture=False)


def phone_routes() -> list[ft.Route]:
    """Return the routes of a narrow window."""
    tabs = [
        ft.Route(index=True, component=TodayScreen),
        ft.Route(path="customers", component=CustomersScreen),
        ft.Route(path="deals", component=DealsScreen),
        ft.Route(path="me", component=MeScreen),
    ]
    return [
        ft.Route(component=TabView, outlet=True, children=tabs),
        *_details(LONGEST),
        *_over_everything(),
    ]


def desktop_routes() -> list[ft.Route]:
    """Return the routes of a wide window."""
    tabs = [
        ft.Route(index=True, component=TodayScreen),
        ft.Route(path="customers/:account_id?", component=CustomersPanes),
        ft.Route(path="deals/:deal_id?", component=DealsPanes),
        ft.Route(path="me", component=MeScreen),
        # A phone's trail: the window has just become wide.
        ft.Route(path=":trail(.+)/customers/:account_id", component=CustomersPanes),
        ft.Route(path=":trail(.+)/deals/:deal_id", component=DealsPanes),
    ]
    return [
        ft.Route(component=TabView, outlet=True, children=tabs),
        *_over_everything(),
        ft.Route(path=":trail(.+)/capture", component=CaptureView, modal=True),
        ft.Route(path=":trail(.+)/notes/:note_id", component=SpokenView, modal=True),
        ft.Route(path=":trail(.+)/plan", component=PlanView, modal=True),
        ft.Route(path=":trail(.+)/visits/:visit_id", component=VisitView, modal=True),
        ft.Route(path=":trail(.+)/history", component=HistoryView, modal=True),
    ]


def _details(deep: int) -> list[ft.Route]:
    """Return customer and deal, each opened from the other so many levels deep."""
    if not deep:
        return []
    history = ft.Route(path="history", component=HistoryView, modal=True)
    over = [_capture(), _spoken(), _visit(), _plan(), history, *_details(deep - 1)]
    kinds = {"customers": CustomerView, "deals": DealView}
    # The id has another name at each level: one path holds them all.
    return [
        ft.Route(path=f"{kind}/:id{deep}", component=component, modal=True, children=over)
        for kind, component in kinds.items()
    ]


def _capture() -> ft.Route:
    return ft.Route(path="capture", component=CaptureView, modal=True)


def _spoken() -> ft.Route:
    return ft.Route(path="notes/:note_id", component=SpokenView, modal=True)


def _visit() -> ft.Route:
    return ft.Route(path="visits/:visit_id", component=VisitView, modal=True)


def _plan() -> ft.Route:
    return ft.Route(path="plan", component=PlanView, modal=True)


def _over_everything() -> list[ft.Route]:
    return [
        _capture(),
        _spoken(),
        _visit(),
        _plan(),
        ft.Route(path="stops", component=StopsView, modal=True),
        ft.Route(path="near", component=NearView, modal=True),
        ft.Route(path="import", component=ImportView, modal=True),
    ]
