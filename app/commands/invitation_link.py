"""An invitation as one link: ``https://rapport.example.com/join#K7QF-2MXD``.

The code stands behind the ``#``, which a browser sends to nobody.
"""

import re

from app.commands.address import AddressError, server_address
from app.settings import Invitation

_LINK = re.compile(r"(https?://[^\s#]+)/join#([A-Za-z0-9-]{4,40})")


def invitation_link(server_url: str, code: str) -> str:
    """Return the link that carries a server's address and a code."""
    return f"{server_url.rstrip('/')}/join#{code}"


def read_invitation(text: str) -> Invitation | None:
    """Find an invitation's link in what was typed or pasted, such as a whole message.

    Returns:
        Its server and its code; None when there is no link.
    """
    found = _LINK.search(text)
    if not found:
        return None
    try:
        return Invitation(server_address(found[1]), found[2].upper())
    except AddressError:
        return None
