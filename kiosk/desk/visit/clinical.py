"""What a clinician sees of a visit: whether medical information may be opened for this link, and why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from kiosk.checkin.machine.seen import Outcome
from kiosk.clock import Moment
from kiosk.desk.acting import stands
from kiosk.desk.naming import who_is
from kiosk.desk.sides import single_qualification
from kiosk.desk.standing import Standing
from kiosk.desk.stopping import cases_over
from kiosk.desk.visit.consent import Consent, consent_of
from kiosk.house import House
from kiosk.matching.report import Decision
from kiosk.qualification.model import Qualification
from kiosk.storage.cases.cases import Case
from kiosk.storage.staff.accounts import Role
from kiosk.storage.visit.visits import VisitRecord


class Access(Enum):
    """Whether medical information of a visit's link may be opened; the first that holds, in this order."""

    STOPPED = "stopped"
    """A STOP closed the link, in this visit or another one."""
    NOT_COMPARED = "not_compared"
    """A question is open, or nothing was compared yet."""
    NOT_PROVED = "not_proved"
    """No holder of a card was proved: nothing medical can be asked for."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """The patient agreed at the reader and took it back at the desk."""
    OPEN = "open"


PROVED = frozenset({Outcome.CONFIRMED.value, Outcome.CONFIRMED_AFTER_QUESTION.value})
COMPARING = frozenset(
    {Standing.RUNNING, Standing.QUESTION, Standing.APPLICATION, Standing.CUT_OFF, Standing.STATION_GONE}
)


@dataclass(frozen=True, slots=True)
class Consented:
    """One kind of medical information that the patient agreed to, and until when the service gives it."""

    kind: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ClinicalPage:
    """`consented` is empty unless `access` is OPEN. Of what the service displays nothing else is here."""

    visit: VisitRecord
    who: str = field(repr=False)
    access: Access
    consented: tuple[Consented, ...]
    cases: tuple[Case, ...]


def clinical_page(house: House, number: str) -> ClinicalPage:
    """Raises NoSuchRecord."""
    with house.storage.reading() as reading:
        visit = reading.visits.find(number)
        cases = cases_over(reading, number, visit.patient_id)
        answers = reading.findings.answers(number)
        agreed = agreed_to(single_qualification(answers))
        consent = consent_of(answers, reading.findings.questions(number))
        access = access_of(visit, stands(house, reading, visit), cases, agreed, consent)
        consented = agreed if access is Access.OPEN else ()
        return ClinicalPage(visit, who_is(reading, visit), access, consented, cases)


def access_of(
    visit: VisitRecord,
    at: Standing,
    cases: tuple[Case, ...],
    agreed: tuple[Consented, ...],
    consent: Consent | None = None,
) -> Access:
    if cases or visit.decision is Decision.STOP:
        return Access.STOPPED
    if at in COMPARING:
        return Access.NOT_COMPARED
    if visit.method is None or visit.outcome not in PROVED:
        return Access.NOT_PROVED
    if consent is Consent.WITHDRAWN:
        return Access.WITHDRAWN
    return Access.OPEN if agreed else Access.REFUSED


def agreed_to(shown: Qualification | None) -> tuple[Consented, ...]:
    if shown is None:
        return ()
    return tuple(Consented(kind, consent.until) for kind, consent in shown.consents if consent.given)


def record_clinical_viewed(house: House, by: str, role: Role, page: ClinicalPage, now: Moment) -> None:
    """Looking is an act too."""
    patient = {"patient": page.visit.patient_id} if page.visit.patient_id else {}
    with house.storage.unit_of_work(now.wall) as work:
        facts = {"by": by, "role": role.value, "page": "clinical", **patient}
        work.audit("record_viewed", page.visit.number, facts)
        if page.consented:
            work.audit("medical_viewed", page.visit.number, facts)
        work.commit()
