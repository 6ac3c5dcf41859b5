"""The one question about a note that says nothing: answered in a line, spoken, or left."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.gentle import answer_question, leave_question
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.gentle import Question, questions
from app.screens.asked_line import AskedLine
from app.screens.doing import do
from app.screens.recording import sheet_over
from app.screens.speaking import SpeakingContext
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

_KINDS: Final = ("note", "visit", "account", "follow_up")


def use_questions() -> Sequence[Question]:
    """Return the notes of this person that want a word more, newest first. A hook."""
    app = use_app()
    now, me = app.runtime.now(), app.state.me
    user_id, now_ms = me.id if me else "", round(now.timestamp() * 1000)
    read = partial(questions, user_id=user_id, now_ms=now_ms)
    return use_query(read, _KINDS, user_id, now.date()).value or ()


def question_notes(asked: Sequence[Question]) -> Mapping[str, Sequence[ft.Control]]:
    """Return the questions to stand under notes, by the note's id."""
    return {
        one.note_id: [GentleQuestion(one, key=f"gentle-{one.note_id}-{one.why}")] for one in asked
    }


@guarded
def GentleQuestion(question: Question) -> ft.Control:
    """Ask, and hold whether the line is open; nothing waits for an answer."""
    app, words = use_app(), use_words()
    speaking, path = ft.use_context(SpeakingContext), ft.use_view_path()
    open_line, set_open = ft.use_state("")
    note_id = question.note_id

    async def say(line: str) -> bool:
        if not line.strip():
            return False
        command = partial(answer_question, note_id=note_id, line=line)
        return bool(await do(app, words, command, words.t("gentle.added")))

    async def leave() -> None:
        await do(app, words, partial(leave_question, note_id=note_id), words.t("gentle.left"))

    async def speak() -> None:
        if speaking:
            await speaking.begin(sheet_over(path, wide=app.state.wide), answers_id=note_id)

    if open_line:
        return AskedLine(
            f"gentle-{note_id}",
            words.t(f"gentle.{question.why}"),
            say,
            partial(set_open, ""),
        )
    write = partial(set_open, "write")
    return gentle_view(words, question, write, speak if speaking else None, leave)


def gentle_view(
    words: Catalog, question: Question, on_write: Press, on_speak: Press | None, on_leave: Press
) -> ft.Control:
    """Return the question as a soft line, and the ways to answer it or not."""
    name = f"gentle-{question.note_id}"
    ways = [quiet_button(words.t("gentle.write"), on_write, f"{name}-write")]
    if on_speak:
        speak = words.t("gentle.speak")
        ways.append(quiet_button(speak, on_speak, f"{name}-speak", icon=ft.Icons.MIC_NONE_ROUNDED))
    leave = words.t("gentle.leave")
    ways.append(quiet_button(leave, on_leave, f"{name}-leave", color=theme.INK_SOFT))
    return ft.Semantics(
        identifier=name,
        content=ft.Container(
            padding=ft.Padding.only(left=theme.SPACE_16, right=theme.SPACE_16),
            content=ft.Column(
                spacing=0,
                tight=True,
                controls=[
                    text(words.t(f"gentle.{question.why}"), "body", theme.INK_SOFT),
                    ft.Container(
                        margin=ft.Margin.only(left=-theme.SPACE_12),
                        content=ft.Row(wrap=True, spacing=0, run_spacing=0, controls=[*ways]),
                    ),
                ],
            ),
        ),
    )
