"""Who may read and write what; asked by a button, by a push and by a pull.

A row lies in one scope: ``team`` (everyone), ``owner:<user id>`` (that person,
managers and admins) or ``own:<user id>`` (that person alone). Roles: a rep works
with customers and deals, a manager also shapes pipelines, stages, products and
ownership, an admin also people and the team itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.core.change import Scalar
from sync.core.giving import GIVING

TEAM_SCOPE = "team"
NOBODYS_SCOPE = "owner:"
"""Of what is private and belongs to nobody: only managers and admins read it."""
OWN = "own:"
"""How the scopes begin that one person alone reads."""
ROLES = ("rep", "manager", "admin")

_SHAREABLE = frozenset({"ask", "attachment", "conflict", "deal", "deal_line", "note", "visit"})
_OWNED = frozenset({"follow_up", "device"})
_PERSONAL = frozenset({"deal_place", "saved_view"})
_SHAPED_BY_MANAGERS = frozenset({"pipeline", "stage", "product"})
_SHAPED_BY_ADMINS = frozenset({"team", "erasure"})
_OWN_DETAILS = frozenset({"name", "email"})
_SETTLES_CONFLICT = frozenset({"restored", "author_dismissed", "keeper_dismissed"})
_GIVEN = frozenset({*GIVING, "given_why"})
_LEADERS_ONLY: Mapping[str, frozenset[str]] = {"product": frozenset({"cost_minor"})}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    Attributes:
        user_id: The person.
        role: ``rep``, ``manager`` or ``admin``.
    """

    user_id: str
    role: str

    @property
    def leads(self) -> bool:
        """Whether the person is a manager or an admin."""
        return self.role in ("manager", "admin")


def scope_of(kind: str, values: Mapping[str, Scalar]) -> str:
    """Return the scope a row lies in."""
    private = kind in _SHAREABLE and values.get("shared") is False
    about = values.get("about_kind") if kind == "conflict" else ""
    if kind in _PERSONAL or (private and about in _PERSONAL):
        return f"{OWN}{values.get('owner_id', '')}"
    if kind in _OWNED or private:
        return f"owner:{values.get('owner_id', '')}"
    return TEAM_SCOPE


def readable_scopes(actor: Actor) -> tuple[str, ...] | None:
    """Return the scopes a person may read; None for all but what is others' own."""
    if actor.leads:
        return None
    return (TEAM_SCOPE, f"owner:{actor.user_id}", f"{OWN}{actor.user_id}")


def can_read(actor: Actor, scope: str) -> bool:
    """Tell whether a person may read the rows of a scope."""
    if actor.leads:
        return not scope.startswith(OWN) or scope == f"{OWN}{actor.user_id}"
    return scope in (TEAM_SCOPE, f"owner:{actor.user_id}", f"{OWN}{actor.user_id}")


def hidden_registers(actor: Actor, kind: str) -> frozenset[str]:
    """Return the registers of a kind that are never sent to this person."""
    return frozenset() if actor.leads else _LEADERS_ONLY.get(kind, frozenset())


def scope_about(kind: str, register: str, scope: str) -> str:
    """Return the scope of what is said about a register of a row that lies in a scope."""
    return NOBODYS_SCOPE if register in _LEADERS_ONLY.get(kind, ()) else scope


def refusal(
    actor: Actor,
    kind: str,
    record_id: str,
    before: Mapping[str, Scalar] | None,
    fields: Mapping[str, Scalar],
) -> str | None:
    """Say why a write is not allowed.

    Args:
        actor: Who writes.
        kind: Record kind.
        record_id: Id of the record.
        before: The row as it stands; None for a new record.
        fields: The registers being written.

    Returns:
        The reason's key, or None when the write is allowed.
    """
    if not fields.get("deleted", True):
        fields = {name: value for name, value in fields.items() if name != "deleted"}
    settles = kind == "conflict" and before is not None and fields.keys() <= _SETTLES_CONFLICT
    receipt = kind == "erasure" and before is not None  # is written once
    if kind == "device" or receipt or (kind == "conflict" and not settles):
        return "refused.server_only"
    if kind in _SHAPED_BY_MANAGERS:
        return None if actor.leads else "refused.managers_only"
    if kind in _SHAPED_BY_ADMINS:
        return None if actor.role == "admin" else "refused.admins_only"
    if kind == "user":
        return _user_refusal(actor, record_id, before, fields)
    if kind in _PERSONAL:
        both = ({"owner_id": "", **(before or fields)}, {**(before or {}), **fields})
        own = all(values.get("owner_id") == actor.user_id for values in both)
        return None if own else "refused.not_yours"
    return _owned_refusal(actor, kind, before, fields)


def _user_refusal(
    actor: Actor,
    record_id: str,
    before: Mapping[str, Scalar] | None,
    fields: Mapping[str, Scalar],
) -> str | None:
    if actor.role == "admin":
        return None
    if before is not None and record_id == actor.user_id and fields.keys() <= _OWN_DETAILS:
        return None
    # A manager may list people who do not sign in (an import's owners): they
    # have no device and so no rights, whatever their row says.
    new_rep = before is None and fields.get("role", "rep") == "rep"
    return None if actor.role == "manager" and new_rep else "refused.admins_only"


def _owned_refusal(
    actor: Actor,
    kind: str,
    before: Mapping[str, Scalar] | None,
    fields: Mapping[str, Scalar],
) -> str | None:
    if actor.leads or (before is not None and _takes_back(actor, before, fields)):
        return None
    if before is not None and not can_read(actor, scope_of(kind, before)):
        return "refused.not_yours"
    if kind in _SHAREABLE and "shared" in fields:
        owner = fields.get("owner_id", "") if before is None else before.get("owner_id", "")
        if owner not in ("", actor.user_id):
            return "refused.not_yours"
    if not fields.keys().isdisjoint(GIVING) and not _may_give(actor, before, fields):
        return "refused.managers_only"
    moves = before is None or "shared" in fields or "owner_id" in fields
    if moves and scope_of(kind, {**(before or {}), **fields}) == NOBODYS_SCOPE:
        return "refused.no_owner"
    return None


def _may_give(
    actor: Actor, before: Mapping[str, Scalar] | None, fields: Mapping[str, Scalar]
) -> bool:
    """A rep takes what is nobody's, gives away what is their own, and says so as themselves."""
    stands: Mapping[str, Scalar] = before or {}
    owner = fields.get("owner_id", "") if before is None else stands.get("owner_id", "")
    by = fields.get("given_by", "")
    return owner in ("", actor.user_id) and by in ("", actor.user_id, stands.get("given_by", ""))


def _takes_back(actor: Actor, before: Mapping[str, Scalar], fields: Mapping[str, Scalar]) -> bool:
    """A rep takes back what they gave away, while nobody has given it on."""
    gave = before.get("given_by") == before.get("given_from") == actor.user_id
    return gave and fields.get("owner_id") == actor.user_id and fields.keys() <= _GIVEN
