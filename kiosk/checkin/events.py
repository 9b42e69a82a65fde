"""What can happen. Answers and presses carry the sequence number of the state that they answer; another number is dropped."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.checkin.seen import CardItems, CardSeen, Chart, Choice, EvidenceKind
from kiosk.declaration.model import Declaration
from kiosk.identity.certificate import CertificateVerdict
from kiosk.matching.report import Person
from kiosk.qualification.grounds import Challenge, Consent, Method, OutageNote, TypedDocument
from kiosk.qualification.model import Answer

# -- the world, whenever it likes ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardInserted:
    """The monitor saw a card; `visit` is the number born with it."""

    visit: str


@dataclass(frozen=True, slots=True)
class CardRemoved:
    pass


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
    """`number_b` is None when the printed front could not be read; `reason` says why."""

    seq: int
    number_b: str | None = field(repr=False)
    reason: str = ""


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


@dataclass(frozen=True, slots=True)
class FaceNotMatched:
    """`guide` is the key of a hint for the patient: nearer, light, mask …"""

    seq: int
    guide: str


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

    `remembered`: staff confirmed exactly this display before.
    """

    seq: int
    answer: Answer
    charts: tuple[Chart, ...] = ()
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """An effect failed; `code` stands in the catalogue of troubles."""

    seq: int
    code: str


# -- presses of the patient ------------------------------------------------------------------------------------------


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
    """ "I have read it": on to taking the card."""

    seq: int


@dataclass(frozen=True, slots=True)
class FallbackWanted:
    """From a trouble on to the ways round."""

    seq: int


@dataclass(frozen=True, slots=True)
class Cancelled:
    seq: int


@dataclass(frozen=True, slots=True)
class MoreTime:
    seq: int


# -- acts of staff ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StaffVouched:
    """目視確認: "I see this person and this card". The password was asked again; `by` is the account."""

    seq: int
    method: Method
    by: str


@dataclass(frozen=True, slots=True)
class StaffRefused:
    seq: int
    by: str


@dataclass(frozen=True, slots=True)
class DocumentTyped:
    seq: int
    document: TypedDocument
    kind: EvidenceKind


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """Staff saw a portal screen or a document that cannot be asked about now."""

    seq: int
    kind: EvidenceKind
    by: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration, by the patient (`by` empty) or taken down at the desk."""

    seq: int
    declaration: Declaration
    by: str = ""


@dataclass(frozen=True, slots=True)
class DeemedDeclared:
    """Nothing has changed since an earlier visit whose record the clinic holds, says the patient to `by`."""

    seq: int
    by: str
    record: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Failure mode: the four printed items, to be asked later."""

    seq: int
    note: OutageNote


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The desk takes the patient from here."""

    seq: int
    by: str


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
    | RegistrationDecided
    | ConsentGiven
    | Introduced
    | EvidenceOffered
    | DeclarationBegun
    | Continued
    | FallbackWanted
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
