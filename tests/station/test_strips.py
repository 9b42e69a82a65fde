"""A standing trouble hangs until it is mended, and by nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.checkin.conductor.hearing import met_in, shown_by
from kiosk.checkin.machine import events
from kiosk.checkin.machine.effects import RecordTrouble
from kiosk.checkin.machine.turn import Lane
from kiosk.checkin.walk import NOON, VERDICTS, answers, make_hand, possible
from kiosk.station.health.strips import Strips
from kiosk.troubles import ANCHORS_OLD, BY_CODE, OF_TRUST, TROUBLES, Mended, Severity

HEARD = [each for each in TROUBLES if each.mended not in {None, Mended.LOOKED_AT}]
BY_A_TURN = frozenset(Mended) - {Mended.LOOKED_AT, Mended.BY_HAND}


class StandingClock:
    def __init__(self):
        self.at = NOON

    def now(self):
        return self.at


@pytest.fixture
def clock():
    return StandingClock()


@pytest.fixture
def strips(clock):
    return Strips(clock, b"a secret of this process")


def test_what_must_be_mended_says_by_what_and_nothing_else_does():
    for trouble in TROUBLES:
        assert (trouble.mended is not None) == (trouble.severity is Severity.STATION), trouble.code


@pytest.mark.parametrize("trouble", HEARD, ids=lambda each: each.code)
def test_a_standing_trouble_hangs_until_its_own_mending_is_seen(strips, trouble):
    strips.heard([trouble.code], [])
    strips.heard([], BY_A_TURN - {trouble.mended})
    assert strips() == (trouble.code,)
    if trouble.mended is Mended.BY_HAND:
        assert strips.take_down(trouble.code)
    else:
        assert not strips.take_down(trouble.code)
        strips.heard([], [trouble.mended])
    assert strips() == ()


def test_a_trouble_of_one_visit_never_hangs(strips):
    strips.heard([each.code for each in TROUBLES if each.mended is None], [])
    assert strips() == ()


def test_every_mending_that_a_turn_can_show_is_shown_by_some_event():
    hand = make_hand()
    shown = [shown_by(each, written=True) for each in possible(Lane.READER, 1, hand)]
    assert frozenset().union(*shown) == BY_A_TURN


def test_a_doubtful_list_mends_nothing():
    doubtful = [verdict for verdict in VERDICTS if type(verdict).__name__ == "RevocationDoubtful"]
    assert doubtful
    for verdict in doubtful:
        assert shown_by(events.CertificateJudged(1, verdict), written=False) == frozenset()


def test_what_is_met_is_what_was_written_down():
    assert met_in([RecordTrouble("camera_gone")]) == ("camera_gone",)


@pytest.mark.parametrize("code", sorted(OF_TRUST))
def test_one_card_with_a_faulty_signature_is_that_card_and_two_are_our_list(strips, code):
    strips.heard([code], [], b"one card")
    strips.heard([code], [], b"one card")
    assert strips() == ()
    strips.heard([code], [], b"another card")
    assert strips() == (ANCHORS_OLD,)


def test_two_cards_with_different_faults_or_on_different_days_are_no_pattern(strips, clock):
    strips.heard(["signature_bad"], [], b"one card")
    strips.heard(["card_not_authentic"], [], b"another card")
    clock.at = replace(NOON, wall=NOON.wall + timedelta(days=1))
    strips.heard(["signature_bad"], [], b"another card")
    assert strips() == ()


def test_after_the_list_was_seen_to_two_more_cards_hang_it_again(strips):
    for card in (b"one", b"two"):
        strips.heard(["signature_bad"], [], card)
    assert strips.take_down(ANCHORS_OLD)
    strips.heard(["signature_bad"], [], b"one")
    assert strips() == ()
    strips.heard(["signature_bad"], [], b"two")
    assert strips() == (ANCHORS_OLD,)


def test_every_answer_shows_that_the_line_works():
    for answer in answers():
        assert Mended.ANSWERED in shown_by(events.Answered(1, answer), written=False)
    assert BY_CODE["service_unreachable"].mended is Mended.ANSWERED
