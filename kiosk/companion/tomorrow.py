"""What is worth knowing the evening before about somebody who has an appointment, each with where it is known from. Pure.

Nothing of it is told to family or to a machine; a telephone call is the patient's wish, and the desk's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kiosk.evidence.kinds import EvidenceKind
from kiosk.matching.beside import of_one_person
from kiosk.matching.names.hidden import HIDDEN
from kiosk.matching.report import Decision, MatchReport, Outcome
from kiosk.qualification.model import Answer, Qualification, Validity
from kiosk.qualification.today import last_day_of_eighteen

NOTICE_FOR_UNDER_85 = date(2026, 8, 1)
"""Since then 後期高齢者 up to 84 with a マイナ保険証 get the お知らせ alone (saitama-koukikourei.org)."""


class Source(Enum):
    """Where a line is known from."""

    SERVICE = "service"
    """資格の照会 with the numbers that the clinic holds, for the day of the visit."""
    COMPARISON = "comparison"
    """That answer beside the chart."""
    LAST_VISIT = "last_visit"
    CHART = "chart"


class Cause(Enum):
    INVALID = "invalid"
    INVALID_NEWER = "invalid_newer"
    NOT_FOUND = "not_found"
    SEVERAL = "several"
    HIDDEN = "hidden"
    """● stands in what the service shows."""
    ADDRESS_ASKED = "address_asked"
    NAME_ASKED = "name_asked"
    ASKED = "asked"
    """Something else will be asked about; `detail` is the rule."""
    MAY_STOP = "may_stop"
    """The answer may be another person's: nobody is called about it."""
    PAPER_ENDS = "paper_ends"
    """資格確認書 or another certificate ends before the visit; `detail` is its last day."""
    NOTICE_ONLY = "notice_only"
    """資格情報のお知らせのみ: the card has to come too."""
    NOTICE_SINCE_AUGUST = "notice_since_august"
    CHILD = "child"
    """子ども医療費受給者証, asked for 今月はじめて."""
    DISEASE = "disease"
    """特定疾病療養受療証, as above."""
    VOUCHER = "voucher"
    """医療券 of 医療扶助, as above."""
    NO_NUMBERS = "no_numbers"
    """The chart says too little to ask with."""
    NO_CHART = "no_chart"
    UNSURE = "unsure"
    """The line broke while it was asked: nobody knows the outcome, and it is not asked again by itself."""
    NOT_ANSWERED = "not_answered"


@dataclass(frozen=True, slots=True)
class Line:
    cause: Cause
    source: Source
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LastVisit:
    """What the clinic's own records say of the visit before. `paper` is what it rested on, None for a card."""

    on: date
    paper: EvidenceKind | None
    shown: Qualification | None
    assisted: bool = False
    """医療扶助 paid, alone or after an insurance."""


VALIDITIES: dict[Validity | None, Cause] = {
    Validity.INVALID: Cause.INVALID,
    Validity.INVALID_NEWER: Cause.INVALID_NEWER,
    Validity.NOT_FOUND: Cause.NOT_FOUND,
    Validity.SEVERAL: Cause.SEVERAL,
}
WORTH_ASKING = frozenset({Outcome.DIFFER, Outcome.NEAR})
FIELDS = {"name": Cause.NAME_ASKED, "kana": Cause.NAME_ASKED, "address": Cause.ADDRESS_ASKED}


def from_answer(answer: Answer, report: MatchReport | None) -> tuple[Line, ...]:
    """What the service said, and what the comparison with the chart will come to."""
    return tuple(dict.fromkeys(_from_answer(answer, report)))


def _from_answer(answer: Answer, report: MatchReport | None) -> Iterator[Line]:
    if answer.error_code:
        yield Line(Cause.NOT_ANSWERED, Source.SERVICE)
        return
    cause = VALIDITIES.get(answer.validity)
    if cause is None and len(answer.qualifications) > 1 and of_one_person(answer) is None:
        cause = Cause.SEVERAL
    if cause:
        yield Line(cause, Source.SERVICE)
    for shown in answer.qualifications:
        if any(HIDDEN in each for each in (shown.name, shown.kana, shown.address)):
            yield Line(Cause.HIDDEN, Source.SERVICE)
    if report is None or cause:
        return
    if report.decision is Decision.STOP:
        yield Line(Cause.MAY_STOP, Source.COMPARISON)
    elif report.decision is Decision.ASK:
        asked = [FIELDS.get(each.field) for each in report.fields if each.outcome in WORTH_ASKING]
        known = [each for each in asked if each]
        yield from (Line(each, Source.COMPARISON) for each in known)
        if not known:
            yield Line(Cause.ASKED, Source.COMPARISON, report.rule)


def from_records(birthdate: date | None, last: LastVisit | None, on: date) -> tuple[Line, ...]:
    """What the clinic knows without asking anybody; nothing about somebody whose last visit it does not have."""
    return tuple(_from_records(birthdate, last, on)) if last else ()


def _from_records(birthdate: date | None, last: LastVisit, on: date) -> Iterator[Line]:
    ends = last.shown.valid_to if last.shown else None
    if last.paper and ends and ends < on:
        yield Line(Cause.PAPER_ENDS, Source.LAST_VISIT, ends.isoformat())
    if last.paper is EvidenceKind.NOTICE:
        yield Line(Cause.NOTICE_ONLY, Source.LAST_VISIT)
    first_of_month = (last.on.year, last.on.month) < (on.year, on.month)
    if first_of_month and last.shown and last.shown.specific_diseases:
        yield Line(Cause.DISEASE, Source.LAST_VISIT)
    if first_of_month and last.assisted:
        yield Line(Cause.VOUCHER, Source.LAST_VISIT)
    if birthdate is None:
        return
    papers = {EvidenceKind.CERTIFICATE, EvidenceKind.OLD_CARD}
    if last.paper in papers and last.on < NOTICE_FOR_UNDER_85 <= on and 75 <= _age(birthdate, on) < 85:
        yield Line(Cause.NOTICE_SINCE_AUGUST, Source.LAST_VISIT)
    if on <= last_day_of_eighteen(birthdate) and first_of_month:
        yield Line(Cause.CHILD, Source.CHART)


def _age(birthdate: date, on: date) -> int:
    return on.year - birthdate.year - ((on.month, on.day) < (birthdate.month, birthdate.day))
