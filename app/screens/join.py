"""Join a team: its server, an invitation, and what to call this device."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import flet as ft

from app.commands.address import AddressError, server_address
from app.commands.invitation_link import read_invitation
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.screens.first_page import first_page
from app.screens.newest import newest
from app.screens.page_events import use_escape
from app.screens.problems import problem_words
from app.settings import Invitation
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.states import progress_line
from app.widgets.words import use_words
from sync.core.credentials import LoginRequest, fits, normal_email, normal_password
from sync.core.errors import (
    InvitationError,
    PasswordError,
    RapportError,
    ServerFaultError,
    UnreachableError,
    UntrustedError,
)


@dataclass(frozen=True, slots=True)
class JoinDraft:
    """What was typed, and what was wrong with it.

    Attributes:
        server: Address, however typed, or an invitation's whole link.
        code: The invitation; empty when a password is used.
        email: Address to sign in with.
        password: The password to it.
        by_password: Whether the person signs in with a password.
        device: What to call this device.
        where: The field that is wrong; empty for none in particular.
        problem: What is wrong; empty while nothing is.
        busy: Whether the server is being asked.
    """

    server: str = ""
    code: str = ""
    email: str = ""
    password: str = ""
    by_password: bool = False
    device: str = ""
    where: str = ""
    problem: str = ""
    busy: bool = False

    def error(self, name: str) -> str | None:
        """Return what is wrong with a field."""
        return self.problem if self.problem and self.where == name else None


@dataclass(frozen=True, slots=True)
class JoinActions:
    """What a person can do here.

    Attributes:
        type: Takes the name of a field and its new text.
        other_way: Changes between code and password.
    """

    type: Callable[[str, str], object]
    other_way: Press
    join: Press
    back: Press


def join_view(
    words: Catalog, draft: JoinDraft, actions: JoinActions, *, again: bool, wide: bool
) -> ft.Control:
    """Return the form.

    Args:
        words: The language.
        draft: What was typed.
        actions: What can be done.
        again: Whether this device was part of the team before.
        wide: Whether the window is a desktop's.
    """

    def asked(name: str, *, autofocus: bool = False, **more: Any) -> ft.Control:  # noqa: ANN401
        return field(
            words.t(f"join.{name}"),
            getattr(draft, name),
            partial(actions.type, name),
            f"join-{name}",
            error=draft.error(name),
            autofocus=autofocus,
            on_submit=actions.join,
            **more,
        )

    ways = [
        asked(
            "code",
            hint=words.t("join.code_hint"),
            keyboard=ft.KeyboardType.VISIBLE_PASSWORD,
            autofocus=bool(draft.server),
        )
    ]
    if draft.by_password:
        ways = [
            asked("email", keyboard=ft.KeyboardType.EMAIL, autofocus=bool(draft.server)),
            asked("password", keyboard=ft.KeyboardType.VISIBLE_PASSWORD, secret=True),
        ]
    body = [
        asked(
            "server",
            hint=words.t("join.server_hint"),
            keyboard=ft.KeyboardType.URL,
            autofocus=not draft.server,
        ),
        *ways,
        asked("device"),
        progress_line(working=draft.busy),
    ]
    if draft.problem and not draft.where:
        body.append(banner(draft.problem, "amber", identifier="join-problem"))
    go, other = ("sign_in", "by_code") if draft.by_password else ("go", "by_password")
    label = words.t("join.busy" if draft.busy else f"join.{go}")
    body.append(primary_button(label, actions.join, "join-go"))
    body.append(quiet_button(words.t(f"join.{other}"), actions.other_way, "join-other"))
    return first_page(
        words.t(_title(draft, again=again)),
        words.t(_why(draft, again=again)),
        body,
        wide=wide,
        back=words.t("common.back"),
        on_back=actions.back,
    )


@guarded
def JoinForm(back: Press, done: Press, *, again: bool = False) -> ft.Control:
    """Show the form; what was typed stays until the team is joined.

    Args:
        back: Leaves without joining.
        done: Called once the team is joined.
        again: Whether this device was part of the team before.
    """
    words, app = use_words(), use_app()
    invited = app.runtime.invitation or Invitation()
    name = "join.this_computer" if app.state.wide else "join.this_phone"
    server = invited.server_url or (app.state.me.server_url if app.state.me else "")
    draft, set_draft = ft.use_state(JoinDraft(server, invited.code, device=words.t(name)))

    use_escape(back)

    def take(name: str, text: str) -> None:
        def typed(old: JoinDraft) -> JoinDraft:
            changed: dict[str, Any] = {name: text}
            # A whole invitation, pasted anywhere, fills both fields.
            if (name in ("server", "code")) and (pasted := read_invitation(text)):
                changed = {"server": pasted.server_url, "code": pasted.code}
                changed |= {"by_password": False}
            problem = "" if old.where in ("", name) else old.problem
            return replace(old, **changed, problem=problem)

        set_draft(typed)

    async def join() -> None:
        typed = newest(set_draft)
        if typed.busy:
            return
        where, problem = _missing(words, typed)
        set_draft(replace(typed, where=where, problem=problem, busy=not problem))
        if problem:
            return
        address = server_address(typed.server)
        device = typed.device.strip()
        try:
            if typed.by_password:
                request = LoginRequest(typed.email.strip(), typed.password, device)
                await app.runtime.log_in(address, request)
            else:
                await app.runtime.join(address, typed.code.strip(), device)
        except RapportError as error:
            where, problem = join_problem(words, error, address)
            set_draft(lambda old: replace(old, where=where, problem=problem, busy=False))
            return
        await ft.context.page.push_route("/")
        done()

    def other_way() -> None:
        set_draft(lambda old: replace(old, by_password=not old.by_password, where="", problem=""))

    actions = JoinActions(take, other_way, join, back)
    return join_view(words, draft, actions, again=again, wide=app.state.wide)


def _title(draft: JoinDraft, *, again: bool) -> str:
    if draft.by_password:
        return "join.sign_in"
    return "join.again" if again else "join.title"


def _why(draft: JoinDraft, *, again: bool) -> str:
    if draft.by_password:
        return "join.password_why"
    return "join.again_why" if again else "join.why"


def join_problem(words: Catalog, error: RapportError, address: str) -> tuple[str, str]:
    """Return which field an error is about, and its sentence."""
    if isinstance(error, InvitationError):
        return "code", problem_words(words, error)
    if isinstance(error, PasswordError):
        return "password", problem_words(words, error)
    if isinstance(error, UnreachableError):
        return "server", words.t("join.unreachable", address=address)
    if isinstance(error, UntrustedError):
        return "server", problem_words(words, error)
    if isinstance(error, ServerFaultError) and not error.fields.get("error"):
        return "server", words.t("join.not_rapport", address=address)
    return "", problem_words(words, error)


def _missing(words: Catalog, draft: JoinDraft) -> tuple[str, str]:
    """Return the first field that cannot be sent, and what to do about it."""
    try:
        server_address(draft.server)
    except AddressError:
        return "server", words.t("error.address")
    if draft.by_password and not normal_email(draft.email):
        return "email", words.t("password.email_wrong")
    if draft.by_password and not fits(normal_password(draft.password)):
        return "password", words.t("error.password")
    for name in ("device",) if draft.by_password else ("code", "device"):
        if not getattr(draft, name).strip():
            return name, words.t(f"join.{name}_missing")
    return "", ""
