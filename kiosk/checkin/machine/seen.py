"""What has been seen so far of the card, the patient and the visit. Steps are built of these facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from kiosk.identity.certificate import CertificateVerdict, InGrace, RevocationDoubtful
from kiosk.matching.report import Decision, Person


class Choice(Enum):
    """How the patient may prove that the card is theirs."""

    FACE = "face"
    PIN = "pin"
    STAFF = "staff"


class Photo(Enum):
    """What is known of the chip's photograph."""

    UNOPENED = "unopened"
    PRESENT = "present"
    NONE = "none"
    """The infant card has none: neither face nor staff look is allowed."""


@dataclass(frozen=True, slots=True)
class CardItems:
    """基本4情報: what the chip says of its holder. `sex` is 1, 2 or 3."""

    name: str = field(repr=False)
    birthdate: date
    sex: str
    address: str = field(repr=False)

    @property
    def given_name(self) -> str:
        """What stands behind the space; the whole of a name without one."""
        return self.name.split()[-1] if self.name.split() else self.name

    def person(self) -> Person:
        """The four items as one side of a comparison; a card has no kana."""
        return Person(name=self.name, sex=self.sex, birthdate=self.birthdate, address=self.address)


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A My Number Card as far as it has been read.

    `pin_tries` and `number_b_tries` are the card's own counters; `simulated` says that it announced the simulated
    terminal protocol. `known_here` is None until the clinic's table was searched. `face_misses` is our counter: how
    often the camera's face was not the photograph's in this visit.
    """

    certificate: bytes = field(repr=False)
    pin_tries: int
    number_b_tries: int
    simulated: bool
    verdict: CertificateVerdict | None = None
    photo_state: Photo = Photo.UNOPENED
    photo: bytes | None = field(default=None, repr=False)
    items: CardItems | None = None
    known_here: bool | None = None
    face_misses: int = 0

    @property
    def eligibility_only(self) -> bool:
        """Expired, in its period of grace: the qualification alone may be asked."""
        match self.verdict:
            case InGrace():
                return True
            case RevocationDoubtful(until=until):
                return until is not None
            case _:
                return False

    def methods(self) -> frozenset[Choice]:
        """What this card allows: with photograph {face, staff} and the PIN while it has tries; without, the PIN alone."""
        pin = {Choice.PIN} if self.pin_tries > 0 else set()
        match self.photo_state:
            case Photo.PRESENT:
                return frozenset({Choice.FACE, Choice.STAFF} | pin)
            case Photo.UNOPENED:
                return frozenset({Choice.STAFF} | pin)
            case Photo.NONE:
                return frozenset(pin)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a comparison of faces came to. `score` is a distance, accepted up to `threshold`; nearer is smaller."""

    score: float
    threshold: float
    rule: str
    liveness: str


class Outcome(Enum):
    """How a visit ended. The value stands in records."""

    CONFIRMED = "confirmed"
    CONFIRMED_AFTER_QUESTION = "confirmed_after_question"
    STOPPED = "stopped"
    CONFIRMED_BY_DOCUMENT = "confirmed_by_document"
    DECLARED = "declared"
    DEEMED_DECLARED = "deemed_declared"
    NOTED_IN_OUTAGE = "noted_in_outage"
    INACTIVE = "inactive"
    NOT_IDENTIFIED = "not_identified"
    ABANDONED = "abandoned"
    HANDED_TO_STAFF = "handed_to_staff"


class Reason(Enum):
    """Why the straight way is closed. "Invalid", "no data" and "our equipment failed" stay three results."""

    INVALID = "invalid"
    INVALID_NEWER = "invalid_newer"
    NO_DATA = "no_data"
    SEVERAL = "several"
    AID_UNREGISTERED = "aid_unregistered"
    ON_ASSISTANCE = "on_assistance"
    """生活保護: the insurance ended with it."""
    DECEASED = "deceased"
    """The record says so of somebody who stands here: staff clear it up."""
    EQUIPMENT = "equipment"
    SERVICE = "service"
    CERTIFICATE = "certificate"
    NOT_IDENTIFIED = "not_identified"
    NOT_REGISTERED = "not_registered"
    DESK = "desk"
    """The visit was started, or taken up again, at the desk."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A person of the clinic's own table who may be the one at the reader."""

    patient_id: str
    person: Person


@dataclass(frozen=True, slots=True)
class Settled:
    """What a visit has come to, as far as the machine decides it.

    `reason` is set when the straight way was closed; `decision` when a comparison was made; `waits_for` names what the
    desk still has to do (`question`, `application`, `document` …), or nothing. `code` is the trouble that closed the
    straight way, for the desk: it stays with the visit.
    """

    outcome: Outcome
    decision: Decision | None = None
    reason: Reason | None = None
    waits_for: str = ""
    patient_id: str | None = None
    rule: str = ""
    code: str = ""
