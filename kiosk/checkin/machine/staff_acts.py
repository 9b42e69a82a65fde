"""What staff may do in a visit that runs. Each carries the sequence number that the desk page showed."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.declaration.deemed import Deemed
from kiosk.declaration.model import Declaration
from kiosk.evidence.kinds import EvidenceKind
from kiosk.qualification.grounds import Method, OutageNote, TypedDocument


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
    """Staff saw a portal screen or a document that cannot be asked about now; `card` says whether the card was shown too."""

    seq: int
    kind: EvidenceKind
    by: str
    card: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration, by the patient (`by` empty) or taken down at the desk."""

    seq: int
    declaration: Declaration
    by: str = ""


@dataclass(frozen=True, slots=True)
class DeemedDeclared:
    """Nothing has changed since an earlier visit whose record holds every item, says the patient to a person."""

    seq: int
    deemed: Deemed


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
