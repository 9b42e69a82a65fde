"""What can happen. Answers and presses carry the sequence number of the state that they answer; another number is dropped."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.checkin.machine.presses import (
    Cancelled,
    ConsentGiven,
    Continued,
    DeclarationBegun,
    EvidenceOffered,
    FallbackWanted,
    Introduced,
    MethodChosen,
    MoreTime,
    NameConfirmed,
    NoticeRead,
    NumberBEntered,
    NumberBSkipped,
    OtherMethod,
    PinEntered,
    RegistrationDecided,
    TriedAgain,
)
from kiosk.checkin.machine.seen import CardItems, CardSeen, Chart, Measured
from kiosk.checkin.machine.staff_acts import (
    Declared,
    DeemedDeclared,
    DocumentTyped,
    EvidenceSeen,
    Noted,
    StaffRefused,
    StaffVouched,
    TakenOver,
)
from kiosk.identity.certificate import CertificateVerdict
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.qualification.grounds import Challenge
from kiosk.qualification.model import Answer

# -- the world, whenever it likes ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardInserted:
    """The monitor saw a card; `visit` is the number born with it."""

    visit: str


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """Taken away; `code` is the trouble when the reader went and took it along."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The deadline may be over; the machine looks for itself."""


@dataclass(frozen=True, slots=True)
class DeskStarted:
    """A visit begins at the desk without a card, or is taken up again there."""

    visit: str


# -- answers to effects ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardRecognised:
    seq: int
    card: CardSeen


@dataclass(frozen=True, slots=True)
class CertificateJudged:
    seq: int
    verdict: CertificateVerdict


@dataclass(frozen=True, slots=True)
class PrintedNumberRead:
    """`number_b` is None when the printed front could not be read; `reason` says why, `hint` what would help, if anything."""

    seq: int
    number_b: str | None = field(repr=False)
    reason: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CardOpened:
    """照合番号B was right: the four items, and the photograph unless the card has none."""

    seq: int
    items: CardItems
    photo: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class NumberBRefused:
    seq: int
    tries_left: int


@dataclass(frozen=True, slots=True)
class PatientLookedUp:
    seq: int
    known_here: bool


@dataclass(frozen=True, slots=True)
class FaceMatched:
    seq: int
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class FaceNotMatched:
    """`guide` is the key of a hint for the patient: nearer, light, mask …"""

    seq: int
    guide: str
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class ChallengeIssued:
    seq: int
    challenge: Challenge


@dataclass(frozen=True, slots=True)
class CardSigned:
    seq: int
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PinRefused:
    seq: int
    tries_left: int


@dataclass(frozen=True, slots=True)
class TerminalRefused:
    """The card knows no PIN-less proof at this reader (every real card, today)."""

    seq: int


@dataclass(frozen=True, slots=True)
class RegistrationKnown:
    seq: int
    registered: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The service's answer, with the people of the clinic's own table who fit it.

    `remembered`: staff confirmed exactly this display before. `common_name` and `site`: see `Circumstances`.
    """

    seq: int
    answer: Answer
    charts: tuple[Chart, ...] = ()
    remembered: bool = False
    common_name: bool = True
    site: Site = ANYWHERE


@dataclass(frozen=True, slots=True)
class Failed:
    """An effect failed; `code` stands in the catalogue of troubles. `kind` is for the log: the class of what was raised."""

    seq: int
    code: str
    kind: str = ""


World = CardInserted | CardRemoved | TimePassed | DeskStarted
Numbered = (
    CardRecognised
    | CertificateJudged
    | PrintedNumberRead
    | CardOpened
    | NumberBRefused
    | PatientLookedUp
    | FaceMatched
    | FaceNotMatched
    | ChallengeIssued
    | CardSigned
    | PinRefused
    | TerminalRefused
    | RegistrationKnown
    | Answered
    | Failed
    | NumberBEntered
    | NumberBSkipped
    | NoticeRead
    | MethodChosen
    | OtherMethod
    | PinEntered
    | NameConfirmed
    | RegistrationDecided
    | ConsentGiven
    | Introduced
    | EvidenceOffered
    | DeclarationBegun
    | Continued
    | FallbackWanted
    | TriedAgain
    | Cancelled
    | MoreTime
    | StaffVouched
    | StaffRefused
    | DocumentTyped
    | EvidenceSeen
    | Declared
    | DeemedDeclared
    | Noted
    | TakenOver
)
Event = World | Numbered

__all__ = [
    "Answered",
    "Cancelled",
    "CardInserted",
    "CardOpened",
    "CardRecognised",
    "CardRemoved",
    "CardSigned",
    "CertificateJudged",
    "ChallengeIssued",
    "ConsentGiven",
    "Continued",
    "DeclarationBegun",
    "Declared",
    "DeemedDeclared",
    "DeskStarted",
    "DocumentTyped",
    "Event",
    "EvidenceOffered",
    "EvidenceSeen",
    "FaceMatched",
    "FaceNotMatched",
    "Failed",
    "FallbackWanted",
    "Introduced",
    "MethodChosen",
    "MoreTime",
    "NameConfirmed",
    "Noted",
    "NoticeRead",
    "NumberBEntered",
    "NumberBRefused",
    "NumberBSkipped",
    "Numbered",
    "OtherMethod",
    "PatientLookedUp",
    "PinEntered",
    "PinRefused",
    "PrintedNumberRead",
    "RegistrationDecided",
    "RegistrationKnown",
    "StaffRefused",
    "StaffVouched",
    "TakenOver",
    "TerminalRefused",
    "TimePassed",
    "TriedAgain",
    "World",
]
