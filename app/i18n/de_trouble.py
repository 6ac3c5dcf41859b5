"""German for what is wrong: on this device, with what was written, at the server.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # cli: what the command line says
    # clock: said once when the clock of this device is off
    # doctor: what was looked at, and what to do
    # error: what happened, what is safe, what to do
    # refused: why a change was not taken
    # status: is what I wrote safe
    # trouble: the app cannot open its data
    # violation: what is wrong with a value
}
