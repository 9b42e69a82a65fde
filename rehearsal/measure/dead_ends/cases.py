"""What may come together at a clinic's door: six dimensions, and every combination of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import product

from kiosk.clock import JAPAN, Moment
from kiosk.evidence.kinds import TABLE, EvidenceKind, weigh


class Card(Enum):
    """What lies on the reader."""

    NONE = "none brought"
    ORDINARY = "ordinary"
    EXPIRED = "certificate expired"
    IN_GRACE = "certificate in its period of grace"
    REVOKED = "certificate revoked"
    PIN_LOCKED = "PIN locked"
    FACE_ONLY = "顔認証 card, without a PIN"
    INFANT = "infant's, without a photograph"
    CHIP_DEAD = "chip dead"
    OF_ANOTHER = "another person's"


class Reply(Enum):
    """What the service says of the person whenever it is asked about them."""

    VALID = "valid"
    INVALID = "invalid"
    NEWER = "invalid, with a newer one"
    NOT_FOUND = "not found"
    SEVERAL = "several"
    ON_ASSISTANCE = "ended by public assistance"
    TICKET_MISSING = "assistance without a ticket"
    DECEASED = "ended by death"
    UNKNOWN_CODE = "a code that nobody knows"


class Outage(Enum):
    """What else is wrong while they are here."""

    NONE = "none"
    SERVICE_DOWN = "service down, measured"
    FAILURE_MODE = "failure mode switched on"
    READER_GONE = "reader gone"
    CUT_OFF = "power back, visit cut off"
    DISASTER = "disaster announced"


class Known(Enum):
    KNOWN = "known"
    NEW = "new"


class Hour(Enum):
    """When: the day it falls on decides about evidence, the hour about whom one can phone."""

    OPEN = "weekday, open"
    NIGHT = "weekday, night"
    SATURDAY = "Saturday"


CLOCK = {Hour.OPEN: time(10), Hour.NIGHT: time(20), Hour.SATURDAY: time(11)}
TODAY = date(2026, 11, 20)
FIRST = date(2023, 6, 30)
"""A day of treatment from before any row of the table that has a beginning."""
ONE_DAY = timedelta(days=1)


class Word(Enum):
    """What a patient may give instead of paper."""

    DECLARED = "a declaration"
    BLANK = "a declaration with every field blank"
    NOTHING = "nothing, and no declaration"


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of the table on the last day on which it is worth what it is worth."""

    kind: EvidenceKind
    until: date
    confirmed: bool = True
    """Whether the service knows the numbers that stand on it."""

    @property
    def name(self) -> str:
        told = "" if self.confirmed else ", and the service answers as before"
        return f"{self.kind.value}, treated on {self.until.isoformat()} or shortly before{told}"


Evidence = Paper | Word


def papers() -> tuple[Paper, ...]:
    """Every kind in every stretch of days in which the table weighs it alike, and one document that is of no use."""
    ends = {row.until for row in TABLE if row.until} | {row.since - ONE_DAY for row in TABLE if row.since}
    days = sorted(day for day in ends | {TODAY} if FIRST <= day <= TODAY)
    found = []
    for kind in EvidenceKind:
        for day, following in zip(days, [*days[1:], None], strict=True):
            if following is None or _worth(kind, day) != _worth(kind, following):
                found.append(Paper(kind, day))
    return (*found, Paper(EvidenceKind.CERTIFICATE, TODAY, confirmed=False))


def _worth(kind: EvidenceKind, day: date) -> tuple[object, ...]:
    """Only the kind of verdict: the row that it rests on may change."""
    return tuple(type(weigh(kind, day, card=card)) for card in (True, False))


@dataclass(frozen=True, slots=True)
class Case:
    card: Card
    reply: Reply
    outage: Outage
    evidence: Evidence
    known: Known
    hour: Hour

    @property
    def now(self) -> Moment:
        """The last day of this kind on which the evidence is worth that."""
        day = self.evidence.until if isinstance(self.evidence, Paper) else TODAY
        while (day.weekday() == 5) != (self.hour is Hour.SATURDAY) or day.weekday() == 6:
            day -= ONE_DAY
        return Moment(datetime.combine(day, CLOCK[self.hour], JAPAN), 1000.0)

    @property
    def values(self) -> tuple[object, ...]:
        return (self.card, self.reply, self.outage, self.evidence, self.known, self.hour)


def every_case() -> Iterator[Case]:
    evidence: tuple[Evidence, ...] = (*papers(), *Word)
    for values in product(Card, Reply, Outage, evidence, Known, Hour):
        yield Case(*values)
