"""Errors of taking everything out, and of bringing it back.

RapportError
└── ArchiveError             nothing was changed
    ├── NothingToTakeError       nobody has used this notebook yet
    ├── NotAnArchiveError        the file is something else, or not there
    ├── DamagedArchiveError      cut off or altered; `place` says where it was noticed
    ├── NewerArchiveError        a later version of Rapport wrote it
    ├── HugeArchiveError         it would unpack to more than anybody has written
    └── NotEmptyError            somebody uses this notebook already
"""

from sync.core.errors import RapportError


class ArchiveError(RapportError):
    """Everything could not be taken out, or not be brought back; nothing was changed."""

    key = "archive.error.archive"


class NothingToTakeError(ArchiveError):
    """Nobody has used this notebook yet."""

    key = "archive.error.nothing"


class NotAnArchiveError(ArchiveError):
    """The file is no archive of Rapport, or cannot be opened."""

    key = "archive.error.foreign"


class DamagedArchiveError(ArchiveError):
    """The archive is not as it was written."""

    key = "archive.error.damaged"


class NewerArchiveError(ArchiveError):
    """A later version of Rapport wrote the archive."""

    key = "archive.error.newer"


class HugeArchiveError(ArchiveError):
    """The archive claims to hold more than there is any reason to."""

    key = "archive.error.huge"


class NotEmptyError(ArchiveError):
    """Somebody uses this notebook already: nothing is written over."""

    key = "archive.error.not_empty"
