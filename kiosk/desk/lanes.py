"""Acts in a visit that runs: found by its number, pressed with the sequence number that the page showed."""

from __future__ import annotations

from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass

from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.events import DeskStarted, MoreTime, Numbered
from kiosk.checkin.machine.fallback import card_was_shown
from kiosk.desk.acting import Desk, NotNow
from kiosk.house import House

STORAGE_FAILED = "storage_failed"
PATIENCE = 3.0
"""Seconds a page waits for the conductor before it shows the visit as it is."""


@dataclass(frozen=True, slots=True)
class LiveLane:
    name: str
    check_in: CheckIn

    @property
    def step(self) -> steps.Step:
        return self.check_in.step


def lane_of(house: House, visit: str) -> LiveLane | None:
    """The lane that carries the visit now; its step may already be the result."""
    for name, check_in in house.conductor.lanes().items():
        if check_in.visit == visit:
            return LiveLane(name, check_in)
    return None


def card_there(house: House, visit: str) -> bool:
    """Whether a card lies there that counts as the patient's."""
    lane = lane_of(house, visit)
    match lane.step if lane else None:
        case (
            steps.OfferingFallback(reason=reason, card=card) | steps.ShowingEvidence(reason=reason, card=card)
        ):
            return card_was_shown(reason, card)
        case step:
            return getattr(step, "card", None) is not None


def press(house: House, visit: str, event: Numbered) -> None:
    """Post an act to the visit's lane.

    Raises NotNow when the visit does not run any more or went on since the page was shown, when the step has no use
    for the act, or when the act could not be written down.
    """
    lane = lane_of(house, visit)
    if lane is None or lane.check_in.seq != event.seq:
        raise NotNow("moved_on")
    try:
        after = house.conductor.post(event, lane=lane.name).result(PATIENCE)
    except NotYet:
        return
    if after.seq == event.seq:
        raise NotNow("not_here")
    if isinstance(after.step, steps.CardTrouble) and after.step.code == STORAGE_FAILED:
        raise NotNow("storage")


def start(desk: Desk, patient_id: str | None) -> str:
    """A visit without a card on the reader; gives its number."""
    number = desk.house.ports.ledger.open_visit("desk", desk.now, patient_id)
    begin(desk.house, number)
    return number


def begin(house: House, number: str) -> None:
    """Open a desk lane for the visit and wait until it stands."""
    with suppress(NotYet):
        house.conductor.post(DeskStarted(number), lane=number).result(PATIENCE)


ROUND = (steps.OfferingFallback, steps.ShowingEvidence, steps.Declaring, steps.CardTrouble)
"""Where a document, a declaration or a note may be taken down."""
OVER = (steps.Attract, steps.ShowingResult, steps.TakeCard, steps.CardLeft, steps.Closed)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the desk may do in a running visit."""

    round: bool = False
    vouch: bool = False
    both_pictures: bool = False
    take_over: bool = False


def offer(lane: LiveLane) -> Offer:
    """Nothing once the result is there; taking over only from the reader, for a desk lane is the desk's already."""
    at_reader = lane.name == READER
    match lane.step:
        case steps.AwaitingStaff(card=card):
            return Offer(vouch=True, both_pictures=card.photo is not None, take_over=at_reader)
        case step if isinstance(step, ROUND):
            return Offer(round=True, take_over=at_reader)
        case step:
            return Offer(take_over=at_reader and not isinstance(step, OVER))


SOON = 120.0
"""Seconds before a deadline at which an open form asks for more time."""


def keep_open(house: House, visit: str) -> None:
    """Somebody at the desk is writing a form of this visit: it shall not run out under the hands."""
    lane = lane_of(house, visit)
    if lane is None or lane.check_in.deadline is None:
        return
    if lane.check_in.deadline - house.clock.now().ticks < SOON:
        house.conductor.post(MoreTime(lane.check_in.seq), lane=lane.name)
