"""Who writes recordings down, as one looks at it: chosen, fetched, tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.phone_recogniser import PHONE, Trouble
from app.recognisers import AUTO, NOBODY, Choice
from app.screens.problems import problem_words
from app.settings import Settings
from app.speech.transcribing import Fetching, Transcribing
from app.widgets import chips
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, primary_button, quiet_button
from app.widgets.frames import halves, page_title
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row, section_header
from app.widgets.states import progress_line
from app.widgets.text import Role, text

LANGUAGES: Final = ("en", "de", "es")
"""Languages in which dates and amounts are understood, too."""
PAUSES: Final = (0, 2, 4, 8)
"""Seconds: a slow speaker thinks for three, and eight is a long silence."""
_MB: Final = 1_000_000


@dataclass(frozen=True)
class SpeechShown:
    """What the screen shows.

    Attributes:
        choices: The recognisers there are.
        best: Name of the one that is used, or would be.
        kept: How many of the person's recordings here have no words for good.
        damaged: Whether what the recogniser needs is here, but not sound.
        trying: Whether a recogniser is being tried.
        problem: What was wrong when it was; empty for nothing.
        phone: Whether the phone's own may be chosen.
        trouble: Why that one does not hear; empty for nothing.
    """

    settings: Settings
    choices: Sequence[Choice]
    best: str
    transcribing: Transcribing
    fetching: Fetching | None = None
    kept: int = 0
    damaged: bool = False
    trying: bool = False
    problem: str = ""
    phone: bool = False
    trouble: Trouble = ""

    @property
    def alone(self) -> bool:
        """Whether the phone's own was chosen, where it may be."""
        return self.phone and self.settings.speech_engine == PHONE

    @property
    def used(self) -> Choice | None:
        """The recogniser that is used; None where nobody writes recordings down."""
        if self.settings.speech_engine == NOBODY or self.alone:
            return None
        return next((c for c in self.choices if c.name == self.best), None)


@dataclass(frozen=True)
class SpeechActions:
    """What a person can do here.

    Attributes:
        choose: Takes a recogniser's name.
        language: Takes an ISO 639-1 code.
        pause: Takes seconds.
        fetch: Fetches what the chosen recogniser needs.
        try_out: Lets it show that it works.
        write_kept: Has recordings written down that have no words.
        back: Leaves the screen.
    """

    choose: Take
    language: Take
    pause: Take
    fetch: Press
    try_out: Press
    write_kept: Press
    back: Press


def speech_view(
    words: Catalog, shown: SpeechShown, actions: SpeechActions, *, wide: bool
) -> ft.Control:
    """Return the screen: one column on a phone, two on a desktop."""
    back = icon_button(
        ft.Icons.ARROW_BACK_ROUNDED, words.t("common.back"), actions.back, "speech-back"
    )
    top: list[ft.Control] = [
        ft.Container(padding=theme.SPACE_4, content=ft.Row(controls=[back])),
        page_title(words.t("dictation.title")),
        _line(words.t("phone.why" if shown.alone else "dictation.why"), "body"),
        *_standing(words, shown, actions),
    ]
    who = _who(words, shown, actions)
    how = _how(words, shown, actions)
    if wide:
        return _tagged(halves(_column([*top, *how]), _column(who)))
    # Chips first: at the end of a screenful the capture button would lie over one of them.
    return _tagged(_column([*top, *how, *who]))


def engine_words(words: Catalog, name: str) -> str:
    """Return what people call a recogniser."""
    key = f"dictation.engine_{name}"
    return words.t(key) if key in words.language.texts else name


def megabytes(words: Catalog, size: int) -> str:
    """Return bytes as whole megabytes, at least one of them."""
    return words.number(max(round(size / _MB), 1))


def _standing(words: Catalog, shown: SpeechShown, actions: SpeechActions) -> list[ft.Control]:
    """Return the next thing to do, if there is one."""
    used, parts = shown.used, list[ft.Control]()
    if shown.fetching:
        parts.append(fetching_view(words, shown.fetching, actions.fetch))
    elif used and (used.state == "no_model" or (used.state == "ready" and shown.damaged)):
        parts += [
            text(words.t("dictation.fetch_why", name=engine_words(words, used.name)), "body"),
            ft.Row(
                controls=[
                    primary_button(
                        words.t("dictation.fetch", size=megabytes(words, used.size)),
                        actions.fetch,
                        "speech-fetch",
                        icon=ft.Icons.DOWNLOAD_ROUNDED,
                    )
                ]
            ),
        ]
    elif used and used.state == "no_engine":
        parts.append(
            banner(words.t("speech.engine_missing"), "amber", identifier="speech-no-engine")
        )
    if shown.trouble:
        said = words.t(f"phone.{shown.trouble}")
        parts.append(banner(said, "amber", identifier="speech-phone-trouble"))
    elif shown.trying and not shown.used:
        parts += [
            progress_line(working=True),
            text(words.t("phone.asking"), "small", theme.INK_SOFT),
        ]
    if shown.transcribing.waiting:
        said = words.t("dictation.waiting", count=shown.transcribing.waiting)
        parts.append(text(said, "small", theme.INK_SOFT))
    return [_block(parts)] if parts else []


def fetching_view(words: Catalog, fetching: Fetching, on_again: Press) -> ft.Control:
    """Return how a fetching goes, or what stopped it and the way on."""
    here, total = (megabytes(words, size) for size in (fetching.here, fetching.total))
    if fetching.error:
        return banner(
            problem_words(words, fetching.error),
            "amber",
            identifier="speech-fetch-problem",
            action=words.t("dictation.fetch_again"),
            on_action=on_again,
        )
    share = fetching.here / fetching.total if fetching.total else None
    return ft.Semantics(
        identifier="speech-fetching",
        content=ft.Column(
            spacing=theme.SPACE_8,
            tight=True,
            controls=[
                progress_line(working=True, share=share),
                text(words.t("dictation.fetching", here=here, size=total), "small", theme.INK_SOFT),
            ],
        ),
    )


def _who(words: Catalog, shown: SpeechShown, actions: SpeechActions) -> list[ft.Control]:
    """Return the recognisers, one tap each."""
    chosen = shown.settings.speech_engine
    now = words.t("dictation.auto_is", name=engine_words(words, shown.best))
    rows = [(AUTO, words.t("dictation.auto"), now)]
    rows += [
        (choice.name, engine_words(words, choice.name), _state(words, choice))
        for choice in shown.choices
    ]
    if shown.phone:
        rows.append((PHONE, engine_words(words, PHONE), words.t("phone.row")))
    rows.append((NOBODY, words.t("dictation.none"), words.t("dictation.none_why")))
    return [
        section_header(words.t("dictation.by")),
        *(
            _choice(name, title, said, partial(actions.choose, name), chosen=name == chosen)
            for name, title, said in rows
        ),
    ]


def _state(words: Catalog, choice: Choice) -> str:
    if choice.state == "no_engine":
        return words.t("dictation.state_no_engine")
    if len(choice.languages) == 1:
        languages = words.t(f"dictation.language_{min(choice.languages)}")
    else:
        languages = words.t("dictation.languages", count=len(choice.languages))
    if choice.state == "ready":
        return words.t("dictation.state_ready", languages=languages)
    return words.t("dictation.size", languages=languages, size=megabytes(words, choice.size))


def _choice(name: str, title: str, said: str, on_press: Press, *, chosen: bool) -> ft.Control:
    mark = ft.Icon(
        ft.Icons.RADIO_BUTTON_CHECKED_ROUNDED if chosen else ft.Icons.RADIO_BUTTON_OFF_ROUNDED,
        color=theme.PEN if chosen else theme.INK_SOFT,
    )
    return list_row(
        title,
        f"speech-{name}",
        subtitle=said,
        leading=mark,
        on_press=on_press,
        chosen=chosen,
        key=name,
    )


def _how(words: Catalog, shown: SpeechShown, actions: SpeechActions) -> list[ft.Control]:
    """Return what is spoken, when a recording ends, and what can be tried."""
    settings = shown.settings
    languages = [chips.Choice(code, words.t(f"dictation.language_{code}")) for code in LANGUAGES]
    pauses = [
        chips.Choice(
            str(s), words.t("dictation.pause_s", count=s) if s else words.t("dictation.pause_never")
        )
        for s in PAUSES
    ]
    parts = [
        section_header(words.t("dictation.language")),
        _block(
            [
                chips.choice_chips(
                    languages, settings.speech_language, actions.language, "speech-language"
                )
            ]
        ),
        section_header(words.t("dictation.pause")),
        _block(
            [chips.choice_chips(pauses, str(settings.auto_stop_s), actions.pause, "speech-pause")]
        ),
    ]
    if shown.used and shown.used.state == "ready":
        parts.append(_block(_trying(words, shown, actions)))
    if shown.kept and shown.used:
        parts.append(
            _block(
                [
                    banner(
                        words.t("dictation.kept", count=shown.kept),
                        identifier="speech-kept",
                        icon=ft.Icons.MIC_NONE_ROUNDED,
                        action=words.t("dictation.kept_go"),
                        on_action=actions.write_kept,
                    )
                ]
            )
        )
    return parts


def _trying(words: Catalog, shown: SpeechShown, actions: SpeechActions) -> list[ft.Control]:
    if shown.trying:
        return [
            progress_line(working=True),
            text(words.t("dictation.trying"), "small", theme.INK_SOFT),
        ]
    parts: list[ft.Control] = []
    if shown.problem:
        parts.append(banner(shown.problem, "amber", identifier="speech-problem"))
    button = quiet_button(words.t("dictation.try"), actions.try_out, "speech-try")
    return [*parts, ft.Row(controls=[button])]


def _line(said: str, role: Role) -> ft.Control:
    return _block([text(said, role)])


def _block(parts: Sequence[ft.Control]) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=list(parts),
        ),
    )


def _tagged(content: ft.Control) -> ft.Semantics:
    return ft.Semantics(identifier="speech", expand=True, content=content)


def _column(controls: Sequence[ft.Control]) -> ft.Control:
    return ft.ListView(
        expand=True, padding=ft.Padding.only(bottom=theme.SPACE_48), controls=list(controls)
    )
