"""What the last visit says that has to be asked for at this one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_world import CHART, SATO, Clinic

from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.companion.tomorrow import Cause
from kiosk.desk.visit.page import visit_page
from kiosk.matching.report import Decision
from kiosk.storage.staff.accounts import Role

CHILD = replace(CHART, birthdate=date(2018, 5, 1))
PASSED = Settled(Outcome.CONFIRMED, Decision.PASS, patient_id="P-100")


def due(clinic: Clinic, number: str) -> list[Cause]:
    page = visit_page(clinic.house, number, Role.DESK, clinic.clock.now())
    return [each.cause for each in page.due]


def test_a_childs_certificate_is_asked_for_at_the_first_visit_of_a_month_alone(clinic: Clinic) -> None:
    clinic.chart(CHILD)
    seen = replace(SATO, birthdate=CHILD.birthdate)
    assert due(clinic, clinic.visit(PASSED, seen, seen, "P-100")) == []
    clinic.clock.passes(10 * 86_400)
    assert due(clinic, clinic.visit(PASSED, seen, seen, "P-100")) == [Cause.CHILD]
    clinic.clock.passes(86_400)
    assert due(clinic, clinic.visit(PASSED, seen, seen, "P-100")) == []


def test_of_somebody_without_a_chart_nothing_is_due(clinic: Clinic) -> None:
    assert due(clinic, clinic.way_round()) == []
