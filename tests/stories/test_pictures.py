"""Screens that are the same every day look as they did when somebody last looked at them.

`RAPPORT_PICTURES=new python -m pytest tests/stories/test_pictures.py` takes the pictures in
`tests/pictures/reference` anew: look at each before it is kept.
"""

import io
import os
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.pictures.__main__ import SCHEMES, Scheme
from tests.stories.conftest import OpenWindow
from tests.stories.processes import Process
from tests.stories.window import Size, Window

REFERENCE = Path(__file__).parent.parent / "pictures" / "reference"
_OTHER = 24
"""Of 255: by so much a point has another colour, and not another edge of a letter."""
_MOST = 150
"""Points may be others: a cursor that blinks, and no word."""
_TRIES, _PAUSE_MS = 40, 250
_REST_MS = 3_000


def picture(window: Window) -> Image.Image:
    return Image.open(io.BytesIO(window.page.screenshot())).convert("RGB")


def others(one: Image.Image, other: Image.Image) -> int:
    """Return how many points of a picture have another colour than in the other one."""
    if one.size != other.size:
        return max(one.width * one.height, other.width * other.height)
    return sum(ImageChops.difference(one, other).convert("L").histogram()[_OTHER:])


def look(window: Window, name: str, scheme: Scheme, folder: Path) -> str:
    """Compare a screen with its picture, once it is drawn; return what is wrong, or nothing."""
    window.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    file = REFERENCE / f"{name}-{'phone' if window.touch else 'desktop'}-{scheme}.webp"
    if os.environ.get("RAPPORT_PICTURES") == "new":
        file.parent.mkdir(exist_ok=True)
        window.page.wait_for_timeout(_REST_MS)
        picture(window).save(file, lossless=True, method=6)
        return ""
    with Image.open(file) as image:
        kept = image.convert("RGB")
    for _ in range(_TRIES):
        seen = picture(window)
        if others(seen, kept) <= _MOST:
            return ""
        window.page.wait_for_timeout(_PAUSE_MS)
    seen.save(folder / file.name)
    return f"{others(seen, kept)} points of {file.name} are others: see {folder / file.name}"


def test_the_first_screens_and_empty_lists_look_as_they_did(
    newcomer: Process, alone: Process, open_window: OpenWindow, size: Size, tmp_path: Path
) -> None:
    wrong: list[str] = []

    def looks(window: Window, name: str) -> None:
        wrong.extend(look(window, name, scheme, tmp_path) for scheme in SCHEMES)

    first = open_window(newcomer, size, "/")
    expect(first.find("welcome-alone")).to_be_visible()
    looks(first, "welcome")
    first.tap("welcome-join")
    expect(first.find("join-other")).to_be_visible()
    looks(first, "join")

    window = open_window(alone, size, "/customers")
    expect(window.find("customers-empty")).to_be_visible()
    looks(window, "customers-empty")
    window.tap("tab-deals")
    expect(window.text("No deals yet")).to_be_visible()
    looks(window, "deals-empty")
    window.open("/import")
    expect(window.find("import-pick")).to_be_visible()
    looks(window, "import")
    assert not any(wrong), "\n".join(filter(None, wrong))
