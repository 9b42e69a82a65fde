"""When a card that was taken away may be followed by the next one."""

from __future__ import annotations

import pytest

from hardware_mocks.pcsc.sight import gone
from reader.pcsc.slot_state import NoReader, Slot, SlotState


@pytest.mark.parametrize(
    ("card", "now", "left"),
    [
        (None, Slot(present=False, changes=0), True),
        (Slot(present=True, changes=1), NoReader(), True),
        (Slot(present=True, changes=1), Slot(present=True, changes=1), False),
        (Slot(present=True, changes=1), Slot(present=False, changes=2), True),
        (Slot(present=True, changes=37), Slot(present=True, changes=39), False),
    ],
)
def test_a_card_has_left_when_the_slot_is_empty_and_its_going_was_counted(
    card: Slot | None, now: SlotState, left: bool
) -> None:
    assert gone(card, now) is left


def test_a_slot_called_empty_by_a_reset_that_failed_still_waits_for_the_services_own_look() -> None:
    assert not gone(Slot(present=True, changes=37), Slot(present=False, changes=37))
