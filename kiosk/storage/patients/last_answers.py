"""Every chart held against the last answer that was confirmed for it (総点検): by today's rules, whatever passed then."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, func, select

from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.matching.beside import of_one_person
from kiosk.matching.decide import compare
from kiosk.matching.duplicates import Finding
from kiosk.matching.names.site import Site
from kiosk.matching.people import displayed_person
from kiosk.matching.remember import confirmation_digest, nameless_digest
from kiosk.matching.report import Decision, MatchReport, Outcome
from kiosk.qualification.model import Answer, Qualification
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.facts import from_json

KIND = "answer_differs"
BATCH = 500
"""Charts in memory at a time."""
_HELD, _VISITS, _ANSWERS = tables.patients, tables.visits.c, tables.answers.c
_NUMBER = "visit_number"


def differing(
    ledger: Ledger, key: bytes, site: Site, outcomes: Collection[str]
) -> Iterator[tuple[Finding, tuple[Patient, ...]]]:
    """Each chart that its last answer contradicts, with both sides; visits count that ended in one of `outcomes`.

    What staff confirmed for exactly this display is no finding, and nothing that is merely not shown is one. A sealed answer
    is nobody's to look at.
    """
    last = ""
    while rows := ledger.all(_following(last, outcomes)):
        for row in rows:
            patient = record(Patient, row)
            shown = _shown(ledger, getattr(row, _NUMBER))
            if shown is None or not _contradicts(patient, shown, site):
                continue
            if not _was_confirmed(ledger, key, patient.patient_id, shown):
                yield Finding(KIND, (patient.patient_id,)), (patient, _as_row(patient, shown))
        last = rows[-1].patient_id


def _following(last: str, outcomes: Collection[str]) -> Select[Any]:
    """Charts in use behind the number `last`, each with its last visit of these outcomes."""
    newest = (
        select(_VISITS.patient_id.label("of"), func.max(_VISITS.number).label(_NUMBER))
        .where(_VISITS.outcome.in_(outcomes), _VISITS.patient_id > last)
        .group_by(_VISITS.patient_id)
        .subquery()
    )
    found = select(_HELD, newest.c[_NUMBER]).join(newest, newest.c.of == _HELD.c.patient_id)
    in_use = _HELD.c.leftover_since.is_(None)
    return found.where(in_use).order_by(_HELD.c.patient_id).limit(BATCH)


def _shown(ledger: Ledger, visit: str) -> Qualification | None:
    """Of the visit's newest answer, if it is open and shows one person."""
    sealed = tables.answer_keys.c.answer_id
    newest = (
        select(tables.answers.c.body, sealed)
        .outerjoin(tables.answer_keys, sealed == _ANSWERS.id)
        .where(_ANSWERS.visit == visit)
        .order_by(_ANSWERS.id.desc())
        .limit(1)
    )
    row: Row[Any] | None = ledger.first(newest)
    if row is None or row.answer_id is not None:
        return None
    found = of_one_person(from_json(Answer, row.body))
    return found.main if found else None


def _contradicts(patient: Patient, shown: Qualification, site: Site) -> bool:
    report: MatchReport = compare(displayed_person(shown), person_of_patient(patient), site=site)
    if report.decision is not Decision.ASK:
        return report.decision is Decision.STOP
    return any(each.outcome in {Outcome.DIFFER, Outcome.NEAR} for each in report.fields)


def _was_confirmed(ledger: Ledger, key: bytes, patient_id: str, shown: Qualification) -> bool:
    person = displayed_person(shown)
    forms = [
        make(key, person, shown.insurer_number, shown.number)
        for make in (confirmation_digest, nameless_digest)
    ]
    kept = tables.confirmations.c
    return (
        ledger.first(select(kept.digest).where(kept.patient_id == patient_id, kept.digest.in_(forms)))
        is not None
    )


def _as_row(patient: Patient, shown: Qualification) -> Patient:
    """The other side in the shape of a chart: so the same contradiction is known again, and another one is not."""
    return replace(
        patient, name=shown.name, kana=shown.kana, birthdate=shown.birthdate, address=shown.address or ""
    )
