"""Where a person's changes are: sent, on their way, or not taken and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.team import Me
from app.queries.waiting import WaitingChange, WaitingSummary
from app.screens.arriving import arriving_words, is_arriving
from app.screens.problems import field_words, problem_words, reason_words
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.rows import list_row, section_header
from app.widgets.states import progress_line
from app.widgets.text import text
from sync.client.scheduler import SyncStatus
from sync.core.errors import SignedOutError, UnreachableError

_FIELDS = 3  # named one by one; more are counted
_PADDING = theme.SPACE_12  # of a quiet button, left and right
_TITLE = 60  # characters of a note that tell it from others


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand, in words.

    Attributes:
        title: The state in a few words.
        detail: What that means, and what happens next.
        icon: The state at a glance.
        color: Of the icon.
        tries: Whether trying now makes sense.
        signed_out: Whether only a new invitation helps.
    """

    title: str
    detail: str
    icon: ft.IconData
    color: ft.ColorValue = theme.INK_SOFT
    tries: bool = False
    signed_out: bool = False


@dataclass(frozen=True, slots=True)
class StatusActions:
    """What a person can do about what waits.

    Attributes:
        send_again: Takes a refused change.
        let_go: Takes a refused change.
    """

    try_now: Press
    join: Press
    send_again: Callable[[WaitingChange], object]
    let_go: Callable[[WaitingChange], object]


def standing(
    words: Catalog, me: Me, summary: WaitingSummary, status: SyncStatus, now: datetime
) -> Standing:
    """Say how things stand between this device and the team."""
    if not me.joined:
        return Standing(
            words.t("me.alone"), words.t("me.alone_why"), ft.Icons.PHONELINK_LOCK_ROUNDED
        )
    if isinstance(status.error, SignedOutError):
        return Standing(
            words.t("me.signed_out"),
            problem_words(words, status.error),
            ft.Icons.NO_ACCOUNTS_OUTLINED,
            theme.AMBER,
            signed_out=True,
        )
    if is_arriving(me, status):
        title, said = words.t("me.arriving"), arriving_words(words, status)
        return Standing(title, said, ft.Icons.SWAP_VERT_ROUNDED, theme.PEN)
    return _in_team(words, summary, status, now)


def _in_team(
    words: Catalog, summary: WaitingSummary, status: SyncStatus, now: datetime
) -> Standing:
    heard = words.t("me.never_heard")
    if summary.synced_ms:
        heard = words.t("me.heard", ago=words.ago(_moment(summary.synced_ms, now), now))
    if status.running:
        sent, received = status.progress.sent, status.progress.received
        said = words.t("me.moving_count", sent=words.number(sent), received=words.number(received))
        return Standing(words.t("me.moving"), said, ft.Icons.SWAP_VERT_ROUNDED, theme.PEN)
    if status.error:
        return _held_up(words, summary, status, heard)
    if summary.waiting:
        title, files = (
            words.t("status.waiting", count=summary.waiting),
            _files_words(words, summary),
        )
        said = f"{files}. {heard}" if files else heard
        return Standing(title, said, ft.Icons.SCHEDULE_SEND_ROUNDED, tries=True)
    if summary.refused:
        title = words.t("status.failed", count=summary.refused)
        return Standing(title, heard, ft.Icons.ERROR_OUTLINE_ROUNDED, theme.AMBER)
    if files := _files_words(words, summary):
        return Standing(files, heard, ft.Icons.SCHEDULE_SEND_ROUNDED, tries=True)
    return Standing(
        words.t("status.saved"),
        heard,
        ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED,
        theme.MOSS,
        tries=True,
    )


def _files_words(words: Catalog, summary: WaitingSummary) -> str:
    """Return how many files wait: those to send, else those to come; empty for none."""
    if summary.files.up:
        return words.t("status.files", count=summary.files.up)
    return words.t("status.files_coming", count=summary.files.down) if summary.files.down else ""


def _held_up(words: Catalog, summary: WaitingSummary, status: SyncStatus, heard: str) -> Standing:
    error = status.error
    if error is None or isinstance(error, UnreachableError):
        title = words.t("me.no_signal")
        count = summary.unsent
        said = words.t("me.safe_here", count=count) if count else words.t("me.all_here")
    else:
        title, said = words.t("me.held_up"), problem_words(words, error)
    return Standing(title, f"{said} {heard}", ft.Icons.CLOUD_OFF_ROUNDED, tries=True)


def _moment(ms: int, now: datetime) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(now.tzinfo)


def status_section(
    words: Catalog,
    stands: Standing,
    summary: WaitingSummary,
    actions: StatusActions,
    *,
    working: bool,
) -> list[ft.Control]:
    """Return the state, what was not taken, and what waits.

    Args:
        words: The language.
        stands: From `standing`.
        summary: What waits.
        actions: What can be done about it.
        working: Whether an exchange is under way.
    """
    refused = [change for change in summary.changes if change.reason]
    waits = [change for change in summary.changes if not change.reason]
    parts: list[ft.Control] = [_state(words, stands, actions, joined=summary.joined)]
    parts.append(progress_line(working=working))
    if refused:
        parts.append(section_header(words.t("me.refused", count=summary.refused)))
        parts.extend(_refused_row(words, change, actions) for change in refused)
    if waits and summary.joined:
        parts.append(section_header(words.t("me.waiting", count=summary.waiting)))
        parts.extend(_waiting_row(words, change) for change in waits)
        rest = summary.waiting - sum(len(change.numbers) for change in waits)
        if rest > 0:
            parts.append(_quiet_line(words.t("me.more_waiting", count=rest)))
    return parts


def _state(
    words: Catalog, stands: Standing, actions: StatusActions, *, joined: bool
) -> ft.Semantics:
    said = ft.Column(
        expand=True,
        spacing=theme.SPACE_4,
        tight=True,
        controls=[
            text(stands.title, "title"),
            text(stands.detail, "small", theme.INK_SOFT),
        ],
    )
    parts: list[ft.Control] = [
        ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_8),
            content=ft.Row(
                spacing=theme.SPACE_16,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[ft.Icon(stands.icon, color=stands.color, size=theme.SPACE_32), said],
            ),
        )
    ]
    button = _way_on(words, stands, actions, joined=joined)
    if button:
        # The button's own padding brings its words in line with those above.
        indent = theme.SPACE_16 + theme.SPACE_32 + theme.SPACE_16 - _PADDING
        parts.append(
            ft.Container(padding=ft.Padding.only(left=indent), content=ft.Row(controls=[button]))
        )
    return ft.Semantics(
        identifier="me-status",
        live_region=True,
        content=ft.Column(spacing=0, tight=True, controls=parts),
    )


def _way_on(
    words: Catalog, stands: Standing, actions: StatusActions, *, joined: bool
) -> ft.Semantics | None:
    if stands.tries:
        return quiet_button(words.t("me.try_now"), actions.try_now, "me-try-now")
    if not joined:
        return quiet_button(words.t("welcome.join"), actions.join, "me-join")
    if stands.signed_out:
        return quiet_button(words.t("join.again"), actions.join, "me-join")
    return None


def _refused_row(words: Catalog, change: WaitingChange, actions: StatusActions) -> ft.Semantics:
    name = f"refused-{change.numbers[0]}"
    why = reason_words(words, change.reason, change.field, change.limit)
    said = ft.Column(
        spacing=2,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            text(change_title(words, change), "strong"),
            text(change_words(words, change), "small", theme.INK_SOFT),
            text(why, "small", theme.AMBER_INK),
        ],
    )
    again = quiet_button(
        words.t("me.send_again"), partial(actions.send_again, change), f"{name}-again"
    )
    gone = quiet_button(
        words.t("me.let_go"),
        partial(actions.let_go, change),
        f"{name}-let-go",
        color=theme.INK_SOFT,
    )
    indent = theme.SPACE_16 - _PADDING
    return ft.Semantics(
        identifier=name,
        key=name,
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                ft.Container(
                    padding=ft.Padding.only(
                        left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_8
                    ),
                    content=said,
                ),
                ft.Container(
                    padding=ft.Padding.only(left=indent),
                    content=ft.Row(wrap=True, run_spacing=0, controls=[again, gone]),
                ),
            ],
        ),
    )


def _waiting_row(words: Catalog, change: WaitingChange) -> ft.Semantics:
    name = f"waiting-{change.numbers[0]}"
    return list_row(
        change_title(words, change), name, subtitle=change_words(words, change), key=name
    )


def _quiet_line(said: str) -> ft.Container:
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=text(said, "small", theme.INK_SOFT),
    )


def change_title(words: Catalog, change: WaitingChange) -> str:
    """Return what a change is about: "Deal “Espresso bar”"."""
    kind = words.t(f"kind.{change.kind}")
    first_line = change.title.strip().partition("\n")[0]
    title = first_line if len(first_line) <= _TITLE else f"{first_line[:_TITLE]}…"
    return words.t("me.change", kind=kind, title=title) if title else kind


def change_words(words: Catalog, change: WaitingChange) -> str:
    """Return what was written: "new", "removed", or "amount, stage and 2 more"."""
    if change.deleted:
        return words.t("me.change_removed")
    if change.new:
        return words.t("me.change_new")
    named = [field_words(words, name) for name in change.fields]
    said = ", ".join(named[:_FIELDS])
    rest = len(named) - _FIELDS
    return words.t("me.change_more", said=said, count=rest) if rest > 0 else said
