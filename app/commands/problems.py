"""What a person does about a problem of a customer: record it, see to it, close it."""

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.records.problem import Problem

CLOSED = "closed"


def record_problem(writer: Writer, account_id: str, text: str) -> Affected:
    """Write down what is wrong; the person who does sees to it.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If it is too long.
    """
    problem = Problem(account_id=account_id, text=text, owner_id=writer.actor.user_id)
    return affected(writer, writer.add(problem))


def edit_problem(writer: Writer, problem_id: str, **fields: Scalar) -> Affected:
    """Write the fields that differ; a new state says by itself when it was closed.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    problem = writer.get(Problem, problem_id)
    state = fields.get("state")
    if state is not None and problem and state != problem.state:
        fields["closed_ms"] = writer.now_ms if state == CLOSED else 0
    writer.edit(Problem, problem_id, **fields)
    return affected(writer, problem_id)


def close_problem(writer: Writer, problem_id: str) -> Affected:
    """Say that it is put right.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    return edit_problem(writer, problem_id, state=CLOSED)


def open_problem_again(writer: Writer, problem_id: str) -> Affected:
    """Say that it is not put right after all; what was said to have done so stays.

    Raises:
        RecordMissingError: If it is not here any more.
        RefusedError: If the rules do not allow it.
    """
    return edit_problem(writer, problem_id, state="open")
