"""The answer of the online qualification service as facts. Official terms stand once, in the docstring of what they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum


class Validity(Enum):
    """資格有効性 (OQSCD006)."""

    VALID = "1"
    INVALID = "2"
    INVALID_NEWER = "3"
    NOT_FOUND = "4"
    SEVERAL = "5"
    VALID_UNREGISTERED = "6"


class Sex(Enum):
    """性別 (OQSCD007)."""

    MALE = "1"
    FEMALE = "2"
    NOT_SET = "3"


@dataclass(frozen=True, slots=True)
class LimitCertificate:
    """限度額適用認定証: `classification` OQSCD011, `category` OQSCD012 (A01 … B10)."""

    classification: str
    category: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ElderlyCertificate:
    """高齢受給者証 (70 to 74): share in percent."""

    share_percent: int
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class SpecificDisease:
    """特定疾病療養受療証: `category` OQSCD013, what the patient pays a month at most in yen."""

    category: str
    monthly_limit: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class MedicalConsent:
    """One 同意 triple of the answer: flag, time of consent, available until."""

    given: bool
    at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Qualification:
    """資格情報: one registered insurance qualification (ResultOfQualificationConfirmation).

    Texts stand as they were delivered: `insurer_number` has eight characters, padded with spaces on the left, `kana` is
    half-width, `name` has a full-width space. Codes are the lists' values, also those that we do not know.
    """

    card_classification: str
    name: str = field(repr=False)
    sex: Sex
    birthdate: date
    insurer_name: str
    insurer_number: str = ""
    symbol: str = ""
    number: str = field(default="", repr=False)
    branch: str = ""
    personal_family: str = ""
    insured_name: str = field(default="", repr=False)
    kana: str = field(default="", repr=False)
    name_of_other: str = field(default="", repr=False)
    kana_of_other: str = field(default="", repr=False)
    sex_on_back: Sex | None = None
    address: str = field(default="", repr=False)
    postcode: str = ""
    qualified_on: date | None = None
    disqualified_on: date | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    share_percent: int | None = None
    preschool: str = ""
    reason_of_loss: str = ""
    elderly: ElderlyCertificate | None = None
    limit: LimitCertificate | None = None
    specific_diseases: tuple[SpecificDisease, ...] = ()
    consents: tuple[tuple[str, MedicalConsent], ...] = ()
    """By the name that the consent has in `grounds.Consent`."""
    reference_number: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """資格確認結果: what the service said to one inquiry.

    `identifier` is the inquiry's, `visit` the one that asked. `error_code` and `error_message` are set when the
    service could not process it; `notice` is extra news on success (a certificate about to expire, say).
    `unknown_codes` are (element, value) pairs that no code list of ours has: staff look, nobody guesses.
    """

    visit: str
    identifier: str
    processed_at: datetime
    confirmed_on: date
    validity: Validity | None
    qualifications: tuple[Qualification, ...] = ()
    error_code: str = ""
    error_message: str = ""
    notice: str = ""
    emulated_by: str = ""
    unknown_codes: tuple[tuple[str, str], ...] = ()
