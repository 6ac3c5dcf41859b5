"""What a person says of two customers, or two people, that may be the same."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from app.commands.undo import Affected, affected
from sync.client.writer import Writer
from sync.core.change import Scalar
from sync.core.records.sameness import Sameness
from sync.core.sameness import sameness_id

_DIFFERENT: Final[Mapping[str, Scalar]] = {"verdict": "different", "kept_id": "", "before": "{}"}


def merge(
    writer: Writer, kind: str, kept_id: str, gone_id: str, picks: Mapping[str, Scalar]
) -> Affected:
    """Let one record stand for two; all that belongs to either is shown with it.

    The other one stays as it is, unseen, so that the two can be taken apart at any time.
    What was said of the pair before gives way.

    Args:
        writer: The transaction.
        kind: ``account`` or ``contact``.
        kept_id: Which stands for both.
        gone_id: The other.
        picks: The registers that the kept one takes over, with their values.

    Raises:
        RecordMissingError: If the kept one is not here any more.
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
    """
    row = writer.load(kind, kept_id)
    before = {
        name: [row.values[name], value]
        for name, value in picks.items()
        if row.values[name] != value
    }
    # It says whose it is: where two merge at once, the other's word of who is kept may stand.
    taken = json.dumps({kept_id: before} if before else {})
    said = {"verdict": "same", "kept_id": kept_id, "before": taken}
    _say(writer, kind, kept_id, gone_id, said)
    writer.edit_kind(kind, kept_id, {name: now for name, (_, now) in before.items()})
    return affected(writer, kept_id)


def differ(writer: Writer, kind: str, one_id: str, other_id: str) -> Affected:
    """Say that two are not the same; nobody in the team is asked again.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    _say(writer, kind, one_id, other_id, _DIFFERENT)
    return affected(writer, one_id)


def take_apart(writer: Writer, record_id: str) -> Affected:
    """Let a record that another one stands for stand for itself again.

    What one took over from the other goes back to what it was before, where nobody has
    written since. What happened meanwhile stays with the one it was written for, and so
    do those that were given up for this one.

    Raises:
        RefusedError: If the rules do not allow it.
    """
    said = writer.connection.exec_driver_sql(
        "SELECT id, about_kind, one_id, other_id, kept_id FROM sameness"
        " WHERE verdict = 'same' AND NOT deleted AND ? IN (one_id, other_id)",
        (record_id,),
    ).all()
    given_up = [row for row in said if row.kept_id != record_id]
    for pair_id, kind, one_id, other_id, _ in given_up or said:
        pair = writer.get(Sameness, pair_id)  # as the one before may have left it
        _say(writer, kind, one_id, other_id, _DIFFERENT)
        for took_id, taken in json.loads(pair.before if pair else "{}").items():
            _put_back(writer, kind, took_id, taken)
            _hand_on(writer, took_id, taken)
    return affected(writer, record_id)


def _put_back(
    writer: Writer, kind: str, took_id: str, taken: Mapping[str, Sequence[Scalar]]
) -> None:
    stands = writer.load(kind, took_id).values
    still = {name: was for name, (was, now) in taken.items() if stands[name] == now}
    if still and not stands["deleted"]:
        writer.edit_kind(kind, took_id, still)


def _hand_on(writer: Writer, took_id: str, taken: Mapping[str, Sequence[Scalar]]) -> None:
    """Let a later pair know what was there before this one: it took over from what this gave."""
    later = writer.connection.exec_driver_sql(
        "SELECT id, before FROM sameness"
        " WHERE verdict = 'same' AND NOT deleted AND ? IN (one_id, other_id)",
        (took_id,),
    ).all()
    for pair_id, before in later:
        told = json.loads(before)
        own = told.get(took_id, {})
        known = {
            name: [was, own[name][1]]
            for name, (was, now) in taken.items()
            if name in own and own[name][0] == now
        }
        if known:
            told[took_id] = {**own, **known}
            writer.edit(Sameness, pair_id, before=json.dumps(told))


def _say(writer: Writer, kind: str, one_id: str, other_id: str, said: Mapping[str, Scalar]) -> None:
    pair_id = sameness_id(one_id, other_id)
    if writer.get(Sameness, pair_id):
        writer.edit(Sameness, pair_id, deleted=False, **said)
        return
    first, second = sorted((one_id, other_id))
    about = {"about_kind": kind, "one_id": first, "other_id": second}
    writer.add(Sameness.model_validate({"id": pair_id, **about, **said}))
