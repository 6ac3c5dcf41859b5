"""Record what is wrong for a customer, or change it: words, who sees to it, where it stands."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.problems import edit_problem, record_problem
from app.commands.undo import Affected
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.care import CardProblem
from app.queries.team import Person, people
from app.queries.unfinished import problem_draft
from app.screens.doing import say_done
from app.screens.drafts import use_draft
from app.screens.once import use_once
from app.screens.record_form import (
    FINE,
    Asked,
    FormActions,
    Notice,
    WordlessError,
    form_view,
    use_form,
)
from app.widgets.chips import Choice, choice_chips
from app.widgets.handlers import Press, Take
from app.widgets.menus import Option, menu_chip
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.client.writer import Writer
from sync.core.errors import RapportError

_TEXT: Final = Asked("text", lines=3, label="care.problem", hint="care.problem_hint")
_SOLUTION: Final = Asked("solution", lines=2, label="care.solution")
_STATES: Final = ("open", "working", "closed")
_CLOSED: Final = "closed"


@guarded
def ProblemForm(
    account_id: str, problem_id: str, problem: CardProblem | None, on_close: Press
) -> ft.Control:
    """Show a problem.

    Args:
        account_id: Whose problem.
        problem_id: The problem; empty for one nobody has written down yet.
        problem: How it stands; None for a new one, or one solved or deleted meanwhile.
        on_close: Shows the card again.
    """
    app, words = use_app(), use_words()
    start = _start(problem)
    last: ft.MutableRef[dict[str, str]] = ft.use_ref(lambda: start)
    gone = bool(problem_id) and problem is None
    if not gone:
        last.current = start
    draft = use_draft(problem_draft(account_id, problem_id), last.current or start)
    error, set_error = ft.use_state(FINE)
    once = use_once()
    team = use_query(people, ["user"]).value or ()

    @once
    async def save() -> bool:
        if not draft["text"].strip():
            set_error(WordlessError(field="text"))
            return False
        typed = dict(draft.changed if problem_id else draft.fields)
        solved = draft["state"] == _CLOSED and not gone
        try:
            done = await app.runtime.run(
                draft.filing(lambda writer: _file(writer, account_id, problem_id, typed))
            )
        except RapportError as trouble:
            set_error(trouble)
            return False
        await draft.forget()
        say_done(app, words, done, words.t("care.solved" if solved else "care.problem_saved"))
        on_close()
        return True

    async def cancel() -> None:
        await draft.forget()
        on_close()

    async def leave() -> None:
        on_close()

    use_form(leave)
    closing = draft["state"] == _CLOSED
    owner = _owner(words, team, draft["owner_id"], partial(draft.put, "owner_id"))
    states = choice_chips(
        [Choice(state, words.t(f"problem.{state}")) for state in _STATES],
        draft["state"],
        partial(draft.put, "state"),
        "problem-state",
    )
    return form_view(
        words,
        words.t("care.problem_edit" if problem_id else "care.problem_new"),
        "problem",
        (_TEXT, _SOLUTION) if closing else (_TEXT,),
        fields=draft.fields,
        actions=FormActions(draft.put, save, cancel),
        error=error,
        notice=Notice(words.t("care.problem_gone")) if gone else None,
        after={"text": [states, owner]} if problem_id and not gone else None,
    )


def _start(problem: CardProblem | None) -> dict[str, str]:
    if problem is None:
        return {"text": "", "state": "open", "owner_id": "", "solution": ""}
    return {
        "text": problem.text,
        "state": problem.state,
        "owner_id": problem.owner_id,
        "solution": problem.solution,
    }


def _owner(words: Catalog, team: Sequence[Person], owner_id: str, on_select: Take) -> ft.Control:
    options = [Option(one.id, one.name, one.id == owner_id) for one in team]
    name = next((one.label for one in options if one.chosen), words.t("care.nobody"))
    asked = words.t("care.problem_owner")
    chip = menu_chip(name, options, on_select, "problem-owner_id", name=asked)
    return ft.Row(
        wrap=True,
        spacing=theme.SPACE_12,
        controls=[text(asked, "body", theme.INK_SOFT), chip],
    )


def _file(writer: Writer, account_id: str, problem_id: str, typed: Mapping[str, str]) -> Affected:
    """Write what was typed: a new problem, or only what differs of a known one."""
    if not problem_id:
        return record_problem(writer, account_id, typed["text"].strip())
    changed = {name: said.strip() for name, said in typed.items()}
    return edit_problem(writer, problem_id, deleted=False, **changed)
