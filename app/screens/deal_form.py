"""A new deal: five fields, and whatever is typed survives a kill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import flet as ft

from app import theme
from app.commands.deals import create_deal
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.accounts import account_name
from app.queries.team import StageOption, stages
from app.screens.account_picker import AccountPicker
from app.screens.days import calendar
from app.screens.deal_inputs import amount_input, expected_input, labelled, stage_strip
from app.screens.doing import do
from app.screens.drafts import use_draft
from app.screens.going import go
from app.screens.once import use_once
from app.screens.record_form import form_column
from app.screens.typed_amount import AmountError, TypedAmount, read_amount
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.frames import page_title
from app.widgets.handlers import Press, Take, tagged
from app.widgets.safety import guarded
from app.widgets.words import use_words
from sync.core.records.deal import Deal

DRAFT = "deal:new"


@dataclass(frozen=True)
class FormActions:
    """What can be done with the form.

    Attributes:
        put: Takes a field's words: its name, then the words.
        day: Takes the expected day, an ISO date or nothing.
        calendar: Opens the calendar.
        save: Saves the deal.
        clear: Forgets everything typed; None while nothing is.
    """

    put: Mapping[str, Take]
    day: Take
    calendar: Press
    save: Press
    clear: Press | None


@guarded
def NewDeal() -> ft.Control:
    """Hold the form of a new deal, for the customer on screen unless another is named."""
    app, words = use_app(), use_words()
    account_id = ft.use_memo(lambda: app.state.open_account_id, [])
    asked = use_query(
        lambda connection: (account_name(connection, account_id), stages(connection)),
        ["account", "stage", "pipeline"],
        account_id,
    )
    name, known = asked.value or ("", ())
    draft = use_draft(DRAFT, _start(app, account_id if name else "", name, known))
    wrong, set_wrong = ft.use_state(dict[str, str]())
    dated, set_dated = ft.use_state(False)  # noqa: FBT003
    once = use_once()
    today = app.runtime.now().date()
    window = ft.context.page
    fields = draft.fields

    async def pick(picked_id: str, picked_name: str) -> None:
        await draft.put("account_id", picked_id)
        await draft.put("account", picked_name)

    @once
    async def save() -> bool:
        try:
            amount = _checked(words, fields)
        except _FormError as error:
            set_wrong({error.field: words.t(error.key)})
            return False
        set_wrong({})
        deal = _deal(fields, amount, known)
        command = partial(
            create_deal, deal=deal, new_account=fields["account"], today=app.runtime.now().date()
        )
        done = await do(app, words, draft.filing(command), words.t("deal.added"))
        if done:
            await draft.forget()
            await go(f"/deals/{done.id}")
        return done is not None

    def picked(day: date) -> None:
        set_dated(False)
        window.run_task(draft.put, "expected_on", day.isoformat())

    async def open_calendar() -> None:
        set_dated(True)

    async def close_calendar() -> None:
        set_dated(False)

    ft.use_dialog(calendar(today, None, picked, close_calendar) if dated else None)
    if not draft.ready or asked.value is None:
        return ft.Container()
    picker = AccountPicker(
        fields["account_id"], fields["account"], pick, error=wrong.get("account"), key="picker"
    )
    act = FormActions(
        put={name: partial(draft.put, name) for name in fields},
        day=partial(draft.put, "expected_on"),
        calendar=open_calendar,
        save=save,
        clear=draft.forget if draft.changed else None,
    )
    return deal_form(words, fields, known, today, act=act, picker=picker, wrong=wrong)


def deal_form(
    words: Catalog,
    fields: Mapping[str, str],
    stages: tuple[StageOption, ...],
    today: date,
    *,
    act: FormActions,
    picker: ft.Control,
    wrong: Mapping[str, str],
) -> ft.Control:
    """Return the form: customer, title, amount with currency, stage, expected day.

    Args:
        words: The language.
        fields: The words of each field.
        stages: Of every pipeline.
        today: The day to tell dates from.
        act: What can be done.
        picker: The search for the customer.
        wrong: What is wrong, by field.
    """
    chosen = next((s for s in stages if s.id == fields["stage_id"]), None)
    title = field(
        words.t("deal.title"),
        fields["title"],
        act.put["title"],
        "deal-title",
        hint=words.t("deal.title_hint"),
        on_submit=act.save,
    )
    amount = amount_input(
        words,
        fields["amount"],
        fields["currency"],
        on_type=act.put["amount"],
        on_currency=act.put["currency"],
        error=wrong.get("amount"),
        on_submit=act.save,
    )
    strip = stage_strip(
        words,
        stages,
        fields["stage_id"],
        chosen.pipeline_id if chosen else "",
        act.put["stage_id"],
    )
    days = expected_input(words, today, fields["expected_on"], act.day, on_calendar=act.calendar)
    asked = {
        "customer": picker,
        "title": title,
        "amount": amount,
        "stage": labelled(words.t("deal.stage"), strip),
        "expected": days,
    }
    clear = quiet_button(words.t("deal.clear"), act.clear, "deal-clear") if act.clear else None
    save = primary_button(words.t("deal.save"), act.save, "deal-save")
    return ft.ListView(
        expand=True,
        padding=ft.Padding.only(bottom=theme.CAPTURE + theme.SPACE_32),
        controls=[
            page_title(words.t("deals.new"), trailing=clear),
            form_column(
                [*(tagged(f"deal-field-{name}", part) for name, part in asked.items()), save]
            ),
        ],
    )


class _FormError(ValueError):
    """A field cannot be saved as it stands."""

    def __init__(self, *, field: str, key: str) -> None:
        self.field, self.key = field, key
        super().__init__(key)


def _checked(words: Catalog, fields: Mapping[str, str]) -> TypedAmount:
    """Return the amount when the form can be saved.

    Raises:
        _FormError: If it cannot, with the first field that is wrong.
    """
    if not fields["account_id"] and not fields["account"].strip():
        raise _FormError(field="account", key="deal.ask_customer")
    try:
        return read_amount(fields["amount"], fields["currency"], words.language.decimal)
    except AmountError as error:
        raise _FormError(field="amount", key=error.key) from None


def _deal(fields: Mapping[str, str], amount: TypedAmount, known: tuple[StageOption, ...]) -> Deal:
    stage = next((stage for stage in known if stage.id == fields["stage_id"]), None)
    return Deal(
        account_id=fields["account_id"],
        title=" ".join(fields["title"].split()),
        amount_minor=amount.minor,
        currency=amount.currency,
        stage_id=stage.id if stage else "",
        pipeline_id=stage.pipeline_id if stage else "",
        expected_on=fields["expected_on"],
    )


def _start(
    app: App, account_id: str, account: str, known: tuple[StageOption, ...]
) -> Mapping[str, str]:
    """Return the fields of a deal nobody has said anything about."""
    first = next((stage.id for stage in known if stage.outcome == "open"), "")
    me = app.state.me
    return {
        "account_id": account_id,
        "account": account,
        "title": "",
        "amount": "",
        "currency": me.currency if me else "EUR",
        "stage_id": first,
        "expected_on": "",
    }
