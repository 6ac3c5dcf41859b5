"""The recogniser that a phone brings along; the only module that knows `flet-stt`.

It hears in sessions, holds the microphone itself and leaves no sound. What is said must
not leave the phone, and to ask for that is not enough. Where Android has no recogniser of
its own it quietly takes the network's; an iPhone that hears a language only through the
network says so, and listens all the same (speech_to_text 7.4.0, beneath `flet-stt`). So
each is asked before it hears anything, and whatever is not a clear yes is a no:

- Android 13 and later: `locales` is answered only where the system has a recogniser of its
  own, and then that one is used. Older ones cannot be asked.
- iOS: `app.apple_speech`, about the very language.

That rests on how that version is made, which is why pyproject.toml pins it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Literal

import flet as ft

from app.asides import Asides
from app.platforms import in_phone_app

log = logging.getLogger(__name__)

PHONE: Final = "phone"
"""Its name among the recognisers."""

Trouble = Literal["", "refused", "not_alone", "language", "off", "busy", "failed"]
"""Why it does not hear; empty for no trouble at all."""

_PACKAGE: Final = "flet_stt"
_ASKED_FROM: Final = 33
"""Android 13."""
_PROMPT_S: Final = 60.0
"""How long a person may think about a permission."""
_ASK_S: Final = 3.0
"""An Android phone without a recogniser of its own never answers."""
_BEGIN_S: Final = 3.0
_GRACE_S: Final = 0.15
"""Android says that a session is over before it says what was wrong."""
_FAINTEST, _LOUDEST = -60.0, -12.0
_ANDROID_FAINTEST, _ANDROID_LOUDEST = -2.0, 10.0
"""What Android gives for silence and for a loud voice; what an iPhone gives is in dBFS."""

_TROUBLES: Final[dict[str, Trouble]] = {
    "error_no_match": "",
    "error_speech_timeout": "",
    "error_retry": "",
    "error_request_cancelled": "",
    "error_server_disconnected": "",
    "error_speech_recognizer_connection_interrupted": "",
    "error_speech_recognizer_connection_invalidated": "",
    "error_permission": "refused",
    "error_speech_recognizer_request_not_authorized": "refused",
    "error_network": "not_alone",
    "error_network_timeout": "not_alone",
    "error_language_not_supported": "language",
    "error_language_unavailable": "language",
    "error_assets_not_installed": "language",
    "error_speech_recognizer_disabled": "off",
    "error_busy": "busy",
    "error_audio_error": "busy",
    "error_too_many_requests": "busy",
    "error_speech_recognizer_already_active": "busy",
}
"""What the plugin's codes mean. After a silence, or where the system has let go, another
session is no trouble. All others are ``failed``."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was heard in this session so far."""

    text: str
    final: bool


@dataclass(frozen=True, slots=True)
class Loud:
    """How loud it is, in dBFS."""

    level: float


@dataclass(frozen=True, slots=True)
class Over:
    """The session is over; without trouble another may begin."""

    trouble: Trouble


Event = Said | Loud | Over


def offered(page: ft.Page) -> bool:
    """Tell whether this may be a phone with a recogniser, in the app made for phones."""
    return in_phone_app(page) and find_spec(_PACKAGE) is not None


class PhoneRecogniser:
    """Lives as long as its window; one session at a time."""

    def __init__(self, page: ft.Page, tell: Callable[[Event], object]) -> None:
        """Ask nothing yet.

        Args:
            page: The window; `offered` there.
            tell: Hears of every event, on the window's loop.
        """
        self._page = page
        self._tell = tell
        self._package: Any = None
        self._stt: Any = None
        self._android = page.platform is ft.PagePlatform.ANDROID
        self._locale = ""
        self._never: Trouble = ""
        self._listens = False
        self._session = 0
        self._begun: asyncio.Future[Trouble] | None = None
        self._asides = Asides()

    async def ready(self, language: str) -> Trouble:
        """Make sure that it hears a language, and on this phone alone; may ask its person.

        Args:
            language: ISO 639-1 code.
        """
        if not self._never:
            try:
                trouble = await self._ready(language)
            except Exception:  # whatever it is: a recorder can take over
                log.exception("phone-recogniser-not-ready")
                trouble = "failed"
            if trouble != "not_alone":
                return trouble
            self._never = trouble
        return self._never

    async def listen(self) -> Trouble:
        """Begin a session; only after `ready`."""
        begun = self._begun = asyncio.get_running_loop().create_future()
        self._session += 1
        self._listens = True
        trouble: Trouble
        try:
            async with asyncio.timeout(_BEGIN_S):
                await self._stt.listen(
                    locale_id=self._locale,
                    on_device=True,
                    listen_mode="dictation",
                    auto_punctuation=True,
                )
                trouble = await begun
        except TimeoutError:  # the plugin says nothing where another session goes on
            trouble = "busy"
        except Exception:  # the same
            log.exception("phone-recogniser-not-begun")
            trouble = "failed"
        if trouble:
            await self.cancel()
        return trouble

    async def stop(self) -> None:
        """Hear no more; the last words come, then `Over`."""
        await self._quietly(self._stt.stop())

    async def cancel(self) -> None:
        """Hear no more and say nothing more."""
        self._listens = False
        await self._quietly(self._stt.cancel())

    async def _ready(self, language: str) -> Trouble:
        async with asyncio.timeout(_ASK_S):
            if self._android and await self._android_version() < _ASKED_FROM:
                return "not_alone"
        self._package = import_module(_PACKAGE)
        stt = self._stt = self._stt or self._made()
        async with asyncio.timeout(_PROMPT_S):
            if not await self._allowed():
                return "refused"
        try:
            async with asyncio.timeout(_ASK_S):
                known = [str(one["id"]) for one in await stt.locales()]
        except TimeoutError:
            return "not_alone"
        own = str((await stt.system_locale())["id"])
        self._locale = _fitting(language, (own, *known))
        if not self._locale:
            return "language"
        alone = self._android or _hears_alone(self._locale)
        return "" if alone else "not_alone"

    async def _allowed(self) -> bool:
        """Ask for the permissions; tell whether they were given.

        Raises:
            SttError: If they were, and it cannot work all the same.
        """
        try:
            if await self._stt.initialize():
                return True
        except self._package.SttError:
            if await self._stt.has_permission():
                raise
            return False
        raise self._package.SttError

    async def _android_version(self) -> int:
        info = await self._page.get_device_info()
        return info.version.sdk if isinstance(info, ft.AndroidDeviceInfo) else 0

    def _made(self) -> Any:  # noqa: ANN401  # the package is not here on every machine
        return self._package.FletStt(
            on_result=self._on_result,
            on_error=self._on_error,
            on_status=self._on_status,
            on_sound_level=self._on_sound_level,
        )

    def _on_result(self, event: ft.ControlEvent) -> None:
        if self._listens:
            result = self._package.SttResult(event)
            self._tell(Said(result.text, result.final))

    def _on_sound_level(self, event: ft.ControlEvent) -> None:
        if self._listens:
            level = self._package.SttSoundLevel(event).level
            self._tell(Loud(_dbfs(level) if self._android else level))

    def _on_status(self, event: ft.ControlEvent) -> None:
        status = self._package.SttStatus(event)
        if status.listening and not self._listens:  # it began after nobody wanted it any more
            self._asides.begin(self.cancel())
        elif status.listening and self._begun and not self._begun.done():
            self._begun.set_result("")
        elif status.done:
            asyncio.get_running_loop().call_later(_GRACE_S, self._over, self._session, "")

    def _on_error(self, event: ft.ControlEvent) -> None:
        code = self._package.SttErrorData(event).error
        trouble = _TROUBLES.get(code, "failed")
        log.info("phone-recogniser-stopped code=%s", code)
        if trouble == "not_alone":
            self._never = trouble
        self._over(self._session, trouble)

    def _over(self, session: int, trouble: Trouble) -> None:
        if not self._listens or session != self._session:
            return
        self._listens = False
        if self._begun and not self._begun.done():
            self._begun.set_result(trouble or "busy")
        else:
            self._tell(Over(trouble))

    async def _quietly(self, asked: Awaitable[None]) -> None:
        with suppress(self._package.SttError, RuntimeError, TimeoutError):
            await asyncio.wait_for(asked, _BEGIN_S)


def _hears_alone(locale: str) -> bool:
    from app.apple_speech import hears_alone  # noqa: PLC0415  # iPhones alone need C

    return hears_alone(locale)


def _fitting(language: str, locales: Iterable[str]) -> str:
    """Return the first locale of a language; empty for none."""
    return next((one for one in locales if _language(one) == language), "")


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()


def _dbfs(level: float) -> float:
    share = (level - _ANDROID_FAINTEST) / (_ANDROID_LOUDEST - _ANDROID_FAINTEST)
    return _FAINTEST + min(max(share, 0.0), 1.0) * (_LOUDEST - _FAINTEST)
