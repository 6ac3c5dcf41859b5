"""Write what a rep would have noted down after a visit or a call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.practice.chance import Chance, workday
from app.practice.phrases import (
    CALLBACKS,
    CLOSERS,
    DOUBT,
    LITTLE_THINGS,
    OPENING,
    PROMISES,
    SAID,
)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a talk was about.

    Attributes:
        house: The customer.
        who: The person one met.
        other: Somebody else there.
        short: The good as people call it.
        town: Where.
        phase: ``first``, ``offer``, ``closing``, ``won``, ``lost`` or ``care``.
        form: ``visit`` or ``call``.
        day: When.
    """

    house: str
    who: str
    other: str
    short: str
    town: str
    phase: str
    form: str
    day: date


@dataclass(frozen=True, slots=True)
class Talk:
    """The words of a note.

    Attributes:
        text: The note.
        promise: The next step as a follow-up; empty when none was promised.
        due: Until when; meaningless without a promise.
    """

    text: str
    promise: str
    due: date


def talk_of(chance: Chance, scene: Scene) -> Talk:
    """Write one note, different in almost every case."""
    due = workday(scene.day + timedelta(days=chance.between(2, 16)))
    due = max(due, scene.day + timedelta(days=1))
    words = _words(chance, scene, due)
    if chance.odds(6) and scene.phase not in ("won", "lost"):
        return Talk(_sentence(chance.pick(CALLBACKS), words), "", due)
    parts = [chance.pick(SAID[scene.phase])]
    if chance.odds(80):
        parts.insert(0, chance.pick(OPENING[scene.form]))
    if chance.odds(30):
        parts.append(chance.pick(SAID["care" if scene.phase in ("won", "lost") else scene.phase]))
    if chance.odds(45) and scene.phase in ("first", "offer", "closing"):
        parts.append(chance.pick(DOUBT))
    if chance.odds(35):
        parts.insert(chance.between(1, len(parts)), chance.pick(LITTLE_THINGS))
    promise = ""
    if chance.odds(60) and scene.phase not in ("won", "lost"):
        sentence, promise = chance.pick(PROMISES)
        parts.append(sentence)
    if chance.odds(22):
        parts.append(chance.pick(CLOSERS))
    if len(parts) == 1:
        parts.insert(0, chance.pick(OPENING[scene.form]))
    text = " ".join(_sentence(part, words) for part in dict.fromkeys(parts))
    return Talk(text, _sentence(promise, words), due)


def _words(chance: Chance, scene: Scene, due: date) -> Mapping[str, object]:
    near = (due - scene.day).days < 7  # within a week its name is clear
    weekday = _DAYS[min(due.weekday(), 5)]
    return {
        "house": scene.house,
        "who": scene.who,
        "other": scene.other,
        "short": scene.short,
        "town": scene.town,
        "n": chance.between(2, 9),
        "month": _MONTHS[(scene.day.month + chance.between(0, 4)) % 12],
        "day": chance.pick(_DAYS),
        "hour": f"{chance.between(7, 17)}:{chance.pick(('00', '15', '30', '45'))}",
        "due": weekday if near else f"{due.day} {_MONTHS[due.month - 1]}",
    }


def _sentence(pattern: str, words: Mapping[str, object]) -> str:
    text = pattern.format_map(words)
    return text[:1].upper() + text[1:]
