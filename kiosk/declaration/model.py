"""被保険者資格申立書: what a patient declares when the qualification cannot be confirmed. Pure.

Fields as the notice 保発0710第1号 (2023-07-10) lists them. Blanks are allowed: the form is filled "as far as possible".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum


class InsuranceKind(Enum):
    """保険種別. The boxes' wording is in `form`; the official wording was not available to us."""

    EMPLOYEES = "employees"
    """被用者保険 (社保)."""
    NATIONAL = "national"
    """国民健康保険."""
    ELDERLY = "elderly"
    """後期高齢者医療."""
    UNKNOWN = "unknown"
    """わからない: a permitted answer; staff ask again, because the claim's payer depends on it."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One filled form. Empty strings and None are blanks.

    `sex` is "1", "2", "3" or empty; `share_percent` (一部負担金の割合) is 10, 20, 30 or None; `signer` is the patient or
    whoever signs for the patient, `signer_relation` 本人 or another word for it, empty when nobody was asked.
    """

    name: str = field(default="", repr=False)
    kana: str = field(default="", repr=False)
    birthdate: date | None = field(default=None, repr=False)
    sex: str = ""
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    insurance_kind: InsuranceKind | None = None
    insurer_name: str = field(default="", repr=False)
    employer: str = field(default="", repr=False)
    share_percent: int | None = None
    declared_on: date | None = None
    signer: str = field(default="", repr=False)
    signer_relation: str = ""
    signature: str = field(default="", repr=False)
    """The strokes on the glass as an SVG path (see `signature`), empty when the sheet is signed by hand."""


EMPLOYER_MATTERS = frozenset({InsuranceKind.EMPLOYEES, InsuranceKind.UNKNOWN, None})
"""事業所名 is asked of those insured through work, and of those who do not know."""


def missing(declaration: Declaration) -> tuple[str, ...]:
    """The names of the blank fields, in the form's order. A blank is a fact for staff, never a refusal."""
    wanted = [
        "name",
        "kana",
        "birthdate",
        "sex",
        "address",
        "phone",
        "insurance_kind",
        "insurer_name",
        "employer",
        "share_percent",
        "declared_on",
        "signer",
    ]
    if declaration.insurance_kind not in EMPLOYER_MATTERS:
        wanted.remove("employer")
    return tuple(name for name in wanted if getattr(declaration, name) in {None, ""})


def is_blank(declaration: Declaration) -> bool:
    """Whether nothing is declared, whoever signed it and when."""
    return declaration == Declaration(
        declared_on=declaration.declared_on,
        signer=declaration.signer,
        signer_relation=declaration.signer_relation,
        signature=declaration.signature,
    )


class AgeBand(Enum):
    """The bands by which the statutory share differs (健康保険法74条・110条, 高齢者の医療の確保に関する法律67条)."""

    PRESCHOOL = "preschool"
    ORDINARY = "ordinary"
    FROM_70 = "from_70"
    FROM_75 = "from_75"


SHARES: dict[AgeBand, frozenset[int]] = {
    AgeBand.PRESCHOOL: frozenset({20}),
    AgeBand.ORDINARY: frozenset({30}),
    AgeBand.FROM_70: frozenset({20, 30}),
    AgeBand.FROM_75: frozenset({10, 20, 30}),
}
"""Plausible shares in percent. Local subsidies lower what is paid, not the share that is declared here."""


def age_band(birthdate: date, on: date) -> AgeBand:
    """The band on the day of treatment.

    An age is reached on the day before the birthday (年齢計算ニ関スル法律). Preschool ends on the first 31 March from
    then on; the share of the over-70s starts with the month after; 後期高齢者医療 starts on the 75th birthday itself.
    """
    if on <= _preschool_until(birthdate):
        return AgeBand.PRESCHOOL
    if on >= _birthday(birthdate, 75):
        return AgeBand.FROM_75
    reached_70 = _birthday(birthdate, 70) - timedelta(days=1)
    if (on.year, on.month) > (reached_70.year, reached_70.month):
        return AgeBand.FROM_70
    return AgeBand.ORDINARY


def plausible_shares(birthdate: date | None, kind: InsuranceKind | None, on: date) -> frozenset[int]:
    """The shares that fit the age and the kind that is declared; without a birth date, all of them.

    An insured person of 65 to 74 with a recognised disability may already be in 後期高齢者医療.
    """
    if birthdate is None:
        return SHARES[AgeBand.FROM_75]
    early = kind is InsuranceKind.ELDERLY and on >= _birthday(birthdate, 65)
    return SHARES[AgeBand.FROM_75 if early else age_band(birthdate, on)]


def share_is_plausible(declaration: Declaration, on: date) -> bool:
    """Whether the declared share fits; True where it or the birth date is blank, for there is nothing to doubt then."""
    fitting = plausible_shares(declaration.birthdate, declaration.insurance_kind, on)
    return declaration.share_percent is None or declaration.share_percent in fitting


def _birthday(birthdate: date, age: int) -> date:
    year = birthdate.year + age
    try:
        return birthdate.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _preschool_until(birthdate: date) -> date:
    reached_6 = _birthday(birthdate, 6) - timedelta(days=1)
    this_year = date(reached_6.year, 3, 31)
    return this_year if reached_6 <= this_year else date(reached_6.year + 1, 3, 31)
