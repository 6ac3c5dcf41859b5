"""One visit on its own sheet: what was said and told of it, and its photos."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.visit_told import VisitPage, VisitPhoto, visit_page
from app.runtime import BOOKKEEPING
from app.screens.going import close
from app.screens.page_events import use_escape
from app.screens.problems import problem_words
from app.screens.sheet import inset, sheet_head, sheet_layout
from app.screens.thumbs import Thumb, use_picture
from app.screens.told_words import told_words
from app.widgets.banner import banner
from app.widgets.handlers import Take
from app.widgets.safety import guarded
from app.widgets.states import Patience, empty_state
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError

_KINDS = ("visit", "note", "attachment", "contact", "product", BOOKKEEPING)
_LARGE = 420


@guarded
def VisitScreen(visit_id: str) -> ft.Control:
    """Show a visit; a tap on a photo makes it large."""
    app, words = use_app(), use_words()
    large, set_large = ft.use_state("")
    found = use_query(partial(visit_page, visit_id=visit_id), _KINDS, visit_id)
    use_escape(close)
    if found.value is None and found.error is None:
        return Patience()
    if found.value is None:
        return empty_state(
            ft.Icons.STOREFRONT_ROUNDED,
            words.t("customer.not_here"),
            words.t("customer.not_here_why"),
            identifier="visit-missing",
        )
    page = found.value

    def toggle(photo_id: str) -> None:
        set_large("" if large == photo_id else photo_id)

    body = visit_body(words, page, app.runtime.now(), toggle)
    chosen = next((one for one in page.photos if one.id == large), None)
    if chosen:
        body.append(inset(LargePhoto(chosen, key=chosen.id)))
    title = text(words.t(f"timeline.{page.form}"), "title", lines=1)
    head = sheet_head(title, words.t("common.close"), close)
    return sheet_layout(body, [], head=head, wide=app.state.wide)


def visit_body(words: Catalog, page: VisitPage, now: datetime, on_photo: Take) -> list[ft.Control]:
    """Return whom it was with, what was said, what was told, and the photos."""
    at = datetime.fromtimestamp(page.at_ms / 1000, now.tzinfo)
    parts: list[ft.Control] = [
        inset(text(page.account, "title", lines=2)),
        inset(text(words.exact_moment(at), "small", theme.INK_SOFT)),
    ]
    if page.text:
        parts.append(inset(text(page.text, "body")))
    told = told_words(words, page.told)
    if told:
        parts.append(inset(text(told, "small", theme.INK_SOFT)))
    if page.photos:
        thumbs: list[ft.Control] = [
            PhotoThumb(one, partial(on_photo, one.id), key=one.id) for one in page.photos
        ]
        parts.append(
            inset(ft.Row(wrap=True, spacing=theme.SPACE_8, controls=thumbs)),
        )
    return parts


@guarded
def PhotoThumb(photo: VisitPhoto, on_press: Take) -> ft.Control:
    """Show a kept photo small, fetched if it is not here yet."""
    path, _ = _use_file(photo)
    return Thumb(path, photo.name, f"visit-photo-{photo.id}", on_press, key=str(path))


@guarded
def LargePhoto(photo: VisitPhoto) -> ft.Control:
    """Show a kept photo as large as there is room, or say why it is not here."""
    words = use_words()
    path, problem = _use_file(photo)
    src = use_picture(path)
    if problem:
        return banner(problem_words(words, problem), "amber", identifier="visit-photo-problem")
    picture = ft.Image(src=src, fit=ft.BoxFit.CONTAIN, height=_LARGE) if src else ft.Container()
    return ft.Semantics(
        identifier="visit-photo-large",
        label=words.t("photo.named", name=photo.name),
        image=True,
        content=picture,
    )


def _use_file(photo: VisitPhoto) -> tuple[Path | None, RapportError | None]:
    """Return where a photo lies once it is here, or why it is not. A hook."""
    app = use_app()
    found, set_found = ft.use_state(_Found())

    async def fetch() -> None:
        try:
            set_found(_Found(await app.runtime.server.file(photo.sha256, photo.size)))
        except RapportError as error:
            set_found(_Found(problem=error))

    ft.use_effect(fetch, [photo.sha256])
    return found.path, found.problem


@dataclass(frozen=True)
class _Found:
    """What became of looking for a file."""

    path: Path | None = None
    problem: RapportError | None = None
