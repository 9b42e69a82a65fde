from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.declaration.model import Declaration
from kiosk.qualification.grounds import Method, OutageNote, TypedDocument
from kiosk.qualification.model import Answer
from kiosk.storage.facts import FactUnreadable, from_json, to_json


@given(st.one_of(*(st.builds(kind) for kind in (Answer, Declaration, OutageNote, TypedDocument))))
def test_a_fact_survives_being_kept(fact):
    assert from_json(type(fact), to_json(fact)) == fact


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"method": "telepathy"}', '{"method": 1, "on": "x"}']
)
def test_a_text_that_does_not_fit_is_refused(text):
    with pytest.raises(FactUnreadable):
        from_json(Proof, text)


@dataclass(frozen=True, slots=True)
class Proof:
    method: Method
    on: date


def test_a_picture_is_no_fact():
    with pytest.raises(TypeError):
        to_json((b"picture",))
