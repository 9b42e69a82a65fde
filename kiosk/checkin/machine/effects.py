"""What the machine can ask for. Records of one turn are written in one transaction; the rest answers with an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.checkin.machine.seen import CardItems, Measured, Settled
from kiosk.declaration.model import Declaration
from kiosk.matching.report import MatchReport, Person
from kiosk.qualification.grounds import (
    CardProof,
    Challenge,
    Consent,
    Grounds,
    Method,
    OutageNote,
    TypedDocument,
)
from kiosk.qualification.model import Answer

# -- asked of the world; each answers with an event -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecogniseCard:
    pass


@dataclass(frozen=True, slots=True)
class JudgeCertificate:
    certificate: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadPrintedNumber:
    """`after` seconds: somebody was asked to do something about the card first."""

    after: float = 0.0


@dataclass(frozen=True, slots=True)
class OpenCard:
    number_b: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookUpPatient:
    items: CardItems


@dataclass(frozen=True, slots=True)
class CompareFace:
    photo: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RequestChallenge:
    """From the service; in failure mode a local one, which proves the card to us alone."""

    local: bool


@dataclass(frozen=True, slots=True)
class SignWithPin:
    """Exactly one VERIFY."""

    pin: str = field(repr=False)
    challenge: Challenge


@dataclass(frozen=True, slots=True)
class SignForTerminal:
    challenge: Challenge


@dataclass(frozen=True, slots=True)
class AskRegistration:
    proof: CardProof


@dataclass(frozen=True, slots=True)
class Register:
    proof: CardProof


@dataclass(frozen=True, slots=True)
class AskQualification:
    grounds: Grounds
    consent: Consent


Request = (
    RecogniseCard
    | JudgeCertificate
    | ReadPrintedNumber
    | OpenCard
    | LookUpPatient
    | CompareFace
    | RequestChallenge
    | SignWithPin
    | SignForTerminal
    | AskRegistration
    | Register
    | AskQualification
)

# -- records, one transaction a turn --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """Something that the audit keeps and no book does: an event of the list (`events.toml`) with its facts."""

    kind: str
    facts: tuple[tuple[str, str | int | float | bool], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordFace:
    """One attempt by face: `outcome` is agrees, undecided, differs, not_turned or failed. Its scores have an end date."""

    outcome: str
    attempt: int
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class RecordCard:
    """Which card lies there: kept as a digest, so that a second try with it is known for what it is."""

    certificate: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecordProof:
    """The holder was proved; `by` is the staff member who vouched, or empty."""

    proof: CardProof
    by: str = ""


@dataclass(frozen=True, slots=True)
class RecordVouch:
    """A staff member said yes or no to "is this the holder"."""

    by: str
    method: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """The answer as it came, with what the comparison found (none while an application is missing)."""

    answer: Answer
    items: CardItems | None
    comparisons: tuple[tuple[str, MatchReport], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordApplication:
    application: Person


@dataclass(frozen=True, slots=True)
class RecordEvidence:
    kind: str
    document: TypedDocument | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class RecordDeclaration:
    declaration: Declaration
    by: str


@dataclass(frozen=True, slots=True)
class RecordDeemed:
    by: str
    record: str


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """What the card said, while nobody is proved to be its holder: the desk alone sees it, and it leaves with the day."""

    note: OutageNote


@dataclass(frozen=True, slots=True)
class RecordNote:
    """`proved_by`: how the holder of the card was proved; None where staff wrote the items down."""

    note: OutageNote
    proved_by: Method | None = None


@dataclass(frozen=True, slots=True)
class RecordTrouble:
    code: str


@dataclass(frozen=True, slots=True)
class RecordFound:
    """A card was left on the reader; `taken` when it is gone from there."""

    taken: bool = False


@dataclass(frozen=True, slots=True)
class CloseMedical:
    """This link's medical information is shut on every desk until a second person lifts it."""

    rule: str
    patient_id: str | None = None


@dataclass(frozen=True, slots=True)
class CloseVisit:
    settled: Settled


Record = (
    RecordEvent
    | RecordFace
    | RecordCard
    | RecordProof
    | RecordVouch
    | RecordAnswer
    | RecordApplication
    | RecordEvidence
    | RecordDeclaration
    | RecordDeemed
    | RecordDraft
    | RecordNote
    | RecordTrouble
    | RecordFound
    | CloseMedical
    | CloseVisit
)

# -- hygiene --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wipe:
    """Forget everything of the last visit: PIN, photograph, frames, answer; release the card."""


Effect = Request | Record | Wipe
