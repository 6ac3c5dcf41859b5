"""German for what is brought in from elsewhere.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # import: customers, people and deals from elsewhere
}
