"""The product's one gesture: log a visit or a call, saved on this device at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from urllib.parse import parse_qs, urlparse

import flet as ft

from app.filing import photos_of
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.photos import read as read_photos
from app.queries.capture import (
    CaptureStart,
    VisitChoices,
    capture_start,
    open_deals,
    visit_choices,
)
from app.queries.guess import Whereabouts
from app.screens.account_picker import AccountPicker
from app.screens.camera import CameraPane, has_camera
from app.screens.capture_form import CaptureForm, first_form
from app.screens.capture_more import MoreActions, MoreShown
from app.screens.capture_view import CaptureActions, CaptureShown, capture_view
from app.screens.capturing import Capturing, begin
from app.screens.days import calendar
from app.screens.going import open_deal
from app.screens.page_events import use_keys, use_lifecycle
from app.screens.picking import use_photo_picker
from app.screens.speaking import use_speaking
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.words import use_words


@dataclass(frozen=True)
class _Asked:
    """What the address asks for: `/capture?form=call&account=...&visit=...&met=...&draft=...`."""

    form: str
    account_id: str
    visit_id: str
    met: str
    draft_key: str

    def at(self, known: Whereabouts) -> Whereabouts:
        """Return where the person is: what the address says goes before what is known."""
        if self.account_id or self.visit_id:
            return Whereabouts(self.account_id or known.account_id, self.visit_id)
        return known


@guarded
def CaptureScreen() -> ft.Control:
    """Show the form once it is known what it starts from."""
    app, params = use_app(), ft.use_route_params()
    asked = ft.use_memo(lambda: _asked(params), [])
    others, set_others = ft.use_state(0)
    me = app.state.me
    start = use_query(
        partial(
            capture_start,
            user_id=me.id if me else "",
            now_ms=app.runtime.replica.now_ms(),
            at=asked.at(app.state.whereabouts),
            draft_key=asked.draft_key,
        ),
        (),
    )
    if start.value is None and start.error is None:
        return ft.Container()
    known = start.value or CaptureStart((), None)

    def start_another() -> None:
        set_others(lambda n: n + 1)

    deal_id = params.get("deal_id") or open_deal(ft.use_view_path())
    begun = replace(known, draft=None) if others else known
    return CaptureSheet(
        begun,
        first_form(begun, asked.form, deal_id, "" if others else asked.met),
        start_another,
        key=f"note-{others}",
    )


@guarded
def CaptureSheet(start: CaptureStart, new: CaptureForm, on_another: Press) -> ft.Control:
    """Hold one note from its first key until it is filed or left as a draft."""
    app, words, speaking, path = use_app(), use_words(), use_speaking(), ft.use_view_path()
    note = ft.use_memo(lambda: begin(app, words, start, new), [])
    ft.use_state(note)  # redraws when the note changes
    account_id = note.form.account_id
    deals = use_query(partial(open_deals, account_id=account_id), ("deal", "stage"), account_id)
    choices = use_query(
        partial(visit_choices, account_id=account_id), ("contact", "product", "team"), account_id
    )
    picker = use_photo_picker(note.add_photos)
    use_keys(note.on_key)
    use_lifecycle(note.on_lifecycle)
    ft.on_unmounted(note.keeper.leave)
    step_ref = ft.use_memo(ft.Ref[ft.TextField], [])

    async def write_step() -> None:
        if note.step and step_ref.current:
            await step_ref.current.focus()  # type: ignore[no-untyped-call]  # Flet leaves it so

    ft.on_updated(write_step, [note.step])
    now, folder = app.runtime.now(), photos_of(app.runtime)
    ft.use_dialog(_calendar(note, now.date()))
    shown = CaptureShown(
        guesses=start.guesses,
        deals=deals.value or (),
        today=now.date(),
        picker=_picker(note),
        found=_found(words, start, now),
        step=note.step,
        step_ref=step_ref,
        missing=note.missing,
        problem=note.problem,
        more=MoreShown(
            choices.value or VisitChoices(),
            note.topic,
            note.wanted,
            tuple((one, folder.path(one.id)) for one in read_photos(note.form.photos)),
        ),
    )
    act = CaptureActions(
        edit=note.edit,
        pick=note.pick,
        search=partial(note.cover, "search"),
        open_step=note.toggle_step,
        pick_day=partial(note.cover, "calendar"),
        start_another=on_another,
        blur=note.keeper.flush,
        speak=speaking.speak_over(path, note.form.form),
        save=note.save,
        keep=note.keep_to_oneself,
        close=note.leave,
        more=MoreActions(
            note.edit,
            note.toggle,
            note.open_topic,
            note.narrow,
            picker,
            partial(note.cover, "camera") if has_camera(ft.context.page) else None,
            note.drop_photo,
        ),
    )
    return capture_view(words, note.form, shown, act, wide=app.state.wide)


def _picker(note: Capturing) -> ft.Control | None:
    if note.over == "camera":
        return CameraPane(note.take_photo, partial(note.cover, ""))
    if note.over != "search":
        return None
    return AccountPicker(
        note.form.account_id,
        note.form.account,
        note.pick,
        searching=True,
        on_cancel=partial(note.cover, ""),
    )


def _calendar(note: Capturing, today: date) -> ft.DatePicker | None:
    if note.over != "calendar":
        return None
    day = date.fromisoformat(note.form.due_on) if note.form.due_on else None
    coming = day if day and day >= today else None  # the calendar begins today
    return calendar(today, coming, note.pick_day, partial(note.cover, ""))


def _found(words: Catalog, start: CaptureStart, now: datetime) -> str:
    if start.draft is None:
        return ""
    return words.ago(datetime.fromtimestamp(start.draft.saved_ms / 1000, now.tzinfo), now)


def _asked(params: Mapping[str, str]) -> _Asked:
    query = parse_qs(urlparse(ft.context.page.route or "").query)
    return _Asked(
        form="call" if query.get("form") == ["call"] else "visit",
        account_id=query.get("account", [params.get("account_id", "")])[0],
        visit_id=query.get("visit", [""])[0],
        met=query.get("met", [""])[0],
        draft_key=query.get("draft", [""])[0],
    )
