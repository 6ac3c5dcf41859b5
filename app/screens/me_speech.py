"""Let a person choose who writes their recordings down, fetch it and try it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app.commands.transcripts import again_all
from app.ears import Ears
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.phone_recogniser import PHONE, Trouble
from app.queries.transcripts import without_words
from app.recognisers import Choice, best
from app.runtime import BOOKKEEPING
from app.screens.doing import do
from app.screens.me_speech_view import SpeechActions, SpeechShown, speech_view
from app.screens.problems import problem_words
from app.screens.speaking import SpeakingContext
from app.settings import Settings
from app.speech.recogniser import ModelDamagedError
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.snack import snackbar
from app.widgets.states import Patience
from app.widgets.words import use_words
from sync.core.errors import RapportError

_NONE: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Trial:
    """How trying a recogniser stands.

    Attributes:
        running: Whether it is under way.
        error: What was wrong; None for nothing.
        trouble: Why the phone's own does not hear; empty for nothing.
    """

    running: bool = False
    error: RapportError | None = None
    trouble: Trouble = ""


@guarded
def SpeechScreen(on_back: Press) -> ft.Control:
    """Show what can write recordings down here."""
    app, words = use_app(), use_words()
    choices, set_choices = ft.use_state(_NONE)
    trial, set_trial = ft.use_state(Trial())
    settings, fetching = app.state.settings, app.state.fetching
    speaking = ft.use_context(SpeakingContext)
    ears = speaking.ears if speaking and speaking.ears.offered else None
    user_id = app.state.me.id if app.state.me else ""
    kept = use_query(partial(without_words, user_id=user_id), ("note", BOOKKEEPING), user_id)

    async def look() -> None:
        set_choices(await app.runtime.recognisers.choices())

    ft.use_effect(look, [settings, fetching is None])
    if not choices:
        return Patience()
    used = best(settings, app.runtime.recognisers.models)
    doing = SpeechDoing(app, words, used, ears, set_trial)
    shown = SpeechShown(
        settings,
        choices,
        used,
        app.state.transcribing,
        fetching,
        len(kept.value or ()),
        _damaged(app, trial),
        trial.running,
        problem_words(words, trial.error) if trial.error else "",
        ears is not None,
        trial.trouble,
    )
    actions = SpeechActions(
        choose=doing.choose,
        language=doing.language,
        pause=doing.pause,
        fetch=doing.fetch,
        try_out=doing.try_out,
        write_kept=partial(doing.write_kept, kept.value or ()),
        back=on_back,
    )
    return speech_view(words, shown, actions, wide=app.state.wide)


def _damaged(app: App, trial: Trial) -> bool:
    heard = app.state.transcribing.problem == ModelDamagedError.key
    return heard or isinstance(trial.error, ModelDamagedError)


@dataclass(frozen=True)
class SpeechDoing:
    """What one can do here; made at each render.

    Attributes:
        used: The recogniser that is used for recordings.
        ears: What the window hears with; None where the phone's own is not offered.
    """

    app: App
    words: Catalog
    used: str
    ears: Ears | None
    tried: Callable[[Trial], object]

    async def choose(self, engine: str) -> None:
        """Let another recogniser write down."""
        self.tried(Trial())
        language = self.app.state.settings.speech_language
        # Who can never promise it is not chosen at all; what else is wrong can be set right.
        if engine != PHONE or await self._asked(language) != "not_alone":
            await self._save(lambda old: replace(old, speech_engine=engine))

    async def language(self, code: str) -> None:
        """Say what one speaks."""
        await self._save(lambda old: replace(old, speech_language=code))
        if self.app.state.settings.speech_engine == PHONE:
            await self._asked(code)

    async def pause(self, seconds: str) -> None:
        """Say after how long a pause a recording ends by itself."""
        await self._save(lambda old: replace(old, auto_stop_s=int(seconds)))

    async def fetch(self) -> None:
        """Fetch what is missing; the window hears how it goes."""
        self.tried(Trial())
        await self.app.runtime.recognisers.fetch(self.used)

    async def try_out(self) -> None:
        """Let the recogniser show that it works."""
        page = ft.context.page
        self.tried(Trial(running=True))
        try:
            await self.app.runtime.recognisers.try_out(self.used)
        except RapportError as error:
            self.tried(Trial(error=error))
        else:
            self.tried(Trial())
            page.show_dialog(snackbar(self.words.t("dictation.works"), wide=self.app.state.wide))

    async def write_kept(self, note_ids: tuple[str, ...]) -> None:
        """Have recordings written down that have no words."""
        command = partial(again_all, note_ids=note_ids)
        await do(self.app, self.words, command, self.words.t("dictation.kept_said"))

    async def _asked(self, language: str) -> Trouble:
        """Ask the phone's own recogniser whether it could hear, and show what it says."""
        if self.ears is None:
            return ""
        self.tried(Trial(running=True))
        trouble = await self.ears.ready(language)
        self.tried(Trial(trouble=trouble))
        return trouble

    async def _save(self, change: Callable[[Settings], Settings]) -> None:
        page = ft.context.page
        try:
            await self.app.runtime.change_settings(change)
        except RapportError as error:
            page.show_dialog(snackbar(problem_words(self.words, error), wide=self.app.state.wide))
