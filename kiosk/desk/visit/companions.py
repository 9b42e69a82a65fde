"""Who helps a patient at the desk: kept as the kind of person, never as a name."""

from __future__ import annotations

from enum import Enum

from kiosk.desk.acting import Desk
from kiosk.storage.visit.findings import QuestionAnswered

ASKED = "companion"


class Companion(Enum):
    """付き添い: the relation that the desk records."""

    FAMILY = "family"
    CARER = "carer"
    INTERPRETER = "interpreter"
    OTHER = "other"


def note_companion(desk: Desk, number: str, companion: Companion) -> None:
    """Somebody helps; a visit may have it noted at any time."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.visits.find(number)
        work.findings.keep_question(number, ASKED, companion.value, desk.by)
        facts = {"rule": ASKED, "answer": companion.value, "by": desk.by}
        work.audit("question_answered", number, facts)
        work.commit()
    desk.house.conductor.touch()


def companion_of(questions: tuple[QuestionAnswered, ...]) -> Companion | None:
    """The one noted last."""
    said = [each.answer for each in questions if each.rule == ASKED]
    return Companion(said[-1]) if said else None
