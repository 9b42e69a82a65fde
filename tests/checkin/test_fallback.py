import pytest

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.effects import (
    AskQualification,
    CloseVisit,
    RecordDeclaration,
    RecordDeemed,
    RecordEvidence,
    RecordFound,
    RecordNote,
    RecordTrouble,
    Wipe,
)
from kiosk.checkin.machine.events import (
    Cancelled,
    CardRemoved,
    DeclarationBegun,
    Declared,
    DeemedDeclared,
    DeskStarted,
    DocumentTyped,
    EvidenceOffered,
    EvidenceSeen,
    FallbackWanted,
    MoreTime,
    Noted,
    TakenOver,
)
from kiosk.checkin.machine.seen import Outcome, Reason, Settled
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.checkin.machine.turn import Lane
from kiosk.checkin.walk import DEEMED, DOCUMENT, NOON, NOTE
from kiosk.clock import Moment
from kiosk.declaration.model import Declaration
from kiosk.evidence.kinds import EvidenceKind
from kiosk.qualification.grounds import Consent

ROUNDS = (
    steps.OfferingFallback(Reason.NO_DATA),
    steps.ShowingEvidence(Reason.NO_DATA, EvidenceKind.CERTIFICATE),
    steps.Declaring(Reason.NO_DATA),
)


@pytest.fixture
def desk(counter):
    counter.state = CheckIn(Lane.DESK)
    counter.happens(DeskStarted, "v")
    return counter


def test_a_visit_at_the_desk_begins_with_the_ways_round(desk):
    assert desk.step == steps.OfferingFallback(Reason.DESK)


@pytest.mark.parametrize("step", ROUNDS)
@pytest.mark.parametrize(
    ("act", "outcome", "record"),
    [
        ((Declared, Declaration()), Outcome.DECLARED, RecordDeclaration),
        ((DeemedDeclared, DEEMED), Outcome.DEEMED_DECLARED, RecordDeemed),
        ((EvidenceSeen, EvidenceKind.PORTAL, "tanaka", True), Outcome.CONFIRMED_BY_DOCUMENT, RecordEvidence),
        ((Noted, NOTE), Outcome.NOTED_IN_OUTAGE, RecordNote),
    ],
)
def test_every_way_round_ends_the_visit_with_what_it_rests_on(counter, step, act, outcome, record):
    shown = counter.at(step).happens(*act)
    assert shown == steps.ShowingResult(Settled(outcome, reason=Reason.NO_DATA))
    assert counter.asks(record)
    assert counter.recorded(CloseVisit).settled == shown.settled


@pytest.mark.parametrize(
    ("kind", "card"),
    [(EvidenceKind.PORTAL, False), (EvidenceKind.NOTICE, False), (EvidenceKind.OLD_CARD, True), (EvidenceKind.EARLIER_VISIT, True)],
)  # fmt: skip
def test_what_does_not_stand_by_itself_today_ends_no_visit(desk, kind, card):
    before = desk.step
    desk.happens(EvidenceSeen, kind, "tanaka", card)
    assert desk.step == before


@pytest.mark.parametrize(
    ("reason", "seen_by_staff", "stands"),
    [
        (Reason.NO_DATA, False, True),
        (Reason.NOT_IDENTIFIED, False, False),
        (Reason.NOT_IDENTIFIED, True, True),
    ],
)
def test_hazard_a_portal_beside_somebody_elses_card_stands_by_what_staff_saw_alone(
    counter, reason, seen_by_staff, stands
):
    offered = steps.OfferingFallback(reason, "", counter.card())
    counter.at(offered).happens(EvidenceSeen, EvidenceKind.PORTAL, "tanaka", seen_by_staff)
    assert (counter.step != offered) == stands


@pytest.mark.parametrize("reason", list(Reason))
def test_the_glass_begins_no_declaration_where_there_may_be_nothing_to_declare(counter, reason):
    counter.at(steps.OfferingFallback(reason)).happens(DeclarationBegun)
    begun = isinstance(counter.step, steps.Declaring)
    assert begun == (
        reason not in {Reason.SEVERAL, Reason.AID_UNREGISTERED, Reason.ON_ASSISTANCE, Reason.DECEASED}
    )


@pytest.mark.parametrize("reason", list(Reason))
def test_staff_may_take_a_declaration_down_whatever_the_reason(counter, reason):
    counter.at(steps.OfferingFallback(reason)).happens(Declared, Declaration())
    assert counter.recorded(CloseVisit).settled.outcome is Outcome.DECLARED


def test_a_typed_document_is_asked_about_for_the_qualification_alone(desk):
    desk.happens(DocumentTyped, DOCUMENT, EvidenceKind.CERTIFICATE)
    assert desk.recorded(AskQualification) == AskQualification(DOCUMENT, Consent.nothing())
    assert desk.recorded(RecordEvidence).document == DOCUMENT


def test_in_failure_mode_a_typed_document_stands_for_itself(desk):
    closed = desk.in_failure_mode().happens(DocumentTyped, DOCUMENT, EvidenceKind.CERTIFICATE)
    assert closed == steps.Closed(Outcome.CONFIRMED_BY_DOCUMENT)
    assert not desk.asks(AskQualification)


def test_at_the_desk_a_visit_that_is_settled_is_closed_and_wiped_at_once(desk):
    assert desk.happens(Declared, Declaration(), "tanaka") == steps.Closed(Outcome.DECLARED)
    assert desk.asks(Wipe)


def test_a_patient_may_look_at_another_way_round(counter):
    counter.at(ROUNDS[0]).happens(EvidenceOffered, EvidenceKind.NOTICE)
    assert counter.happens(Cancelled) == ROUNDS[0]
    assert counter.happens(DeclarationBegun) == ROUNDS[2]
    assert counter.happens(Cancelled) == ROUNDS[0]


def test_from_a_trouble_of_the_card_a_way_leads_on(counter):
    offered = counter.at(steps.CardTrouble("card_mute")).happens(FallbackWanted)
    assert offered == steps.OfferingFallback(Reason.EQUIPMENT, "card_mute")


@pytest.mark.parametrize(
    "step",
    [
        steps.Attract(),
        steps.ShowingResult(Settled(Outcome.CONFIRMED)),
        steps.TakeCard(Settled(Outcome.CONFIRMED)),
        steps.Closed(Outcome.CONFIRMED),
    ],
)
def test_what_is_settled_cannot_be_taken_over_or_cancelled(counter, step):
    assert counter.at(step).happens(TakenOver, "tanaka") is step
    assert counter.happens(Cancelled) is step


@pytest.mark.parametrize(
    ("step", "reason", "code"),
    [
        (steps.Reading(), None, ""),
        (steps.CardTrouble("card_mute"), Reason.EQUIPMENT, "card_mute"),
        (steps.Declaring(Reason.SERVICE, code="service_late"), Reason.SERVICE, "service_late"),
        *((each, each.reason, "") for each in ROUNDS),
    ],
)
def test_the_desk_may_take_the_patient_from_any_open_step_and_is_told_why_it_has_to(
    counter, step, reason, code
):
    shown = counter.at(step).happens(TakenOver, "tanaka")
    assert shown.settled == Settled(Outcome.HANDED_TO_STAFF, reason=reason, waits_for="desk", code=code)


@pytest.mark.parametrize("code", ["certificate_on_hold", "service_late"])
def test_the_trouble_goes_with_the_visit_through_every_way_round_to_its_end(counter, code):
    counter.at(steps.OfferingFallback(Reason.CERTIFICATE, code))
    counter.happens(EvidenceOffered, EvidenceKind.CERTIFICATE)
    counter.happens(Cancelled)
    counter.happens(DeclarationBegun)
    counter.happens(Cancelled)
    counter.happens(Cancelled)
    assert counter.recorded(CloseVisit).settled.code == code


def test_a_patient_whose_card_went_with_the_reader_has_not_left(counter):
    closed = counter.at(steps.Choosing(counter.card())).happens(CardRemoved, "reader_gone")
    assert closed.outcome is Outcome.HANDED_TO_STAFF
    assert counter.recorded(CloseVisit).settled.reason is Reason.EQUIPMENT
    assert counter.at(steps.Choosing(counter.card())).happens(CardRemoved).outcome is Outcome.ABANDONED


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Reason.INVALID, Outcome.INACTIVE),
        (Reason.NO_DATA, Outcome.INACTIVE),
        (Reason.NOT_IDENTIFIED, Outcome.NOT_IDENTIFIED),
        (Reason.SERVICE, Outcome.HANDED_TO_STAFF),
        (Reason.CERTIFICATE, Outcome.HANDED_TO_STAFF),
    ],
)
def test_who_leaves_without_a_way_round_leaves_the_reason_behind(counter, reason, outcome):
    closed = counter.at(steps.OfferingFallback(reason)).happens(CardRemoved)
    assert closed == steps.Closed(outcome)
    assert counter.recorded(CloseVisit).settled == Settled(outcome, reason=reason, waits_for="desk")


def test_a_reader_that_goes_and_takes_the_card_along_is_noted_with_the_visit(counter):
    counter.at(steps.Notice(counter.card())).happens(CardRemoved, "reader_gone")
    assert counter.recorded(RecordTrouble).code == "reader_gone"


def test_who_leaves_in_the_middle_has_abandoned_the_visit(counter):
    assert counter.at(steps.Notice(counter.card())).happens(CardRemoved) == steps.Closed(Outcome.ABANDONED)


def test_who_leaves_after_the_face_did_not_fit_was_not_identified(counter):
    failed = steps.Choosing(counter.card(), frozenset({steps.Choice.FACE}))
    assert counter.at(failed).happens(CardRemoved) == steps.Closed(Outcome.NOT_IDENTIFIED)


def test_a_card_that_is_left_is_noted_and_the_screen_is_wiped(counter):
    settled = Settled(Outcome.CONFIRMED)
    assert counter.at(steps.TakeCard(settled)).time_is_over() == steps.CardLeft(settled)
    assert counter.recorded(RecordTrouble).code == "card_left"
    assert counter.recorded(RecordFound) == RecordFound()
    assert counter.asks(Wipe)
    assert counter.happens(CardRemoved) == steps.Closed(Outcome.CONFIRMED)
    assert counter.recorded(RecordFound) == RecordFound(taken=True)


def test_more_time_is_given_to_a_person_as_often_as_wanted_and_to_no_machine(counter):
    later = Moment(NOON.wall, NOON.ticks + 60)
    for step in (steps.Declaring(Reason.DESK), steps.Reading()):
        before = counter.at(step).state
        counter.now = later
        counter.happens(MoreTime)
        wait = WAITS[type(step)]
        assert counter.state.deadline == (later.ticks + wait.seconds if wait.person else before.deadline)
        assert (counter.state.seq, counter.asked) == (before.seq, ())


def test_hazard_a_visit_without_a_number_takes_no_press(counter):
    counter.state = CheckIn(Lane.READER, steps.CardTrouble("storage_failed"), seq=3, deadline=1.0)
    before = counter.state
    for press in ((FallbackWanted,), (Declared, Declaration()), (TakenOver, "tanaka"), (Cancelled,)):
        counter.happens(*press)
        assert counter.state == before
    assert isinstance(counter.happens(CardRemoved), steps.Closed)
