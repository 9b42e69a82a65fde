"""What the patient may press. Each carries the sequence number of the screen that was pressed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.checkin.machine.seen import Choice
from kiosk.evidence.kinds import EvidenceKind
from kiosk.matching.report import Person
from kiosk.qualification.grounds import Consent


@dataclass(frozen=True, slots=True)
class NumberBEntered:
    seq: int
    number_b: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NumberBSkipped:
    seq: int


@dataclass(frozen=True, slots=True)
class NoticeRead:
    seq: int


@dataclass(frozen=True, slots=True)
class MethodChosen:
    seq: int
    choice: Choice


@dataclass(frozen=True, slots=True)
class OtherMethod:
    """Back to the choice of methods."""

    seq: int


@dataclass(frozen=True, slots=True)
class PinEntered:
    seq: int
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NameConfirmed:
    """Whether the card of this given name is one's own."""

    seq: int
    mine: bool


@dataclass(frozen=True, slots=True)
class RegistrationDecided:
    seq: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    seq: int
    consent: Consent


@dataclass(frozen=True, slots=True)
class Introduced:
    """The five items by the patient; None leaves them to the desk."""

    seq: int
    application: Person | None


@dataclass(frozen=True, slots=True)
class EvidenceOffered:
    seq: int
    kind: EvidenceKind


@dataclass(frozen=True, slots=True)
class DeclarationBegun:
    seq: int


@dataclass(frozen=True, slots=True)
class Continued:
    """The result was read: on to taking the card."""

    seq: int


@dataclass(frozen=True, slots=True)
class FallbackWanted:
    """From a trouble on to the ways round."""

    seq: int


@dataclass(frozen=True, slots=True)
class TriedAgain:
    """One more try at what the service left unanswered."""

    seq: int


@dataclass(frozen=True, slots=True)
class Cancelled:
    seq: int


@dataclass(frozen=True, slots=True)
class MoreTime:
    seq: int
