"""The desk's line "today: share, 限度額 class, and why". Pure. What is not known stays unknown; nobody guesses a share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from kiosk.qualification.codes import LIMIT_CATEGORY, Meaning, meaning
from kiosk.qualification.model import ElderlyCertificate, LimitCertificate, Qualification

LATE_ELDERLY = "39"
"""後期高齢者医療: the first two digits (法別) of the insurer number."""
PUBLIC_ASSISTANCE = "A1"
NOT_AT_SCHOOL = "1"
SPECIAL_COST = "05"
"""特別療養費の支給対象者: pays the whole and is paid back by the municipality; children up to 18 are not among them."""
WHOLE = 100
ORDINARY_SHARE = 30
PRESCHOOL_SHARE = 20


class Reason(Enum):
    """Why the share is what it is, or why nobody can say."""

    LOST = Meaning("この日には資格がありません", "The qualification does not cover this day")
    ASSISTANCE = Meaning("医療扶助：医療券によります", "Public assistance: the voucher decides")
    SPECIAL_COST = Meaning(
        "特別療養費：全額（10割）をお支払いいただき、領収書をお渡しします（払い戻しは市区町村へ）",
        "Pays the whole against a receipt; the municipality pays back",
    )
    LATE_ELDERLY = Meaning("後期高齢者：登録された負担割合", "Late elderly: share as registered")
    LATE_ELDERLY_UNKNOWN = Meaning(
        "後期高齢者：負担割合が登録されていません", "Late elderly: no share registered"
    )
    ELDERLY = Meaning("70〜74歳：高齢受給者証の割合", "70 to 74: share of the elderly recipient certificate")
    ELDERLY_UNKNOWN = Meaning(
        "70歳以上：有効な高齢受給者証も後期高齢者の資格もありません",
        "70 or over: neither an elderly recipient certificate nor a late-elderly qualification",
    )
    PRESCHOOL = Meaning("義務教育就学前", "Below school age")
    ORDINARY = Meaning("一般", "Ordinary share")


@dataclass(frozen=True, slots=True)
class TodaysShare:
    """`percent` of the costs that the patient pays, None when unknown; `limit_category` is OQSCD012, None when none."""

    percent: int | None
    reason: Reason
    limit_category: str | None = None

    @property
    def limit(self) -> Meaning | None:
        return meaning(LIMIT_CATEGORY, self.limit_category) if self.limit_category else None


def todays_share(qualification: Qualification, on: date) -> TodaysShare:
    """The share on the day of treatment.

    Ages by 健康保険法 articles 74 and 110: a year of age is reached on the day before the birthday, 70 counts from the month
    after, school age ends with the 31 March after the sixth. The service's own statements go before what we compute.
    """
    percent, reason = _share(qualification, on)
    limit = qualification.limit
    in_force = limit is not None and _in_force(limit, on) and reason is not Reason.LOST
    return TodaysShare(percent, reason, limit.category if limit and in_force else None)


def _share(qualification: Qualification, on: date) -> tuple[int | None, Reason]:
    if not _covered(qualification, on):
        return None, Reason.LOST
    if qualification.card_classification == PUBLIC_ASSISTANCE:
        return None, Reason.ASSISTANCE
    if qualification.card_classification == SPECIAL_COST and on > last_day_of_eighteen(
        qualification.birthdate
    ):
        return WHOLE, Reason.SPECIAL_COST
    if qualification.insurer_number.startswith(LATE_ELDERLY) and len(qualification.insurer_number) == 8:
        share = qualification.share_percent
        return share, Reason.LATE_ELDERLY_UNKNOWN if share is None else Reason.LATE_ELDERLY
    if (elderly := qualification.elderly) and _in_force(elderly, on):
        return elderly.share_percent, Reason.ELDERLY
    if on >= seventy_counts_from(qualification.birthdate):
        return None, Reason.ELDERLY_UNKNOWN
    if qualification.preschool == NOT_AT_SCHOOL or on <= last_preschool_day(qualification.birthdate):
        return PRESCHOOL_SHARE, Reason.PRESCHOOL
    return ORDINARY_SHARE, Reason.ORDINARY


def _covered(qualification: Qualification, on: date) -> bool:
    """The day of loss itself is not covered any more."""
    begun = qualification.qualified_on is None or qualification.qualified_on <= on
    return begun and (qualification.disqualified_on is None or on < qualification.disqualified_on)


def _in_force(certificate: ElderlyCertificate | LimitCertificate, on: date) -> bool:
    return (certificate.valid_from or on) <= on <= (certificate.valid_to or on)


def seventy_counts_from(birthdate: date) -> date:
    """First day of the month after the one in which 70 is reached."""
    reached_on_the_first = birthdate.day == 1
    month = birthdate.month - 1 if reached_on_the_first else birthdate.month
    years, month_index = divmod((birthdate.year + 70) * 12 + month, 12)
    return date(years, month_index + 1, 1)


def last_day_of_eighteen(birthdate: date) -> date:
    """31 March after the day on which 18 is reached."""
    return _last_of_march(birthdate, 18)


def last_preschool_day(birthdate: date) -> date:
    """31 March after the day on which six is reached; who is born on 1 April reaches it on 31 March."""
    return _last_of_march(birthdate, 6)


def _last_of_march(birthdate: date, age: int) -> date:
    year = birthdate.year + age
    return date(year if (birthdate.month, birthdate.day) <= (4, 1) else year + 1, 3, 31)
