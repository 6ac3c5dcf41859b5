"""What can go wrong at the server, and the answer each error becomes.

RapportError (sync.core.errors)
├── GapError          change numbers do not follow on
├── MalformedError    the body is not the message this path expects
├── TooLargeError     the body or batch is beyond the limits
├── TooManyError      asked too often, or guessed too often
├── WrongMethodError  the address is right, the method is not
├── ForbiddenError    the person's role does not allow this
├── EmailTakenError   a colleague signs in with that address
├── WrongHashError    what was sent is another file than it says
├── ConfigurationError    the server cannot start as it was told to
└── ServerFaultError (sync.core.errors)
    ├── StorageAwayError  the place of files cannot be reached
    └── BusyError     another process holds the database, or it cannot be reached
        └── CollisionError    another writer came first: doing it again may work
"""

from sync.core import errors as core
from sync.core.protocol import Problem


class GapError(core.RapportError):
    """The first new change is not the next one the server expects."""

    key = "error.gap"


class MalformedError(core.RapportError):
    """The body is not the message this path expects; `hint` says where."""

    key = "error.malformed"


class TooLargeError(core.RapportError):
    """The body, packed or unpacked, or the batch is larger than allowed."""

    key = "error.too_large"


class TooManyError(core.RapportError):
    """One device or address asked, or guessed, too often; `retry_s` says how long to wait."""

    key = "error.too_many"
    heals = True


class ForbiddenError(core.RapportError):
    """The person's role does not allow this."""

    key = "error.forbidden"


class EmailTakenError(core.RapportError):
    """A colleague in the same team signs in with that address."""

    key = "error.email_taken"


class WrongMethodError(core.RapportError):
    """The address is right, the HTTP method is not."""

    key = "error.wrong_method"


class WrongHashError(core.RapportError):
    """What was sent does not have the SHA-256 it says; it was thrown away."""

    key = "error.wrong_hash"


class ConfigurationError(core.RapportError):
    """The server cannot start as it was told to; `hint` says what to change."""

    key = "error.configuration"


class BusyError(core.ServerFaultError):
    """Another process holds the database for longer than we wait, or it is not there."""

    key = "error.busy"


class CollisionError(BusyError):
    """The transaction was undone, though nothing is wrong with it; do it again."""


class StorageAwayError(core.ServerFaultError):
    """The place where files are kept cannot be reached."""

    key = "error.storage_away"


_ANSWERS: dict[type[core.RapportError], tuple[int, str]] = {
    core.SignedOutError: (401, "Sign in again: this device is not known here (any more)."),
    core.InvitationError: (403, "Ask for a new invitation: this code is wrong, used or too old."),
    core.PasswordError: (
        403,
        "Check the e-mail address and the password: together they fit nobody.",
    ),
    core.OutdatedError: (426, "Update Rapport: device and server are too many versions apart."),
    core.RestoredServerError: (
        409,
        "The server was restored from an older copy: restore the newest one. Devices keep theirs.",
    ),
    core.RecordMissingError: (404, "Nothing of that name is here."),
    core.DiskFullError: (507, "The server's disk is full: free some space there, then try again."),
    core.ReadOnlyError: (507, "The server's data folder is read-only: make it writable."),
    core.DamagedDatabaseError: (500, "The server's database is damaged: restore a backup."),
    core.StoreError: (500, "The server cannot use its disk: ask whoever runs it to look."),
    BusyError: (503, "The server's database is busy: try again in a moment."),
    StorageAwayError: (503, "Files cannot be reached now: try again in a moment."),
    WrongHashError: (422, "This is not the file it says: send it again from its beginning."),
    GapError: (409, "Send from the change the server expects next."),
    MalformedError: (422, "The message is not in the form this address expects."),
    TooLargeError: (413, "Send less at once."),
    TooManyError: (429, "That was too often: wait a while before trying again."),
    WrongMethodError: (405, "This address does not take that HTTP method."),
    EmailTakenError: (409, "A colleague signs in with this e-mail address: use another one."),
    ForbiddenError: (403, "Your role does not allow this."),
}


def status_of(error: core.RapportError) -> int:
    """Return the HTTP status that says this error; 500 for one nobody foresaw."""
    return _answer(error)[0]


def problem_of(error: core.RapportError) -> Problem:
    """Return the body that says this error; a `hint` of its own goes first."""
    return Problem(error.key, str(error.fields.get("hint", _answer(error)[1])))


def _answer(error: core.RapportError) -> tuple[int, str]:
    for kind in type(error).__mro__:
        if kind in _ANSWERS:
            return _ANSWERS[kind]
    return 500, "The server failed; trying again later may help."
