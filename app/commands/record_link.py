"""A customer or a deal as one link: ``https://rapport.example.com/open#/deals/0193…``.

What is behind the ``#`` a browser sends to nobody. Pasted into the search of a
colleague's Rapport it opens there, if the colleague may see it.
"""

import re

_LINK = re.compile(r"https?://[^\s#]+/open#(/(?:deals|customers)/[A-Za-z0-9_-]{1,64})(?![\w-])")


def record_link(server_url: str, path: str) -> str:
    """Return the link to what stands at a path of the app."""
    return f"{server_url.rstrip('/')}/open#{path}"


def read_link(text: str) -> str:
    """Return the path in what was typed or pasted, such as a whole message; empty for none."""
    found = _LINK.search(text)
    return found[1] if found else ""
