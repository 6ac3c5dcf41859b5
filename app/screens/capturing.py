"""One note being written: what is on the form, and what its buttons do."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

import flet as ft

from app.commands.capture import file_with_photos, unfile_capture
from app.commands.kept import Moved, keep_to_oneself, move_back
from app.commands.undo import Affected
from app.commands.visits import CustomerAbsentError
from app.filing import copied_photos, photos_of
from app.hooks import App
from app.i18n.catalog import Catalog
from app.photos import MOST
from app.photos import read as read_photos
from app.photos import written as written_photos
from app.queries.capture import DRAFT_PREFIX, CaptureStart
from app.screens.capture_form import CaptureForm, planned_at
from app.screens.drafts import DRAFTS, DraftKeeper
from app.screens.going import close, go
from app.screens.problems import problem_words
from app.widgets.snack import snackbar, undo_snackbar
from sync.client.file_folder import Copied
from sync.client.writer import Writer
from sync.core.errors import RapportError

_AWAY = frozenset(
    {
        ft.AppLifecycleState.HIDE,
        ft.AppLifecycleState.INACTIVE,
        ft.AppLifecycleState.PAUSE,
        ft.AppLifecycleState.DETACH,
    }
)


@ft.observable
@dataclass(eq=False)
class Capturing:
    """Lives as long as the sheet; assigning a field redraws it.

    Attributes:
        step: Whether the next step has room.
        over: What covers a part of the form: ``search``, ``calendar``, ``camera`` or nothing.
        missing: What to do when Save was tapped without a customer.
        problem: Why something could not be saved; empty when all is well.
        topic: What beside words has room: one of `capture_more.TOPICS`, or nothing.
        wanted: Words that a product's name has to hold.
    """

    app: App
    words: Catalog
    start: CaptureStart
    keeper: DraftKeeper
    form: CaptureForm
    step: bool = False
    over: str = ""
    missing: str = ""
    problem: str = ""
    saving: bool = False
    topic: str = ""
    wanted: str = ""
    _photos: asyncio.Lock = field(default_factory=asyncio.Lock)
    _coming: int = 0

    def edit(self, name: str, value: str) -> None:
        """Write one field of the form."""
        self._show(replace(self.form, **{name: value}))

    def toggle(self, name: str, record_id: str) -> None:
        """Put an id into one of the form's lists, or take it out."""
        self.edit(name, self.form.toggled(name, record_id))

    def open_topic(self, topic: str) -> None:
        """Give a topic beside the words room, or take it back."""
        self.wanted = ""
        self.topic = "" if self.topic == topic else topic

    def narrow(self, wanted: str) -> None:
        """Look for a product among many."""
        self.wanted = wanted

    async def add_photos(self, files: Sequence[ft.FilePickerFile]) -> None:
        """Keep picked photos with the draft; what is none of them is said, the rest kept."""
        self.problem, self._coming = "", self._coming + 1
        try:
            async with self._photos:
                await self._add(files)
        finally:
            self._coming -= 1

    async def _add(self, files: Sequence[ft.FilePickerFile]) -> None:
        folder, photos = photos_of(self.app.runtime), read_photos(self.form.photos)
        for file in files[: MOST - len(photos)]:
            source = Path(file.path) if file.path and not file.bytes else bytes(file.bytes or b"")
            new_id = self.app.runtime.replica.new_id()
            try:
                photo = await asyncio.to_thread(folder.keep, new_id, file.name, source)
            except RapportError as error:
                self.fail(error)
                continue
            photos = (*read_photos(self.form.photos), photo)
            self.edit("photos", written_photos(photos))
        if len(files) > MOST - len(photos) and len(photos) == MOST:
            self.problem = self.words.t("photo.most", count=MOST)

    async def take_photo(self, data: bytes) -> None:
        """Keep what the camera took with the draft, and show the form again."""
        self.over = ""
        taken = ft.FilePickerFile(0, f"photo-{self.app.runtime.now():%H-%M-%S}.jpg", len(data))
        taken.bytes = data
        await self.add_photos([taken])

    def drop_photo(self, photo_id: str) -> None:
        """Take a photo off the note; its bytes go at the next start."""
        left = [one for one in read_photos(self.form.photos) if one.id != photo_id]
        self.edit("photos", written_photos(left))

    def pick(self, account_id: str, account: str) -> None:
        """Say which customer it is about."""
        self.over = self.missing = ""
        planned_id = planned_at(self.start.guesses, account_id)
        self._show(self.form.about(account_id, account, planned_id))

    def pick_day(self, day: date) -> None:
        """Say when the next step is due."""
        self.over = ""
        self.edit("due_on", day.isoformat())

    def toggle_step(self) -> None:
        """Give the next step room, or take it back."""
        self.step = not self.step

    def cover(self, over: str) -> None:
        """Open the search or the calendar, or close either with nothing."""
        self.over = over

    def fail(self, error: RapportError) -> None:
        """Say why something could not be saved."""
        self.problem = problem_words(self.words, error)

    async def leave(self) -> None:
        """Close the sheet; the words stay as a draft.

        Words that cannot be kept hold the sheet open once, to be seen.
        """
        warned = bool(self.problem)
        if await self.keeper.flush() or warned:
            await close()

    async def save(self) -> None:
        """File the note, close the sheet and offer the way back.

        A photo that is still on its way comes along; one that cannot be kept is said first.
        """
        if self.saving:
            return
        if not self.form.has_customer:
            self.missing = self.words.t("capture.no_customer")
            return
        self.saving, said = True, self.problem
        try:
            copied = await self._copied()
            if self.problem not in ("", said):
                return
            done, fields = await self.keeper.file(partial(self._file, copied))
        except RapportError as error:
            if isinstance(error, CustomerAbsentError):
                self.pick("", "")  # their drafts went with them: this one is nobody's now
            self.fail(error)
            return
        finally:
            self.saving = self.keeper.filed
        await self._say_saved(done, fields)

    async def keep_to_oneself(self) -> None:
        """Keep the words on this device alone, close the sheet and offer the way back."""
        if self.saving or not self.form.draft():
            return
        self.saving = True
        page = ft.context.page
        try:
            async with self._photos:
                moved = await self.keeper.file(self._keep)
        except RapportError as error:
            self.fail(error)
            return
        finally:
            self.saving = self.keeper.filed
        await close()
        self.app.runtime.announce({DRAFTS})
        wide, undo = self.app.state.wide, partial(self._write_on, page, moved)
        said = self.words.t("kept.kept")
        page.show_dialog(undo_snackbar(said, self.words.t("common.undo"), undo, wide=wide))

    async def on_key(self, event: ft.KeyboardEvent) -> None:
        """Save or leave by keyboard."""
        if event.key == "Escape":
            await self.leave()
        elif event.key == "Enter" and (event.ctrl or event.meta):
            await self.save()

    async def on_lifecycle(self, event: ft.AppLifecycleStateChangeEvent) -> None:
        """Keep the words when the app goes out of sight."""
        if event.state in _AWAY:
            await self.keeper.flush()

    async def _copied(self) -> Mapping[str, Copied]:
        """Return copies of the form's photos by their ids, once none is on its way any more."""
        copied: dict[str, Copied] = {}
        while True:
            async with self._photos:
                photos = read_photos(self.form.photos)
                new = [photo for photo in photos if photo.id not in copied]
                found = await copied_photos(self.app.runtime, new)
                copied |= {photo.id: copy for photo, copy in found}
            if not self._coming:
                return copied

    def _file(
        self, copied: Mapping[str, Copied], writer: Writer
    ) -> tuple[Affected, Mapping[str, str]]:
        """File the form as it is when the device is ready to write, not when Save was tapped."""
        written = self.form
        photos = read_photos(written.photos)
        done = file_with_photos(
            writer,
            written.log(self.start.guesses),
            self.keeper.key,
            self.app.runtime.replica,
            [(photo, copied[photo.id]) for photo in photos if photo.id in copied],
        )
        return done, written.draft()

    def _keep(self, writer: Writer) -> Moved:
        return keep_to_oneself(writer, self.keeper.key, self.form.draft())

    async def _say_saved(self, done: Affected, fields: Mapping[str, str]) -> None:
        page = ft.context.page
        await close()
        wide = self.app.state.wide
        said = self.words.t("capture.saved_here" if wide else "capture.saved")
        take_back = partial(self._take_back, page, done, fields)
        page.show_dialog(undo_snackbar(said, self.words.t("common.undo"), take_back, wide=wide))

    async def _take_back(self, page: ft.Page, done: Affected, fields: Mapping[str, str]) -> None:
        command = partial(unfile_capture, done=done, draft_key=self.keeper.key, fields=fields)
        if await self._undone(page, command) and fields and "/capture" not in (page.route or ""):
            await go(f"/capture?draft={self.keeper.key}")

    async def _write_on(self, page: ft.Page, moved: Moved) -> None:
        undone = await self._undone(page, partial(move_back, moved=moved))
        if undone and "/capture" not in (page.route or ""):
            await go(f"/capture?draft={moved.origin}")

    async def _undone(self, page: ft.Page, command: Callable[[Writer], object]) -> bool:
        """Tell whether words are a draft again; say why where they are not."""
        try:
            await self.app.runtime.run(command)
        except RapportError as error:
            said = problem_words(self.words, error)
            page.show_dialog(snackbar(said, wide=self.app.state.wide))
            return False
        self.app.runtime.announce({DRAFTS})
        return True

    def _show(self, form: CaptureForm) -> None:
        self.form = form
        self.keeper.put(form.draft())


def begin(app: App, words: Catalog, start: CaptureStart, new: CaptureForm) -> Capturing:
    """Return a note to go on with, or a new one.

    Args:
        app: The runtime and the window.
        words: The language.
        start: What it starts from.
        new: The form as it opens.
    """
    new_key = f"{DRAFT_PREFIX}{app.runtime.replica.now_ms()}"
    keeper = DraftKeeper(app.runtime, start.draft.key if start.draft else new_key)
    capturing = Capturing(app, words, start, keeper, new)
    keeper.on_problem = capturing.fail
    return capturing
