"""Who lays a card down again: tries are closed by a success, failed proofs never are."""

from dataclasses import replace

import pytest

from kiosk.checkin.machine.effects import (
    CloseVisit,
    RecordCard,
    RecordEvent,
    RecordFace,
    RecordProof,
    RecordTrouble,
    RecordVouch,
)
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.checkin.walk import CHALLENGES, NOON
from kiosk.desk.standing import CARD_LATER
from kiosk.qualification.grounds import CardProof, Method
from kiosk.storage.visit.tries import told_by_visit

PROOF = CardProof(Method.PIN, b"certificate", CHALLENGES[0], b"signature")


def laid(books, visit_outcome=Outcome.ABANDONED, *before, card=b"her card"):
    """One visit with this card that came to an outcome; gives its number."""
    number = books.ledger.open_visit("reader", NOON)
    ended = CloseVisit(Settled(visit_outcome, waits_for="desk" if visit_outcome in TRIED else ""))
    books.ledger.write(number, "Closed", (RecordCard(card), *before, ended), NOON)
    return number


TRIED = {Outcome.ABANDONED, Outcome.HANDED_TO_STAFF, Outcome.NOT_IDENTIFIED}
WRONG_PIN = RecordEvent("pin_verified", (("outcome", "wrong"), ("tries_left", 2)))
STRANGE_FACE = RecordFace("differs", 1)


def waits(books, number):
    with books.storage.reading() as reading:
        return reading.visits.find(number).waits_for


def told(books):
    with books.storage.reading() as reading:
        return told_by_visit(reading.tries.of_day(NOON.today))


def test_tries_that_came_to_nothing_are_closed_once_the_same_card_proved_its_holder(books):
    tries = [laid(books), laid(books, Outcome.HANDED_TO_STAFF)]
    of_another = laid(books, card=b"somebody else's")
    laid(books, Outcome.CONFIRMED, RecordProof(PROOF))
    assert [waits(books, each) for each in tries] == [None, None]
    assert waits(books, of_another) == "desk"
    assert told(books) == {}


def test_a_card_that_was_to_come_once_more_closes_its_row(books):
    tried = laid(books)
    with books.storage.unit_of_work(NOON.wall) as work:
        work.visits.update(replace(work.visits.find(tried), waits_for=CARD_LATER), "desk")
        work.commit()
    laid(books, Outcome.CONFIRMED, RecordProof(PROOF))
    assert waits(books, tried) is None


def test_a_visit_without_a_proof_closes_nothing(books):
    tried = laid(books)
    laid(books, Outcome.DECLARED)
    assert waits(books, tried) == "desk"


@pytest.mark.parametrize(
    "failure",
    [
        WRONG_PIN,
        STRANGE_FACE,
        RecordVouch("tanaka", "staff", confirmed=False),
        RecordTrouble("signature_bad"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_hazard_a_failed_proof_is_never_folded_into_a_later_success_and_is_shown_on_it(books, failure):
    failed = laid(books, Outcome.NOT_IDENTIFIED, failure)
    tried = laid(books, Outcome.ABANDONED, failure)
    succeeded = laid(books, Outcome.CONFIRMED, RecordProof(PROOF))
    assert [waits(books, each) for each in (failed, tried)] == ["desk", "desk"]
    assert told(books)[succeeded] == 2


def test_hazard_three_strange_faces_and_then_a_right_pin_are_told_and_one_slip_is_not(books):
    slipped = laid(books, Outcome.CONFIRMED, WRONG_PIN, RecordProof(PROOF), card=b"hers")
    thief = laid(books, Outcome.CONFIRMED, *[STRANGE_FACE] * 3, RecordProof(PROOF))
    assert slipped not in told(books)
    assert told(books)[thief] == 3


def test_which_card_it_was_is_kept_as_a_digest_alone(books):
    number = laid(books)
    with books.storage.reading() as reading:
        assert b"her card".hex() not in reading.tries.of(number).card
        assert len(reading.tries.of(number).card) == 64
