"""Who may read and write what, as a table."""

import pytest

from sync.core.change import Scalar
from sync.core.permissions import (
    ROLES,
    Actor,
    can_read,
    hidden_registers,
    readable_scopes,
    refusal,
    scope_of,
)
from sync.core.schema import RECORDS
from tests.builders import ADMIN, MANAGER, REP

MINE: dict[str, Scalar] = {"owner_id": REP.user_id, "shared": True}
MY_PRIVATE: dict[str, Scalar] = {"owner_id": REP.user_id, "shared": False}
THEIRS: dict[str, Scalar] = {"owner_id": "user-other", "shared": True}
THEIR_PRIVATE: dict[str, Scalar] = {"owner_id": "user-other", "shared": False}
GAVE: dict[str, Scalar] = {
    "owner_id": "user-other",
    "given_by": REP.user_id,
    "given_from": REP.user_id,
    "shared": False,
}
TAKE_BACK: dict[str, Scalar] = {"owner_id": REP.user_id, "given_by": "", "given_from": ""}
TOOK: dict[str, Scalar] = {**GAVE, "given_from": "user-other"}
FORGED: dict[str, Scalar] = {"given_by": REP.user_id, "given_from": REP.user_id}
BY_ANOTHER: dict[str, Scalar] = {"owner_id": "user-other", "given_by": "user-third"}
NOBODYS: dict[str, Scalar] = {"owner_id": "", "shared": True}


@pytest.mark.parametrize(
    ("kind", "values", "scope"),
    [
        ("deal", MINE, "team"),
        ("deal", {}, "team"),
        ("deal", MY_PRIVATE, "owner:user-rep"),
        ("visit", THEIR_PRIVATE, "owner:user-other"),
        ("note", {"shared": False}, "owner:"),
        ("follow_up", {"owner_id": "user-rep"}, "owner:user-rep"),
        ("device", {"owner_id": "user-rep"}, "owner:user-rep"),
        ("ask", MY_PRIVATE, "owner:user-rep"),
        ("deal_line", THEIR_PRIVATE, "owner:user-other"),
        ("deal_place", {"owner_id": "user-rep"}, "own:user-rep"),
        ("saved_view", {"owner_id": "user-other", "shared": True}, "own:user-other"),
        ("conflict", {**MY_PRIVATE, "about_kind": "deal_place"}, "own:user-rep"),
        ("conflict", {**MY_PRIVATE, "about_kind": "deal"}, "owner:user-rep"),
        ("account", {"owner_id": "user-rep", "shared": False}, "team"),
        ("contact", {}, "team"),
        ("user", {}, "team"),
    ],
)
def test_a_row_lies_in_the_scope_its_values_name(
    kind: str, values: dict[str, Scalar], scope: str
) -> None:
    assert scope_of(kind, values) == scope


def test_a_rep_reads_the_team_and_their_own() -> None:
    assert readable_scopes(REP) == ("team", "owner:user-rep", "own:user-rep")
    assert can_read(REP, "team")
    assert can_read(REP, "owner:user-rep")
    assert not can_read(REP, "owner:user-other")


def test_what_things_cost_the_team_is_not_for_reps() -> None:
    assert hidden_registers(REP, "product") == {"cost_minor"}
    assert hidden_registers(MANAGER, "product") == hidden_registers(REP, "deal") == set()


@pytest.mark.parametrize("leader", [MANAGER, ADMIN])
def test_managers_and_admins_read_everything(leader: Actor) -> None:
    assert readable_scopes(leader) is None
    assert can_read(leader, "owner:user-other")
    assert leader.leads


def test_a_role_nobody_knows_has_the_least_rights() -> None:
    assert not Actor("user-x", "owner").leads
    assert readable_scopes(Actor("user-x", "")) == ("team", "owner:user-x", "own:user-x")


_ALLOWED = None
_MANAGERS = "refused.managers_only"
_ADMINS = "refused.admins_only"
_NOT_YOURS = "refused.not_yours"
_SERVER = "refused.server_only"
TABLE: list[
    tuple[
        str, dict[str, Scalar] | None, dict[str, Scalar], tuple[str | None, str | None, str | None]
    ]
] = [
    # kind, the row as it stands, the write, then what a rep, a manager and an admin hear
    ("account", None, {"name": "x"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("account", THEIRS, {"name": "x"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("account", THEIRS, {"owner_id": "user-rep"}, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("contact", NOBODYS, {"owner_id": "user-rep"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", None, {"title": "x"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", None, {"owner_id": "user-rep"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", None, {"owner_id": "user-other"}, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("deal", None, MY_PRIVATE, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", None, THEIR_PRIVATE, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
    ("deal", MINE, {"owner_id": "user-other"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", MINE, {"owner_id": "user-other", **FORGED}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", MINE, BY_ANOTHER, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("deal", THEIRS, FORGED, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("deal", THEIRS, {"given_why": "x"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", GAVE, TAKE_BACK, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", GAVE, {**TAKE_BACK, "title": "x"}, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
    ("deal", GAVE, {"owner_id": "user-third"}, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
    ("deal", TOOK, TAKE_BACK, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
    ("account", {**GAVE, "shared": True}, TAKE_BACK, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", MINE, {"shared": False}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", THEIRS, {"stage_id": "won"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", THEIRS, {"deleted": True}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("deal", THEIRS, {"shared": False}, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
    ("deal", THEIRS, {"owner_id": "user-rep"}, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("deal", THEIR_PRIVATE, {"title": "x"}, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
    ("note", MY_PRIVATE, {"text": "x"}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("follow_up", {"owner_id": "user-rep"}, {"done_ms": 1}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("follow_up", {"owner_id": "user-other"}, {"done_ms": 1}, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
    ("pipeline", None, {"name": "x"}, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("stage", {}, {"name": "x"}, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("product", {}, {"name": "x"}, (_MANAGERS, _ALLOWED, _ALLOWED)),
    ("team", {}, {"name": "x"}, (_ADMINS, _ADMINS, _ALLOWED)),
    ("user", None, {"name": "x"}, (_ADMINS, _ALLOWED, _ALLOWED)),
    ("user", None, {"name": "x", "role": "manager"}, (_ADMINS, _ADMINS, _ALLOWED)),
    ("user", {}, {"role": "admin"}, (_ADMINS, _ADMINS, _ALLOWED)),
    ("user", {}, {"active": False}, (_ADMINS, _ADMINS, _ALLOWED)),
    ("device", {}, {"revoked": False}, (_SERVER, _SERVER, _SERVER)),
    ("conflict", None, {"field": "x"}, (_SERVER, _SERVER, _SERVER)),
    ("conflict", {}, {"value": "x"}, (_SERVER, _SERVER, _SERVER)),
    ("conflict", {}, {"author_dismissed": True}, (_ALLOWED, _ALLOWED, _ALLOWED)),
    ("conflict", THEIR_PRIVATE, {"restored": True}, (_NOT_YOURS, _ALLOWED, _ALLOWED)),
]


@pytest.mark.parametrize(("kind", "before", "fields", "heard"), TABLE)
@pytest.mark.parametrize("index", range(3), ids=ROLES)
def test_a_write_is_allowed_or_refused_by_this_table(
    kind: str,
    before: dict[str, Scalar] | None,
    fields: dict[str, Scalar],
    heard: tuple[str | None, ...],
    index: int,
) -> None:
    actor = (REP, MANAGER, ADMIN)[index]
    assert refusal(actor, kind, "record-1", before, fields) == heard[index]


@pytest.mark.parametrize("actor", [REP, MANAGER])
def test_people_may_write_their_own_name_but_not_their_role(actor: Actor) -> None:
    assert refusal(actor, "user", actor.user_id, {}, {"name": "x", "email": "y"}) is None
    assert refusal(actor, "user", actor.user_id, {}, {"name": "x", "role": "admin"}) == _ADMINS
    assert refusal(actor, "user", actor.user_id, {}, {"active": True}) == _ADMINS


@pytest.mark.parametrize("kind", RECORDS)
def test_an_admin_may_make_every_kind_but_the_servers_own(kind: str) -> None:
    expected = _SERVER if kind in ("device", "conflict") else None
    mine: dict[str, Scalar] = {"owner_id": ADMIN.user_id}
    assert refusal(ADMIN, kind, "record-1", None, mine) == expected


@pytest.mark.parametrize("actor", [REP, MANAGER, ADMIN])
def test_what_is_ones_own_is_nobody_elses(actor: Actor) -> None:
    own: dict[str, Scalar] = {"owner_id": actor.user_id}
    theirs: dict[str, Scalar] = {"owner_id": "user-other"}
    assert can_read(actor, f"own:{actor.user_id}")
    assert not can_read(actor, "own:user-other")
    assert not can_read(actor, "own:")
    for kind in ("deal_place", "saved_view"):
        assert refusal(actor, kind, "x", None, own) is None
        assert refusal(actor, kind, "x", own, {"position": 3}) is None
        assert refusal(actor, kind, "x", own, theirs) == _NOT_YOURS
        assert refusal(actor, kind, "x", theirs, own) == _NOT_YOURS
        assert refusal(actor, kind, "x", theirs, {"deleted": True}) == _NOT_YOURS
        assert refusal(actor, kind, "x", None, theirs) == _NOT_YOURS
        assert refusal(actor, kind, "x", None, {}) == _NOT_YOURS


@pytest.mark.parametrize("kind", ["deal", "visit", "note", "follow_up"])
def test_only_leaders_make_what_is_private_and_nobodys(kind: str) -> None:
    fields: dict[str, Scalar] = {"shared": False}
    assert refusal(REP, kind, "x", None, fields) == "refused.no_owner"
    assert refusal(REP, kind, "x", MY_PRIVATE, {"owner_id": ""}) == "refused.no_owner"
    assert refusal(REP, kind, "x", None, MY_PRIVATE) is None
    assert refusal(MANAGER, kind, "x", None, fields) is None
