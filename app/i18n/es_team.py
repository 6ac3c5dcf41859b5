"""Spanish for the team: coming in, who may do what, who gave what to whom, what is seen.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # alone: start without a team
    # given: from one person to another, and why
    # invite: bring a colleague in
    # join: become part of a team
    # me: what of mine is where, my team, this device
    "me.language": "Idioma",
    # password: for signing in on a further device
    # practice: a team to look around in
    # role: what a person may do
    # seen: what a rep's manager sees
    # welcome: the first run
}
