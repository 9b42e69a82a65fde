"""The steps of a check-in, each holding what it has proved. A step that waits says for whom in `timeouts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from kiosk.checkin.machine.seen import CardSeen, Choice, Outcome, Reason, Settled
from kiosk.evidence.kinds import EvidenceKind
from kiosk.matching.report import Person
from kiosk.qualification.grounds import CardProof, Challenge, Consent, Grounds, Method


@dataclass(frozen=True, slots=True)
class Attract:
    """Nobody is here."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A card lies there; `card` grows with each answer of it. `number_b_sent` bars a second VERIFY of one reading.

    `hint`: its front could not be read, this would help, and there is one more look.
    """

    card: CardSeen | None = None
    number_b_sent: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class EnteringCardNumber:
    """The printed front could not be read: 照合番号B by keypad, or go on without the photograph."""

    card: CardSeen
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The certificate is about to expire, or in its period of grace."""

    card: CardSeen


@dataclass(frozen=True, slots=True)
class Choosing:
    """`failed` are the methods that did not work in this visit; `code` is the trouble that took the last one away."""

    card: CardSeen
    failed: frozenset[Choice] = frozenset()
    code: str = ""

    @property
    def offered(self) -> frozenset[Choice]:
        return self.card.methods() - self.failed


@dataclass(frozen=True, slots=True)
class CapturingFace:
    """The camera looks for the face of the chip's photograph; `guide` is the key of a hint."""

    card: CardSeen
    failed: frozenset[Choice] = frozenset()
    attempt: int = 1
    guide: str = ""


@dataclass(frozen=True, slots=True)
class EnteringPin:
    """The four digits of the 利用者証明用電子証明書. `wrong` when the card has refused the last ones.

    The challenge is here before anybody types: a dead line is found before a PIN is asked for.
    """

    card: CardSeen
    challenge: Challenge
    failed: frozenset[Choice] = frozenset()
    wrong: bool = False

    @property
    def last_try(self) -> bool:
        return self.card.pin_tries == 1


@dataclass(frozen=True, slots=True)
class AwaitingStaff:
    """A staff member is to look: at the counter against the printed card, or at the desk with both pictures."""

    card: CardSeen
    failed: frozenset[Choice] = frozenset()


@dataclass(frozen=True, slots=True)
class Proving:
    """The holder is proved by `method`, or about to be by a PIN; now the card signs the challenge of this visit."""

    card: CardSeen
    method: Method
    failed: frozenset[Choice] = frozenset()
    challenge: Challenge | None = None
    local: bool = False
    """The service gave no challenge, so that one of our own is asked for."""


@dataclass(frozen=True, slots=True)
class ConfirmingName:
    """A PIN is told or typed from a slip of paper, and two cards lie in one drawer: is the card of this given name yours?"""

    card: CardSeen
    proof: CardProof


@dataclass(frozen=True, slots=True)
class Registering:
    """初回登録: first use of this card as insurance card. `asked` is False while the service is being asked."""

    card: CardSeen
    proof: CardProof
    asked: bool = False
    agreed: bool = False
    again: bool = False
    """Whether this is the second try."""


@dataclass(frozen=True, slots=True)
class AskingConsent:
    """同意: what may be shown to the clinic beside the qualification itself."""

    card: CardSeen
    proof: CardProof


@dataclass(frozen=True, slots=True)
class Introducing:
    """First visit: the patient gives the five items before any answer is there to compare them with."""

    card: CardSeen
    proof: CardProof
    consent: Consent


@dataclass(frozen=True, slots=True)
class Querying:
    """The service is asked; without grounds this step cannot be built."""

    grounds: Grounds
    consent: Consent
    card: CardSeen | None = None
    application: Person | None = None
    again: bool = False
    """Whether this is the second try."""


@dataclass(frozen=True, slots=True)
class ShowingResult:
    """Done, or please see the desk. Nothing of the answer is held here."""

    settled: Settled


@dataclass(frozen=True, slots=True)
class TakeCard:
    """The card still lies there."""

    settled: Settled


@dataclass(frozen=True, slots=True)
class CardLeft:
    """Nobody took the card: it lies there until somebody of the clinic does."""

    settled: Settled


@dataclass(frozen=True, slots=True)
class Closed:
    """The visit is over and everything of it is wiped."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CardTrouble:
    """Card, reader or camera failed; `code` stands in the catalogue of troubles."""

    code: str
    card: CardSeen | None = None


@dataclass(frozen=True, slots=True)
class OfferingFallback:
    """The ways round: another document, a declaration, a note to ask later, the desk.

    `again` is what one more try goes back to, `noted` says that the visit is noted already and will be asked for.
    """

    reason: Reason
    code: str = ""
    card: CardSeen | None = None
    again: Querying | Registering | None = None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class ShowingEvidence:
    """Another document or screen is being shown to staff."""

    reason: Reason
    kind: EvidenceKind
    card: CardSeen | None = None
    code: str = ""
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Declaring:
    """被保険者資格申立書, filled in at the screen or the desk."""

    reason: Reason
    card: CardSeen | None = None
    code: str = ""
    noted: bool = False


Step = (
    Attract
    | Reading
    | EnteringCardNumber
    | Notice
    | Choosing
    | CapturingFace
    | EnteringPin
    | AwaitingStaff
    | Proving
    | ConfirmingName
    | Registering
    | AskingConsent
    | Introducing
    | Querying
    | ShowingResult
    | TakeCard
    | CardLeft
    | Closed
    | CardTrouble
    | OfferingFallback
    | ShowingEvidence
    | Declaring
)

ALL_STEPS: tuple[type, ...] = get_args(Step)
