from itertools import product

import pytest
from desk_world import START

from kiosk.checkin.machine.seen import Outcome, Reason
from kiosk.desk.standing import ACTS, ALL_NEXT_STEPS, SECOND_PERSON, Act, Standing, next_step, standing
from kiosk.matching.report import Decision
from kiosk.storage.visit.visits import VisitRecord

WAITS = (None, "application", "question", "case", "desk", "document", SECOND_PERSON)


def visit(outcome: Outcome | None, waits_for: str | None = None, reason: Reason | None = None, decision: Decision | None = None) -> VisitRecord:  # fmt: skip
    return VisitRecord(
        "20261121-0001", "desk-1", "reader", START.wall, None, outcome.value if outcome else None,
        decision, reason=reason.value if reason else None, waits_for=waits_for,
    )  # fmt: skip


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_no_visit_however_it_ended_is_without_a_next_step(outcome: Outcome | None) -> None:
    for waits_for, reason, decision, runs, given in product(
        WAITS, (None, *Reason), (None, *Decision), (False, True), (False, True)
    ):
        shown = visit(outcome, waits_for, reason, decision)

        assert next_step(shown, standing(shown, runs=runs), handed_over=given) in ALL_NEXT_STEPS


@pytest.mark.parametrize("waits_for", WAITS)
@pytest.mark.parametrize("decision", [None, *Decision])
def test_nothing_that_a_visit_waits_for_makes_a_stop_look_like_something_else(
    waits_for: str | None, decision: Decision | None
) -> None:
    stands = standing(visit(Outcome.STOPPED, waits_for, None, decision), runs=False)

    assert stands in {Standing.STOPPED, Standing.LIFTING}
    assert ACTS[stands] == {Act.GO_ROUND}


def test_only_what_is_confirmed_by_an_answer_may_be_handed_over() -> None:
    assert [each for each in Standing if Act.HAND_OVER in ACTS[each]] == [Standing.CONFIRMED]


def test_a_document_that_was_only_seen_has_nothing_to_hand_over() -> None:
    seen = visit(Outcome.CONFIRMED_BY_DOCUMENT, decision=None)
    asked = visit(Outcome.CONFIRMED_BY_DOCUMENT, decision=Decision.PASS)

    assert standing(seen, runs=False) is Standing.BY_DOCUMENT
    assert standing(asked, runs=False) is Standing.CONFIRMED


def test_a_visit_that_a_restart_cut_off_can_be_taken_up_again() -> None:
    assert standing(visit(None), runs=True) is Standing.RUNNING
    assert Act.RESUME in ACTS[standing(visit(None), runs=False)]
