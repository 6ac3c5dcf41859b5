"""What a browser shows before the app has drawn anything is ours, and works like Flet's."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.hosting import ASSETS
from app.palette import DARK, LIGHT, Palette

FLETS = Path(find_spec("flet_web").origin or "").parent / "web"  # type: ignore[union-attr]
PAGE = (ASSETS / "index.html").read_text("utf-8")


def test_our_page_runs_the_very_scripts_that_flets_runs() -> None:
    """And one of its own, for which see `tests/stories/test_lost_canvas`."""
    scripts = re.compile(
        r'<script(?! id="come-back").*?</script>|<!-- fletAppConfig -->|<base.*?>', re.DOTALL
    )
    theirs = (FLETS / "index.html").read_text("utf-8")
    assert scripts.findall(PAGE) == scripts.findall(theirs)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_page_waits_on_our_paper(palette: Palette) -> None:
    assert f"background: {palette.paper}" in PAGE
    assert f'"theme-color" content="{palette.paper}"' in PAGE


def test_the_tab_and_the_home_screen_say_rapport() -> None:
    manifest = json.loads((ASSETS / "manifest.json").read_text("utf-8"))
    assert "<title>Rapport</title>" in PAGE
    assert manifest["name"] == manifest["short_name"] == "Rapport"
    assert "Flet" not in re.sub(r"<script.*?</script>", "", PAGE, flags=re.DOTALL)


def test_every_picture_the_page_names_is_there() -> None:
    manifest = json.loads((ASSETS / "manifest.json").read_text("utf-8"))
    named = [icon["src"] for icon in manifest["icons"]]
    named += re.findall(r'(?:src|srcset|href)="([^"]+\.png)"', PAGE)
    assert [name for name in named if not (ASSETS / name).is_file()] == []
