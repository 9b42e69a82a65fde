"""When claims have to be sent. Pure.

By the 10th of the month after treatment (療養の給付及び公費負担医療に関する費用の請求に関する命令); online reception is open
from the 5th, corrections of what was received until the 12th (www.ssk.or.jp, オンライン請求, hours as of 2024).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

FIRST_DAY = 5
LAST_DAY = 10
LAST_CORRECTION = 12
LONG_HOURS_FROM = 8


class Phase(Enum):
    """What may be done today."""

    PREPARING = "preparing"
    SENDING = "sending"
    CORRECTING = "correcting"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The claims of one month of treatment: `treated` is its first day. All days are included."""

    treated: date
    opens: date
    send_by: date
    correct_by: date
    phase: Phase
    days_left: int
    """Until `send_by`; negative when it is over."""
    open_until: int | None
    """The hour at which reception closes today; None when it is not open."""


def deadlines(today: date) -> Deadlines:
    """The claims that are due next: last month's until the 12th, this month's after that."""
    month = today.replace(day=1) if today.day <= LAST_CORRECTION else _after(today)
    send_by = month.replace(day=LAST_DAY)
    return Deadlines(
        treated=(month - timedelta(days=1)).replace(day=1),
        opens=month.replace(day=FIRST_DAY),
        send_by=send_by,
        correct_by=month.replace(day=LAST_CORRECTION),
        phase=_phase(today),
        days_left=(send_by - today).days,
        open_until=_open_until(today.day),
    )


def is_late(treated: date, today: date) -> bool:
    """月遅れ: the day for sending claims of that month of treatment is over."""
    return today > _after(treated).replace(day=LAST_DAY)


def _after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _phase(today: date) -> Phase:
    if FIRST_DAY <= today.day <= LAST_DAY:
        return Phase.SENDING
    return Phase.CORRECTING if LAST_DAY < today.day <= LAST_CORRECTION else Phase.PREPARING


def _open_until(day: int) -> int | None:
    if not FIRST_DAY <= day <= LAST_DAY:
        return None
    return 24 if day >= LONG_HOURS_FROM else 21
