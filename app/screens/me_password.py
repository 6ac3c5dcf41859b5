"""A password, for signing in on a further device without a colleague."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app import theme
from app.hooks import App, use_app
from app.i18n.catalog import Catalog
from app.screens.newest import newest
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.states import progress_line
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.credentials import MIN_PASSWORD, fits, normal_email, normal_password
from sync.core.errors import RapportError, UnreachableError


@dataclass(frozen=True, slots=True)
class PasswordDraft:
    """What was typed, and how it stands.

    Attributes:
        open: Whether the form is shown.
        email: The address to sign in with.
        password: The new password; never shown again.
        was: The address that works now; empty without a password.
        where: The field that is wrong; empty for none in particular.
        problem: What is wrong; empty while nothing is.
        busy: Whether the server is being asked.
    """

    open: bool = False
    email: str = ""
    password: str = ""
    was: str = ""
    where: str = ""
    problem: str = ""
    busy: bool = False

    def error(self, name: str) -> str | None:
        """Return what is wrong with a field."""
        return self.problem if self.problem and self.where == name else None


@dataclass(frozen=True, slots=True)
class PasswordActions:
    """What a person can do about their password."""

    show: Press
    email: Take
    password: Take
    save: Press
    remove: Press
    close: Press


def password_view(
    words: Catalog, draft: PasswordDraft, actions: PasswordActions
) -> list[ft.Control]:
    """Return the row that opens the form, and the form."""
    parts: list[ft.Control] = [
        section_header(words.t("password.section")),
        list_row(
            words.t("password.row"),
            "me-password",
            subtitle=words.t("password.why"),
            leading=ft.Icon(ft.Icons.KEY_ROUNDED, color=theme.INK_SOFT),
            on_press=actions.close if draft.open else actions.show,
        ),
    ]
    if draft.open:
        parts.append(_form(words, draft, actions))
    return parts


def _form(words: Catalog, draft: PasswordDraft, actions: PasswordActions) -> ft.Control:
    body: list[ft.Control] = [
        field(
            words.t("password.email"),
            draft.email,
            actions.email,
            "password-email",
            error=draft.error("email"),
            keyboard=ft.KeyboardType.EMAIL,
        ),
        field(
            words.t("password.new"),
            draft.password,
            actions.password,
            "password-new",
            error=draft.error("password"),
            keyboard=ft.KeyboardType.VISIBLE_PASSWORD,
            on_submit=actions.save,
            secret=True,
        ),
        text(words.t("password.hint", count=MIN_PASSWORD), "small", theme.INK_SOFT),
        progress_line(working=draft.busy),
    ]
    if draft.problem and not draft.where:
        body.append(banner(draft.problem, "amber", identifier="password-problem"))
    buttons: list[ft.Control] = [
        primary_button(words.t("common.save"), actions.save, "password-save"),
        quiet_button(
            words.t("common.cancel"), actions.close, "password-cancel", color=theme.INK_SOFT
        ),
    ]
    if draft.was:
        buttons.append(quiet_button(words.t("password.remove"), actions.remove, "password-remove"))
    body.append(ft.Row(wrap=True, controls=buttons))
    return ft.Container(
        margin=ft.Margin.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        padding=theme.SPACE_16,
        border_radius=theme.RADIUS_12,
        bgcolor=theme.PAPER_RAISED,
        border=ft.Border.all(1, theme.LINE),
        content=ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=body,
        ),
    )


@guarded
def PasswordSection() -> ft.Control:
    """Let a person of a team set, change and remove their password."""
    words, app = use_words(), use_app()
    draft, set_draft = ft.use_state(PasswordDraft())
    doing = _Doing(words, app, ft.context.page, set_draft)

    def email(said: str) -> None:
        set_draft(lambda old: replace(old, email=said, problem="", where=""))

    def password(said: str) -> None:
        set_draft(lambda old: replace(old, password=said, problem="", where=""))

    actions = PasswordActions(
        doing.show, email, password, doing.save, doing.remove, partial(set_draft, PasswordDraft())
    )
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=password_view(words, draft, actions),
    )


@dataclass(frozen=True, slots=True)
class _Doing:
    """What asks the server, and says what came of it."""

    words: Catalog
    app: App
    page: ft.Page | ft.BasePage
    set_draft: Callable[..., None]

    async def show(self) -> None:
        """Open the form, and find out whether there is a password already."""
        self.set_draft(PasswordDraft(open=True, busy=True))
        try:
            email = await self.app.runtime.server.sign_in_email()
        except RapportError as error:
            self._fail(error)
            return
        self.set_draft(lambda old: replace(old, busy=False, was=email, email=old.email or email))

    async def save(self) -> None:
        """Set the password, unless the server would not take it."""
        typed = newest(self.set_draft)
        if typed.busy:
            return
        where = _wrong(typed)
        problem = self.words.t(f"password.{where}_wrong", count=MIN_PASSWORD) if where else ""
        self.set_draft(replace(typed, where=where, problem=problem, busy=not where))
        if not where:
            setting = self.app.runtime.server.set_password(typed.email.strip(), typed.password)
            await self._do(setting, "password.saved")

    async def remove(self) -> None:
        """Take the password away."""
        self.set_draft(lambda old: replace(old, busy=True, problem="", where=""))
        await self._do(self.app.runtime.server.remove_password(), "password.removed")

    async def _do(self, asked: Awaitable[None], key: str) -> None:
        try:
            await asked
        except RapportError as error:
            self._fail(error)
            return
        self.set_draft(PasswordDraft())
        self.page.show_dialog(snackbar(self.words.t(key), wide=self.app.state.wide))

    def _fail(self, error: RapportError) -> None:
        offline = isinstance(error, UnreachableError)
        said = self.words.t("password.offline") if offline else problem_words(self.words, error)
        where = "email" if error.fields.get("error") == "error.email_taken" else ""
        self.set_draft(lambda old: replace(old, busy=False, problem=said, where=where))


def _wrong(draft: PasswordDraft) -> str:
    """Return the first field that the server would not take."""
    if not normal_email(draft.email):
        return "email"
    return "" if fits(normal_password(draft.password)) else "password"
