"""Photos of a note that is not saved yet: on this device alone, until it is.

They lie in a folder of their own, named by the draft that holds them; saving the note
copies them to the files that are sent. What no draft names goes at the next start, and
not before: "Undo" makes a draft of a saved note again.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from app.pictures import HEAD, mime_of
from sync.core.errors import RapportError
from sync.store.engine import explained

FOLDER: Final = "photos"
FIELD: Final = "photos"
"""The field of a draft that names them; JSON as `written` makes it."""
MAX_BYTES: Final = 25 * 1024 * 1024
"""What the camera of any phone makes fits in; it is sent on a phone's line."""
MOST: Final = 10
"""Photos of one note."""


class PhotoTooLargeError(RapportError):
    """It has more bytes than one sends on a phone's line."""

    key = "error.photo_too_large"


class NoPhotoError(RapportError):
    """It is no picture, whatever its name says."""

    key = "error.no_photo"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a note that is not saved yet.

    Attributes:
        id: Its name in the folder.
        name: As the person knows it, such as ``shelf.jpg``.
        mime: What its bytes are.
        size: How many they are.
    """

    id: str
    name: str
    mime: str
    size: int


class PhotoFolder:
    """The photos of one person's drafts.

    Args:
        folder: Where they lie; made with the first one.
    """

    def __init__(self, folder: Path) -> None:
        """Take a person's folder."""
        self._folder = folder / FOLDER

    def keep(self, photo_id: str, name: str, source: Path | bytes) -> Photo:
        """Copy a picked file in, so that it outlives a power cut.

        Raises:
            PhotoTooLargeError: If it is too large.
            NoPhotoError: If it is no picture.
            StoreError: If there is no room for it.
        """
        with explained(self._folder):
            size = len(source) if isinstance(source, bytes) else source.stat().st_size
            if size > MAX_BYTES:
                raise PhotoTooLargeError(size=_mb(size), most=_mb(MAX_BYTES))
            data = source if isinstance(source, bytes) else source.read_bytes()
            mime = mime_of(data[:HEAD])
            if not mime:
                raise NoPhotoError(name=name)
            self._folder.mkdir(parents=True, exist_ok=True)
            with self.path(photo_id).open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        return Photo(photo_id, name[-200:], mime, size)

    def path(self, photo_id: str) -> Path:
        """Return where a photo lies."""
        return self._folder / Path(photo_id).name

    def tidy(self, named: Iterable[str]) -> None:
        """Remove what no draft names any more; call it when the app starts.

        Raises:
            StoreError: If it cannot be removed.
        """
        kept = set(named)
        with explained(self._folder):
            for path in self._folder.glob("*"):
                if path.name not in kept:
                    path.unlink()


def written(photos: Iterable[Photo]) -> str:
    """Return photos as a draft keeps them; empty for none."""
    listed = [asdict(photo) for photo in photos]
    return json.dumps(listed) if listed else ""


def read(fields: Mapping[str, str] | str) -> tuple[Photo, ...]:
    """Return the photos of a draft, or of what `written` made."""
    said = fields if isinstance(fields, str) else fields.get(FIELD, "")
    return tuple(Photo(**one) for one in json.loads(said or "[]"))


def _mb(size: int) -> int:
    return round(size / (1024 * 1024))
