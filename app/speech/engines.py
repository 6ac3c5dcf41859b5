"""Which engines there are, which of them can work here, and how to have one.

Nothing heavy is imported before an engine is wanted: the app starts without them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from app.speech.models import (
    MOONSHINE_BASE_EN,
    SPEECH_OR_NOT,
    WHISPER_BASE,
    WHISPER_TINY_EN,
    Model,
    require,
    seems_whole,
)
from app.speech.recogniser import EngineMissingError, Recogniser, UnknownEngineError

State = Literal["ready", "no_model", "no_engine"]
"""Can work; lacks its model, which can be fetched; lacks its program, so it cannot."""

_BASE_PROGRAMS = ("numpy", "sherpa_onnx", "soundfile", "soxr")


@dataclass(frozen=True, slots=True)
class Kind:
    """An engine with a model.

    Attributes:
        model: What it hears with; its name is the engine's.
        programs: Python modules it needs.
    """

    model: Model
    programs: tuple[str, ...]

    @property
    def models(self) -> tuple[Model, ...]:
        """All that has to be fetched for it."""
        return (SPEECH_OR_NOT, self.model)


DEFAULT: Final = MOONSHINE_BASE_EN.name

KINDS: Final = {
    kind.model.name: kind
    for kind in (
        Kind(MOONSHINE_BASE_EN, _BASE_PROGRAMS),
        Kind(WHISPER_BASE, (*_BASE_PROGRAMS, "faster_whisper")),
        Kind(WHISPER_TINY_EN, (*_BASE_PROGRAMS, "faster_whisper")),
    )
}
"""By name; those that come first are preferred."""


def named(name: str) -> Kind:
    """Return an engine.

    Raises:
        UnknownEngineError: If there is none of that name.
    """
    if name not in KINDS:
        raise UnknownEngineError(engine=name, names=", ".join(KINDS))
    return KINDS[name]


def state(name: str, folder: Path) -> State:
    """Say whether an engine can work here; quick, so a damaged model may still come to light.

    Args:
        name: The engine's.
        folder: The folder of all models.

    Raises:
        UnknownEngineError: If there is none of that name.
    """
    kind = named(name)
    if not all(find_spec(program) for program in kind.programs):
        return "no_engine"
    return "ready" if all(seems_whole(m, folder) for m in kind.models) else "no_model"


def fitting(language: str) -> Sequence[str]:
    """Return the names of the engines that know a language, preferred ones first."""
    return [name for name, kind in KINDS.items() if language in kind.model.languages]


def recogniser(name: str, folder: Path, threads: int = 2) -> Recogniser:
    """Return an engine, loaded when it first hears something.

    Its `hear` raises ModelMissingError and ModelDamagedError.

    Args:
        name: The engine's.
        folder: The folder of all models.
        threads: Of the processor, 1 or 2; more than 2 hardly help and starve the screens.

    Raises:
        UnknownEngineError: If there is none of that name.
        EngineMissingError: If its program is not installed.
    """
    kind = named(name)
    try:
        return _listener(kind, folder, threads)
    except ImportError as error:
        raise EngineMissingError(engine=name, program=error.name) from error


def _listener(kind: Kind, folder: Path, threads: int) -> Recogniser:
    from app.speech.gate import Gate  # noqa: PLC0415  # heavy, and may be missing
    from app.speech.listening import Listener, Scribe  # noqa: PLC0415  # the same

    make: Callable[[Path, int], Scribe]
    if "faster_whisper" in kind.programs:
        from app.speech.whisper import Whisper  # noqa: PLC0415  # the same

        make = Whisper
    else:
        from app.speech.moonshine import Moonshine  # noqa: PLC0415  # the same

        make = Moonshine

    def load() -> tuple[Gate, Scribe]:
        gate = Gate(require(SPEECH_OR_NOT, folder) / SPEECH_OR_NOT.files[0].name)
        return gate, make(require(kind.model, folder), threads)

    return Listener(kind.model.name, kind.model.languages, load)
