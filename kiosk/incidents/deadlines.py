"""The clocks of a case: 速報 within 3 to 5 days of knowing, 確報 within 30 (60 where a wrongful purpose is suspected).

Terms: 個人情報保護法 26条, 施行規則 8条, guideline 通則編 3-5-3 as retold by businesslawyers.jp (practices/1433) and
kobecity-lawoffice.com (blog/2801); read 2026-11-21, unverified. Counted strictly: the day of knowing is day one, and a
last day on a holiday is not moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from kiosk.incidents.model import Duty, Report

PRELIMINARY_AIM = 3
TERMS: Mapping[Report, tuple[int, int]] = {
    Report.PRELIMINARY: (5, 5),
    Report.FINAL: (30, 60),
}
"""Days for each report: ordinarily, and where a wrongful purpose is suspected."""
SOON = timedelta(days=2)


class Clock(Enum):
    NOT_OURS = "not_ours"
    SENT = "sent"
    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One report: `due` is its last day, `aim` the day to have it done by, `sent_on` when somebody said it went out."""

    report: Report
    aim: date
    due: date
    clock: Clock
    sent_on: date | None = None


def deadlines(
    known_on: date,
    today: date,
    duty: Duty,
    sent: Mapping[Report, date],
    *,
    wrongful: bool,
) -> tuple[Deadline, ...]:
    """Both reports as they stand `today`."""
    return tuple(
        _deadline(report, known_on, today, duty, sent.get(report), TERMS[report][wrongful])
        for report in Report
    )


def _deadline(
    report: Report,
    known_on: date,
    today: date,
    duty: Duty,
    sent_on: date | None,
    days: int,
) -> Deadline:
    due = _last_day(known_on, days)
    aim = _last_day(known_on, PRELIMINARY_AIM) if report is Report.PRELIMINARY else due
    return Deadline(report, aim, due, _clock(today, due, duty, sent_on), sent_on)


def _last_day(known_on: date, days: int) -> date:
    return known_on + timedelta(days=days - 1)


def _clock(today: date, due: date, duty: Duty, sent_on: date | None) -> Clock:
    if sent_on:
        return Clock.SENT
    if duty is Duty.INSURERS:
        return Clock.NOT_OURS
    if today > due:
        return Clock.OVERDUE
    return Clock.SOON if due - today <= SOON else Clock.RUNNING
