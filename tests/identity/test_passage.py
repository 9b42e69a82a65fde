"""The table of what follows from what is known: walked in both directions, no step down opens more."""

from itertools import pairwise

import pytest

from kiosk.identity.certificate import Cause, Doubt
from kiosk.identity.passage import FALLING, TABLE, Asking, Passage, passage


def test_every_knowledge_has_its_row_and_its_reason():
    assert set(TABLE) == {None, *Doubt, *Cause}
    assert set(FALLING) == {None, *Doubt}
    assert all(each.reason for each in TABLE.values())


@pytest.mark.parametrize("failure_mode", [False, True])
def test_hazard_less_knowledge_never_passes_more(failure_mode):
    for more, less in pairwise(FALLING):
        assert passage(less, failure_mode=failure_mode) <= passage(more, failure_mode=failure_mode)


@pytest.mark.parametrize("known", TABLE)
def test_hazard_failure_mode_never_passes_more_than_the_line(known):
    assert passage(known, failure_mode=True) <= passage(known, failure_mode=False)


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("failure_mode", [False, True])
def test_hazard_a_known_revocation_passes_nowhere(cause, failure_mode):
    assert passage(cause, failure_mode=failure_mode) is Passage.STOPS


def test_only_what_a_newer_word_could_not_change_counts_without_asking_anew():
    assert {each for each, rule in TABLE.items() if rule.asking is Asking.NOTHING} == {None, Cause.GIVEN}
