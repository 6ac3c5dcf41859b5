"""What a deal is about, line by line: shown, added, changed, taken out, summed by currency."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.deal_lines import add_line, delete_line, edit_line, take_amount
from app.commands.undo import Affected
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.deal_lines import LineRow, Lines, ProductOption, products
from app.queries.deals import Total
from app.screens.deal_inputs import amount_input, editor, labelled
from app.screens.doing import Command, do
from app.screens.drafts import Draft, use_draft
from app.screens.once import use_once
from app.screens.typed_amount import AmountError, amount_as_typed, read_amount
from app.widgets.buttons import quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.fields import field
from app.widgets.handlers import Press, Take, tagged
from app.widgets.rows import list_row
from app.widgets.safety import guarded
from app.widgets.text import money_text
from app.widgets.words import use_words
from sync.client.writer import Writer
from sync.core.records.deal_line import DealLine

_NEW: Final = "new"
_MOST_MILLI: Final = 1_000_000_000
_OFFERED: Final = 4
_QUANTITY: Final = re.compile(r"(\d{1,7})(?:[.,](\d{1,3}))?")
_SPACES: Final = re.compile(r"(?<=\d)[ \u00a0\u202f'\u2019](?=\d{3}(?!\d))")


class QuantityError(ValueError):
    """What was typed is no number of things."""


def read_quantity(typed: str, group: str) -> int:
    """Return how many in thousandths; nothing typed is one.

    Args:
        typed: The words.
        group: The language's mark between groups of three digits: before just three of
            them it is that, else it is a decimal mark as the other one is.

    Raises:
        QuantityError: If it is no number, or more than a million.
    """
    digits = _SPACES.sub("", typed.strip())
    if not digits:
        return 1_000
    digits = re.sub(rf"(?<=\d){re.escape(group)}(?=\d{{3}}(?!\d))", "", digits)
    found = _QUANTITY.fullmatch(digits) if digits.isascii() else None
    milli = int(found[1]) * 1_000 + int((found[2] or "").ljust(3, "0")) if found else -1
    if not 0 <= milli <= _MOST_MILLI:
        raise QuantityError(typed[:40])
    return milli


def quantity_words(words: Catalog, milli: int) -> str:
    """Return a quantity as people write it: "2", "1.5"."""
    whole, rest = divmod(abs(milli), 1_000)
    part = f"{words.language.decimal}{rest:03}".rstrip("0") if rest else ""
    return f"{'-' if milli < 0 else ''}{words.number(whole)}{part}"


@dataclass(frozen=True)
class LineActions:
    """What can be done with the lines.

    Attributes:
        open: Opens the editor of a line by its id, or of a new one.
        take: Makes a sum of them the deal's amount.
    """

    open: Take
    take: Callable[[Total], object]


@guarded
def DealLines(deal_id: str, lines: Lines) -> ft.Control:
    """Hold which line is being written, and keep what is typed."""
    app, words = use_app(), use_words()
    editing, show = ft.use_state("")  # id of a line, or _NEW
    wrong, set_wrong = ft.use_state(dict[str, str]())
    goods = use_query(products, ["product"]).value or ()
    line = next((one for one in lines.rows if one.id == editing), None)
    draft = use_draft(f"line:{deal_id}:{editing or _NEW}", _start(app, words, line))
    opened = editing or (_NEW if draft.found and draft.changed else "")
    once = use_once(opened)

    async def close() -> None:
        set_wrong({})
        show("")
        await draft.forget()

    @once
    async def save() -> bool:
        typed = _typed(words, draft.fields, goods)
        if isinstance(typed, _Wrong):
            set_wrong({typed.field: typed.said})
            return False
        command: Command = partial(
            _write, deal_id=deal_id, line_id=line.id if line else "", to=typed
        )
        said = words.t("lines.changed" if line else "lines.added")
        done = await do(app, words, draft.filing(command), said)
        if done:
            await close()
        return done is not None

    async def remove() -> None:
        if line and await do(
            app, words, partial(delete_line, line_id=line.id), words.t("lines.deleted")
        ):
            await close()

    async def take(total: Total) -> None:
        command = partial(
            take_amount,
            deal_id=deal_id,
            amount_minor=total.amount_minor,
            currency=total.currency,
        )
        await do(app, words, command, words.t("lines.taken"))

    form = None
    if opened:
        form = line_form(
            words,
            draft,
            goods,
            wrong,
            on_save=save,
            on_close=close,
            on_delete=remove if line else None,
        )
    return lines_view(words, lines, LineActions(show, take), editing=opened, form=form)


def lines_view(
    words: Catalog,
    lines: Lines,
    act: LineActions,
    *,
    editing: str = "",
    form: ft.Control | None = None,
) -> ft.Control:
    """Return the lines, their sums by currency, and the way to add one."""
    parts: list[ft.Control] = [
        form if form and line.id == editing else _line(words, line, act.open) for line in lines.rows
    ]
    if lines.rows:
        parts += [_sum(words, total, act.take) for total in lines.totals]
    if form and editing == _NEW:
        parts.append(form)
    elif not form:
        add = quiet_button(
            words.t("lines.add"), partial(act.open, _NEW), "line-add", icon=ft.Icons.ADD_ROUNDED
        )
        flush = ft.Margin.only(left=-theme.SPACE_12)
        parts.append(ft.Row([ft.Container(margin=flush, content=add)]))
    column = ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
    return tagged("deal-lines", labelled(words.t("lines.title"), column))


def _line(words: Catalog, line: LineRow, on_open: Take) -> ft.Control:
    each = words.t(
        "lines.each",
        quantity=quantity_words(words, line.quantity_milli),
        price=words.money(line.price_minor, line.currency) if line.currency else "?",
    )
    row = list_row(
        line.what or words.t("lines.what"),
        f"line-{line.id}",
        subtitle=each,
        trailing=money_text(line.total_minor, line.currency, words) if line.currency else None,
        on_press=partial(on_open, line.id),
        key=line.id,
    )
    return ft.Container(margin=ft.Margin.symmetric(horizontal=-theme.SPACE_16), content=row)


def _sum(words: Catalog, total: Total, on_take: Callable[[Total], object]) -> ft.Control:
    take = quiet_button(
        words.t("lines.take"), partial(on_take, total), f"lines-take-{total.currency}"
    )
    flush = ft.Margin.only(left=-theme.SPACE_12)
    return ft.Row(
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        controls=[
            ft.Container(margin=flush, content=take),
            money_text(total.amount_minor, total.currency, words, role="title"),
        ],
    )


def line_form(
    words: Catalog,
    draft: Draft,
    goods: Sequence[ProductOption],
    wrong: Mapping[str, str],
    *,
    on_save: Press,
    on_close: Press,
    on_delete: Press | None,
) -> ft.Control:
    """Return the editor of a line: what, how many, at what price."""
    fields = draft.fields
    fitting = [one for one in goods if fields["what"].casefold().strip() in one.name.casefold()]
    exact = any(one.name == fields["what"] for one in fitting)
    offered = [] if exact else fitting[:_OFFERED]

    async def pick(product_id: str) -> None:
        good = next(one for one in goods if one.id == product_id)
        await draft.put("what", good.name)
        if good.currency and not fields["price"]:
            await draft.put("price", amount_as_typed(words, good.price_minor, good.currency))
            await draft.put("currency", good.currency)

    parts: list[ft.Control] = [
        field(
            words.t("lines.what"),
            fields["what"],
            partial(draft.put, "what"),
            "line-what",
            hint=words.t("lines.what_hint"),
            error=wrong.get("what"),
            autofocus=True,
        )
    ]
    if offered:
        choices = [Choice(one.id, one.name) for one in offered]
        parts.append(choice_chips(choices, None, pick, "line-product"))
    parts.append(
        field(
            words.t("lines.many"),
            fields["many"],
            partial(draft.put, "many"),
            "line-many",
            error=wrong.get("many"),
            on_submit=on_save,
        )
    )
    parts.append(
        amount_input(
            words,
            fields["price"],
            fields["currency"],
            on_type=partial(draft.put, "price"),
            on_currency=partial(draft.put, "currency"),
            error=wrong.get("price"),
            on_submit=on_save,
            label=words.t("lines.price"),
            identifier="line-price",
        )
    )
    if on_delete:
        out = quiet_button(words.t("lines.delete"), on_delete, "line-delete", color=theme.INK_SOFT)
        parts.append(
            ft.Row([ft.Container(margin=ft.Margin.only(left=-theme.SPACE_12), content=out)])
        )
    asked = ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
    return editor(words, asked, on_save, on_close, identifier="line")


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What cannot be saved: the field, and what to do about it."""

    field: str
    said: str


def _typed(
    words: Catalog, fields: Mapping[str, str], goods: Sequence[ProductOption]
) -> DealLine | _Wrong:
    what = " ".join(fields["what"].split())
    if not what:
        return _Wrong("what", words.t("lines.what_missing"))
    try:
        many = read_quantity(fields["many"], words.language.group)
    except QuantityError:
        return _Wrong("many", words.t("lines.many_wrong"))
    try:
        price = read_amount(fields["price"], fields["currency"], words.language.decimal)
    except AmountError as error:
        return _Wrong("price", words.t(error.key))
    product = next((one.id for one in goods if one.name == what), "")
    return DealLine(
        product_id=product,
        text="" if product else what,
        quantity_milli=many,
        price_minor=price.minor,
        currency=price.currency,
    )


def _write(writer: Writer, deal_id: str, line_id: str, to: DealLine) -> Affected:
    """Change a line, or add one."""
    if not line_id:
        to.deal_id = deal_id
        return add_line(writer, to)
    return edit_line(
        writer,
        line_id,
        product_id=to.product_id,
        text=to.text,
        quantity_milli=to.quantity_milli,
        price_minor=to.price_minor,
        currency=to.currency,
    )


def _start(app: App, words: Catalog, line: LineRow | None) -> Mapping[str, str]:
    """Return the words of each field as they stand."""
    own = app.state.me.currency if app.state.me else "EUR"
    if line is None:
        return {"what": "", "many": "1", "price": "", "currency": own}
    return {
        "what": line.what,
        "many": quantity_words(words, line.quantity_milli).replace(words.language.group, ""),
        "price": amount_as_typed(words, line.price_minor, line.currency),
        "currency": line.currency or own,
    }
