"""Names from everywhere are drawn, without any network; and a German browser is spoken to so."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from app.device import open_replica
from sync.client.join import start_alone
from tests.builders import make_account
from tests.stories.conftest import Started
from tests.stories.processes import app_process
from tests.stories.window import Window

_LOOKS = 80
"""At the fonts asked for, a quarter of a second apart."""
NAMES = {
    "Γιώργος Παπαδόπουλος": "",  # our own font has it
    "Щербакова": "",
    "Nguyễn Thị Ngọc Ánh": "",
    "شركة الأمل للتجارة": "notosansarabic",
    "דוד כהן": "notosanshebrew",
    "北京麦田贸易有限公司": "notosanssc",
    "田中製作所": "notosans",  # whichever has most of what is still missing
    "김민준 상사": "notosanskr",
}


def test_names_of_the_world_are_drawn_offline(
    tmp_path: Path, browser: Browser, started: Started
) -> None:
    folder = tmp_path / "alone"
    replica = open_replica(folder)
    start_alone(replica, "Ada Byron", "Ada Byron", "EUR")
    with replica.transaction() as writer:
        for name in NAMES:
            writer.add(make_account(name))
    replica.close()
    process = started(app_process(folder))

    fonts: dict[str, int] = {}

    def answered(response: Response) -> None:
        _, found, name = response.url.partition("/assets/fonts/noto")
        if found:
            fonts[f"noto{name}"] = response.status

    window = Window(browser, process.url, "phone", locale="de-DE")
    try:
        window.page.on("response", answered)
        window.open("/customers")
        expect(window.text("Kunden")).to_be_visible()
        for name in NAMES:
            expect(window.text(name)).to_be_visible()
        for _ in range(_LOOKS):
            if all(any(name.startswith(font) for name in fonts) for font in NAMES.values()):
                break
            window.page.wait_for_timeout(250)
        else:
            pytest.fail(f"not asked for: {fonts}")
        window.picture(tmp_path / "names.png")
        # A piece that is not served is a name in boxes.
        assert set(fonts.values()) == {200}, fonts
        assert all("rive" in url for url in window.outside), window.outside
    finally:
        window.close()
