"""Whether the insurance that an answer shows is another than the last time: it is asked about, claimed and typed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.desk.sides import single_qualification
from kiosk.intake.model import Patient
from kiosk.matching.keys import branch_key, insurance_key
from kiosk.qualification.model import Qualification
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord


@dataclass(frozen=True, slots=True)
class Insurance:
    """保険者番号, 記号, 番号 and 枝番 as they were known; `seen_on` is the day of that visit, None where the chart says so."""

    insurer_name: str
    insurer_number: str
    symbol: str = field(repr=False)
    number: str = field(repr=False)
    branch: str
    seen_on: date | None = None


def insurance_before(
    books: Books, earlier: Sequence[VisitRecord], patient: Patient | None, shown: Qualification | None
) -> Insurance | None:
    """What the last confirmed visit showed, else what the chart holds, if the answer shows another; None when it is the same."""
    if shown is None:
        return None
    before = _of_visit(books, earlier) or _of_chart(patient)
    return before if before is not None and _is_another(before, shown) else None


def _of_visit(books: Books, earlier: Sequence[VisitRecord]) -> Insurance | None:
    if not earlier:
        return None
    last = earlier[0]
    known = single_qualification(books.findings.answers(last.number))
    if known is None:
        return None
    items = known.insurer_name, known.insurer_number, known.symbol, known.number, known.branch
    return Insurance(*items, last.started_at.date())


def _of_chart(patient: Patient | None) -> Insurance | None:
    if patient is None or not (patient.insurer_number and patient.number):
        return None
    return Insurance("", patient.insurer_number, patient.symbol, patient.number, patient.branch)


def _is_another(before: Insurance, now: Qualification) -> bool:
    """By insurer, symbol and number; by the branch where both know it."""
    keys = [insurance_key(each.insurer_number, each.symbol, each.number) for each in (before, now)]
    if keys[0] != keys[1]:
        return None not in keys
    branches = [branch_key(each.insurer_number, each.branch) for each in (before, now)]
    return all(branches) and branches[0] != branches[1]
