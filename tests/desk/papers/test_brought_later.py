"""Evidence that comes after the visit: asked for the day of treatment, compared as usual, settled to the yen."""

import json
from datetime import date, timedelta

import pytest
from desk_world import MOVED, SATO, STRANGER, Clinic

from kiosk.checkin.machine.seen import Outcome, Reason, Settled
from kiosk.desk.acting import NotNow
from kiosk.desk.papers.brought_later import Brought, bring_document, bring_seen, settle_visit
from kiosk.desk.papers.later_page import later_page
from kiosk.evidence.kinds import EvidenceKind
from kiosk.qualification.grounds import TypedDocument
from kiosk.qualification.model import Validity
from kiosk.storage.inspection import who

PAPER = TypedDocument("99130012", "見本", "123456", "01", date(1985, 4, 12), "tanaka", "suzuki")
WEEK = timedelta(days=7).total_seconds()


def declared(clinic: Clinic, patient_id: str | None = None) -> str:
    """A visit that ended with a declaration, a week ago."""
    clinic.chart()
    settled = Settled(Outcome.DECLARED, reason=Reason.NO_DATA)
    number = clinic.visit(settled, patient_id=patient_id)
    clinic.clock.passes(WEEK)
    return number


def brought(clinic: Clinic, number: str) -> Brought:
    return bring_document(clinic.at_desk(), number, PAPER, EvidenceKind.CERTIFICATE)


def test_a_document_brought_next_week_is_asked_about_for_the_day_of_treatment(clinic: Clinic) -> None:
    number = declared(clinic)

    assert brought(clinic, number) is Brought.CONFIRMED

    (inquiry,) = clinic.service.asked
    assert (inquiry.visit, inquiry.grounds, inquiry.on) == (number, PAPER, date(2026, 11, 21))
    kept = clinic.kept(number)
    assert (kept.outcome, kept.evidence_kind, kept.patient_id) == (
        "confirmed_by_document",
        "certificate",
        "P-100",
    )


def test_the_trace_says_what_the_visit_was_and_who_read_the_document_back(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    brought(clinic, number)

    rows = {row.kind: json.loads(row.payload) for row in who(clinic.storage, visit=number)}
    assert rows["evidence_brought"] == {
        "document": "certificate",
        "days": 7,
        "before": "declared",
        "outcome": "confirmed_by_document",
        "by": "tanaka",
    }
    assert rows["document_typed"]["checked_by"] == "suzuki"
    with clinic.storage.reading() as books:
        changes = books.visits.changes(number)
    assert any(each.before.get("outcome") == "declared" for each in changes)


def test_a_difference_is_asked_about_as_on_any_day(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    clinic.service.knows = MOVED

    assert brought(clinic, number) is Brought.ASKED
    assert clinic.kept(number).waits_for == "question"


def test_another_persons_record_stops_the_visit_however_late_it_comes(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    clinic.service.knows = STRANGER

    assert brought(clinic, number) is Brought.ASKED
    assert clinic.kept(number).outcome == "stopped"
    assert "medical_closed" in clinic.audited(number)


def test_an_answer_that_confirms_nothing_leaves_the_visit_as_it_was(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    clinic.service.validity = Validity.INVALID

    assert brought(clinic, number) is Brought.NOT_CONFIRMED
    assert clinic.kept(number).outcome == "declared"
    assert later_page(clinic.house, number).reason == "invalid"


def test_an_outage_is_said_and_the_document_is_on_record(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    clinic.service.knows = None

    with pytest.raises(NotNow) as refused:
        brought(clinic, number)
    assert refused.value.code == "service_later"
    assert {"document_typed", "service_failed"} <= set(clinic.audited(number))
    clinic.service.knows = SATO
    assert brought(clinic, number) is Brought.CONFIRMED


def test_a_portal_screen_shown_later_counts_beside_the_card(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    with pytest.raises(NotNow) as refused:
        bring_seen(clinic.at_desk(), number, EvidenceKind.PORTAL, card=False)
    assert refused.value.code == "show_card_too"

    bring_seen(clinic.at_desk(), number, EvidenceKind.PORTAL, card=True)
    assert (clinic.kept(number).outcome, clinic.kept(number).evidence_kind) == (
        "confirmed_by_document",
        "portal",
    )


def test_what_was_paid_is_settled_and_a_correction_stands_beside_it(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    brought(clinic, number)

    settle_visit(clinic.at_desk(), number, 512, 20, 1020, 30)
    settled = settle_visit(clinic.at_desk(), number, 512, 20, 1000, 30)

    assert (settled.due_yen, settled.difference) == (1540, 540)
    shown = later_page(clinic.house, number)
    assert [each.settlement.difference for each in shown.settled] == [520, 540]
    assert shown.due_share == 30
    assert clinic.audited(number).count("visit_settled") == 2


def test_nothing_is_settled_before_it_is_known_what_was_due(clinic: Clinic) -> None:
    number = declared(clinic, "P-100")
    with pytest.raises(NotNow):
        settle_visit(clinic.at_desk(), number, 512, 30, 1540, 20)


def test_a_confirmed_visit_waits_for_no_evidence(clinic: Clinic) -> None:
    number = clinic.confirmed()
    with pytest.raises(NotNow):
        brought(clinic, number)
    assert clinic.service.asked == []
