"""What the desk decides about an answer: the five items of a first visit, and what the patient said when asked."""

from __future__ import annotations

from kiosk.checkin.conductor.recording import keep_application
from kiosk.checkin.machine.conclude import NEEDS_APPLICATION
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import Desk, NotNow, Open, opened
from kiosk.desk.settling import bring_to, close_medical, compare_again
from kiosk.desk.sides import Sides, judged, sides_of
from kiosk.desk.standing import Act
from kiosk.matching.report import Decision, Person
from kiosk.storage.displays import display_digests

CANDIDATES = "ask.candidates"
AGREES = "agrees"
DIFFERS = "differs"
RULE_OF_STAFF = "staff"
"""The rule of a question that staff asked of their own accord, after a PASS was taken back."""


def enter_application(desk: Desk, number: str, application: Person) -> None:
    """診療申込書: the five items, typed before the answer is shown; then they are compared."""
    with opened(desk, number, Act.ENTER_APPLICATION) as here:
        keep_application(here.work, number, application, desk.by)
        compare_again(desk, here, "application entered")


def answer_question(desk: Desk, number: str, *, agrees: bool) -> None:
    """What the patient said to the question of the rule: the same as is shown, or something else.

    Raises NotNow where there is nothing to agree with yet: no chart and no application, or several charts. Nor does one
    person agree to what the rules stop: a chart chosen by hand is put back or exchanged, and after a lifting by two the
    visit carries no decision any more.
    """
    with opened(desk, number, Act.ANSWER) as here:
        sides = sides_of(here.work, here.visit, desk.house.ports.comparing)
        rule = _rule_asked(sides)
        if agrees and _is_stopped(here, sides):
            raise NotNow("chart_differs")
        said = AGREES if agrees else DIFFERS
        here.work.findings.keep_question(number, rule, said, desk.by)
        here.work.audit("question_answered", number, {"rule": rule, "answer": said, "by": desk.by})
        if agrees:
            _confirm(desk, here, sides, rule)
        else:
            stopped = Settled(Outcome.STOPPED, here.visit.decision, waits_for="case", rule=rule)
            bring_to(desk, here, stopped, f"question {rule}: differs")
            close_medical(here, rule, desk.by)


def _is_stopped(here: Open, sides: Sides) -> bool:
    found = judged(sides)
    return found is not None and found.decision is Decision.STOP and here.visit.decision is Decision.ASK


def _rule_asked(sides: Sides) -> str:
    found = judged(sides)
    if found is None:
        raise NotNow("no_answer")
    if found.rule in {CANDIDATES, NEEDS_APPLICATION}:
        raise NotNow("choose_patient" if found.rule == CANDIDATES else "enter_items_first")
    return RULE_OF_STAFF if found.decision is Decision.PASS else found.rule


def _confirm(desk: Desk, here: Open, sides: Sides, rule: str) -> None:
    settled = Settled(Outcome.CONFIRMED_AFTER_QUESTION, here.visit.decision, rule=rule)
    bring_to(desk, here, settled, f"question {rule}: agrees")
    if here.visit.patient_id is None or sides.qualification is None:
        return
    for digest in display_digests(desk.house.storage, sides.qualification):
        here.work.links.remember(here.visit.patient_id, digest, here.visit.number, desk.by)
    facts = {"rule": rule, "by": desk.by, "patient": here.visit.patient_id}
    here.work.audit("difference_remembered", here.visit.number, facts)
