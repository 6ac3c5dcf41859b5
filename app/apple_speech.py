"""Ask an iPhone whether it hears a language by itself: nothing else can tell.

Apple's recogniser keeps what is said on the phone only where this is so, whatever it is
asked for (`requiresOnDeviceRecognition`), and no package hands the answer on.
"""

import ctypes
from typing import Any

_OBJC = "/usr/lib/libobjc.A.dylib"
_SPEECH = "/System/Library/Frameworks/Speech.framework/Speech"


def hears_alone(locale: str) -> bool:
    """Tell whether a locale such as ``de-DE`` is heard without the network.

    Raises:
        OSError: If this is no system of Apple's.
    """
    ctypes.CDLL(_SPEECH)
    objc = ctypes.CDLL(_OBJC)
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]

    def told(to: object, what: bytes, *said: object, answer: Any = ctypes.c_void_p) -> Any:  # noqa: ANN401  # any C type
        # Each message has the form of what it tells: on arm64 none may be variadic.
        kinds = [ctypes.c_char_p if isinstance(one, bytes) else ctypes.c_void_p for one in said]
        form = ctypes.CFUNCTYPE(answer, ctypes.c_void_p, ctypes.c_void_p, *kinds)
        send = ctypes.cast(objc.objc_msgSend, form)
        return send(to, objc.sel_registerName(what), *said)

    text = told(objc.objc_getClass(b"NSString"), b"stringWithUTF8String:", locale.encode())
    named = told(objc.objc_getClass(b"NSLocale"), b"localeWithLocaleIdentifier:", text)
    made = told(objc.objc_getClass(b"SFSpeechRecognizer"), b"alloc")
    # None where the language is not known; and nobody answers no.
    recogniser = told(made, b"initWithLocale:", named)
    return bool(told(recogniser, b"supportsOnDeviceRecognition", answer=ctypes.c_bool))
