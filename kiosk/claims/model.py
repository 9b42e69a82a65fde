"""What a claim needs to know of a patient for one month of treatment, and how a claim finds its patient. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Protocol

from kiosk.declaration.model import Declaration


class Payer(Enum):
    """審査支払機関: who examines and pays a claim (UKE record IR, field 2)."""

    FUND = "1"
    """社会保険診療報酬支払基金: claims of employees' insurance."""
    FEDERATION = "2"
    """国民健康保険団体連合会: claims of national health insurance and of the late elderly."""


class Relation(Enum):
    """本人・家族 (OQSCD009)."""

    INSURED = "1"
    FAMILY = "2"


@dataclass(frozen=True, slots=True)
class Institution:
    """保険医療機関: 都道府県 of two digits and 医療機関コード of seven."""

    prefecture: str
    code: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """保険者番号, 記号, 番号, 枝番 as they were delivered, of any width; `insurer_number` padded or not.

    `symbol` and `branch` are empty where there is none (後期高齢者医療 has neither).
    """

    insurer_number: str
    symbol: str = field(repr=False)
    number: str = field(repr=False)
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers that the clinic has seen of a patient. `since`: 資格取得年月日, or the day on which they were seen; None: no day is known."""

    numbers: Numbers
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Current:
    """現在の資格: confirmed for every day of the period."""

    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Past:
    """旧資格: not confirmed for the period, but numbers from an earlier one are known (保発0710第1号)."""

    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Unknown:
    """不詳: neither is known; the claim carries what the patient declared (保発0710第1号).

    A deemed declaration stands here with the items that the clinic held. `contacted_on` is 患者への連絡を行った日付.
    `send_to` is the clinic's own choice of payer for a patient whose kind of insurance stays unknown.
    """

    declaration: Declaration
    contacted_on: date | None = None
    send_to: Payer | None = None


Standing = Current | Past | Unknown


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of days, both ends included, with what is known of the insurance in it.

    `share_percent` (負担割合) is 10, 20, 30 or None; for `Unknown` the declared one counts instead.
    `limit_category` (適用区分) is a value of OQSCD012, empty when none was shown. `since` is when its numbers began, None
    where nobody said.
    """

    first: date
    last: date
    standing: Standing
    share_percent: int | None = None
    relation: Relation | None = None
    limit_category: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PatientMonth:
    """One patient of the clinic in one month: `periods` in order, without overlap; days between them are not known.

    `patient_id` is カルテ番号; `kana` and `name` of any width, with or without spaces; `sex` 1, 2 or neither. `known` are
    all numbers that the clinic has seen of the patient; `came`: the kiosk saw the patient that month.
    """

    patient_id: str
    kana: str = field(repr=False)
    birthdate: date | None = field(repr=False)
    periods: tuple[Period, ...]
    name: str = field(default="", repr=False)
    sex: str = ""
    known: tuple[Known, ...] = ()
    came: bool = True


@dataclass(frozen=True, slots=True)
class Nobody:
    """The clinic holds no such patient."""


@dataclass(frozen=True, slots=True)
class One:
    patient: PatientMonth


@dataclass(frozen=True, slots=True)
class Several:
    """More than one patient fits: a person decides."""

    patient_ids: tuple[str, ...]


Found = Nobody | One | Several


class Chart(Protocol):
    """The clinic's patients, as a claim looks for them; `month` is the first day of the month of treatment."""

    def by_chart_number(self, number: str, month: date) -> Found:
        """This カルテ番号, as it stands or without its leading zeros."""
        ...

    def by_kana(self, reading: str, birthdate: date, month: date) -> Found:
        """Everybody of this reading, however it is written, and this day of birth."""
        ...


@dataclass(frozen=True, slots=True)
class Accepted:
    """The clinic's acceptance, in writing, of unverified choices (`choices.CHOICES`): who, when, which ids."""

    by: str
    on: date
    choices: frozenset[str]
