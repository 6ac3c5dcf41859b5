"""Take the pictures: `python -m tests.pictures FOLDER [NAME ...]`.

Starts a team of real processes, takes each screen as phone and desktop, light
and dark, and lays all of them on one sheet. Nothing is asserted here: whether
it is beautiful, somebody has to see.
"""

import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, expect, sync_playwright

from tests.pictures.scene import Scene, seen
from tests.pictures.scenes import looked_after, scenes, speaking
from tests.pictures.team import prepare
from tests.stories.conftest import ARGUMENTS, CHROMIUM, MICROPHONE
from tests.stories.window import SIZES, Size, Window

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_REST_MS = 1500
"""A browser without a graphics card draws a full board in a second."""


def take(window: Window, scene: Scene, scheme: Scheme, to: Path) -> None:
    """Take one picture; a step that does not work leaves a picture of what was there."""
    try:
        window.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        window.open(scene.path)
        seen(scene.sign)(window)
        for step in scene.steps:
            step(window)
        window.page.wait_for_timeout(_REST_MS)
    except Exception as error:  # noqa: BLE001  # the other pictures are wanted all the same
        print(f"  {scene.name}: {str(error).splitlines()[0]}", file=sys.stderr)
    finally:
        window.picture(to)
        window.close()


def sheet(browser: Browser, names: Sequence[str], folder: Path) -> Path:
    """Lay all pictures on one sheet, a screen a row."""
    shots = list(product(SIZES, SCHEMES))
    table = "".join(
        f"<h2>{name}</h2><div>"
        + "".join(f'<img src="{_file(name, size, scheme)}">' for size, scheme in shots)
        + "</div>"
        for name in names
    )
    style = "body{font:16px sans-serif;background:#999}div{display:flex;gap:12px}img{height:420px}"
    page_file = folder / "index.html"
    page_file.write_text(f"<!doctype html><title>Rapport</title><style>{style}</style>{table}")
    page = browser.new_page(viewport={"width": 1760, "height": 800})
    page.goto(page_file.as_uri())
    page.screenshot(path=folder / "sheet.png", full_page=True)
    return folder / "sheet.png"


def _file(name: str, size: Size, scheme: Scheme) -> str:
    return f"{name.replace(' ', '-')}-{size}-{scheme}.png"


def main(to: Path, wanted: Sequence[str]) -> None:
    """Take the pictures whose names are wanted; all of them when none is named."""
    to.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=8_000)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        apps = prepare(Path(name), stack)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, *MICROPHONE]
        )
        stack.callback(browser.close)
        shown = (*scenes(Path(name)), *looked_after(Path(name)), *speaking())
        taken = [s for s in shown if not wanted or s.name in wanted]
        for scene in taken:
            print(scene.name)
            for size, scheme in product(scene.sizes, SCHEMES):
                window = Window(browser, apps[scene.who].url, size)
                take(window, scene, scheme, to / _file(scene.name, size, scheme))
        print(sheet(browser, [scene.name for scene in taken], to))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
