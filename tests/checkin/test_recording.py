"""The ledger of a station on real SQLite: what a turn records, its audit rows, one transaction."""

from dataclasses import replace

import pytest
from checkin_books import SHEET
from checkin_doubles import PIN, Station

from kiosk.checkin.conductor.performing import NamedTrouble
from kiosk.checkin.conductor.recording import StoredLedger
from kiosk.checkin.machine.effects import (
    CloseMedical,
    CloseVisit,
    RecordAnswer,
    RecordApplication,
    RecordDeclaration,
    RecordDeemed,
    RecordEvidence,
    RecordNote,
    RecordProof,
    RecordTrouble,
    RecordVouch,
)
from kiosk.checkin.machine.events import ConsentGiven, MethodChosen, NameConfirmed, PinEntered
from kiosk.checkin.machine.seen import Choice, Outcome, Reason, Settled
from kiosk.checkin.walk import (
    CHALLENGES,
    DAY,
    DOCUMENT,
    HER,
    ITEMS,
    NOON,
    NOTE,
    NUMBER_B,
    PHOTO,
    qualification_of,
)
from kiosk.declaration.model import Declaration
from kiosk.declaration.sheet import SheetUnprintable
from kiosk.desk.stopping import stop_link
from kiosk.evidence.kinds import EvidenceKind
from kiosk.matching.decide import compare
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import CardProof, Consent, Method
from kiosk.qualification.model import Answer, Validity
from kiosk.storage.faults import RecordConflict
from kiosk.storage.inspection import Intact, verify

PROOF = CardProof(Method.PIN, b"certificate", CHALLENGES[0], b"signature")
VISIT = "20261120-0001"
"""The number of the first visit of the day."""
ANSWER = Answer(VISIT, "i", NOON.wall, DAY, Validity.VALID, (qualification_of(HER),))
CONFIRMED = Settled(Outcome.CONFIRMED, Decision.PASS, patient_id="P-1", rule="pass.all")


def test_a_visit_takes_the_days_next_number_and_says_so_in_the_audit(books):
    assert [books.opened(), books.opened()] == ["20261120-0001", "20261120-0002"]
    assert books.audited("20261120-0002") == [("visit_opened", {"lane": "reader"})]


def test_a_turn_without_records_still_leaves_its_step(books):
    visit = books.written(step="Choosing")
    assert books.audited(visit)[-1] == ("step_entered", {"step": "Choosing"})


KINDS = [
    (
        RecordProof(PROOF),
        "holder_proved",
        {"method": "pin"},
        lambda b, v: b.visits.find(v).method is Method.PIN,
    ),
    (
        RecordVouch("tanaka", "staff_at_desk", confirmed=True),
        "staff_vouched",
        {"method": "staff_at_desk", "by": "tanaka"},
        lambda b, v: [each.method for each in b.findings.vouches(v)] == [Method.STAFF_AT_DESK],
    ),
    (
        RecordVouch("tanaka", "staff", confirmed=False),
        "staff_refused",
        {"by": "tanaka"},
        lambda b, v: not b.findings.vouches(v),
    ),
    (
        RecordAnswer(ANSWER, ITEMS, (("card_answer", compare(HER, ITEMS.person())),)),
        "service_answered",
        {"validity": "1", "qualifications": 1, "identifier": "i"},
        lambda b, v: b.findings.card_items(v).name == ITEMS.name and len(b.findings.comparisons(v)) == 1,
    ),
    (
        RecordApplication(HER),
        "items_entered",
        {"by": "patient", "fields": 5},
        lambda b, v: b.findings.items(v).name == HER.name,
    ),
    (
        RecordEvidence("certificate", DOCUMENT, "tanaka"),
        "document_typed",
        {"document": "certificate", "by": "tanaka"},
        lambda b, v: len(b.findings.documents(v)) == 1 and b.visits.find(v).evidence_kind == "certificate",
    ),
    (
        RecordEvidence("portal", None, "tanaka"),
        "document_seen",
        {"document": "portal", "by": "tanaka"},
        lambda b, v: not b.findings.documents(v) and b.visits.find(v).evidence_kind == "portal",
    ),
    (
        RecordDeclaration(Declaration(name=HER.name), ""),
        "declaration_kept",
        {"layout": "declaration-1", "by": "patient"},
        lambda b, v: b.papers.latest(v).sheet == SHEET,
    ),
    (
        RecordDeemed("tanaka", VISIT),
        "declaration_deemed",
        {"rests_on": VISIT, "by": "tanaka"},
        lambda b, v: b.papers.deemed(v)[0].rests_on == VISIT,
    ),
    (
        RecordNote(NOTE),
        "outage_noted",
        {"by": "desk", "identifier": "name-1"},
        lambda b, v: [each.visit for each in b.outages.waiting()] == [v],
    ),
    (
        RecordTrouble("card_mute"),
        "trouble_met",
        {"code": "card_mute"},
        lambda b, v: b.visits.find(v).closed_at is None,
    ),
    (
        CloseMedical("stop.family"),
        "medical_closed",
        {"rule": "stop.family", "by": "kiosk"},
        lambda b, v: b.links.medical_closed(v),
    ),
    (
        CloseVisit(CONFIRMED),
        "visit_closed",
        {"outcome": "confirmed", "decision": "PASS", "rule": "pass.all", "evidence": "card", "by": "kiosk"},
        lambda b, v: (b.visits.find(v).outcome, b.visits.find(v).patient_id) == ("confirmed", "P-1"),
    ),
]


@pytest.mark.parametrize(("record", "event", "facts", "is_kept"), KINDS, ids=[kind[1] for kind in KINDS])
def test_each_record_lands_with_its_audit_row(books, record, event, facts, is_kept):
    visit = books.written(record)
    told = [said for kind, said in books.audited(visit) if kind == event]
    assert any(facts.items() <= said.items() for said in told)
    assert books.look(lambda reading: is_kept(reading, visit))
    assert isinstance(verify(books.storage), Intact)


@pytest.mark.parametrize(
    ("outcome", "evidence"),
    [
        (Outcome.DECLARED, "declaration"),
        (Outcome.DEEMED_DECLARED, "deemed_declaration"),
        (Outcome.NOTED_IN_OUTAGE, "outage_note"),
        (Outcome.CONFIRMED_AFTER_QUESTION, "card"),
        (Outcome.ABANDONED, None),
        (Outcome.STOPPED, None),
    ],
)
def test_a_visit_keeps_the_kind_of_evidence_that_it_rests_on(books, outcome, evidence):
    visit = books.written(CloseVisit(Settled(outcome)))
    assert books.kept(visit).evidence_kind == evidence


def test_a_document_stays_the_evidence_of_what_it_confirmed(books):
    shown = RecordEvidence(EvidenceKind.OLD_CARD.value, None, "tanaka")
    settled = Settled(Outcome.CONFIRMED_BY_DOCUMENT, reason=Reason.NO_DATA, waits_for="desk")
    kept = books.kept(books.written(shown, CloseVisit(settled)))
    assert (kept.evidence_kind, kept.reason, kept.waits_for) == ("old_card", "no_data", "desk")


def test_hazard_a_turn_is_kept_whole_or_not_at_all(books):
    visit = books.written(CloseVisit(CONFIRMED))
    before = books.audited(visit)
    with pytest.raises(RecordConflict):
        books.written(RecordApplication(HER), RecordTrouble("card_mute"), CloseVisit(CONFIRMED), visit=visit)
    assert books.audited(visit) == before
    assert books.look(lambda reading: reading.findings.items(visit)) is None
    assert isinstance(verify(books.storage), Intact)


@pytest.mark.parametrize(("fault", "said"), [(OSError, OSError), (SheetUnprintable, NamedTrouble)])
def test_hazard_a_sheet_that_cannot_be_printed_is_named_and_nothing_of_it_is_kept(books, fault, said):
    def torn(*_):
        raise fault("no font")

    ledger = StoredLedger(books.storage, "desk-1", lambda: "name", torn, "declaration-1", stop_link)
    visit = books.opened()
    with pytest.raises(said) as told:
        ledger.write(visit, "Declaring", (RecordDeclaration(Declaration(), ""),), NOON)
    assert getattr(told.value, "code", "sheet_failed") == "sheet_failed"
    assert books.look(lambda reading: reading.papers.latest(visit)) is None


def test_a_declaration_deemed_on_a_visit_that_is_not_kept_is_refused_by_name(books):
    visit = books.opened()
    with pytest.raises(NamedTrouble) as named:
        books.written(RecordDeemed("tanaka", "20990101-0001"), visit=visit)
    assert named.value.code == "deemed_record_missing"
    assert books.look(lambda reading: reading.papers.deemed(visit)) == ()


def test_the_chips_items_are_kept_once_a_visit(books):
    visit = books.written(RecordAnswer(ANSWER, ITEMS))
    books.written(RecordAnswer(replace(ANSWER, identifier="again"), ITEMS), visit=visit)
    assert books.look(lambda reading: len(reading.findings.answers(visit))) == 2
    assert books.look(lambda reading: reading.findings.card_items(visit)).entered_by == "card"


def test_hazard_neither_pin_nor_number_b_nor_photograph_touches_the_disk(books, chip):
    station = Station(chip, books.ledger)
    visit = station.insert()
    station.press(MethodChosen, Choice.PIN)
    station.press(PinEntered, PIN)
    station.press(NameConfirmed, mine=True)
    station.press(ConsentGiven, Consent.everything())
    assert books.kept(visit).outcome
    station.remove()
    books.storage.following.settle()
    disk = b"".join(path.read_bytes() for path in books.folder.iterdir())
    assert HER.name.encode() in disk
    for secret in (PIN.encode(), NUMBER_B.encode(), PHOTO):
        assert secret not in disk


def test_a_visit_that_was_taken_up_again_may_be_noted_again_under_its_first_question(books):
    visit = books.written(RecordNote(NOTE))
    books.written(RecordNote(NOTE), visit=visit)
    (waiting,) = books.look(lambda b: b.outages.waiting())
    assert waiting.identifier == "name-1"
    assert [each["identifier"] for kind, each in books.audited(visit) if kind == "outage_noted"] == [
        "name-1"
    ] * 2
