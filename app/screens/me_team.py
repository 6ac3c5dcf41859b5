"""The people of the team, and how a new one comes in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import flet as ft

from app import theme
from app.commands.invitation_link import invitation_link
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.queries.team import Person
from app.screens.newest import newest
from app.screens.problems import problem_words
from app.widgets.avatar import avatar
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.fields import field
from app.widgets.handlers import Press, Take, tagged
from app.widgets.qr_code import qr_code
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.states import progress_line
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError, UnreachableError
from sync.core.permissions import ROLES


@dataclass(frozen=True, slots=True)
class InviteDraft:
    """An invitation on its way.

    Attributes:
        offered: The roles this person may give.
        open: Whether the form is shown.
        problem: What is wrong; empty while nothing is.
        busy: Whether the server is being asked.
        code: The invitation, once it is made.
        until: Until when it works, UTC milliseconds.
    """

    offered: tuple[str, ...] = ROLES
    open: bool = False
    name: str = ""
    role: str = "rep"
    problem: str = ""
    busy: bool = False
    code: str = ""
    until: int = 0


@dataclass(frozen=True, slots=True)
class InviteActions:
    """What a person can do about an invitation."""

    show: Press
    name: Take
    role: Take
    make: Press
    close: Press


def people_section(
    words: Catalog, people: Sequence[Person], me_id: str, invite: ft.Control | None
) -> list[ft.Control]:
    """Return who is in the team and what they may do; nothing else about them.

    Args:
        words: The language.
        people: By name.
        me_id: Who looks.
        invite: How to bring somebody in, for those who may.
    """
    rows: list[ft.Control] = [section_header(words.t("me.team", count=len(people)))]
    if invite:
        rows.append(invite)
    for person in people:
        role = words.t(f"role.{person.role}")
        said = words.t("me.you", role=role) if person.id == me_id else role
        rows.append(
            list_row(
                person.name or words.t("me.nameless"),
                f"person-{person.id}",
                subtitle=said,
                leading=avatar(person.name),
                key=person.id,
            )
        )
    return rows


def invite_view(
    words: Catalog, draft: InviteDraft, actions: InviteActions, server_url: str
) -> ft.Control:
    """Return the button, then the form, then the code to pass on."""
    if not draft.open:
        button = quiet_button(
            words.t("invite.open"),
            actions.show,
            "invite-open",
            icon=ft.Icons.PERSON_ADD_ALT_ROUNDED,
        )
        return ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_4),
            content=ft.Row(controls=[button]),
        )
    return ft.Container(
        margin=theme.SPACE_16,
        padding=theme.SPACE_16,
        border_radius=theme.RADIUS_12,
        bgcolor=theme.PAPER_RAISED,
        border=ft.Border.all(1, theme.LINE),
        content=ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=(
                _made(words, draft, actions, server_url)
                if draft.code
                else _form(words, draft, actions)
            ),
        ),
    )


def _form(words: Catalog, draft: InviteDraft, actions: InviteActions) -> list[ft.Control]:
    roles = [Choice(role, words.t(f"role.{role}")) for role in draft.offered]
    parts: list[ft.Control] = [
        text(words.t("invite.title"), "strong"),
        field(
            words.t("invite.name"),
            draft.name,
            actions.name,
            "invite-name",
            autofocus=True,
            on_submit=actions.make,
        ),
        choice_chips(roles, draft.role, actions.role, "invite-role"),
        text(words.t(f"role.{draft.role}_may"), "small", theme.INK_SOFT),
        progress_line(working=draft.busy),
    ]
    if draft.problem:
        parts.append(banner(draft.problem, "amber", identifier="invite-problem"))
    parts.append(
        ft.Row(
            wrap=True,
            controls=[
                primary_button(words.t("invite.make"), actions.make, "invite-make"),
                quiet_button(
                    words.t("common.cancel"), actions.close, "invite-cancel", color=theme.INK_SOFT
                ),
            ],
        )
    )
    return parts


def _made(
    words: Catalog, draft: InviteDraft, actions: InviteActions, server_url: str
) -> list[ft.Control]:
    day = datetime.fromtimestamp(draft.until / 1000, UTC).astimezone().date()
    link = invitation_link(server_url, draft.code)
    note = words.t("invite.message", link=link, url=server_url, code=draft.code)
    copy = ft.TextButton(
        content=words.t("invite.copy"),
        icon=ft.Icons.COPY_ROUNDED,
        height=theme.room_for_text(theme.TOUCH),
        action=ft.CopyToClipboard(note),
    )
    return [
        text(words.t("invite.made", name=draft.name.strip()), "strong"),
        qr_code(link, words.t("invite.picture"), "invite-picture"),
        ft.Semantics(
            identifier="invite-code",
            label=draft.code,
            content=text(draft.code, "heading", theme.PEN),
        ),
        text(server_url, "small", theme.INK_SOFT),
        text(words.t("invite.until", day=words.exact_day(day)), "small", theme.INK_SOFT),
        ft.Row(
            wrap=True,
            controls=[
                tagged("invite-copy", copy),
                quiet_button(words.t("common.done"), actions.close, "invite-done"),
            ],
        ),
    ]


@guarded
def Invite() -> ft.Control:
    """Let a manager or an admin bring somebody in."""
    words, app = use_words(), use_app()
    draft, set_draft = ft.use_state(InviteDraft())
    me = app.state.me
    offered = ROLES if me and me.role == "admin" else ROLES[:1]  # a manager brings in reps

    def name(said: str) -> None:
        set_draft(lambda old: replace(old, name=said, problem=""))

    def role(key: str) -> None:
        set_draft(lambda old: replace(old, role=key))

    async def make() -> None:
        typed = newest(set_draft)
        if typed.busy:
            return
        if not typed.name.strip():
            set_draft(replace(typed, problem=words.t("invite.name_missing")))
            return
        set_draft(replace(typed, busy=True, problem=""))
        try:
            made = await app.runtime.server.invite(typed.name.strip(), typed.role)
        except RapportError as error:
            offline = isinstance(error, UnreachableError)
            problem = words.t("invite.offline") if offline else problem_words(words, error)
            set_draft(lambda old: replace(old, busy=False, problem=problem))
            return
        set_draft(lambda old: replace(old, busy=False, code=made.code, until=made.expires_ms))

    def show() -> None:
        set_draft(InviteDraft(offered, open=True))

    def close() -> None:
        set_draft(InviteDraft())

    url = me.server_url if me else ""
    return invite_view(words, draft, InviteActions(show, name, role, make, close), url)
