"""One deal: everything on it is changed where it stands, and saved at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.conflicts import Clash
from app.queries.deal_page import DealDetail as Deal
from app.queries.deal_page import deal_page
from app.queries.drafts import drafts
from app.queries.team import Me
from app.runtime import BOOKKEEPING
from app.screens.account_picker import AccountPicker
from app.screens.asking import Asking
from app.screens.clash_words import DELETED
from app.screens.clashes import clash_notes, use_clashes
from app.screens.days import calendar
from app.screens.deal_form import NewDeal
from app.screens.deal_inputs import amount_input, editor, expected_input
from app.screens.deal_lines import DealLines
from app.screens.deal_more import MoreActions, more_view
from app.screens.deal_view import PLACES, DealActions, deal_view, gone_view, head_view
from app.screens.dealing import Dealing, Editing
from app.screens.drafts import DRAFTS, Draft, use_draft
from app.screens.given import use_giving, with_giving
from app.screens.going import NEW
from app.screens.open_account import use_open_account
from app.screens.page_events import use_escape
from app.screens.problems import problem_words
from app.screens.timeline import Timeline
from app.screens.typed_amount import amount_as_typed
from app.screens.writing import use_writing
from app.widgets.fields import field
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.words import use_words
from sync.core.errors import RapportError
from sync.core.permissions import Actor

_KINDS: Final = (
    "deal",
    "account",
    "contact",
    "follow_up",
    "stage",
    "pipeline",
    "user",
    "team",
    "product",
    "deal_line",
    "deal_place",
    BOOKKEEPING,
)
_BEGUN: Final = (DRAFTS, "deal")
_KEPT: Final = 5  # lines somebody began; more would hide the rest
_SET: Final = ("read", "contact_id")


@dataclass(eq=False)
class _Known:
    """The deal as it was last seen; it stays on screen when it is taken away."""

    deal: Deal | None = None


@guarded
def DealDetail(deal_id: str, *, slim: bool = False) -> ft.Control:
    """Show a deal, or the form of a new one for the id ``new``.

    Args:
        deal_id: The deal.
        slim: It stands in a narrow pane: the timeline goes below, not beside.
    """
    return NewDeal() if deal_id == NEW else OpenDeal(deal_id, slim=slim)


@guarded
def OpenDeal(deal_id: str, *, slim: bool) -> ft.Control:
    """Hold what is open on the screen of a deal, and keep what is typed there."""
    app, words = use_app(), use_words()
    me = app.state.me
    actor = me.actor if me else Actor("", "")
    loaded = use_query(partial(deal_page, deal_id=deal_id, actor=actor), _KINDS, deal_id, actor)
    known = ft.use_memo(_Known, [])
    if loaded.value and loaded.value.deal:
        known.deal = loaded.value.deal
    deal = known.deal
    steps = tuple(step.id for step in loaded.value.next_steps) if loaded.value else ()
    clashes = use_clashes((deal_id, *steps))
    given = use_giving("deal", deal_id)
    draft = use_draft(f"deal:{deal_id}", _start(words, deal, me))
    begun = use_query(partial(drafts, prefix=f"line:{deal_id}:", limit=_KEPT), _BEGUN, deal_id)
    editing, show = ft.use_state(Editing())
    more, set_more = ft.use_state(False)  # noqa: FBT003
    meanings, set_meanings = ft.use_state(False)  # noqa: FBT003
    use_open_account(deal.account_id if deal else "")
    use_writing("line" if _restored(editing, draft).field else "")
    today = app.runtime.now().date()
    page = loaded.value
    doing = Dealing(app, words, page, deal, draft, today, show) if page and deal else None
    ft.use_dialog(_calendar(doing) if doing and editing.calendar else None)

    async def stop() -> None:
        if doing:
            await doing.stop()

    use_escape(stop, active=bool(_restored(editing, draft).field))

    async def toggle_more() -> None:
        set_more(lambda was: not was)

    async def explain() -> None:
        set_meanings(lambda was: not was)

    lines = {one.key: one.fields.get("what", "") for one in begun.value or ()}
    typed = {**draft.changed, **lines}
    if doing is None:
        if loaded.error:
            return unread_view(words, loaded.error)
        return _gone_unseen(words, typed) if page else Patience(3)
    joined = bool(me and me.joined)
    act = DealActions(
        doing.customer, doing.edit, doing.move, doing.step_done, toggle_more, doing.tag, explain
    )
    if doing.page.deal is None or doing.deal.deleted:
        own = clash_notes(clashes, lambda clash: clash.record_id).get(deal_id, ())
        # A note of who deleted it and who changed it has that button itself.
        told = any(clash.field == DELETED and clash.record_id == deal_id for clash in clashes)
        back = doing.bring_back if "deleted" in doing.page.may and not told else None
        above = [
            *gone_view(words, typed, back),
            *own,
            head_view(words, doing.deal, act, {}, free=False, joined=joined),
        ]
    else:
        above = deal_view(
            words,
            doing.page,
            doing.deal,
            today,
            act=act,
            editors=_editors(doing, _restored(editing, draft)),
            more=_more(doing) if more else None,
            notes=with_giving(clash_notes(clashes, partial(_place, deal_id)), given),
            joined=joined,
            meanings=meanings,
        )
        above.append(Asking(_called(doing.deal), deal_id=deal_id, key=f"asking-{deal_id}"))
    if app.state.width >= theme.WIDE and not slim:
        return _side_by_side(above, Timeline("deal", deal_id, key=f"timeline-{deal_id}"))
    return Timeline("deal", deal_id, above, key=f"timeline-{deal_id}")


def _called(deal: Deal) -> str:
    return " · ".join(name for name in (deal.account, deal.title) if name)


def unread_view(words: Catalog, error: RapportError) -> ft.Control:
    """Return what stands in place of a deal that could not be read."""
    return empty_state(
        ft.Icons.HEALING_OUTLINED,
        words.t("deal.unread"),
        problem_words(words, error),
        identifier="deal-failed",
    )


def _gone_unseen(words: Catalog, typed: Mapping[str, str]) -> ft.Control:
    """Return what stands where a deal was that went before it was opened."""
    return ft.Column(
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=gone_view(words, typed, None),
    )


def _side_by_side(above: list[ft.Control], timeline: ft.Control) -> ft.Control:
    line = ft.BorderSide(width=1, color=theme.LINE)
    facts = ft.ListView(expand=True, padding=ft.Padding.only(bottom=theme.SPACE_32), controls=above)
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(expand=1, content=facts),
            ft.Container(expand=1, border=ft.Border.only(left=line), content=timeline),
        ],
    )


def _start(words: Catalog, deal: Deal | None, me: Me | None) -> Mapping[str, str]:
    """Return the words of each field as they stand."""
    if deal is None:
        return {}
    return {
        "title": deal.title,
        "amount": amount_as_typed(words, deal.amount_minor, deal.currency),
        "currency": deal.currency or (me.currency if me else "EUR"),
        "reason": deal.reason,
        "pin": deal.pinned_why,
    }


def _restored(editing: Editing, draft: Draft) -> Editing:
    """Return what is open; words kept from an earlier time open their editor again."""
    if editing.field or not draft.found or not draft.changed:
        return editing
    name = next(iter(draft.changed))
    return Editing("amount" if name == "currency" else name)


def _calendar(doing: Dealing) -> ft.DatePicker:
    page = ft.context.page
    stands = doing.deal.expected_on
    day = date.fromisoformat(stands) if stands else None

    def picked(chosen: date) -> None:
        page.run_task(doing.save_day, chosen.isoformat())

    return calendar(
        doing.today,
        day if day and day >= doing.today else None,
        picked,
        partial(doing.edit, "expected"),
    )


def _editors(doing: Dealing, editing: Editing) -> Mapping[str, ft.Control]:
    """Return the editor that is open, by its field."""
    build = {
        "customer": _customer_editor,
        "title": _title_editor,
        "amount": _amount_editor,
        "expected": _day_editor,
        "reason": _reason_editor,
        "pin": _pin_editor,
    }.get(editing.field)
    return {editing.field: build(doing, editing)} if build else {}


def _customer_editor(doing: Dealing, _: Editing) -> ft.Control:
    return AccountPicker(
        doing.deal.account_id,
        doing.deal.account,
        doing.save_customer,
        searching=True,
        on_cancel=doing.stop,
    )


def _title_editor(doing: Dealing, _: Editing) -> ft.Control:
    save = partial(doing.save_text, "title")
    asked = field(
        doing.words.t("deal.title"),
        doing.draft.fields["title"],
        partial(doing.draft.put, "title"),
        "deal-title",
        autofocus=True,
        on_submit=save,
    )
    return editor(doing.words, asked, save, doing.stop)


def _amount_editor(doing: Dealing, editing: Editing) -> ft.Control:
    fields = doing.draft.fields
    asked = amount_input(
        doing.words,
        fields["amount"],
        fields["currency"],
        on_type=partial(doing.draft.put, "amount"),
        on_currency=partial(doing.draft.put, "currency"),
        error=editing.wrong or None,
        autofocus=True,
        on_submit=doing.save_amount,
    )
    return editor(doing.words, asked, doing.save_amount, doing.stop)


def _day_editor(doing: Dealing, _: Editing) -> ft.Control:
    return expected_input(
        doing.words,
        doing.today,
        doing.deal.expected_on,
        doing.save_day,
        on_calendar=doing.open_calendar,
        on_cancel=doing.stop,
    )


def _reason_editor(doing: Dealing, _: Editing) -> ft.Control:
    save = partial(doing.save_text, "reason")
    asked = field(
        doing.words.t(f"deal.why_{doing.deal.outcome}"),
        doing.draft.fields["reason"],
        partial(doing.draft.put, "reason"),
        "deal-reason",
        hint=doing.words.t("deal.reason_hint"),
        autofocus=True,
        on_submit=save,
    )
    return editor(doing.words, asked, save, doing.stop)


def _pin_editor(doing: Dealing, _: Editing) -> ft.Control:
    asked = field(
        doing.words.t("own.why"),
        doing.draft.fields["pin"],
        partial(doing.draft.put, "pin"),
        "deal-pin-why",
        hint=doing.words.t("own.why_hint"),
        autofocus=True,
        on_submit=doing.save_pin,
    )
    return editor(doing.words, asked, doing.save_pin, doing.stop)


def _place(deal_id: str, clash: Clash) -> str:
    """Return the part of the screen under which two values stand."""
    if clash.record_id == deal_id:
        return PLACES.get(clash.field, "more")
    return clash.record_id


def _more(doing: Dealing) -> ft.Control:
    act = MoreActions(
        set={name: partial(doing.set, name) for name in _SET},
        give=doing.give,
        share=doing.share,
        reason=partial(doing.edit, "reason"),
        delete=doing.delete,
        history=doing.history,
        sure=doing.sure,
        rest=doing.rest,
        pin=doing.pin,
        lines=DealLines(doing.deal.id, doing.page.lines),
    )
    return more_view(doing.words, doing.page, doing.deal, act)
