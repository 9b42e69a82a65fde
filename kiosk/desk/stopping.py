"""A STOP at work: medical information of the link is closed at once, and a case is opened or joined."""

from __future__ import annotations

from kiosk.incidents.link import link_texts
from kiosk.incidents.model import Difference
from kiosk.intake.person import person_of_patient
from kiosk.matching.beside import of_one_person
from kiosk.matching.report import Outcome, Person
from kiosk.qualification.model import Qualification
from kiosk.storage.cases.cases import Case, Stop
from kiosk.storage.unit_of_work import Books, UnitOfWork
from kiosk.storage.visit.findings import ApplicationItems

TOLD = frozenset({Outcome.DIFFER, Outcome.NEAR})


def stop_link(work: UnitOfWork, visit: str, rule: str, by: str, patient_id: str | None = None) -> int:
    """Close the link of this visit on every desk of the database; gives the number of its case.

    `patient_id` is whom the comparison found, where the visit does not say so yet. A case that stands on the same link
    is joined.
    """
    patient = patient_id or work.visits.find(visit).patient_id
    facts = {"patient": patient} if patient else {}
    work.links.close_medical(visit, patient, rule, by)
    work.audit("medical_closed", visit, {"rule": rule, "by": by, **facts})
    digests = digests_of(work, visit, patient)
    standing = [each for each in work.cases.covering(visit, patient, digests) if each.closed_at is None]
    for each in standing[:1]:
        work.cases.hold(each.id)
    shown, answer = newest_shown(work, visit)
    case = standing[0].id if standing else work.cases.open(visit, patient, _insurer(shown), by)
    stop = Stop(visit, work.cases.now, by, rule, answer, differences(work, visit))
    work.cases.add_stop(case, stop, digests)
    if answer:
        work.sealing.seal(visit, answer)
        work.audit("answer_sealed", visit, {"case": case, "by": by})
    event = "case_joined" if standing else "case_opened"
    work.audit(event, visit, {"case": case, "rule": rule, "by": by, **facts})
    return case


def cases_over(books: Books, visit: str, patient_id: str | None) -> tuple[Case, ...]:
    """The cases by which medical information of this visit is closed, whichever station or visit opened them."""
    return books.cases.covering(visit, patient_id, digests_of(books, visit, patient_id))


def digests_of(books: Books, visit: str, patient_id: str | None) -> frozenset[str]:
    """The links of a visit with an answer; none while nobody has answered."""
    shown, _ = newest_shown(books, visit)
    if shown is None:
        return frozenset()
    patient = books.patients.by_id(patient_id) if patient_id else None
    card, application = books.findings.card_items(visit), books.findings.items(visit)
    persons = (
        _person(card),
        _person(application),
        person_of_patient(patient) if patient else None,
    )
    return books.cases.digests(link_texts(shown, patient_id, persons))


def newest_shown(books: Books, visit: str) -> tuple[Qualification | None, str]:
    """What the newest answer was compared by, and the identifier of the inquiry that brought it."""
    answers = books.findings.answers(visit)
    if not answers:
        return None, ""
    newest = answers[-1]
    found = of_one_person(newest)
    return (found.main if found else None), newest.identifier


def differences(books: Books, visit: str) -> tuple[Difference, ...]:
    """What did not fit in the latest comparison of each pair of sides; an earlier one was about other items."""
    latest = {each.sides: each for each in books.findings.comparisons(visit)}
    return tuple(
        Difference(sides, each.field, each.outcome.value, each.part)
        for sides, comparison in latest.items()
        for each in comparison.fields
        if each.outcome in TOLD
    )


def _insurer(shown: Qualification | None) -> str:
    return shown.insurer_name if shown else ""


def _person(items: ApplicationItems | None) -> Person | None:
    return Person(name=items.name or None, birthdate=items.birthdate) if items else None
