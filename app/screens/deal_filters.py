"""Which deals to look at: words, open or closed or a stage, whose. The list's and the board's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.deals import DealFilter
from app.queries.order_rules import OrderRule, read_rules
from app.queries.team import Person, StageOption, people, stages
from app.queries.terms import Terms, terms
from app.screens.deal_words import stage_options
from app.widgets.fields import search_field
from app.widgets.menus import Option, menu_chip

Change = Callable[[DealFilter], object]

_OUTCOMES: Final = ("open", "parked", "won", "lost", "")
_ORDERS: Final = ("own", "soonest", "suggested")
_STAGE: Final = "stage:"
_EVERYONE: Final = "everyone"


@dataclass(frozen=True)
class Choices:
    """What filters offer.

    Attributes:
        stages: Of every pipeline, in order.
        team: The people who could own a deal.
        me: Id of the person who looks.
        rules: The team's rules of a suggested order; it is offered where there are any.
    """

    stages: tuple[StageOption, ...] = ()
    team: tuple[Person, ...] = ()
    me: str = ""
    rules: tuple[OrderRule, ...] = ()


def use_choices() -> Choices:
    """Read what filters offer. A hook."""
    app = use_app()
    me = app.state.me
    found = use_query(lambda asked: (stages(asked), people(asked)), ["stage", "pipeline", "user"])
    own_stages, team = found.value or ((), ())
    agreed = use_query(terms, ["team"]).value or Terms()
    rules = read_rules(agreed.order_rules, app.runtime.now().date()).rules
    return Choices(own_stages, team, me.id if me else "", rules)


def use_deal_filter() -> tuple[DealFilter, Change]:
    """Hold which deals are looked at, as long as the window is open. A hook.

    A rep begins with their own, who leads with everyone's.
    """
    app = use_app()
    me = app.state.me
    own = me.id if me and not me.actor.leads else ""
    wanted, set_wanted = ft.use_state(app.state.memory.deals or DealFilter(owner_id=own))

    def change(fresh: DealFilter) -> None:
        app.state.memory.deals = fresh
        set_wanted(fresh)

    return wanted, change


def deal_search(words: Catalog, wanted: DealFilter, on_change: Change) -> ft.Semantics:
    """Return the search field."""

    def typed(text: str) -> object:
        return on_change(replace(wanted, text=text))

    return search_field(
        words.t("deals.search"), wanted.text, typed, "deals-search", clear=words.t("common.clear")
    )


def stage_filter(
    words: Catalog, wanted: DealFilter, choices: Choices, on_change: Change
) -> ft.Semantics:
    """Return the chip for open, won, lost, all, or one stage."""
    named = {stage.id: stage.name for stage in choices.stages}
    chosen = "" if wanted.stage_id else wanted.outcome or "all"
    options = [
        Option(key or "all", words.t(f"deals.{key or 'all'}"), (key or "all") == chosen)
        for key in _OUTCOMES
    ]
    options += [
        Option(f"{_STAGE}{option.key}", option.label, option.chosen)
        for option in stage_options(_told_apart(choices.stages), wanted.stage_id)
    ]
    label = named.get(wanted.stage_id) or words.t(f"deals.{wanted.outcome or 'all'}")
    return menu_chip(
        label,
        options,
        partial(_pick_stage, wanted, choices.stages, on_change),
        "deals-stage",
        name=words.t("deals.which"),
        selected=bool(wanted.stage_id) or wanted.outcome != "open",
    )


def owner_filter(
    words: Catalog, wanted: DealFilter, choices: Choices, on_change: Change
) -> ft.Semantics:
    """Return the chip for mine, everyone's, or one person's."""
    others = [person for person in choices.team if person.id != choices.me]
    options = [
        Option(_EVERYONE, words.t("deals.everyone"), not wanted.owner_id),
        Option("mine", words.t("deals.mine"), wanted.owner_id == choices.me),
        *(Option(person.id, person.name, wanted.owner_id == person.id) for person in others),
    ]
    chosen = next((option.label for option in options if option.chosen), None)
    return menu_chip(
        chosen or words.t("deals.someone"),
        options,
        partial(_pick_owner, wanted, choices.me, on_change),
        "deals-owner",
        name=words.t("deals.whose"),
        selected=bool(wanted.owner_id),
    )


def filter_chips(
    words: Catalog, wanted: DealFilter, choices: Choices, on_change: Change
) -> ft.Control:
    """Return the chips, on a second line where they find no room."""
    return ft.Row(
        wrap=True,
        spacing=theme.SPACE_8,
        run_spacing=0,
        controls=[
            stage_filter(words, wanted, choices, on_change),
            owner_filter(words, wanted, choices, on_change),
            order_filter(words, wanted, choices, on_change),
        ],
    )


def order_filter(
    words: Catalog, wanted: DealFilter, choices: Choices, on_change: Change
) -> ft.Semantics:
    """Return the chip for one's own order, by date, or as the team's rules suggest.

    The last is never on by itself, and not there while the team has no rules.
    """
    chosen = wanted.order or "own"
    options = [
        Option(key, words.t(f"own.order_{key}"), key == chosen)
        for key in _ORDERS
        if key != "suggested" or choices.rules
    ]
    return menu_chip(
        words.t(f"own.order_{chosen}"),
        options,
        partial(_pick_order, wanted, on_change),
        "deals-order",
        name=words.t("own.order"),
        selected=chosen != "own",
    )


def _pick_order(wanted: DealFilter, on_change: Change, key: str) -> object:
    return on_change(replace(wanted, order="" if key == "own" else key))


def _told_apart(stages: Sequence[StageOption]) -> list[StageOption]:
    """Return the stages that are not all there is of "won" or "lost" already."""
    outcomes = [stage.outcome for stage in stages]
    return [s for s in stages if s.outcome == "open" or outcomes.count(s.outcome) > 1]


def _pick_stage(
    wanted: DealFilter, known: Sequence[StageOption], on_change: Change, key: str
) -> object:
    stage_id = key.removeprefix(_STAGE) if key.startswith(_STAGE) else ""
    stage = next((stage for stage in known if stage.id == stage_id), None)
    if stage:
        return on_change(replace(wanted, stage_id=stage.id, outcome=stage.outcome))
    return on_change(replace(wanted, stage_id="", outcome="" if key == "all" else key))


def _pick_owner(wanted: DealFilter, me: str, on_change: Change, key: str) -> object:
    owners = {_EVERYONE: "", "mine": me}
    return on_change(replace(wanted, owner_id=owners.get(key, key)))
