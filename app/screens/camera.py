"""The device's camera over the form: one photo a tap, kept with the note."""

from collections.abc import Awaitable, Callable

import flet as ft
import flet_camera as fc

from app import theme
from app.platforms import in_phone_app
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.words import use_words

_HEIGHT = 440


def has_camera(page: ft.Page) -> bool:
    """Tell whether Flet can show a camera there: on phones, and in a browser."""
    return bool(page.web) or in_phone_app(page)


@guarded
def CameraPane(on_photo: Callable[[bytes], Awaitable[None]], on_close: Press) -> ft.Control:
    """Show what the camera sees until a photo is taken, or somebody goes back.

    Args:
        on_photo: Takes the photo's bytes.
        on_close: Goes back to the form without one.
    """
    words = use_words()
    ref = ft.use_memo(ft.Ref[fc.Camera], [])
    state, set_state = ft.use_state("opening")

    async def open_() -> None:
        set_state("ready" if await _opened(ref) else "missing")

    async def take() -> None:
        if state != "ready" or ref.current is None:
            return
        set_state("taking")
        try:
            data = await ref.current.take_picture()
        except (RuntimeError, TimeoutError):
            set_state("missing")
            return
        await on_photo(bytes(data))

    ft.on_mounted(open_)
    seen: ft.Control = ft.Container(
        height=_HEIGHT,
        bgcolor=theme.PAPER_SUNK,
        border_radius=theme.RADIUS_12,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        content=fc.Camera(ref=ref, expand=True),
    )
    if state == "missing":
        seen = banner(words.t("photo.no_camera"), "amber", identifier="camera-problem")
    tools: list[ft.Control] = [quiet_button(words.t("common.cancel"), on_close, "camera-close")]
    if state in ("opening", "ready"):
        shutter = primary_button(
            words.t("photo.take"), take, "camera-take", icon=ft.Icons.CAMERA_ALT_ROUNDED
        )
        shutter.expand = True
        tools.append(shutter)
    return ft.Column(spacing=theme.SPACE_8, tight=True, controls=[seen, ft.Row(tools)])


async def _opened(ref: ft.Ref[fc.Camera]) -> bool:
    """Open the camera at the back, or the only one; tell whether there is one.

    Each call asks the reference anew: where the form is drawn again meanwhile, the camera
    of before is no longer on the page.
    """
    try:
        cameras = await _there(ref).get_available_cameras()
        back = (one for one in cameras if one.lens_direction is fc.CameraLensDirection.BACK)
        chosen = next(back, cameras[0] if cameras else None)
        if chosen is None:
            return False
        quality = fc.ResolutionPreset.VERY_HIGH
        await _there(ref).initialize(chosen, quality, enable_audio=False)
    except (RuntimeError, TimeoutError):
        return False
    return True


def _there(ref: ft.Ref[fc.Camera]) -> fc.Camera:
    """Return the camera the page shows now.

    Raises:
        RuntimeError: It is gone.
    """
    if ref.current is None:
        message = "the camera left the page"
        raise RuntimeError(message)
    return ref.current
