"""What an iPhone is asked, in the form its own runtime takes it."""

import ctypes
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from app import apple_speech

POINTER, TEXT = ctypes.c_void_p, ctypes.c_char_p
CLASSES = {b"NSString": 1, b"NSLocale": 2, b"SFSpeechRecognizer": 3}


class Apple:
    """The part of an iPhone's runtime that is asked, with real C calls between the two.

    Attributes:
        alone: Languages that are heard without the network.
    """

    def __init__(self, alone: set[bytes]) -> None:
        self.alone = alone
        self.loaded: list[str] = []
        self._names: list[bytes] = []
        self._texts = [b""]
        named = ctypes.CFUNCTYPE(POINTER, TEXT)
        self.objc = SimpleNamespace(
            objc_getClass=named(CLASSES.__getitem__),
            sel_registerName=named(self._named),
            objc_msgSend=ctypes.CFUNCTYPE(ctypes.c_uint64, POINTER, POINTER, POINTER)(self._told),
        )

    def load(self, path: str) -> SimpleNamespace:
        self.loaded.append(path)
        return self.objc

    def _named(self, name: bytes) -> int:
        self._names.append(name)
        return len(self._names)

    def _told(self, to: int | None, what: int, said: int | None) -> int:
        message = self._names[what - 1]
        if message == b"stringWithUTF8String:":
            assert to == CLASSES[b"NSString"]
            self._texts.append(ctypes.string_at(said or 0))
            return 100 + len(self._texts) - 1
        answers: dict[bytes, Callable[[], int]] = {
            b"localeWithLocaleIdentifier:": lambda: (said or 0) + 100,
            b"alloc": lambda: 900,
            b"initWithLocale:": lambda: (said or 0) + 100 if to == 900 else 0,
            b"supportsOnDeviceRecognition": lambda: self._texts[(to or 0) - 300] in self.alone,
        }
        return int(answers[message]())


@pytest.mark.parametrize(("locale", "expected"), [("de-DE", True), ("en_GB", False)])
def test_it_is_asked_for_the_language_and_its_answer_is_taken(
    monkeypatch: pytest.MonkeyPatch, locale: str, *, expected: bool
) -> None:
    apple = Apple({b"de-DE"})
    monkeypatch.setattr(ctypes, "CDLL", apple.load)
    assert apple_speech.hears_alone(locale) is expected
    assert [path.rpartition("/")[2] for path in apple.loaded] == ["Speech", "libobjc.A.dylib"]


def test_no_other_machine_takes_itself_for_an_iphone() -> None:
    with pytest.raises(OSError, match="Speech"):
        apple_speech.hears_alone("en_GB")
