"""File recordings: the sound into the replica's files, the rest into its records.

Where a phone's own recogniser heard, which leaves no sound, its words are filed.

A recording lies in the folder until its note is committed, and is removed only
then: whatever ends the program in between, it is filed once, at the next start
at the latest. What a person throws away is marked so, can be taken back while
the message about it stands, and is gone for good after that; at the latest when
the app starts again.
"""

import asyncio
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.commands.recordings import file_recording, file_words, name_rightly
from app.commands.undo import Affected, undo
from app.photos import Photo, PhotoFolder
from app.photos import read as read_photos
from app.queries import team
from app.queries.drafts import drafts
from app.runtime import BOOKKEEPING, Runtime
from app.speech import wav
from app.speech.folder import About, Recording, RecordingFolder
from app.speech.heard import Heard
from sync.client.file_folder import Copied
from sync.client.files import copy_in, path_of
from sync.core.errors import RapportError, StoreError
from sync.store.engine import explained

log = logging.getLogger(__name__)

FOLDER = "recordings"
_EVERY = 10_000
SHORTEST_MS = 400
"""What is shorter holds no word: a slip of the thumb."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A recording that has become a note.

    Attributes:
        about: What it was filed as.
        length_ms: Of its sound, in milliseconds; 0 where there is none.
        done: What was written.
        heard: Its words, where a phone's own recogniser heard them and left no sound; names
            are set right in them by `set_names_right`.
    """

    about: About
    length_ms: int
    done: Affected
    heard: Heard | None = None


def folder_of(runtime: Runtime) -> RecordingFolder:
    """Return the folder of recordings that are not filed yet."""
    return RecordingFolder(runtime.folder / FOLDER)


def photos_of(runtime: Runtime) -> PhotoFolder:
    """Return the folder of photos whose notes are not saved yet."""
    return PhotoFolder(runtime.folder)


async def begin(runtime: Runtime, about: About) -> Recording:
    """Say what a recording will be about, and where its sound goes.

    Raises:
        StoreError: If it cannot be written.
    """
    recording_id = runtime.replica.new_id()
    return await asyncio.to_thread(folder_of(runtime).begin, recording_id, about)


async def file(runtime: Runtime, recording: Recording) -> Filed | None:
    """File a recording and remove it from the folder; again does nothing more.

    Returns:
        What was filed; None when there is no word in it, or it was filed before.

    Raises:
        RapportError: If it cannot be filed; it stays in the folder, for `file_again`.
    """
    runtime.unfiled.pop(recording.id, None)
    try:
        filed = await asyncio.to_thread(_file, runtime, recording)
    except RapportError:
        runtime.unfiled[recording.id] = recording
        raise
    if filed:
        runtime.announce({*(written.kind for written in filed.done.written), BOOKKEEPING})
        runtime.nudge()
    return filed


async def set_names_right(runtime: Runtime, filed: Filed) -> None:
    """Set names right in words that are filed; those of a sound are not there yet."""
    note_id, heard = filed.done.id, filed.heard
    if heard is None:
        return
    try:
        right = await runtime.dictation.set_right(runtime.replica, note_id, heard)
        if right.corrections:
            command = partial(name_rightly, note_id=note_id, heard=heard, right=right)
            await runtime.run(command)
    except Exception:  # words with names heard wrong are better than none
        log.exception("names-not-set-right note=%s", note_id)


async def throw_away(runtime: Runtime, recording: Recording) -> Recording:
    """Mark a recording as thrown away: it can be taken back for a while.

    Raises:
        StoreError: If that cannot be written.
    """
    return await asyncio.to_thread(folder_of(runtime).tell, recording, thrown=True)


async def take_back(runtime: Runtime, filed: Filed) -> Recording:
    """Undo the filing of a recording; its sound is in the folder again, as thrown away.

    Raises:
        RapportError: If it cannot be undone; it stays filed.
    """
    recording = await asyncio.to_thread(_bring_back, runtime, filed)
    await runtime.run(lambda writer: undo(writer, filed.done))
    return recording


async def forget(runtime: Runtime, recording: Recording) -> None:
    """Remove a recording for good.

    Raises:
        StoreError: If it cannot be removed.
    """
    await asyncio.to_thread(folder_of(runtime).remove, recording.id)


async def file_left_behind(runtime: Runtime) -> tuple[Filed, ...]:
    """File what an earlier run of the app has left in the folder; call it before any other.

    What cannot be filed stays there for the next time; so does what another person
    has recorded, who has signed out since.

    Returns:
        What was filed, oldest first.
    """
    try:
        me = await runtime.ask(team.me)
        left = await asyncio.to_thread(folder_of(runtime).all)
    except StoreError as error:
        log.warning("recordings-not-read error=%s", type(error).__name__)
        return ()
    return await _all_filed(runtime, me, left)


async def file_again(runtime: Runtime) -> tuple[Filed, ...]:
    """File what could not be filed since the app was started.

    Returns:
        What was filed, oldest first; the rest stays for the next time.

    Raises:
        StoreError: If nobody can say who is signed in.
    """
    if not runtime.unfiled:
        return ()
    me = await runtime.ask(team.me)
    left, runtime.unfiled = tuple(runtime.unfiled.values()), {}
    return await _all_filed(runtime, me, left)


async def _all_filed(
    runtime: Runtime, me: team.Me | None, left: Sequence[Recording]
) -> tuple[Filed, ...]:
    filed = []
    for recording in left:
        if me is None or recording.about.user_id not in ("", me.id):
            continue
        try:
            if recording.about.thrown:
                await forget(runtime, recording)
            elif found := await file(runtime, recording):
                filed.append(found)
        except RapportError as error:
            log.warning("recording-not-filed id=%s error=%s", recording.id, type(error).__name__)
    return tuple(filed)


async def copied_photos(
    runtime: Runtime, photos: Sequence[Photo]
) -> tuple[tuple[Photo, Copied], ...]:
    """Copy the photos of a draft to where they are kept, to be attached at once.

    Raises:
        StoreError: If there is no room, or one is not there any more.
    """

    def copy(photo: Photo) -> tuple[Photo, Copied]:
        path = photos_of(runtime).path(photo.id)
        with explained(path), path.open("rb") as file:
            return photo, copy_in(runtime.replica, file)

    return await asyncio.to_thread(lambda: tuple(copy(photo) for photo in photos))


async def tidy_photos(runtime: Runtime) -> None:
    """Let go of the photos that no draft names; before any window can make a new one."""
    try:
        left = await runtime.ask(partial(drafts, prefix="", limit=_EVERY))
        named = [photo.id for draft in left for photo in read_photos(draft.fields)]
        await asyncio.to_thread(photos_of(runtime).tidy, named)
    except StoreError as error:
        log.warning("photos-not-tidied error=%s", type(error).__name__)


def _file(runtime: Runtime, recording: Recording) -> Filed | None:
    heard = folder_of(runtime).heard(recording.id)
    length_ms = wav.mend(recording.sound) if recording.sound.exists() else 0
    done = None
    if heard:
        with runtime.replica.transaction() as writer:
            done = file_words(writer, recording.id, recording.about, heard)
    elif length_ms >= SHORTEST_MS:
        with explained(recording.sound), recording.sound.open("rb") as sound:
            copied = copy_in(runtime.replica, sound)
        with runtime.replica.transaction() as writer:
            done = file_recording(runtime.replica, writer, recording.id, recording.about, copied)
    folder_of(runtime).remove(recording.id)
    return Filed(recording.about, length_ms, done, heard) if done else None


def _bring_back(runtime: Runtime, filed: Filed) -> Recording:
    """Copy the sound of a note, or its words, into the folder, as a recording of its own."""
    thrown = replace(filed.about, thrown=True)
    recording = folder_of(runtime).begin(runtime.replica.new_id(), thrown)
    if filed.heard:
        folder_of(runtime).hear(recording.id, filed.heard)
        return recording
    sound = next(one for one in filed.done.written if one.kind == "attachment")
    path = path_of(runtime.replica, str(sound.after["sha256"]))
    if path:
        with explained(recording.sound):
            shutil.copyfile(path, recording.sound)
    return recording
