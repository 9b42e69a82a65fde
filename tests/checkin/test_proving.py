import pytest

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import (
    AskRegistration,
    CloseVisit,
    CompareFace,
    RecordDraft,
    RecordNote,
    RecordProof,
    RecordTrouble,
    RecordVouch,
    RequestChallenge,
    SignForTerminal,
    SignWithPin,
)
from kiosk.checkin.machine.events import (
    CardRemoved,
    CardSigned,
    ChallengeIssued,
    FaceMatched,
    FaceNotMatched,
    Failed,
    MethodChosen,
    NameConfirmed,
    OtherMethod,
    PinEntered,
    PinRefused,
    StaffRefused,
    StaffVouched,
    TerminalRefused,
)
from kiosk.checkin.machine.noting import LOCAL
from kiosk.checkin.machine.seen import Choice, Outcome, Photo, Reason
from kiosk.checkin.walk import CHALLENGES, PHOTO, PIN
from kiosk.qualification.grounds import Challenge, Method

ISSUED, LOCAL_ONE = CHALLENGES


def choosing(counter, **known):
    return counter.at(steps.Choosing(counter.card(**known)))


def proving(counter, method=Method.PIN, challenge=ISSUED, **known):
    return counter.at(steps.Proving(counter.card(**known), method, challenge=challenge))


def test_a_face_that_agrees_lets_the_card_sign_without_a_pin(counter):
    choosing(counter).happens(MethodChosen, Choice.FACE)
    assert counter.recorded(CompareFace).photo == PHOTO
    counter.happens(FaceMatched)
    assert counter.recorded(RequestChallenge) == RequestChallenge(local=False)
    counter.happens(ChallengeIssued, ISSUED)
    assert counter.recorded(SignForTerminal).challenge == ISSUED


def test_a_pin_lets_the_card_sign_once(counter):
    choosing(counter).happens(MethodChosen, Choice.PIN)
    counter.happens(ChallengeIssued, ISSUED)
    counter.happens(PinEntered, PIN)
    assert counter.recorded(SignWithPin) == SignWithPin(PIN, ISSUED)
    counter.happens(ChallengeIssued, ISSUED)
    assert not counter.asked


def test_a_good_signature_is_the_proof_and_is_recorded(counter):
    proving(counter).happens(CardSigned, counter.hand.signature)
    counter.happens(NameConfirmed, mine=True)
    assert counter.recorded(RecordProof).proof.method is Method.PIN
    assert counter.asks(AskRegistration)


def test_hazard_the_wrong_twins_card_is_not_its_holders_for_a_right_pin(counter):
    asked = proving(counter).happens(CardSigned, counter.hand.signature)
    assert isinstance(asked, steps.ConfirmingName)
    assert asked.card.items.given_name == "花子"
    assert not counter.asks(RecordProof)
    round_about = counter.happens(NameConfirmed, mine=False)
    assert (round_about.reason, round_about.code) == (Reason.NOT_IDENTIFIED, "card_of_another")
    assert not counter.asks(RecordProof)


def test_a_face_is_asked_for_no_name(counter):
    proving(counter, Method.FACE).happens(CardSigned, counter.hand.signature)
    assert counter.recorded(RecordProof).proof.method is Method.FACE


def test_a_card_that_could_not_be_opened_has_no_name_to_ask_about(counter):
    proving(counter, items=None).happens(CardSigned, counter.hand.signature)
    assert counter.asks(RecordProof)


def test_a_forged_signature_proves_nothing(counter):
    assert proving(counter).happens(CardSigned, b"forged").code == "signature_bad"
    assert not counter.asks(RecordProof)


def test_hazard_a_signature_of_another_visit_proves_nothing(counter):
    another = Challenge("another visit", ISSUED.token, ISSUED.nonce)
    signed = proving(counter, challenge=another).happens(CardSigned, counter.hand.signature)
    assert signed.code == "signature_bad"


def test_a_guide_tells_what_to_do_and_the_last_attempt_takes_the_face_away(counter):
    choosing(counter).happens(MethodChosen, Choice.FACE)
    again = counter.happens(FaceNotMatched, "nearer")
    assert (again.attempt, again.guide) == (2, "nearer")
    counter.happens(FaceNotMatched, "nearer")
    assert counter.happens(FaceNotMatched, "nearer").offered == {Choice.PIN, Choice.STAFF}


def test_hazard_going_back_to_the_choice_gives_nobody_more_attempts_at_the_face(counter):
    choosing(counter).happens(MethodChosen, Choice.FACE)
    for _ in range(2):
        counter.happens(FaceNotMatched, "nearer")
        counter.happens(OtherMethod)
        counter.happens(MethodChosen, Choice.FACE)
    assert counter.step.attempt == 3
    assert Choice.FACE not in counter.happens(FaceNotMatched, "nearer").offered


def test_a_lost_camera_takes_the_face_away_and_leaves_the_others(counter):
    counter.at(steps.CapturingFace(counter.card()))
    left = counter.happens(Failed, "camera_gone")
    assert left.offered == {Choice.PIN, Choice.STAFF}
    assert counter.recorded(RecordTrouble).code == "camera_gone"


def test_a_face_process_that_never_answers_is_no_fault_of_the_card_reader(counter):
    left = counter.at(steps.CapturingFace(counter.card())).time_is_over()
    assert (left.code, left.offered) == ("face_lost", {Choice.PIN, Choice.STAFF})


def test_a_wrong_pin_is_asked_for_again_and_says_when_it_is_the_last(counter):
    entering = proving(counter).happens(PinRefused, 1)
    assert entering.wrong
    assert entering.last_try


def test_a_locked_pin_leaves_the_other_methods(counter):
    assert proving(counter).happens(PinRefused, 0).offered == {Choice.FACE, Choice.STAFF}


def test_a_locked_pin_on_a_card_without_photograph_leads_to_the_ways_round(counter):
    offered = proving(counter, photo=None, photo_state=Photo.NONE).happens(PinRefused, 0)
    assert (offered.reason, offered.code) == (Reason.NOT_IDENTIFIED, "no_method")


def test_a_card_that_signs_with_a_pin_alone_is_asked_for_the_pin(counter):
    left = proving(counter, Method.FACE).happens(TerminalRefused)
    assert left.offered == {Choice.PIN}


@pytest.mark.parametrize("method", [Method.STAFF_AT_COUNTER, Method.STAFF_AT_DESK])
def test_a_staff_look_is_recorded_with_who_looked_and_where(counter, method):
    counter.at(steps.AwaitingStaff(counter.card())).happens(StaffVouched, method, "tanaka")
    assert counter.recorded(RecordVouch) == RecordVouch("tanaka", method.value, confirmed=True)
    assert counter.step.method is method


def test_a_look_at_the_desk_without_a_chip_photograph_is_no_look(counter):
    waiting = steps.AwaitingStaff(counter.card(photo=None, photo_state=Photo.UNOPENED))
    assert counter.at(waiting).happens(StaffVouched, Method.STAFF_AT_DESK, "tanaka") is waiting


@pytest.mark.parametrize("method", [Method.FACE, Method.PIN])
def test_staff_vouch_for_what_they_saw_and_nothing_else(counter, method):
    waiting = steps.AwaitingStaff(counter.card())
    assert counter.at(waiting).happens(StaffVouched, method, "tanaka") is waiting


def test_a_staff_member_who_says_no_is_recorded_and_the_ways_round_are_offered(counter):
    offered = counter.at(steps.AwaitingStaff(counter.card())).happens(StaffRefused, "tanaka")
    assert offered.reason is Reason.NOT_IDENTIFIED
    assert counter.recorded(RecordVouch).confirmed is False


def test_a_method_that_failed_cannot_be_chosen_again(counter):
    left = steps.Choosing(counter.card(), frozenset({Choice.FACE}))
    assert counter.at(left).happens(MethodChosen, Choice.FACE) is left


def test_a_silent_service_before_the_challenge_and_a_silent_card_after_it_are_two_troubles(counter):
    proving(counter, challenge=None).time_is_over()
    assert counter.recorded(RecordTrouble).code == "service_late"
    assert proving(counter).time_is_over() == steps.CardTrouble("card_mute", counter.step.card)


def test_no_challenge_no_signature(counter):
    waiting = proving(counter, challenge=None).step
    assert counter.happens(CardSigned, counter.hand.signature) is waiting


def test_a_dead_line_is_found_before_a_pin_is_asked_for_and_the_pin_then_proves_the_holder_to_us(counter):
    choosing(counter).happens(MethodChosen, Choice.PIN)
    counter.happens(Failed, "service_unreachable")
    assert counter.recorded(RecordDraft).note.name == counter.card().items.name
    assert counter.recorded(RequestChallenge).local
    typing = counter.happens(ChallengeIssued, LOCAL_ONE)
    assert isinstance(typing, steps.EnteringPin)
    counter.happens(PinEntered, PIN)
    counter.happens(CardSigned, counter.hand.signature)
    shown = counter.happens(NameConfirmed, mine=True)
    assert shown.settled.outcome is Outcome.NOTED_IN_OUTAGE
    assert counter.recorded(RecordNote).proved_by is Method.PIN


def test_who_takes_the_card_before_the_pin_leaves_a_draft_and_no_note(counter):
    proving(counter, challenge=None).happens(Failed, "service_unreachable")
    counter.happens(ChallengeIssued, LOCAL_ONE)
    counter.happens(CardRemoved)
    assert not counter.asks(RecordNote)
    assert counter.recorded(CloseVisit).settled.outcome is Outcome.ABANDONED


@pytest.mark.parametrize("method", [Method.FACE, Method.STAFF_AT_COUNTER])
def test_without_the_line_a_real_card_is_noted_after_the_look_that_it_cannot_sign_for(counter, method):
    shown = proving(counter, method, LOCAL_ONE).happens(TerminalRefused)
    assert shown.settled.outcome is Outcome.NOTED_IN_OUTAGE
    assert counter.recorded(RecordNote).proved_by is method


def test_our_own_challenge_is_asked_for_once(counter):
    proving(counter, challenge=None).happens(Failed, "service_unreachable")
    assert counter.time_is_over().reason is Reason.SERVICE


def test_without_the_cards_items_a_dead_line_leads_to_the_ways_round(counter):
    waiting = proving(counter, challenge=None, items=None)
    assert waiting.happens(Failed, "service_unreachable").reason is Reason.SERVICE


def test_in_failure_mode_the_card_signs_for_us_and_the_four_items_are_noted(counter):
    choosing(counter).in_failure_mode().happens(MethodChosen, Choice.PIN)
    assert counter.recorded(RequestChallenge).local
    counter.happens(ChallengeIssued, LOCAL_ONE)
    counter.happens(PinEntered, PIN)
    counter.happens(CardSigned, counter.hand.signature)
    shown = counter.happens(NameConfirmed, mine=True)
    assert shown.settled.outcome is Outcome.NOTED_IN_OUTAGE
    assert counter.recorded(RecordNote).note.noted_by == "card"


def test_a_challenge_of_our_own_is_never_shown_to_the_service(counter):
    """Failure mode was switched off between the challenge and the signature."""
    proving(counter, challenge=LOCAL_ONE).happens(CardSigned, counter.hand.signature)
    counter.happens(NameConfirmed, mine=True)
    assert LOCAL_ONE.token == LOCAL
    assert not counter.asks(AskRegistration)


def test_without_the_chips_items_the_desk_notes_them_from_the_printed_card(counter):
    proving(counter, challenge=LOCAL_ONE, items=None).in_failure_mode()
    assert counter.happens(CardSigned, counter.hand.signature).code == "note_at_desk"
