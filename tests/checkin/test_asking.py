from dataclasses import replace

import pytest

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import (
    AskQualification,
    AskRegistration,
    CloseMedical,
    CloseVisit,
    RecordAnswer,
    RecordApplication,
    RecordNote,
    Register,
)
from kiosk.checkin.machine.events import (
    Answered,
    Cancelled,
    CardRemoved,
    ConsentGiven,
    Continued,
    DeclarationBegun,
    Failed,
    FallbackWanted,
    Introduced,
    RegistrationDecided,
    RegistrationKnown,
    TriedAgain,
)
from kiosk.checkin.machine.seen import Chart, Outcome, Reason
from kiosk.checkin.machine.turn import Lane
from kiosk.checkin.walk import CHALLENGES, DAY, DOCUMENT, HER, NOON, STRANGER, qualification_of
from kiosk.matching.names.hidden import Hides
from kiosk.matching.names.site import Site
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import CardProof, Consent, Method
from kiosk.qualification.model import Answer, Validity

HER_CHART = (Chart("1", HER),)


def proof(counter, **known):
    return CardProof(Method.PIN, counter.hand.certificate, CHALLENGES[0], counter.hand.signature, **known)


def registering(counter, **known):
    return counter.at(steps.Registering(counter.card(), proof(counter), **known))


def asking_consent(counter, **known):
    return counter.at(steps.AskingConsent(counter.card(**known), proof(counter)))


def querying(counter, lane=Lane.READER, card=None, application=None):
    grounds = proof(counter) if lane is Lane.READER else DOCUMENT
    card = counter.card() if lane is Lane.READER else None
    return counter.at(steps.Querying(grounds, Consent.nothing(), card, application), lane)


def answer(*people, validity=Validity.VALID):
    return Answer("v", "i", NOON.wall, DAY, validity, tuple(map(qualification_of, people)))


def test_a_registered_card_goes_on_to_consent(counter):
    assert isinstance(registering(counter).happens(RegistrationKnown, registered=True), steps.AskingConsent)


def test_a_card_used_for_the_first_time_is_registered_when_the_patient_agrees(counter):
    assert registering(counter).happens(RegistrationKnown, registered=False).asked
    counter.happens(RegistrationDecided, agreed=True)
    assert counter.asks(Register)
    assert isinstance(counter.happens(RegistrationKnown, registered=True), steps.AskingConsent)


def test_who_does_not_want_to_register_is_offered_the_ways_round(counter):
    offered = registering(counter, asked=True).happens(RegistrationDecided, agreed=False)
    assert offered.reason is Reason.NOT_REGISTERED


def test_a_silent_service_is_late_but_a_patient_who_thinks_has_walked_away(counter):
    assert registering(counter).time_is_over().code == "service_late"
    assert isinstance(registering(counter, asked=True).time_is_over(), steps.TakeCard)


@pytest.mark.parametrize("consent", [Consent.nothing(), Consent.everything(), Consent(medicines=True)])
def test_what_the_patient_agreed_to_is_what_is_asked_for(counter, consent):
    asking_consent(counter).happens(ConsentGiven, consent)
    assert counter.recorded(AskQualification).consent == consent


def test_in_grace_nobody_is_asked_for_a_consent_that_cannot_be_used(counter):
    graced = steps.Registering(counter.card(), proof(counter, eligibility_only=True))
    counter.at(graced).happens(RegistrationKnown, registered=True)
    assert counter.recorded(AskQualification).consent == Consent.nothing()


def test_at_a_first_visit_the_patients_own_items_come_before_the_answer(counter):
    asking_consent(counter, known_here=False).happens(ConsentGiven, Consent.nothing())
    assert isinstance(counter.step, steps.Introducing)
    counter.happens(Introduced, HER)
    assert counter.recorded(RecordApplication).application == HER
    assert counter.asks(AskQualification)


def test_hazard_failure_mode_switched_on_in_the_middle_of_a_visit_asks_nobody(counter):
    asking_consent(counter).in_failure_mode().happens(ConsentGiven, Consent.everything())
    assert not counter.asks(AskQualification)
    assert counter.asks(RecordNote)
    assert counter.step.settled.outcome is Outcome.NOTED_IN_OUTAGE


def test_failure_mode_before_the_registration_notes_the_visit_instead(counter):
    registering(counter, asked=True).in_failure_mode().happens(RegistrationDecided, agreed=True)
    assert not counter.asks(Register)
    assert counter.asks(RecordNote)


def test_the_patients_own_items_are_kept_even_when_failure_mode_came_between(counter):
    introducing = steps.Introducing(counter.card(known_here=False), proof(counter), Consent.nothing())
    counter.at(introducing).in_failure_mode().happens(Introduced, HER)
    assert counter.recorded(RecordApplication).application == HER


def test_three_sides_that_agree_confirm_the_visit(counter):
    shown = querying(counter).happens(Answered, answer(HER), HER_CHART)
    assert shown.settled.outcome is Outcome.CONFIRMED
    assert shown.settled.patient_id == "1"
    assert len(counter.recorded(RecordAnswer).comparisons) == 3


def test_the_same_by_a_typed_document_is_confirmed_by_document(counter):
    closed = querying(counter, Lane.DESK).happens(Answered, answer(HER), HER_CHART)
    assert closed.outcome is Outcome.CONFIRMED_BY_DOCUMENT


def test_hazard_somebody_elses_record_behind_the_card_stops_the_visit_and_shuts_medical_information(counter):
    shown = querying(counter).happens(Answered, answer(STRANGER), HER_CHART)
    assert (shown.settled.outcome, shown.settled.decision) == (Outcome.STOPPED, Decision.STOP)
    closed = counter.recorded(CloseMedical)
    assert (closed.rule, closed.patient_id) == (shown.settled.rule, shown.settled.patient_id)
    assert closed.patient_id


def test_another_address_is_a_question_for_the_desk(counter):
    moved = replace(HER, address="大阪府大阪市北区仮町９－９")
    shown = querying(counter).happens(Answered, answer(moved), HER_CHART)
    assert (shown.settled.decision, shown.settled.waits_for) == (Decision.ASK, "question")


def test_what_staff_confirmed_before_is_not_asked_again_and_never_lifts_a_stop(counter):
    moved = replace(HER, address="大阪府大阪市北区仮町９－９")
    shown = querying(counter).happens(Answered, answer(moved), HER_CHART, remembered=True)
    assert (shown.settled.outcome, shown.settled.rule) == (Outcome.CONFIRMED, "remembered")
    stopped = querying(counter).happens(Answered, answer(STRANGER), HER_CHART, remembered=True)
    assert stopped.settled.decision is Decision.STOP


def test_an_address_that_is_not_shown_passes_only_where_the_site_lets_this_uncommon_name(counter):
    hidden = answer(replace(HER, address=None))
    asked = querying(counter).happens(Answered, hidden, HER_CHART)
    assert asked.settled.rule == "ask.address_unknown"
    passed = querying(counter).happens(Answered, hidden, HER_CHART, common_name=False)
    assert (passed.settled.outcome, passed.settled.rule) == (Outcome.CONFIRMED, "pass.uncommon_name")


def test_a_dot_hides_what_the_site_says_it_hides(counter):
    dotted = replace(HER, name=f"{HER.name[:-1]}●")
    strict = Site(Hides("jisx0213"))
    assert querying(counter).happens(Answered, answer(dotted), HER_CHART).settled.decision is Decision.PASS
    asked = querying(counter).happens(Answered, answer(dotted), HER_CHART, site=strict)
    assert asked.settled.rule == "ask.name_unknown"


def test_hazard_a_qualification_found_without_its_branch_is_asked_about_for_twins_have_the_rest_in_common(
    counter,
):
    typed = replace(DOCUMENT, branch="")
    (shown,) = answer(HER).qualifications
    branched = replace(answer(HER), qualifications=(replace(shown, branch="02"),))
    for document, outcome in (
        (typed, Outcome.HANDED_TO_STAFF),
        (replace(DOCUMENT, branch="02"), Outcome.CONFIRMED_BY_DOCUMENT),
    ):
        step = steps.Querying(document, Consent.nothing(), None, None)
        closed = counter.at(step, Lane.DESK).happens(Answered, branched, HER_CHART)
        assert closed.outcome is outcome


def test_several_charts_that_fit_are_never_picked_from(counter):
    shown = querying(counter).happens(Answered, answer(HER), (*HER_CHART, Chart("2", HER)))
    assert shown.settled.decision is Decision.ASK
    assert shown.settled.patient_id is None


def test_without_chart_and_application_the_desk_is_waited_for(counter):
    shown = querying(counter).happens(Answered, answer(HER))
    assert shown.settled.waits_for == "application"


@pytest.mark.parametrize(
    ("validity", "reason"),
    [
        (Validity.INVALID, Reason.INVALID),
        (Validity.INVALID_NEWER, Reason.INVALID_NEWER),
        (Validity.NOT_FOUND, Reason.NO_DATA),
        (Validity.SEVERAL, Reason.SEVERAL),
        (Validity.VALID_UNREGISTERED, Reason.AID_UNREGISTERED),
        (None, Reason.SERVICE),
    ],
)
def test_invalid_no_data_and_not_processed_stay_three_results(counter, validity, reason):
    offered = querying(counter).happens(Answered, answer(validity=validity))
    assert offered.reason is reason
    assert counter.asks(RecordAnswer)
    assert not counter.asks(CloseVisit)


def test_two_valid_qualifications_are_not_chosen_between(counter):
    assert querying(counter).happens(Answered, answer(HER, HER), HER_CHART).reason is Reason.SEVERAL


@pytest.mark.parametrize("code", ["service_unreachable", "answer_for_another", "answer_malformed"])
def test_a_query_that_fails_names_its_trouble_and_offers_the_ways_round(counter, code):
    offered = querying(counter).happens(Failed, code)
    assert (offered.reason, offered.code) == (Reason.SERVICE, code)


def test_who_is_proved_is_noted_at_once_and_may_try_once_more(counter):
    querying(counter, card=counter.card()).happens(Failed, "service_unreachable")
    assert counter.recorded(RecordNote).proved_by is Method.PIN
    assert isinstance(counter.happens(TriedAgain), steps.Querying)
    shown = counter.happens(Failed, "service_unreachable")
    assert (shown.settled.outcome, shown.settled.code) == (Outcome.NOTED_IN_OUTAGE, "service_unreachable")


def test_who_leaves_instead_of_trying_again_is_noted(counter):
    querying(counter, card=counter.card()).happens(Failed, "service_unreachable")
    counter.happens(CardRemoved)
    assert counter.recorded(CloseVisit).settled.outcome is Outcome.NOTED_IN_OUTAGE


def test_another_way_comes_after_the_second_try_was_offered_and_keeps_the_note(counter):
    querying(counter, card=counter.card()).happens(Failed, "service_late")
    ways = counter.happens(FallbackWanted)
    assert (ways.again, ways.noted) == (None, True)
    assert counter.happens(DeclarationBegun).noted
    counter.happens(Cancelled)
    assert counter.happens(CardRemoved).outcome is Outcome.NOTED_IN_OUTAGE


def test_registering_is_tried_again_from_its_question(counter):
    registering(counter).happens(Failed, "service_unreachable")
    assert isinstance(counter.happens(TriedAgain), steps.Registering)
    assert counter.asks(AskRegistration)


def test_a_result_that_was_read_asks_for_the_card_to_be_taken(counter):
    shown = querying(counter).happens(Answered, answer(HER), HER_CHART)
    assert counter.happens(Continued) == steps.TakeCard(shown.settled)
