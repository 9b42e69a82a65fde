from pathlib import Path

import pytest

from tests.planted.faults import FAULTS, Fault

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_can_be_planted_in_one_place(fault: Fault) -> None:
    code = (PROJECT / fault.file).read_text("utf-8")

    assert code.count(fault.right) == 1
    assert all((PROJECT / each).exists() for each in fault.tests)
