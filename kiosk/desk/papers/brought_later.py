"""Evidence brought after the visit, tomorrow or next week: asked about for the day of treatment, compared as usual, settled."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from kiosk.checkin.conductor.performing import ask
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import Desk, NotNow, Open, opened
from kiosk.desk.papers.documents import refusal
from kiosk.desk.settling import bring_to, compare_again
from kiosk.desk.sides import sides_of
from kiosk.desk.standing import Act
from kiosk.evidence.kinds import EvidenceKind
from kiosk.evidence.settlement import NotAnAmount, Settlement, settle
from kiosk.qualification.grounds import Consent, TypedDocument
from kiosk.qualification.model import Answer
from kiosk.qualification.port import Inquiry, ServiceFault
from kiosk.storage.visit.visits import VisitRecord

WHY = "evidence brought later"
FOUND_BY_COMPARISON = "found by the comparison"


class Brought(Enum):
    """What came of it."""

    CONFIRMED = "confirmed"
    ASKED = "asked"
    """The answer is here and the desk has a question, or a case."""
    NOT_CONFIRMED = "not_confirmed"
    """The service knows no valid qualification under these numbers on that day: the visit stays as it was."""


def bring_document(desk: Desk, number: str, document: TypedDocument, kind: Enum) -> Brought:
    """Search by the document's numbers for the day of treatment and let the visit come to what the answer says.

    `kind` is what the numbers were read from: an `EvidenceKind`, or what a clerk was told.

    Raises NotNow when the visit does not wait for evidence, or when the service cannot be asked now.
    """
    identifier = desk.house.ports.identifier()
    with opened(desk, number, Act.BRING) as here:
        here.work.findings.keep_document(number, kind.value, document, desk.by)
        checked = {"checked_by": document.read_back_by} if document.read_back_by else {}
        here.work.audit("document_typed", number, {"document": kind.value, "by": desk.by, **checked})
        here.work.audit("service_asked", number, {"grounds": "TypedDocument", "identifier": identifier})
        on, asked_at = here.visit.started_at.date(), here.visit.version
    inquiry = Inquiry(number, identifier, document, Consent.nothing(), on)
    answer = _asked(desk, inquiry)
    with opened(replace(desk, seen=asked_at), number, Act.BRING) as here:
        return _with_answer(desk, here, answer, kind)


def _asked(desk: Desk, inquiry: Inquiry) -> Answer:
    try:
        return ask(inquiry, desk.house.ports, desk.now)
    except ServiceFault as fault:
        with desk.house.storage.unit_of_work(desk.now.wall) as work:
            facts = {
                "code": type(fault).__name__,
                "grounds": "TypedDocument",
                "identifier": inquiry.identifier,
            }
            work.audit("service_failed", inquiry.visit, facts)
            work.commit()
        raise NotNow("service_later") from None


def _with_answer(desk: Desk, here: Open, answer: Answer, kind: Enum) -> Brought:
    digest = here.work.findings.keep_answer(answer)
    facts = {
        "validity": answer.validity.value if answer.validity else "none",
        "qualifications": len(answer.qualifications),
        "identifier": answer.identifier,
        "digest": digest,
    }
    here.work.audit("service_answered", here.visit.number, facts)
    sides = sides_of(here.work, here.visit)
    if sides.qualification is None:
        return Brought.NOT_CONFIRMED
    if here.visit.patient_id is None and len(sides.candidates) == 1:
        (found,) = sides.candidates
        here.work.visits.reassign(here.visit.number, found.patient_id, desk.by, FOUND_BY_COMPARISON)
    _rests_on(desk, here, kind)
    compare_again(desk, here, WHY)
    _closed(desk, here, kind)
    after = here.work.visits.find(here.visit.number)
    return Brought.CONFIRMED if after.outcome in DONE else Brought.ASKED


DONE = frozenset({Outcome.CONFIRMED.value, Outcome.CONFIRMED_BY_DOCUMENT.value})


def bring_seen(desk: Desk, number: str, kind: EvidenceKind, *, card: bool) -> None:
    """A portal screen or a document shown later and not asked about. Raises NotNow when it does not stand for that day."""
    with opened(desk, number, Act.BRING) as here:
        refused = refusal(kind, here.visit.started_at.date(), card=card)
        if refused:
            raise NotNow(refused)
        here.work.audit("document_seen", number, {"document": kind.value, "by": desk.by})
        _rests_on(desk, here, kind)
        bring_to(desk, here, Settled(Outcome.CONFIRMED_BY_DOCUMENT), WHY)
        _closed(desk, here, kind)


def _rests_on(desk: Desk, here: Open, kind: Enum) -> None:
    kept = here.work.visits.find(here.visit.number)
    here.work.visits.update(replace(kept, evidence_kind=kind.value), desk.by, WHY)


def _closed(desk: Desk, here: Open, kind: Enum) -> None:
    before, after = here.visit, here.work.visits.find(here.visit.number)
    facts = {
        "document": kind.value,
        "days": _days_since(desk, before),
        "before": before.outcome,
        "outcome": after.outcome,
        "by": desk.by,
    }
    here.work.audit("evidence_brought", before.number, facts)


def _days_since(desk: Desk, visit: VisitRecord) -> int:
    return (desk.now.today - visit.started_at.date()).days


def settle_visit(desk: Desk, number: str, points: int, paid_share: int, paid_yen: int, due_share: int) -> Settlement:  # fmt: skip
    """Keep what was paid against what was due. Raises NotNow for amounts that no visit can have."""
    try:
        settled = settle(points, paid_share, paid_yen, due_share)
    except NotAnAmount:
        raise NotNow("no_amount") from None
    with opened(desk, number, Act.SETTLE) as here:
        here.work.settlements.keep(number, settled, desk.by)
        facts = {"by": desk.by, "difference": settled.difference, "rule": settled.rule}
        here.work.audit("visit_settled", number, facts)
    return settled
