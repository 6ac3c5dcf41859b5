"""The messages of signing in: with a password on a further device, and with a new token.

A person may have a password, to sign a further device in without a colleague's
help. A device trades its token for a new one from time to time.
"""

import re
import unicodedata
from dataclasses import dataclass

from pydantic import TypeAdapter

MIN_PASSWORD = 10
"""Characters; length is what makes guessing hard (NIST SP 800-63B, 5.1.1)."""
MAX_PASSWORD = 256
MAX_EMAIL = 254
"""Characters of an address, by RFC 5321."""

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True, slots=True)
class LoginRequest:
    """What a new device sends to sign its person in.

    Attributes:
        email: The address the password was set with; its case is free.
        password: As typed.
        device_name: What the person calls the device.
        team_id: The team this device was in before; empty for none. If it is the
            same, the device is asked to offer what it holds.
    """

    email: str
    password: str
    device_name: str
    team_id: str = ""


@dataclass(frozen=True, slots=True)
class PasswordRequest:
    """What a device sends to set its person's password."""

    email: str
    password: str


@dataclass(frozen=True, slots=True)
class PasswordReply:
    """The address a person signs in with; empty while there is no password."""

    email: str


@dataclass(frozen=True, slots=True)
class TokenReply:
    """A new token; the one in use goes on working until the new one is confirmed."""

    token: str


LOGIN_REQUEST = TypeAdapter(LoginRequest)
PASSWORD_REQUEST = TypeAdapter(PasswordRequest)
PASSWORD_REPLY = TypeAdapter(PasswordReply)
TOKEN_REPLY = TypeAdapter(TokenReply)


def normal_email(typed: str) -> str:
    """Return an address as it is compared; empty if it cannot be one.

    Whether letters reach it is nobody's business here: it is a name to sign in with.
    """
    text = unicodedata.normalize("NFKC", typed).strip().casefold()
    sane = len(text) <= MAX_EMAIL and text.isprintable() and _EMAIL.fullmatch(text)
    return text if sane else ""


def normal_password(typed: str) -> str:
    """Return a password as it is hashed: the same however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", typed)


def fits(password: str) -> bool:
    """Tell whether something is long enough to be a password, and not too long."""
    return MIN_PASSWORD <= len(password) <= MAX_PASSWORD
