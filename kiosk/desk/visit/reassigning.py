"""付け替え, before it is pressed: both charts beside each other, and the answer held against the new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.checkin.machine.seen import Chart
from kiosk.desk.acting import NotNow
from kiosk.desk.sides import sides_of
from kiosk.desk.visit.comparison import ComparisonCard, comparison_card, veiled
from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.matching.report import Decision


@dataclass(frozen=True, slots=True)
class Reassigning:
    """`now` is whose the visit is, `then` whose it would be; `comparison` with the answer, where there is one."""

    now: Patient | None
    then: Patient
    comparison: ComparisonCard | None

    @property
    def differs(self) -> bool:
        """Whether somebody has to say that the difference was looked at."""
        return self.comparison is not None and self.comparison.decision is not Decision.PASS


def reassigning(house: House, number: str, patient_id: str) -> Reassigning:
    """Raises NotNow where there is no such patient. Where the answer fits neither, of its side nothing is shown."""
    with house.storage.reading() as books:
        visit = books.visits.find(number)
        then = books.patients.by_id(patient_id)
        if then is None:
            raise NotNow("no_such_patient")
        now = books.patients.by_id(visit.patient_id) if visit.patient_id else None
        sides = sides_of(books, visit, house.ports.comparing)
        chart = Chart(then.patient_id, person_of_patient(then))
        card = comparison_card(replace(sides, chart=chart, candidates=()))
    if card is not None and card.decision is Decision.STOP and not card.chart_alone:
        card = veiled(card, masked=False)
    return Reassigning(now, then, card)
