"""What can be said of a visit beside words: whom one met, what came of it, photos."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.photos import Photo
from app.queries.capture import Named, VisitChoices
from app.screens.capture_form import CaptureForm
from app.screens.sheet import chip_line, inset
from app.screens.thumbs import Thumb
from app.screens.today_steps import MOODS
from app.widgets.buttons import icon_button
from app.widgets.chips import chip
from app.widgets.fields import field
from app.widgets.handlers import Press, Take, tagged
from app.widgets.text import text

TOPICS: Final = ("met", "outcome", "products")
"""What a chip of the tools makes room for, one at a time."""
_ICONS: Final = {
    "met": ft.Icons.PEOPLE_OUTLINE_ROUNDED,
    "outcome": ft.Icons.FLAG_OUTLINED,
    "products": ft.Icons.SELL_OUTLINED,
}
_USUAL_OUTCOMES: Final = ("order", "offer", "later", "no")
_PRODUCTS_SHOWN: Final = 12


@dataclass(frozen=True)
class MoreActions:
    """What the lines can do.

    Attributes:
        edit: Takes the name of a field and its new value.
        toggle: Takes the name of a list of ids and the id to put in or take out.
        open: Takes a topic: gives it room, or takes it back.
        narrow: Takes words that a product's name has to hold.
        pick_photos: Opens the device's gallery, on the person's own tap.
        take_photo: Opens the camera; None where there is none.
        drop_photo: Takes the id of a photo.
    """

    edit: Callable[[str, str], object]
    toggle: Callable[[str, str], object]
    open: Take
    narrow: Take
    pick_photos: ft.ClientAction | None
    take_photo: Press | None
    drop_photo: Take


@dataclass(frozen=True)
class MoreShown:
    """What the lines have to show.

    Attributes:
        topic: Which one has room; empty for none.
        wanted: Words that a product's name has to hold.
        photos: Those of the draft, and where each lies.
    """

    choices: VisitChoices
    topic: str = ""
    wanted: str = ""
    photos: Sequence[tuple[Photo, Path]] = ()


def more_chips(
    words: Catalog, form: CaptureForm, shown: MoreShown, act: MoreActions
) -> list[ft.Control]:
    """Return a chip for each topic there is something to say on."""
    told = {"met": form.met, "outcome": form.outcome or form.mood, "products": form.products}
    there = {"met": shown.choices.people, "outcome": True, "products": shown.choices.products}
    chips: list[ft.Control] = [
        chip(
            words.t(f"more.{topic}"),
            partial(act.open, topic),
            f"capture-{topic}",
            icon=_ICONS[topic],
            selected=bool(told[topic]) or shown.topic == topic,
        )
        for topic in TOPICS
        if there[topic]
    ]
    return chips


def photo_buttons(words: Catalog, act: MoreActions) -> list[ft.Control]:
    """Return the way to the camera and to the device's photos."""
    gallery = tagged(
        "capture-photo",
        ft.IconButton(
            icon=ft.Icons.ADD_PHOTO_ALTERNATE_OUTLINED,
            icon_color=theme.INK_SOFT,
            tooltip=words.t("photo.add"),
            action=act.pick_photos,
            width=theme.TOUCH,
            height=theme.TOUCH,
        ),
    )
    if act.take_photo is None:
        return [gallery]
    camera = icon_button(
        ft.Icons.PHOTO_CAMERA_OUTLINED, words.t("photo.take"), act.take_photo, "capture-camera"
    )
    return [camera, gallery]


def more_lines(
    words: Catalog, form: CaptureForm, shown: MoreShown, act: MoreActions
) -> list[ft.Control]:
    """Return the photos, and the choices of the topic that has room."""
    lines: list[ft.Control] = []
    if shown.photos:
        lines.append(_photos(words, shown, act))
    if shown.topic == "met":
        lines.append(_several("met", form.met, shown.choices.people, act))
    elif shown.topic == "outcome":
        lines += [_outcomes(words, form, shown, act), _moods(words, form, act)]
    elif shown.topic == "products":
        lines += _products(words, form, shown, act)
    return lines


def _photos(words: Catalog, shown: MoreShown, act: MoreActions) -> ft.Control:
    thumbs: list[ft.Control] = [
        ft.Row(
            key=photo.id,
            tight=True,
            spacing=0,
            controls=[
                Thumb(path, photo.name, f"capture-thumb-{photo.id}", None, key=photo.id),
                icon_button(
                    ft.Icons.CLOSE_ROUNDED,
                    words.t("photo.drop", name=photo.name),
                    partial(act.drop_photo, photo.id),
                    f"capture-photo-drop-{photo.id}",
                ),
            ],
        )
        for photo, path in shown.photos
    ]
    return chip_line(thumbs, "capture-photos")


def _several(name: str, chosen: str, offered: Sequence[Named], act: MoreActions) -> ft.Control:
    ids = chosen.split()
    chips: list[ft.Control] = [
        chip(
            one.name,
            partial(act.toggle, name, one.id),
            f"capture-{name}-{one.id}",
            selected=one.id in ids,
        )
        for one in offered
    ]
    return chip_line(chips, f"capture-{name}-line")


def _outcomes(words: Catalog, form: CaptureForm, shown: MoreShown, act: MoreActions) -> ft.Control:
    offered = shown.choices.outcomes or [words.t(f"more.outcome_{one}") for one in _USUAL_OUTCOMES]
    chips: list[ft.Control] = [
        chip(
            one,
            partial(act.edit, "outcome", "" if one == form.outcome else one),
            f"capture-outcome-{at}",
            selected=one == form.outcome,
        )
        for at, one in enumerate(offered)
    ]
    return chip_line(chips, "capture-outcome-line")


def _moods(words: Catalog, form: CaptureForm, act: MoreActions) -> ft.Control:
    chips: list[ft.Control] = [text(words.t("more.mood"), "small", theme.INK_SOFT)]
    chips += [
        chip(
            words.t(f"mood.{mood}"),
            partial(act.edit, "mood", "" if mood == form.mood else mood),
            f"capture-mood-{mood}",
            icon=icon,
            selected=mood == form.mood,
        )
        for mood, icon in MOODS.items()
    ]
    return chip_line(chips, "capture-mood-line")


def _products(
    words: Catalog, form: CaptureForm, shown: MoreShown, act: MoreActions
) -> list[ft.Control]:
    """Return the products, those chosen first; a field to find one among many."""
    ids, wanted = form.products.split(), shown.wanted.casefold().split()
    everything = shown.choices.products
    chosen = [one for one in everything if one.id in ids]
    fit = [
        one
        for one in everything
        if one.id not in ids and all(word in one.name.casefold() for word in wanted)
    ]
    lines = [_several("products", form.products, [*chosen, *fit[:_PRODUCTS_SHOWN]], act)]
    if len(everything) > _PRODUCTS_SHOWN:
        entry = field(
            words.t("more.find_product"), shown.wanted, act.narrow, "capture-product-find"
        )
        lines.insert(0, inset(entry))
    return lines
