"""Each deliberate breakage still finds the text that it breaks."""

import pytest

from tests.simulation.device_mutations import DEVICE
from tests.simulation.mutation import Mutation
from tests.simulation.mutations import ROOT
from tests.simulation.server_mutations import SERVER_SIDE


@pytest.mark.parametrize("mutation", [*DEVICE, *SERVER_SIDE], ids=lambda one: one.name)
def test_what_it_breaks_is_there(mutation: Mutation) -> None:
    text = (ROOT / mutation.file).read_text(encoding="utf-8")
    assert text.count(mutation.old) == 1
    assert mutation.new != mutation.old
