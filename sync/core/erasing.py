"""What belongs to a customer, and so goes when they are erased.

The same on a device and at the server: a record belongs to the customer it names, or,
where it names none, to whatever else it names that belongs to them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from sync.core.change import Scalar

KIND = "erasure"
SAMENESS = "sameness"
REFUSED = "refused.erased"
"""Why a change is refused that would bring something erased back."""

SHARED = frozenset({KIND, "account", "device", "pipeline", "product", "stage", "team", "user"})
"""Kinds of which no record belongs to one customer; a customer is named, or said to be
the same as one who is."""

Told = tuple[str, str, Mapping[str, Scalar]]
"""Kind and id of a record, and its registers, at least those that name others."""


def belongs(kind: str, values: Mapping[str, Scalar], erased: Collection[str]) -> bool:
    """Tell whether a record belongs to something that is erased.

    Args:
        kind: Its kind.
        values: Its registers, at least those that name other records.
        erased: Ids of what is erased.
    """
    if kind in SHARED:
        return False
    if account := values.get("account_id"):
        return account in erased
    return any(value in erased for name, value in values.items() if value and points(name))


def points(register: str) -> bool:
    """Tell whether a register names another record."""
    return register.endswith("_id")


def names_others(register: str) -> bool:
    """Tell whether `belongs` and `closure` look at a register."""
    return points(register) or register in ("about_kind", "verdict", "deleted")


def closure(rows: Callable[[], Iterable[Told]], targets: Iterable[str]) -> set[str]:
    """Return the ids of customers and all that belongs to them.

    A customer who is said to be the same as one of them goes with them.

    Args:
        rows: Yields every record there is; asked several times.
        targets: Ids of the customers.
    """
    erased = set(targets) - {""}
    before = 0
    while len(erased) > before:
        before = len(erased)
        for kind, record_id, values in rows():
            if belongs(kind, values, erased):
                erased.add(record_id)
                erased.update(_the_same(kind, values))
    return erased


def said_to_be_one(rows: Callable[[], Iterable[Told]], erased: Collection[str]) -> set[str]:
    """Return the customers that pairs among the erased say are one."""
    return {
        account_id
        for kind, record_id, values in rows()
        if record_id in erased
        for account_id in _the_same(kind, values)
    }


def _the_same(kind: str, values: Mapping[str, Scalar]) -> set[str]:
    """Return two customers that are said to be one, and not only were."""
    about_accounts = kind == SAMENESS and values.get("about_kind") == "account"
    if about_accounts and values.get("verdict") == "same" and not values.get("deleted"):
        return {str(values.get(name, "")) for name in ("one_id", "other_id")} - {""}
    return set()
