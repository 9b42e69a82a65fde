from dataclasses import replace
from datetime import date

import pytest
from checkin_counter import GENUINE, seen

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import (
    JudgeCertificate,
    LookUpPatient,
    OpenCard,
    ReadPrintedNumber,
    RecordTrouble,
)
from kiosk.checkin.machine.events import (
    CardInserted,
    CardOpened,
    CardRecognised,
    CertificateJudged,
    Failed,
    NoticeRead,
    NumberBEntered,
    NumberBRefused,
    NumberBSkipped,
    PatientLookedUp,
    PrintedNumberRead,
)
from kiosk.checkin.machine.reading import HINT_SECONDS
from kiosk.checkin.machine.seen import Choice, Photo, Reason
from kiosk.checkin.walk import ITEMS, NUMBER_B, PHOTO
from kiosk.identity.certificate import (
    Cause,
    Doubt,
    Expired,
    ExpiresSoon,
    Flaw,
    InGrace,
    NotGenuine,
    NotYetValid,
    RevocationDoubtful,
    Revoked,
)

LATER = date(2027, 1, 31)
DAY = date(2026, 12, 1)


def reading(counter, **known):
    return counter.at(steps.Reading(seen(counter.hand.certificate, verdict=None, **known)))


def judged(counter, verdict, **known):
    return reading(counter, **known).happens(CertificateJudged, verdict)


def test_a_card_laid_down_is_recognised_judged_read_and_looked_up_in_this_order(counter):
    counter.happens(CardInserted, "v")
    counter.happens(CardRecognised, seen(counter.hand.certificate, verdict=None))
    assert counter.recorded(JudgeCertificate).certificate == counter.hand.certificate
    counter.happens(CertificateJudged, GENUINE)
    assert counter.asks(ReadPrintedNumber)
    counter.happens(PrintedNumberRead, NUMBER_B)
    assert counter.recorded(OpenCard).number_b == NUMBER_B
    counter.happens(CardOpened, ITEMS, PHOTO)
    assert counter.recorded(LookUpPatient).items == ITEMS
    choosing = counter.happens(PatientLookedUp, known_here=True)
    assert choosing.offered == frozenset(Choice)


def test_a_patient_is_told_that_the_certificate_ends_soon_and_goes_on(counter):
    known = seen(verdict=ExpiresSoon("s", 1, DAY), items=ITEMS, photo=PHOTO, photo_state=Photo.PRESENT)
    counter.at(steps.Reading(known, number_b_sent=True))
    assert isinstance(counter.happens(PatientLookedUp, known_here=True), steps.Notice)
    assert isinstance(counter.happens(NoticeRead), steps.Choosing)


def test_in_its_period_of_grace_the_card_serves_for_the_qualification_alone(counter):
    known = seen(verdict=InGrace("s", 1, DAY, LATER), items=ITEMS)
    notice = counter.at(steps.Reading(known, number_b_sent=True)).happens(PatientLookedUp, known_here=True)
    assert isinstance(notice, steps.Notice)
    assert notice.card.eligibility_only


def test_expired_and_not_vouched_for_is_still_no_more_than_the_qualification():
    assert seen(verdict=RevocationDoubtful(Doubt.UNKNOWN, "s", 1, DAY, LATER)).eligibility_only
    assert not seen(verdict=RevocationDoubtful(Doubt.UNKNOWN, "s", 1, DAY)).eligibility_only


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Expired(DAY), "certificate_expired"),
        (NotYetValid(LATER), "certificate_not_yet_valid"),
        (Revoked(1, DAY), "certificate_revoked_unsaid"),
        (Revoked(1, DAY, Cause.GIVEN), "certificate_revoked"),
        (Revoked(1, DAY, Cause.HOLD), "certificate_on_hold"),
    ],
)
def test_a_certificate_that_does_not_hold_leads_to_the_ways_round(counter, verdict, code):
    offered = judged(counter, verdict)
    assert (offered.reason, offered.code) == (Reason.CERTIFICATE, code)
    assert counter.recorded(RecordTrouble).code == code


@pytest.mark.parametrize("flaw", Flaw)
def test_a_certificate_of_nobody_is_a_trouble_named_for_its_flaw(counter, flaw):
    assert judged(counter, NotGenuine(flaw)).code == f"certificate_{flaw.value}"


@pytest.mark.parametrize("doubt", Doubt)
def test_a_doubt_about_revocation_is_written_down_and_goes_on_since_the_service_checks_too(counter, doubt):
    judged(counter, RevocationDoubtful(doubt, "s", 1, LATER))
    assert counter.recorded(RecordTrouble).code == doubt.value
    assert counter.asks(ReadPrintedNumber)


@pytest.mark.parametrize("doubt", Doubt)
def test_in_failure_mode_a_doubt_is_written_down_too(counter, doubt):
    judged(counter.in_failure_mode(), RevocationDoubtful(doubt, "s", 1, LATER))
    assert counter.recorded(RecordTrouble).code == doubt.value
    assert counter.asks(ReadPrintedNumber)


@pytest.mark.parametrize("cause", Cause)
def test_hazard_in_failure_mode_a_card_that_is_known_to_be_revoked_does_not_pass(counter, cause):
    assert judged(counter.in_failure_mode(), Revoked(1, DAY, cause)).reason is Reason.CERTIFICATE


def test_a_printed_front_that_cannot_be_read_is_typed(counter):
    counter.at(steps.Reading(seen()))
    assert isinstance(counter.happens(PrintedNumberRead, None, "blurred"), steps.EnteringCardNumber)
    counter.happens(NumberBEntered, NUMBER_B)
    assert counter.recorded(OpenCard).number_b == NUMBER_B


def test_a_front_for_which_something_would_help_is_looked_at_once_more_before_the_keypad(counter):
    counter.at(steps.Reading(seen()))
    again = counter.happens(PrintedNumberRead, None, "a lamp is mirrored in the card", "glare")
    assert again == steps.Reading(seen(), hint="glare")
    assert counter.recorded(ReadPrintedNumber).after == HINT_SECONDS
    assert isinstance(counter.happens(PrintedNumberRead, None, "mirrored", "glare"), steps.EnteringCardNumber)


def test_a_front_that_is_read_at_the_second_look_opens_the_card(counter):
    counter.at(steps.Reading(seen(), hint="too far"))
    assert counter.happens(PrintedNumberRead, NUMBER_B) == steps.Reading(seen(), number_b_sent=True)
    assert counter.recorded(OpenCard).number_b == NUMBER_B


def test_a_front_camera_that_fails_leaves_the_keypad(counter):
    entering = counter.at(steps.Reading(seen())).happens(Failed, "camera_gone")
    assert isinstance(entering, steps.EnteringCardNumber)
    assert counter.recorded(RecordTrouble).code == "camera_gone"


def test_without_the_authoritys_key_the_visit_goes_on_without_what_stands_on_the_card(counter):
    counter.at(steps.Reading(seen(), number_b_sent=True))
    choosing = counter.happens(Failed, "card_record_unchecked")
    assert choosing.offered == {Choice.PIN, Choice.STAFF}
    assert choosing.card.items is None
    assert counter.recorded(RecordTrouble).code == "card_record_unchecked"


def test_without_its_number_the_card_is_used_without_photograph(counter):
    choosing = counter.at(steps.EnteringCardNumber(seen())).happens(NumberBSkipped)
    assert choosing.offered == {Choice.PIN, Choice.STAFF}


def test_a_wrong_number_is_asked_for_again_while_enough_tries_are_left(counter):
    counter.at(steps.Reading(seen(), number_b_sent=True))
    entering = counter.happens(NumberBRefused, 5)
    assert entering.wrong
    assert entering.card.number_b_tries == 5


@pytest.mark.parametrize("left", [2, 1, 0])
def test_hazard_the_last_tries_of_the_number_are_left_to_the_town_hall(counter, left):
    counter.at(steps.Reading(seen(), number_b_sent=True))
    assert isinstance(counter.happens(NumberBRefused, left), steps.Choosing)
    judged(counter, GENUINE, number_b_tries=left)
    assert not counter.asks(ReadPrintedNumber)
    assert isinstance(counter.step, steps.Choosing)


def test_an_infant_card_without_pin_tries_has_no_method_left(counter):
    known = seen(items=ITEMS, photo_state=Photo.NONE, pin_tries=0)
    offered = counter.at(steps.Reading(known, number_b_sent=True)).happens(PatientLookedUp, known_here=True)
    assert (offered.reason, offered.code) == (Reason.NOT_IDENTIFIED, "no_method")


@pytest.mark.parametrize("code", ["card_gone", "card_foreign", "reader_gone"])
def test_a_card_that_cannot_be_recognised_is_a_trouble_with_its_own_code(counter, code):
    counter.happens(CardInserted, "v")
    assert counter.happens(Failed, code) == steps.CardTrouble(code)
    assert counter.recorded(RecordTrouble).code == code


@pytest.mark.parametrize(
    "early",
    [(PrintedNumberRead, NUMBER_B), (CardOpened, ITEMS, PHOTO), (PatientLookedUp, True), (NumberBRefused, 9)],
)
def test_hazard_nothing_goes_on_before_the_certificate_is_judged(counter, early):
    reading(counter)
    before = counter.state
    counter.happens(*early)
    assert counter.state == before


def test_a_reader_that_never_answers_is_named(counter):
    counter.happens(CardInserted, "v")
    assert counter.time_is_over() == steps.CardTrouble("reader_silent")


def test_the_card_counts_its_own_tries():
    assert replace(seen(), pin_tries=0).methods() == {Choice.STAFF}
