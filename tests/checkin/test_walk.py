"""What must hold in every state that can be reached, whatever happens next."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import get_args

import pytest

from kiosk.checkin.machine import effects, events, steps
from kiosk.checkin.machine.advance import advance
from kiosk.checkin.machine.reading import NUMBER_B_RESERVE
from kiosk.checkin.machine.seen import CardItems, Choice, Photo
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.checkin.machine.turn import Lane
from kiosk.checkin.walk import FACTS, LATE, NOON, NUMBER_B, PHOTO, PIN, SEQ, possible
from kiosk.clock import Moment
from kiosk.identity.certificate import ExpiresSoon, Genuine, InGrace, RevocationDoubtful
from kiosk.identity.proof import SignatureGood, check_signature
from kiosk.matching.report import Person
from kiosk.qualification.grounds import CardProof, Consent, Method, TypedDocument, may_ask_medical
from kiosk.qualification.model import Answer

SETTLED = (steps.Attract, steps.ShowingResult, steps.TakeCard, steps.CardLeft, steps.Closed)
ROUNDS = (steps.OfferingFallback, steps.ShowingEvidence, steps.Declaring, steps.CardTrouble)
PROVED = (steps.ConfirmingName, steps.Registering, steps.AskingConsent, steps.Introducing)
BEFORE_PROOF = (
    steps.Reading,
    steps.EnteringCardNumber,
    steps.Notice,
    steps.Choosing,
    steps.CapturingFace,
    steps.EnteringPin,
    steps.AwaitingStaff,
    steps.Proving,
)
PERSONAL = (CardItems, Answer, Person, bytes)


def asked(move, kind):
    return [each for each in move.effects if isinstance(each, kind)]


def everything_in(fact):
    """The fact and whatever it is made of."""
    yield fact
    if is_dataclass(fact):
        for each in fields(fact):
            yield from everything_in(getattr(fact, each.name))
    elif isinstance(fact, tuple | frozenset):
        for each in fact:
            yield from everything_in(each)


def all_of(moves, kind):
    return [(move, each) for move in moves for each in asked(move, kind)]


def test_every_step_is_visited(moves):
    assert {type(move.after.step) for move in moves} | {steps.Attract} == set(steps.ALL_STEPS)


def test_whatever_can_happen_is_tried(hand):
    beginning_and_more_time = {events.DeskStarted, events.MoreTime}
    assert {type(each) for each in possible(Lane.READER, SEQ, hand)} == set(
        get_args(events.Event)
    ) - beginning_and_more_time


def test_whatever_the_machine_can_ask_for_is_asked_somewhere(moves):
    assert {type(each) for move in moves for each in move.effects} == set(get_args(effects.Effect))


def test_no_step_waits_without_a_deadline(moves):
    assert set(WAITS) == set(steps.ALL_STEPS) - {steps.Attract, steps.CardLeft}
    for move in moves:
        entered = LATE if isinstance(move.event, events.TimePassed) else NOON
        wait = WAITS.get(type(move.after.step))
        assert move.after.deadline == (entered.ticks + wait.seconds if wait else None)


def test_nothing_is_over_before_its_time(states):
    early = Moment(NOON.wall, NOON.ticks - 0.001)
    for state in states:
        assert advance(state, events.TimePassed(), FACTS[0], early) == (state, ())


@pytest.mark.parametrize("facts", FACTS)
def test_taking_the_card_out_and_doing_nothing_ends_in_closed_and_then_attract(states, facts):
    for state in states:
        if state.lane is Lane.DESK or isinstance(state.step, steps.Attract):
            continue
        closed, wiped = advance(state, events.CardRemoved(), facts, NOON)
        assert isinstance(closed.step, steps.Closed)
        assert effects.Wipe() in wiped or isinstance(state.step, steps.Closed)
        assert advance(closed, events.TimePassed(), facts, LATE)[0].step == steps.Attract()


@pytest.mark.parametrize("facts", FACTS)
def test_whoever_just_walks_away_leaves_no_lane_behind(states, facts):
    for state in states:
        walked, patience = state, 0
        while not isinstance(walked.step, steps.Attract | steps.CardLeft):
            over = Moment(NOON.wall, walked.deadline)
            walked, _ = advance(walked, events.TimePassed(), facts, over)
            patience += 1
            assert patience < 10, state.step
        assert state.lane is Lane.READER or walked.step == steps.Attract()


def test_closed_wipes_and_attract_wipes_again(moves):
    for move in moves:
        if isinstance(move.after.step, steps.Closed | steps.Attract):
            assert asked(move, effects.Wipe) == [effects.Wipe()]


def test_hazard_what_is_shown_after_the_card_is_gone_holds_nothing_of_anybody(moves):
    for move in moves:
        if isinstance(
            move.after.step,
            steps.Closed | steps.Attract | steps.TakeCard | steps.ShowingResult | steps.CardLeft,
        ):
            assert not [each for each in everything_in(move.after.step) if isinstance(each, PERSONAL)]


def test_a_new_card_wipes_before_it_is_read_and_finds_nothing_of_the_last(moves):
    inserted = [move for move in moves if isinstance(move.event, events.CardInserted)]
    assert {type(move.before.step) for move in inserted} == set(steps.ALL_STEPS)
    for move in inserted:
        assert move.effects[-2:] == (effects.Wipe(), effects.RecogniseCard())
        assert move.after.step == steps.Reading()
        assert move.after.visit == "v2"


def test_each_visit_is_closed_exactly_once(moves):
    for move in moves:
        was_open = not isinstance(move.before.step, SETTLED)
        ends = isinstance(move.after.step, SETTLED) or isinstance(move.event, events.CardInserted)
        assert len(asked(move, effects.CloseVisit)) == (1 if was_open and ends else 0)


def test_one_turn_asks_the_world_one_thing_at_most(moves):
    for move in moves:
        assert len(asked(move, effects.Request)) <= 1


@pytest.mark.parametrize("seq", [SEQ - 1, SEQ + 1])
def test_hazard_an_answer_or_press_for_another_state_changes_nothing(states, hand, seq):
    numbered = [each for each in possible(Lane.READER, seq, hand) if hasattr(each, "seq")]
    numbered.append(events.MoreTime(seq))
    for state in states:
        for event in numbered:
            assert advance(state, event, FACTS[0], NOON) == (state, ())


@cache
def genuinely_signed(grounds):
    return check_signature(grounds.certificate, grounds.challenge, grounds.signature) == SignatureGood()


def test_hazard_nobody_is_asked_about_without_grounds(moves):
    questions = all_of(moves, effects.AskQualification)
    for move, question in questions:
        match question.grounds:
            case CardProof() as proof:
                assert genuinely_signed(proof)
                assert isinstance(move.before.step, PROVED) or move.event == events.TriedAgain(SEQ)
                asked_before = getattr(move.before.step, "again", None)
                assert proof in (
                    getattr(move.before.step, "proof", None),
                    getattr(asked_before, "grounds", None),
                )
            case TypedDocument() as document if move.event == events.TriedAgain(SEQ):
                assert move.before.step.again.grounds == document
            case TypedDocument() as document:
                assert isinstance(move.event, events.DocumentTyped)
                assert move.event.document == document
            case other:
                pytest.fail(f"a lane never asks with {type(other).__name__}")
    assert {type(question.grounds) for _, question in questions} == {CardProof, TypedDocument}


def test_hazard_no_proof_before_the_card_has_signed_well(moves, hand):
    for move in moves:
        if isinstance(move.before.step, BEFORE_PROOF) and isinstance(move.after.step, PROVED):
            assert isinstance(move.before.step, steps.Proving)
            assert move.event == events.CardSigned(SEQ, hand.signature)


def test_nothing_leads_from_a_way_round_back_to_an_unproved_card(moves):
    for move in moves:
        if isinstance(move.before.step, ROUNDS) and not isinstance(move.event, events.CardInserted):
            assert not isinstance(move.after.step, BEFORE_PROOF)
            if isinstance(move.after.step, PROVED):
                assert move.event == events.TriedAgain(SEQ)
                assert move.after.step.proof == move.before.step.again.proof


def test_hazard_only_a_card_that_was_judged_and_let_through_may_prove_anything(moves):
    let_through = (Genuine, ExpiresSoon, InGrace, RevocationDoubtful)
    for move in moves:
        if isinstance(move.after.step, BEFORE_PROOF[1:] + PROVED):
            assert isinstance(move.after.step.card.verdict, let_through)


def test_hazard_no_repr_tells_a_pin_a_number_b_a_photograph_or_a_name(moves):
    told = {repr(move.after.step) for move in moves} | {repr(each) for move in moves for each in move.effects}
    told |= {repr(move.event) for move in moves}
    for secret in (PIN, NUMBER_B, repr(PHOTO)[2:-1], "見本　花子"):
        assert not [text for text in told if secret in text], secret


def test_hazard_no_step_holds_a_pin(moves):
    assert not [move for move in moves if PIN in everything_in(move.after.step)]


def test_hazard_one_press_sends_one_verify(moves):
    sent = all_of(moves, effects.SignWithPin)
    assert sent
    for move, _ in sent:
        assert isinstance(move.event, events.PinEntered)
        assert move.after.step.challenge == move.before.step.challenge


def test_a_card_is_asked_to_sign_once_a_challenge(moves):
    """A wrong PIN signs nothing: the challenge stands until a right one is there."""
    for move, _ in all_of(moves, effects.SignForTerminal):
        assert move.before.step.challenge is None
    for move, _ in all_of(moves, effects.SignWithPin):
        assert isinstance(move.before.step, steps.EnteringPin)


def test_hazard_number_b_is_sent_once_a_reading_and_never_with_few_tries_left(moves):
    for move, _ in all_of(moves, effects.OpenCard):
        assert isinstance(move.event, events.PrintedNumberRead | events.NumberBEntered)
        assert not getattr(move.before.step, "number_b_sent", False)
        assert move.before.step.card.number_b_tries >= NUMBER_B_RESERVE


def test_the_card_without_photograph_is_offered_the_pin_alone(moves):
    photoless = [
        move.after.step
        for move in moves
        if getattr(getattr(move.after.step, "card", None), "photo_state", None) is Photo.NONE
    ]
    assert {step.offered for step in photoless if isinstance(step, steps.Choosing)} == {
        frozenset({Choice.PIN})
    }
    assert not [step for step in photoless if isinstance(step, steps.AwaitingStaff | steps.CapturingFace)]


def test_a_look_at_the_desk_needs_both_pictures(moves):
    looked = [
        move.after.step for move in moves if getattr(move.after.step, "method", None) is Method.STAFF_AT_DESK
    ]
    assert looked
    assert {step.card.photo for step in looked} == {PHOTO}


def test_hazard_failure_mode_never_asks_the_service(moves):
    for move in moves:
        if move.facts.failure_mode:
            service = effects.AskRegistration | effects.Register | effects.AskQualification
            assert not asked(move, service)
            assert effects.RequestChallenge(local=False) not in move.effects


def test_refusing_every_consent_still_asks_for_the_qualification(moves):
    refused = [
        move
        for move in moves
        if move.event == events.ConsentGiven(SEQ, Consent.nothing())
        and not move.facts.failure_mode
        and move.before.step.card.known_here is not False
    ]
    assert refused
    for move in refused:
        (question,) = asked(move, effects.AskQualification)
        assert question.consent == Consent.nothing()


def test_hazard_medical_information_is_asked_for_with_a_proved_holder_alone(moves):
    for _, question in all_of(moves, effects.AskQualification):
        assert question.consent == Consent.nothing() or may_ask_medical(question.grounds)


def test_nobody_is_registered_who_did_not_agree(moves):
    registered = all_of(moves, effects.Register)
    assert registered
    for move, _ in registered:
        assert move.event == events.RegistrationDecided(SEQ, agreed=True)


def test_the_desk_has_no_card_to_read(moves):
    for move in moves:
        if move.before.lane is Lane.DESK:
            assert not asked(
                move,
                effects.RecogniseCard | effects.CompareFace | effects.SignWithPin | effects.SignForTerminal,
            )
            assert isinstance(move.after.step, (*ROUNDS, steps.Querying, steps.Closed, steps.Attract))
