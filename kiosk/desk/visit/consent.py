"""Consent to medical information, withdrawn at the desk or given again: what was seen until then stays on record.

It governs what this clinic opens. How a withdrawal reaches the national service is in no public source, so nothing is
sent there: the page says that the official terminal is the place for it.
"""

from __future__ import annotations

from enum import Enum

from kiosk.desk.acting import Desk, NotNow, first_come
from kiosk.desk.sides import single_qualification
from kiosk.qualification.model import Answer
from kiosk.storage.visit.findings import QuestionAnswered

RULE = "consent"


class Consent(Enum):
    """Whether what the patient agreed to at the reader still holds."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


def change_consent(desk: Desk, number: str, to: Consent) -> None:
    """Raises NotNow where nothing was agreed to, or where it stands so already."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work, first_come():
        work.visits.hold(number, desk.seen)
        now = consent_of(work.findings.answers(number), work.findings.questions(number))
        if now is None or now is to:
            raise NotNow("moved_on")
        work.findings.keep_question(number, RULE, to.value, desk.by)
        work.audit("consent_changed", number, {"answer": to.value, "by": desk.by})
        work.commit()
    desk.house.conductor.touch()


def consent_of(answers: tuple[Answer, ...], questions: tuple[QuestionAnswered, ...]) -> Consent | None:
    """None where the answer says of nothing that the patient agreed to it."""
    shown = single_qualification(answers)
    if shown is None or not any(consent.given for _, consent in shown.consents):
        return None
    said = [each.answer for each in questions if each.rule == RULE]
    return Consent(said[-1]) if said else Consent.GIVEN
