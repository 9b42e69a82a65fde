"""書類の番号は前回と同じ: a returning patient's document, looked at once and not typed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.papers.held import earlier_visits
from kiosk.desk.sides import single_qualification
from kiosk.evidence.kinds import EvidenceKind
from kiosk.qualification.grounds import TypedDocument
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord


@dataclass(frozen=True, slots=True)
class SameDocument:
    """The document of an earlier confirmed visit; `ends` is the last day that the service named for it, where it did."""

    kind: EvidenceKind
    document: TypedDocument
    seen_on: date
    ends: date | None


def last_document(books: Books, earlier: Sequence[VisitRecord], today: date) -> SameDocument | None:
    """The newest one, unless it has ended since."""
    for visit in earlier:
        shown = books.findings.documents(visit.number)
        if not shown:
            continue
        answered = single_qualification(books.findings.answers(visit.number))
        ends = answered.valid_to or answered.disqualified_on if answered else None
        if ends is not None and ends < today:
            return None
        newest = shown[-1]
        return SameDocument(EvidenceKind(newest.kind), newest.document, visit.started_at.date(), ends)
    return None


def same_document(desk: Desk, number: str) -> SameDocument:
    """As looked at now by whoever presses: typed by them, and asked about as if typed anew. Raises NotNow where there is none."""
    with desk.house.storage.reading() as books:
        visit = books.visits.find(number)
        found = last_document(books, earlier_visits(books, visit), desk.now.today)
    if found is None:
        raise NotNow("moved_on")
    return replace(found, document=replace(found.document, typed_by=desk.by, read_back_by=""))
