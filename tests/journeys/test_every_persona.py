"""Everybody of the demo checks in once, and ends as their file says."""

import pytest

from hardware_mocks.personas.model import all_personas, persona
from rehearsal.visit import play

PROVED_OTHERWISE = {
    "pin_locked": "staff_at_counter",
    "wrong_face": None,
    "expired": None,
    "revoked": None,
    "document_only": None,
}
"""Everybody else is proved by the method they choose: a face that only staff would recognise is no success."""

EVERYBODY = tuple(each.id for each in all_personas())


@pytest.mark.parametrize("persona_id", EVERYBODY)
def test_a_persona_ends_as_expected(stage, persona_id):
    ended = play(stage, persona_id)
    assert ended.as_expected, ended
    assert ended.method == PROVED_OTHERWISE.get(persona_id, persona(persona_id).method)


@pytest.mark.parametrize(
    ("method", "proved"), [("face", "face"), ("pin", "pin"), ("staff", "staff_at_counter")]
)
def test_sato_is_confirmed_by_each_method_over_the_real_pcsc_stack(stage_over_pcsc, method, proved):
    ended = play(stage_over_pcsc, "sato", method)
    assert (ended.outcome, ended.decision, ended.method) == ("confirmed", "PASS", proved)
