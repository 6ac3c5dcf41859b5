"""Hold, speak, let go: one recording of a window, from the first touch until it is filed."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

import flet as ft
from flet.components.hooks.use_context import ContextProvider

from app import filing
from app.ears import Ears
from app.hooks import App
from app.i18n.catalog import Catalog
from app.platforms import on_phone
from app.queries.guess import Guess, likely, whose
from app.recording import Ended
from app.screens.going import close, go, open_deal
from app.screens.recording_after import After
from app.screens.recording_view import Phase, Slide, Spoken
from app.speech.folder import About, Recording
from app.widgets.buttons import Hold
from app.widgets.handlers import Press
from sync.core.errors import StoreError

_OFFERED = 4
_TOUCH_S = 0.25
"""How long a finger lies still before it speaks: a tap is shorter. What the device calls
a hold takes half a second; two words are said by then."""
_SLIP_S = 0.15
"""A hold that ends so soon after it began was meant to go on without the finger; so is
that of a screen reader, which begins and ends at once."""
_SLIDE = 72.0
"""Logical pixels a finger slides to throw away or to let go: the button's own width."""
_DRAWN_S = 0.1
_State = ft.AppLifecycleState
_AWAY = (_State.HIDE, _State.PAUSE, _State.DETACH)


@ft.observable
@dataclass(eq=False)
class Speaking:
    """Lives as long as its window; assigning a field redraws the sheet.

    Attributes:
        phase: What the sheet shows; empty while it is closed.
        where: The view the sheet lies over.
        held: Whether a finger holds the button.
        to: The customer it will be filed to.
        known: Likely customers.
        searching: Whether the search for another is open.
        drawn_s: When the level was drawn last.
        answers_id: The note whose question it answers; empty for none.
    """

    app: App
    words: Catalog
    page: ft.Page
    phase: Phase = ""
    where: str = ""
    held: bool = False
    slide: Slide = ""
    to: Guess | None = None
    known: tuple[Guess, ...] = ()
    searching: bool = False
    drawn_s: float = 0.0
    form: str = "visit"
    answers_id: str = ""
    _recording: Recording | None = None
    _telling: asyncio.Lock = field(default_factory=asyncio.Lock)
    _touch: asyncio.Task[None] | None = None
    _drawing: asyncio.TimerHandle | None = None
    _held_s: float = 0.0
    _unwanted: bool = False
    _after: After = field(init=False)
    _ears: Ears | None = None

    def __post_init__(self) -> None:
        """Say what becomes of it in the same window."""
        self._after = After(self.app, self.words, self.page)

    @property
    def ears(self) -> Ears:
        """What the window hears with, made when it is first needed."""
        if self._ears is None:
            self._ears = Ears(self.page, self, filing.folder_of(self.app.runtime).hear)
        return self._ears

    # the finger

    def speak_over(self, where: str, form: str) -> Press:
        """Return what a button does that begins to record over a view."""

        async def speak() -> None:
            await self.begin(where, form=form)

        return speak

    def hold_over(self, where: str) -> Hold:
        """Return what a finger on a view's capture button does."""
        return Hold(
            touch=partial(self.touched, where),
            leave=self.left,
            hold=partial(self.holds, where),
            slide=self.slid,
            release=self.released,
        )

    def touched(self, where: str) -> None:
        """Begin when the finger stays."""
        self._held_s = 0.0

        async def stays() -> None:
            await asyncio.sleep(_TOUCH_S)
            await self.begin(where, held=True)

        self._touch = asyncio.create_task(stays())

    async def left(self) -> None:
        """Forget a touch that was a tap, or a swipe."""
        if self._touch and not self._touch.done() and not self.phase:
            self._touch.cancel()
        if self.held and not self._held_s:
            await self._drop()

    async def holds(self, where: str) -> None:
        """Know that the finger stays."""
        self._held_s = _now()
        if not self.phase:
            if self._touch:
                self._touch.cancel()
            await self.begin(where, held=True)

    def slid(self, right: float, down: float) -> None:
        """Follow the finger: far left throws away, far up goes on without it."""
        if not self.held:
            return
        if down < -_SLIDE and -down > abs(right):
            self.held, self.slide = False, ""
            return
        slide: Slide = "away" if right < -_SLIDE else ""
        if slide != self.slide:
            self.slide = slide

    async def released(self) -> None:
        """Save; or throw away where the finger has slid to; or go on when it was short."""
        held, self._held_s = _now() - self._held_s, 0.0
        if not self.held:
            return
        self.held = False
        if self.slide == "away":
            await self.cancel()
        elif self.phase == "speaking" and held >= _SLIP_S:
            await self.finish(released=True)

    # what can be done

    async def begin(
        self, where: str, *, held: bool = False, form: str = "visit", answers_id: str = ""
    ) -> None:
        """Open the sheet over a view and record.

        Args:
            where: The view.
            held: Whether a finger holds the button.
            form: ``visit`` or ``call``.
            answers_id: The note whose question it answers; empty for none.
        """
        if self.phase not in ("", "refused", "no_microphone"):
            return
        self.phase, self.where, self.held, self.form = "starting", where, held, form
        self.answers_id = answers_id
        self.slide, self.searching, self._unwanted = "", False, False
        runtime = self.app.runtime
        try:
            await self._guess()
            self._recording = await filing.begin(runtime, self._about())
            began = await self.ears.begin(self._recording, self.app.state.settings)
            if not began:
                await self._forget()
        except StoreError as error:
            self._close()
            self._after.fail(error)
            return
        if began:
            self.phase = "speaking"
            if not self.ears.alone:
                runtime.dictation.warm()
        else:
            self.held, self.phase = False, self.ears.problem or "no_microphone"
        if self._unwanted:
            await self._drop()

    async def finish(self, why: Ended | None = None, *, released: bool = False) -> None:
        """Save what was said, close the sheet and offer the way back.

        Args:
            why: Why it ended by itself.
            released: A finger was lifted.
        """
        recording = await self._end(released=released)
        if recording:
            await self._after.file(recording, why)
            if "/capture" in self.where:
                await close()  # what was typed there stays as a draft

    async def save(self) -> None:
        """Save what was said: the button."""
        await self.finish()

    async def cancel(self) -> None:
        """Throw away what was said, with a way back; or leave when nothing is heard."""
        if self.phase in ("refused", "no_microphone", "starting"):
            self._unwanted = True
            if self.phase != "starting":
                self._close()
            return
        recording = await self._end()
        if recording:
            await self._after.throw_away(recording, timedelta(milliseconds=self.ears.length_ms))

    async def pause(self) -> None:
        """Stop listening for a while, or go on."""
        if self.phase in ("speaking", "paused"):
            self.phase = "paused" if self.phase == "speaking" else "speaking"
            await self.ears.pause()

    async def pick(self, account_id: str, name: str) -> None:
        """File it to another customer; a new one has no id yet."""
        own = next((g for g in self.known if account_id and g.account_id == account_id), None)
        self.to = own or Guess(account_id, name, "")
        self.searching, self.answers_id = False, ""
        async with self._telling:
            if self._recording is None:
                return
            tell = filing.folder_of(self.app.runtime).begin
            about = replace(self._about(), at_ms=self._recording.about.at_ms)
            try:
                self._recording = await asyncio.to_thread(tell, self._recording.id, about)
            except StoreError as error:
                self._after.fail(error)

    async def again(self) -> None:
        """Try once more to have the microphone."""
        await self.begin(self.where, form=self.form, answers_id=self.answers_id)

    async def write(self) -> None:
        """Type instead."""
        self._close()
        await go("/capture")

    async def on_key(self, event: ft.KeyboardEvent) -> None:
        """Save, or throw away, by keyboard."""
        if event.key == "Escape":
            if self.searching:
                self.searching = False
            else:
                await self.cancel()
        elif event.key in ("R", "Enter") and not self.searching:
            await self.finish()

    async def on_lifecycle(self, event: ft.AppLifecycleStateChangeEvent) -> None:
        """Keep what was said when a phone shows something else, or is locked.

        What only begins is not wanted then; a desktop's page in the background hears on. Who
        comes back may have made room for what could not be saved.
        """
        if event.state == _State.RESUME:
            await self._after.file_again()
        elif on_phone(self.page) and event.state in _AWAY:
            self._unwanted = self._unwanted or self.phase == "starting"
            await self.finish("left")

    # what the microphone says

    def told(self) -> None:
        """Draw the level; not more often than an eye follows, and never miss the last one."""
        wait_s = self.drawn_s + _DRAWN_S - _now()
        if wait_s <= 0:
            self._draw()
        elif self._drawing is None:
            self._drawing = asyncio.get_running_loop().call_later(wait_s, self._draw)

    def ended(self, why: Ended) -> None:
        """Keep what was said; a pause ends nothing while a finger holds."""
        if not (why == "pause" and self.held):
            self._after.asides.begin(self.finish(why))

    def view_closed(self) -> None:
        """Keep what was said when the view beneath is gone; what only begins is not wanted."""
        self._unwanted = self._unwanted or self.phase == "starting"
        if self.phase in ("speaking", "paused"):
            self._after.asides.begin(self.finish())

    def spoken(self, picker: ft.Control | None) -> Spoken:
        """Return what the sheet shows now."""
        others = tuple(g for g in self.known if not self.to or g.account_id != self.to.account_id)
        return Spoken(
            phase=self.phase,
            held=self.held,
            slide=self.slide,
            levels=self.ears.levels,
            length=timedelta(milliseconds=self.ears.length_ms),
            to=self.to,
            others=others,
            picker=picker,
            browser=bool(self.page.web),
            alone=self.ears.alone,
            text=self.ears.text,
            instead=self.ears.instead,
        )

    # inside

    def _draw(self) -> None:
        if self._drawing:
            self._drawing.cancel()
        self._drawing = None
        self.drawn_s = _now()

    async def _guess(self) -> None:
        runtime, me = self.app.runtime, self.app.state.me
        if self.answers_id:
            self.to = await runtime.ask(partial(whose, note_id=self.answers_id))
        if self.answers_id and self.to:
            self.known = (self.to,)
            return
        self.known = await runtime.ask(
            partial(
                likely,
                user_id=me.id if me else "",
                now_ms=runtime.replica.now_ms(),
                at=self.app.state.whereabouts,
                limit=_OFFERED,
            )
        )
        self.to = self.known[0] if self.known else None

    def _about(self) -> About:
        me, to = self.app.state.me, self.to
        return About(
            user_id=me.id if me else "",
            at_ms=self.app.runtime.replica.now_ms(),
            form=self.form,
            account_id=to.account_id if to else "",
            account=to.account if to else "",
            deal_id=open_deal(self.page.route or "") if to and to.why == "open" else "",
            planned_id=to.visit_id if to and self.form == "visit" else "",
            answers_id=self.answers_id,
        )

    async def _end(self, *, released: bool = False) -> Recording | None:
        """End the recording and close the sheet; None when another hand did."""
        if self.phase not in ("speaking", "paused"):
            return None
        self.phase = "ending"
        try:
            await self.ears.end(released=released)
        except StoreError as error:
            self._after.fail(error)
        # Only now: until the sheet closes, one may still say whose it is.
        async with self._telling:
            recording, self._recording = self._recording, None
        self._close()
        return recording

    async def _drop(self) -> None:
        """End and forget what nobody meant to begin."""
        self._unwanted = True
        if self.phase == "speaking":
            recording = await self._end()
            if recording:
                await filing.forget(self.app.runtime, recording)
        elif self.phase != "starting":
            self._close()

    async def _forget(self) -> None:
        recording, self._recording = self._recording, None
        if recording:
            await filing.forget(self.app.runtime, recording)

    def _close(self) -> None:
        self.held, self.slide, self.searching, self.phase = False, "", False, ""


SpeakingContext: ContextProvider[Speaking | None] = ft.create_context(None)


def use_speaking() -> Speaking:
    """Return this window's recording; nothing is redrawn when it changes. A hook."""
    speaking = ft.use_context(SpeakingContext)
    if speaking is None:
        msg = "a component that records must stand inside SpeakingContext"
        raise RuntimeError(msg)
    return speaking


def _now() -> float:
    return asyncio.get_running_loop().time()
