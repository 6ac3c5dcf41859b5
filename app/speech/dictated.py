"""What a phone's own recogniser hears: in sessions, each revised until it is over."""

_FEWER = 2
"""What has less than one in so many of the words before begins anew: no recogniser takes
back half a sentence, but some forget it after a pause."""


class Dictated:
    """The words of one note, as they come; nothing once heard is lost.

    Where a recogniser says the same again in other words, they stand there twice:
    that is set right in a moment, and what is lost is not.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._stands: list[str] = []
        self._now = ""

    @property
    def text(self) -> str:
        """All words so far, with single spaces between them."""
        return " ".join((*self._stands, self._now)).strip()

    def take(self, text: str, *, final: bool) -> None:
        """Take what was heard in this session so far; without words it says nothing."""
        words = " ".join(text.split())
        if words:
            if _begins_anew(self._now, words):
                self.over()
            self._now = words
        if final:
            self.over()

    def over(self) -> None:
        """Let what was heard stand: the session is over."""
        if self._now:
            self._stands.append(self._now)
        self._now = ""


def _begins_anew(before: str, now: str) -> bool:
    """Tell whether words do not revise those before, but follow them."""
    shorter = _FEWER * len(now.split()) < len(before.split())
    return shorter and not before.casefold().startswith(now.casefold())
