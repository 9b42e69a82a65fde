"""Why we may ask the national service about a person. Without grounds there is no query."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum


class Method(Enum):
    """How the holder was proved at this reader. The value is what records and messages carry."""

    FACE = "face"
    PIN = "pin"
    STAFF_AT_COUNTER = "staff_at_counter"
    """目視確認: a staff member saw this person beside the printed card."""
    STAFF_AT_DESK = "staff_at_desk"
    """目視確認 with the chip's photograph and the live picture side by side."""

    @property
    def by_staff(self) -> bool:
        return self in {Method.STAFF_AT_COUNTER, Method.STAFF_AT_DESK}


@dataclass(frozen=True, slots=True)
class Challenge:
    """Random bytes that the service issued for one visit; `token` names them there."""

    visit: str
    token: str
    nonce: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardProof:
    """A genuine card signed the challenge of this visit, and its holder was proved by `method`."""

    method: Method
    certificate: bytes = field(repr=False)
    challenge: Challenge
    signature: bytes = field(repr=False)
    eligibility_only: bool = False


READER_FILE = "reader_file"
"""What a visit rests on that a file of an approved reader opened, as records carry it."""


@dataclass(frozen=True, slots=True)
class ReaderFile:
    """顔認証付きカードリーダーの結果: a file of the linkage software says that a card was shown at an approved reader.

    Whoever may write into that folder can make one: it proves no certificate, no face and no PIN to us. A visit on it
    may be confirmed, asked about or held; nothing of it is handed over unless the settings say so.
    """

    identifier: str


@dataclass(frozen=True, slots=True)
class TypedDocument:
    """資格確認書 and the like, typed by staff and keyed twice, or read back by `read_back_by`."""

    insurer_number: str
    symbol: str
    number: str = field(repr=False)
    branch: str
    birthdate: date
    typed_by: str
    read_back_by: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A patient of tomorrow's list, asked for with what the clinic holds."""

    patient_id: str
    document: TypedDocument


@dataclass(frozen=True, slots=True)
class OutageNote:
    """システム障害時: the four printed items, noted while the service could not be asked."""

    name: str = field(repr=False)
    birthdate: date
    sex: str
    address: str = field(repr=False)
    noted_by: str
    noted_at: datetime


Grounds = CardProof | ReaderFile | TypedDocument | Appointment | OutageNote


@dataclass(frozen=True, slots=True)
class Consent:
    """同意: what the patient lets the clinic see beside the qualification itself."""

    medicines: bool = False
    treatment: bool = False
    surgery: bool = False
    checkups: bool = False
    specific_disease: bool = False

    @classmethod
    def everything(cls) -> Consent:
        return cls(medicines=True, treatment=True, surgery=True, checkups=True, specific_disease=True)

    @classmethod
    def nothing(cls) -> Consent:
        return cls()


def document_of(grounds: Grounds) -> TypedDocument | None:
    """The document that was asked by, where there was one."""
    match grounds:
        case TypedDocument() as document:
            return document
        case Appointment(document=document):
            return document
        case _:
            return None


def found_by_less(document: TypedDocument | None, branch: str) -> bool:
    """Whether a qualification with this 枝番 was found without it: twins of one family have all the rest in common."""
    return document is not None and bool(branch) and not document.branch


@dataclass(frozen=True, slots=True)
class Reach:
    """How far grounds carry: what they prove to us of card and holder, and whether a confirmation may leave the house."""

    proves_certificate: bool = False
    proves_holder: bool = False
    hands_over: bool = True


def reach_of(grounds: Grounds) -> Reach:
    match grounds:
        case CardProof():
            return Reach(proves_certificate=True, proves_holder=True)
        case ReaderFile():
            return Reach(hands_over=False)
        case TypedDocument() | Appointment() | OutageNote():
            return Reach()


def may_ask_medical(grounds: Grounds) -> bool:
    """Medical information follows a proved holder only, never a typed or remembered number."""
    match grounds:
        case CardProof(eligibility_only=only):
            return not only
        case ReaderFile() | TypedDocument() | Appointment() | OutageNote():
            return False
