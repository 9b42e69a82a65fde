"""What a month of a patient is billed by, where the desk learned it from a paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_world import SATO, START, answer, qualification

from kiosk.checkin.machine.effects import CloseVisit, RecordAnswer, RecordEvidence
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.claims.months import patient_months
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import TypedDocument


def typed_at_the_desk(clinic, insurer, number, qualified):
    """A document that the service confirmed; `qualified` is 資格取得年月日."""
    now, ledger = clinic.clock.now(), clinic.house.ports.ledger
    visit = ledger.open_visit("desk", now, "P-100")
    shown = replace(qualification(SATO), insurer_number=insurer, number=number, qualified_on=qualified)
    told = replace(answer(visit, SATO, f"of-{visit}"), qualifications=(shown,))
    typed = TypedDocument(insurer, "", number, "01", SATO.birthdate, "tanaka")
    settled = Settled(Outcome.CONFIRMED_BY_DOCUMENT, Decision.PASS, patient_id="P-100")
    records = (RecordEvidence("certificate", typed, "tanaka"), RecordAnswer(told, None), CloseVisit(settled))
    ledger.write(visit, "Closed", records, now)
    return visit


def test_a_paper_that_the_service_confirmed_stands_from_its_own_day_and_not_for_the_whole_month(clinic):
    clinic.chart()
    typed_at_the_desk(clinic, "99130012", "123456", qualified=date(2020, 4, 1))
    clinic.clock.passes(7 * 86_400)
    typed_at_the_desk(clinic, "06990014", "77", qualified=clinic.clock.now().today)
    with clinic.storage.reading() as books:
        (month,) = patient_months(books, START.today.replace(day=1))
    spans = [(each.first.day, each.standing.numbers.number) for each in month.periods]
    assert spans == [(1, "123456"), (START.today.day + 7, "77")]
