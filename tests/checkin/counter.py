"""A counter to play at: one lane of the machine, without conductor and without anything outside."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.machine import effects, events, steps
from kiosk.checkin.machine.advance import CheckIn, advance
from kiosk.checkin.machine.seen import CardSeen, Photo
from kiosk.checkin.machine.turn import Facts, Lane
from kiosk.checkin.walk import ITEMS, NOON, PHOTO, Hand
from kiosk.clock import Moment
from kiosk.identity.certificate import Genuine

GENUINE = Genuine("made up", 7, NOON.today.replace(year=2030))


def seen(certificate: bytes = b"", **known: object) -> CardSeen:
    """A card that was read and let through; keywords say what else is known of it."""
    blank = CardSeen(certificate, pin_tries=3, number_b_tries=10, simulated=True, verdict=GENUINE)
    return replace(blank, **known)


def opened(certificate: bytes = b"", **known: object) -> CardSeen:
    """A card whose items and photograph are known, of somebody who has a chart."""
    return seen(
        certificate,
        **{"photo_state": Photo.PRESENT, "photo": PHOTO, "items": ITEMS, "known_here": True, **known},
    )


class Counter:
    """One lane of the machine to play at: `happens` numbers events itself, `asked` is what the last one asked for."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.facts = Facts()
        self.now = NOON
        self.asked: tuple[effects.Effect, ...] = ()
        self.state = CheckIn(Lane.READER)

    @property
    def step(self) -> steps.Step:
        return self.state.step

    def at(self, step: steps.Step, lane: Lane = Lane.READER) -> Counter:
        self.state = CheckIn(lane, step, seq=5, visit="v", deadline=NOON.ticks + 10)
        return self

    def card(self, **known: object) -> CardSeen:
        return opened(self.hand.certificate, **known)

    def in_failure_mode(self) -> Counter:
        self.facts = replace(self.facts, failure_mode=True)
        return self

    def happens(self, event: type, *args: object, **named: object) -> steps.Step:
        numbered = "seq" in event.__dataclass_fields__
        what = event(self.state.seq, *args, **named) if numbered else event(*args, **named)
        self.state, self.asked = advance(self.state, what, self.facts, self.now)
        return self.step

    def time_is_over(self) -> steps.Step:
        self.now = Moment(self.now.wall, (self.state.deadline or 0) + 1)
        return self.happens(events.TimePassed)

    def recorded(self, kind: type) -> object:
        """The one effect of this kind that the last event asked for."""
        (found,) = [each for each in self.asked if isinstance(each, kind)]
        return found

    def asks(self, kind: type) -> bool:
        return any(isinstance(each, kind) for each in self.asked)
