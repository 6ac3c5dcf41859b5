"""An invitation travels as one link: in a picture, in a message, pasted anywhere."""

from io import BytesIO

import flet as ft
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.commands.invitation_link import invitation_link, read_invitation
from app.settings import Invitation
from app.widgets.qr_code import qr_code
from tests.app.opened import WORDS

CODE = "K7QF-2MXD"


@pytest.mark.parametrize(
    "server",
    [
        "https://rapport.example.com",
        "https://example.com:8443/crm",
        "http://127.0.0.1:8550",
        "http://[::1]:8550",
    ],
)
def test_a_link_carries_server_and_code(server: str) -> None:
    link = invitation_link(server, CODE)
    invited = Invitation(server, CODE)
    assert read_invitation(link) == invited
    assert read_invitation(f"  {link.replace(CODE, CODE.lower())}\n") == invited
    message = WORDS.t("invite.message", link=link, url=server, code=CODE)
    assert read_invitation(message) == invited


@pytest.mark.parametrize(
    "text",
    ["", CODE, "https://rapport.example.com", "https://x/join", "https://a b/join#K7QF", "x#y"],
)
def test_what_is_no_link_is_left_alone(text: str) -> None:
    assert read_invitation(text) is None


@given(text=st.text() | st.from_regex(r"https?://.*/join#[A-Z0-9-]*"))
def test_nothing_pasted_makes_it_fail(text: str) -> None:
    found = read_invitation(text)
    assert found is None or found.server_url.startswith("http")


@pytest.mark.parametrize("server", ["http://a.test", "https://" + "long." * 30 + "example.com"])
def test_a_camera_reads_the_picture(server: str) -> None:
    link = invitation_link(server, CODE)
    row = qr_code(link, "Invitation", "picture").content
    assert isinstance(row, ft.Row)
    square = row.controls[0]
    assert isinstance(square, ft.Container)
    assert isinstance(square.content, ft.Image)
    assert isinstance(square.content.src, bytes)
    with Image.open(BytesIO(square.content.src)) as picture:
        assert [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))] == [link]
