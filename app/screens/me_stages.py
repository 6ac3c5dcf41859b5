"""Those who lead shape the team's pipelines: names, meanings, order, what becomes one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

import flet as ft

from app import theme
from app.commands.stages import (
    add_pipeline,
    add_stage,
    edit_stage,
    merge_pipeline,
    merge_stage,
    rename_pipeline,
    shift_stage,
    split_stage,
)
from app.hooks import App, use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.team import StageOption, stages
from app.screens.asked_line import AskedLine
from app.screens.doing import Command, do
from app.screens.me_rules import RulesSection
from app.screens.me_terms import TermsSection
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.chips import stage_bars
from app.widgets.frames import page_title
from app.widgets.handlers import Press, Take, tagged
from app.widgets.menus import Option, menu_icon
from app.widgets.rows import list_row, section_header
from app.widgets.safety import guarded
from app.widgets.states import Patience
from app.widgets.words import use_words

_WIDTH: Final = 640
_INTO: Final = "into:"
_BY: Final = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is being written: its key, and the stage or pipeline it is about."""

    key: str = ""
    about: str = ""


@dataclass(frozen=True)
class Shaping:
    """Made anew at every drawing of the screen.

    Attributes:
        known: Every stage that stands.
        ask: Opens a line to write in.
    """

    app: App
    words: Catalog
    known: tuple[StageOption, ...]
    ask: Callable[[Asked], None]

    async def stage(self, stage: StageOption, key: str) -> None:
        """Do what a line of a stage's menu says."""
        if key in _BY:
            command: Command = partial(shift_stage, stage_id=stage.id, by=_BY[key])
            await self._do(command, "shape.moved")
        elif key.startswith(_INTO):
            into = key.removeprefix(_INTO)
            await self._do(partial(merge_stage, stage_id=stage.id, into_id=into), "shape.merged")
        else:
            self.ask(Asked(key, stage.id))

    async def pipeline(self, pipeline_id: str, key: str) -> None:
        """Do what a line of a pipeline's menu says."""
        if key.startswith(_INTO):
            into = key.removeprefix(_INTO)
            command = partial(merge_pipeline, pipeline_id=pipeline_id, into_id=into)
            await self._do(command, "shape.merged")
        else:
            self.ask(Asked(key, pipeline_id))

    async def answer(self, asked: Asked, said: str) -> bool:
        """Write what was asked; only a meaning may be empty."""
        if not said.strip() and asked.key != "meaning":
            return False
        return await self._do(self._command(asked, " ".join(said.split())), "shape.saved")

    def _command(self, asked: Asked, said: str) -> Command:
        names = tuple(self.words.t(f"shape.first_{name}") for name in ("open", "won", "lost"))
        commands: dict[str, Command] = {
            "rename": partial(edit_stage, stage_id=asked.about, name=said),
            "meaning": partial(edit_stage, stage_id=asked.about, meaning=said),
            "split": partial(split_stage, stage_id=asked.about, name=said),
            "add_open": partial(add_stage, pipeline_id=asked.about, name=said),
            "add_won": partial(add_stage, pipeline_id=asked.about, name=said, outcome="won"),
            "add_lost": partial(add_stage, pipeline_id=asked.about, name=said, outcome="lost"),
            "rename_pipeline": partial(rename_pipeline, pipeline_id=asked.about, name=said),
            "add_pipeline": partial(add_pipeline, name=said, stage_names=names),
        }
        return commands[asked.key]

    def start(self, asked: Asked) -> str:
        """Return the words that stand in what is written."""
        for stage in self.known:
            if asked.key == "rename_pipeline" and stage.pipeline_id == asked.about:
                return stage.pipeline
            if stage.id == asked.about:
                return {"rename": stage.name, "meaning": stage.meaning}.get(asked.key, "")
        return ""

    async def _do(self, command: Command, said: str) -> bool:
        return await do(self.app, self.words, command, self.words.t(said)) is not None


@guarded
def StagesScreen(on_back: Press) -> ft.Control:
    """Hold what is being written about a stage or a pipeline."""
    app, words = use_app(), use_words()
    found = use_query(stages, ["stage", "pipeline"])
    asked, ask = ft.use_state(Asked())
    if found.value is None:
        return Patience()
    doing = Shaping(app, words, found.value, ask)
    line = None
    if asked.key:
        line = AskedLine(
            "shape-line",
            words.t(f"shape.ask_{asked.key}"),
            partial(doing.answer, asked),
            partial(ask, Asked()),
            about=f"{asked.key}-{asked.about}",
            start=doing.start(asked),
            key=f"{asked.key}-{asked.about}",
        )
    admin = bool(app.state.me and app.state.me.role == "admin")
    more = [TermsSection(), RulesSection()] if admin else []
    return stages_view(words, doing, asked, line=line, more=more, on_back=on_back)


def stages_view(
    words: Catalog,
    doing: Shaping,
    asked: Asked,
    *,
    line: ft.Control | None,
    more: Sequence[ft.Control],
    on_back: Press,
) -> ft.Control:
    """Return every pipeline with its stages, each with its menu.

    Args:
        words: The language.
        doing: What can be done.
        asked: What is being written.
        line: Where it is written; it stands under what it is about.
        more: What only an admin changes.
        on_back: Goes back to Me.
    """
    back = icon_button(ft.Icons.ARROW_BACK_ROUNDED, words.t("common.back"), on_back, "stages-back")
    rows: list[ft.Control] = []
    grouped = [list(own) for _, own in groupby(doing.known, key=lambda one: one.pipeline_id)]
    for own in grouped:
        rows += _pipeline(words, own, [g[0] for g in grouped], doing, asked=asked, line=line)
    add = quiet_button(
        words.t("shape.add_pipeline"),
        partial(doing.ask, Asked("add_pipeline")),
        "pipeline-add",
        icon=ft.Icons.ADD_ROUNDED,
    )
    rows.append(ft.Row([ft.Container(width=theme.SPACE_4), add], spacing=0))
    if line and asked.key == "add_pipeline":
        rows.append(line)
    column = ft.ListView(
        padding=ft.Padding.only(bottom=theme.SPACE_48 * 2),
        controls=[
            ft.Row([back]),
            page_title(words.t("shape.title"), subtitle=words.t("shape.why")),
            *rows,
            *more,
        ],
    )
    inside = ft.Container(width=_WIDTH, content=column)
    return tagged(
        "stages",
        ft.Container(expand=True, alignment=ft.Alignment.TOP_CENTER, content=inside),
    )


def _pipeline(
    words: Catalog,
    own: Sequence[StageOption],
    firsts: Sequence[StageOption],
    doing: Shaping,
    *,
    asked: Asked,
    line: ft.Control | None,
) -> list[ft.Control]:
    """Return one pipeline."""
    first = own[0]
    keys = ["rename_pipeline", "add_open", "add_won", "add_lost"]
    options = [Option(key, words.t(f"shape.{key}")) for key in keys]
    options += [
        Option(f"{_INTO}{one.pipeline_id}", words.t("shape.into", name=one.pipeline))
        for one in firsts
        if one.pipeline_id != first.pipeline_id
    ]
    menu = menu_icon(
        ft.Icons.MORE_VERT_ROUNDED,
        words.t("shape.menu", name=first.pipeline),
        options,
        partial(doing.pipeline, first.pipeline_id),
        f"pipeline-menu-{first.pipeline_id}",
    )
    rows: list[ft.Control] = [section_header(first.pipeline, trailing=menu)]
    if line and asked.about == first.pipeline_id:
        rows.append(line)
    for stage in own:
        others = [s for s in doing.known if s.outcome == stage.outcome and s.id != stage.id]
        rows.append(_stage(words, stage, others, partial(doing.stage, stage)))
        if line and asked.about == stage.id:
            rows.append(line)
    return rows


def _stage(
    words: Catalog, stage: StageOption, others: Sequence[StageOption], on_act: Take
) -> ft.Control:
    keys = ["rename", "meaning", "up", "down", "split"]
    options = [Option(key, words.t(f"shape.{key}")) for key in keys]
    options += [
        Option(
            f"{_INTO}{one.id}",
            words.t(
                "shape.into",
                name=one.name
                if one.pipeline_id == stage.pipeline_id
                else f"{one.pipeline} · {one.name}",
            ),
        )
        for one in others
    ]
    menu = menu_icon(
        ft.Icons.MORE_VERT_ROUNDED,
        words.t("shape.menu", name=stage.name),
        options,
        on_act,
        f"stage-menu-{stage.id}",
    )
    return list_row(
        stage.name,
        f"stage-{stage.id}",
        subtitle=stage.meaning or words.t("means.unsaid"),
        leading=ft.Container(width=theme.SPACE_48, content=stage_bars(stage.step, stage.of)),
        trailing=menu,
        on_press=partial(on_act, "meaning"),
        key=stage.id,
    )


def stages_row(words: Catalog, on_open: Press) -> ft.Control:
    """Return the row of Me that leads here."""
    return list_row(
        words.t("shape.title"),
        "me-stages",
        subtitle=words.t("shape.row"),
        leading=ft.Icon(ft.Icons.ACCOUNT_TREE_OUTLINED, color=theme.INK_SOFT),
        trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT),
        on_press=on_open,
    )
