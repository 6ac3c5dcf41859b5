"""Read a server's address as people type it."""

import ipaddress
import re
from urllib.parse import urlsplit

from sync.core.errors import RapportError

_LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?")
_NEAR = (".localhost", ".local", ".test", ".internal", ".lan", ".home.arpa")
"""Names that only exist in a network of one's own, where nobody issues certificates."""


class AddressError(RapportError):
    """The text is no address of a server."""

    key = "error.address"


def server_address(typed: str) -> str:
    """Return the address as ``https://host[:port][/path]``, whatever was left out.

    Without a scheme it is https, but http for a host in one's own network:
    ``127.0.0.1:8550`` is ``http://127.0.0.1:8550``.

    Args:
        typed: As typed or pasted; spaces around it and a slash at its end are free.

    Raises:
        AddressError: If it is no address.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"//{text}"
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise AddressError(typed=typed) from error
    scheme = parts.scheme or ("http" if _is_near(host) else "https")
    if scheme not in ("http", "https") or "@" in parts.netloc or not _is_host(host):
        raise AddressError(typed=typed)
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _is_host(host: str) -> bool:
    if ":" in host or re.fullmatch(r"[0-9.]+", host):
        return _ip(host) is not None
    return len(host) <= 253 and _HOST.fullmatch(host) is not None


def _is_near(host: str) -> bool:
    address = _ip(host)
    if address is not None:
        return address.is_private or address.is_loopback or address.is_link_local
    return "." not in host or host.endswith(_NEAR)


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
