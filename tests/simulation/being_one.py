"""What a device shows of records that are one, worked out the long way."""

from collections.abc import Mapping

from sync.core import schema
from sync.core.change import Scalar
from sync.core.sameness import Same, roots
from sync.store.rows import Row
from tests.simulation.phone import Phone, kinds_in

_NAMES = {"account_id", "contact_id", "parent_id"}


def check_shown(phone: Phone, held: Mapping[tuple[str, str], Row]) -> None:
    """Require that a device shows what its rows say of who is one with whom.

    Everything that names a record that another one stands for is shown with that one,
    nobody that another one stands for is shown at all, and the rest as it was written.

    Args:
        phone: The device.
        held: What it holds, as it was written.
    """
    said = [row.values for (kind, _), row in held.items() if kind == "sameness"]
    pairs = [
        Same(str(one["one_id"]), str(one["other_id"]), str(one["kept_id"]))
        for one in said
        if one["verdict"] == "same" and not one["deleted"]
    ]
    people = {
        record_id: bool(row.values["deleted"])
        for (kind, record_id), row in held.items()
        if kind in ("account", "contact")
    }
    root = roots(pairs, people)
    shown: dict[tuple[str, str], dict[str, Scalar]] = {}
    with phone.replica.reading() as connection:
        for kind in kinds_in(connection):
            for one in connection.exec_driver_sql(f"SELECT * FROM {kind}").mappings():
                shown[kind, one["id"]] = dict(one)
    assert shown.keys() == held.keys()
    for key, row in held.items():
        kind, record_id = key
        for name in schema.registers(kind):
            value, wanted = shown[key][name], row.values[name]
            if name in _NAMES:
                wanted = root.get(str(wanted), wanted)
                own = root.get(record_id, record_id)
                wanted = "" if wanted == own and name == "parent_id" else wanted
            if name == "deleted":
                wanted = wanted or record_id in root
            assert value == wanted, f"{key} shows {name} as {value!r}, not {wanted!r}"
