"""What `rapport speech` does: fetch models, say what there is, write a file down."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx

from app.i18n.catalog import Catalog
from app.speech.engines import KINDS, named, state
from app.speech.fetching import TIMEOUT, fetch
from app.speech.heard import Heard
from app.speech.models import Model
from app.speech.recogniser import Recogniser

Say = Callable[[str], None]
"""Prints a line."""

_MB = 1_000_000
_MANY = 4
"""More languages than this are counted, not named."""


def install(name: str, folder: Path, words: Catalog, say: Say, show: Say) -> int:
    """Fetch what an engine needs; again does nothing.

    Args:
        name: The engine's.
        folder: The folder of all models.
        words: The language.
        say: Prints a line.
        show: Shows progress.

    Returns:
        The exit code.

    Raises:
        EngineError: If there is no such engine, or its model cannot be had.
        StoreError: If there is no room.
    """
    with httpx.Client(timeout=TIMEOUT) as client:
        for model in named(name).models:

            def told(here: int, size: int, model: Model = model) -> None:
                share = words.percent(here / size)
                show(words.t("speech.fetching", name=model.name, share=share, size=_mb(size)))

            fetch(model, folder, client, told)
    show("")
    say(words.t("speech.fetched", name=name))
    return 0


def listed(folder: Path, words: Catalog, say: Say) -> int:
    """Print a line for each engine: its size, licence, languages, and whether it can work."""
    longest = max(map(len, KINDS))
    for name, kind in KINDS.items():
        languages = sorted(kind.model.languages)
        text = words.t(
            "speech.listed",
            name=name.ljust(longest),
            size=_mb(sum(model.size for model in kind.models)).rjust(4),
            licence=kind.model.licence,
            languages=words.t("speech.languages", count=len(languages))
            if len(languages) > _MANY
            else " ".join(languages),
            state=words.t(f"speech.state_{state(name, folder)}"),
        )
        say(text)
    return 0


def test(file: Path, engine: Recogniser, language: str, words: Catalog, say: Say) -> int:
    """Write a sound file down, printing words as they become certain.

    Returns:
        The exit code: 1 when no words were heard.

    Raises:
        SpeechError: If it cannot be done.
    """
    printed = 0

    def told(heard: Heard, _share: float) -> None:
        nonlocal printed
        if len(heard.words) > printed:
            say(" ".join(word.text for word in heard.words[printed:]))
            printed = len(heard.words)

    heard = engine.hear(file, language=language, told=told)
    if not heard.words:
        say(words.t("speech.no_words"))
        return 1
    length = words.length(timedelta(milliseconds=heard.words[-1].end_ms))
    say(words.t("speech.heard", name=heard.engine, words=len(heard.words), length=length))
    return 0


def _mb(size: int) -> str:
    return f"{size / _MB:.0f}"
