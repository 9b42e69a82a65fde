"""What an answer that came after an outage comes to: the noted items, the answer and the chart, held against each other."""

from __future__ import annotations

from kiosk.checkin.machine.conclude import reason_of, settled_by
from kiosk.checkin.machine.seen import Chart, Outcome
from kiosk.desk.outage.backlog import Judge, Judged
from kiosk.desk.sides import person_of_items, single_qualification
from kiosk.house import House
from kiosk.intake.person import person_of_patient
from kiosk.matching.people import displayed_person
from kiosk.matching.report import Person
from kiosk.matching.three_way import Circumstances, three_way
from kiosk.qualification.grounds import OutageNote
from kiosk.qualification.model import Answer
from kiosk.storage.outage.outages import NotedVisit
from kiosk.storage.visit.findings import without_values


def judge_of(house: House) -> Judge:
    """The judge of a backlog, with this clinic's table to compare with."""

    def judge(noted: NotedVisit, answer: Answer) -> Judged:
        return _judged(house, noted, answer)

    return judge


def _judged(house: House, noted: NotedVisit, answer: Answer) -> Judged:
    shown = single_qualification((answer,))
    if shown is None:
        return Judged(None, Outcome.INACTIVE.value, (), reason_of(answer).value, "desk")
    with house.storage.reading() as reading:
        visit = reading.visits.find(noted.visit)
        items = reading.findings.items(noted.visit)
        kept = reading.patients.by_id(visit.patient_id) if visit.patient_id else None
    charts = (
        (Chart(kept.patient_id, person_of_patient(kept)),)
        if kept
        else house.ports.patients.by_answer(answer, noted.note)
    )
    found = three_way(
        person_of_note(noted.note),
        displayed_person(shown),
        charts[0].person if len(charts) == 1 else None,
        person_of_items(items) if items else None,
        Circumstances(
            tuple(each.patient_id for each in charts),
            common_name=house.ports.comparing.common_name(shown),
            site=house.ports.comparing.site,
        ),
    )
    settled, _ = settled_by(found, charts, by_card=visit.method is not None)
    pairs = tuple(without_values(noted.visit, pair.sides, pair.report) for pair in found.pairs)
    outcome, waits_for = settled.outcome.value, settled.waits_for or None
    return Judged(settled.decision, outcome, pairs, None, waits_for, settled.patient_id)


def person_of_note(note: OutageNote) -> Person:
    """The four printed items; a card's front has no kana."""
    return Person(name=note.name, sex=note.sex, birthdate=note.birthdate, address=note.address)
