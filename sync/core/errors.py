"""Errors of the sync package.

    RapportError
    ├── StampError            a stamp's text is malformed
    ├── UnknownKindError      no record kind of that name
    ├── StoreError            the local database cannot be used; carries a hint
    │   ├── NewerDatabaseError    written by a later version of Rapport
    │   ├── DamagedDatabaseError  the file is not a sound SQLite database
    │   ├── ReadOnlyError         the folder or file cannot be written
    │   └── DiskFullError         no room left on the device
    ├── RecordMissingError    the record is not in this replica
    ├── RecordExistsError     a new record's id is taken
    ├── RefusedError          the rules do not allow this write
    ├── ViolationError        a value breaks a rule of validation
    └── ServiceError          an exchange with the server failed
        ├── UnreachableError      no connection; heals itself
        ├── UntrustedError        what answers cannot prove that it is the server; heals itself
        ├── SignedOutError        the device's token is not (or no longer) known
        ├── InvitationError       the code is wrong, used up or too old
        ├── PasswordError         e-mail address and password fit nobody
        ├── OutdatedError         client and server are too many versions apart
        ├── RestoredServerError   the server lost what it had taken in
        └── ServerFaultError      the server answered with an error; heals itself

Every error has a `key` (the catalog's name for its sentence) and `fields`
(what fills the sentence), never prose for a person.
"""

import traceback
from typing import ClassVar


def way_of(error: BaseException) -> str:
    """Return where an error came from, for a log; not what it says, which may be people's words."""
    return "".join(traceback.format_tb(error.__traceback__))


class RapportError(Exception):
    """Base of every error this package raises on purpose.

    Attributes:
        key: Name of the sentence in the catalog of the app.
        heals: Whether trying again later can succeed without a person.
        fields: Values for the sentence.
    """

    key: ClassVar[str] = "error.unexpected"
    heals: ClassVar[bool] = False

    def __init__(self, **fields: object) -> None:
        """Keep the fields; the text form is for logs only."""
        self.fields = fields
        super().__init__(" ".join(f"{k}={v}" for k, v in fields.items()))


class StampError(RapportError):
    """A stamp's text is malformed."""

    key = "error.stamp"


class UnknownKindError(RapportError):
    """No record kind has that name in this version."""

    key = "error.unknown_kind"


class StoreError(RapportError):
    """The local database cannot be used."""

    key = "error.store"


class NewerDatabaseError(StoreError):
    """The database was written by a later version of Rapport."""

    key = "error.newer_database"


class DamagedDatabaseError(StoreError):
    """The file is not a sound SQLite database."""

    key = "error.damaged_database"


class ReadOnlyError(StoreError):
    """The data folder or the database file cannot be written."""

    key = "error.read_only"


class DiskFullError(StoreError):
    """The device has no room left."""

    key = "error.disk_full"


class RecordMissingError(RapportError):
    """The record is not (or no longer) in this replica."""

    key = "error.record_missing"


class RecordExistsError(RapportError):
    """This replica holds a record of that id already; it was left as it is."""

    key = "error.record_exists"


class RefusedError(RapportError):
    """The rules do not allow this write; `reason` says which rule."""

    key = "error.refused"


class ServiceError(RapportError):
    """An exchange with the server failed."""

    key = "error.service"


class UnreachableError(ServiceError):
    """The server could not be reached, or the connection broke."""

    key = "error.unreachable"
    heals = True


class UntrustedError(ServiceError):
    """What answers shows no certificate that this device trusts; nothing was sent to it.

    A guest Wi-Fi that wants a sign-in first, or a certificate that ran out.
    """

    key = "error.untrusted"
    heals = True


class SignedOutError(ServiceError):
    """The server does not know this device's token (any more)."""

    key = "error.signed_out"


class InvitationError(ServiceError):
    """The invitation code is wrong, used up or too old."""

    key = "error.invitation"


class PasswordError(ServiceError):
    """The e-mail address and the password, taken together, fit nobody."""

    key = "error.password"


class OutdatedError(ServiceError):
    """Client and server are more than one version apart."""

    key = "error.outdated"


class RestoredServerError(ServiceError):
    """The server went back in time: it lost what it once took in.

    Nothing is exchanged then, so that nothing the devices still hold is
    overwritten by its older rows.
    """

    key = "error.server_restored"


class ServerFaultError(ServiceError):
    """The server answered with an error of its own."""

    key = "error.server_fault"
    heals = True


class ViolationError(RapportError):
    """A value breaks a rule of validation; `violation` says which."""

    key = "error.violation"
