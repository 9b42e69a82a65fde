from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.events import CardAbsent, CardPresent, ReaderBack, ReaderEvent, ReaderLost
from reader.pcsc.slot_state import NoReader, Slot, SlotState, events_between

STATES = st.builds(NoReader) | st.builds(Slot, st.booleans(), st.integers(0, 3))
EMPTY, CARD = Slot(present=False, changes=4), Slot(present=True, changes=5)


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (None, NoReader(), [ReaderLost()]),
        (None, EMPTY, [ReaderBack()]),
        (None, CARD, [ReaderBack(), CardPresent()]),
        (EMPTY, CARD, [CardPresent()]),
        (CARD, EMPTY, [CardAbsent()]),
        (CARD, CARD, []),
        (CARD, NoReader(), [ReaderLost()]),
        (NoReader(), NoReader(), []),
        (NoReader(), CARD, [ReaderBack(), CardPresent()]),
    ],
)
def test_only_a_change_is_an_event(
    before: SlotState | None, after: SlotState, events: list[ReaderEvent]
) -> None:
    assert list(events_between(before, after)) == events


def test_hazard_a_card_swapped_between_two_polls_is_not_taken_for_the_first() -> None:
    assert events_between(CARD, Slot(present=True, changes=7)) == (CardAbsent(), CardPresent())


def test_a_card_that_came_and_went_between_two_polls_is_nothing_to_act_on() -> None:
    assert events_between(EMPTY, Slot(present=False, changes=6)) == ()


@given(st.lists(STATES, min_size=1))
def test_whoever_follows_the_events_knows_what_lies_there(states: list[SlotState]) -> None:
    before: SlotState | None = None
    reader, card = False, False
    for after in states:
        for event in events_between(before, after):
            match event:
                case ReaderLost():
                    reader = card = False
                case ReaderBack():
                    assert not reader
                    reader = True
                case CardPresent():
                    assert reader
                    assert not card
                    card = True
                case CardAbsent():
                    assert card
                    card = False
        assert reader is isinstance(after, Slot)
        assert card is (isinstance(after, Slot) and after.present)
        before = after
