"""The operating body's emergency function: who was phoned, who called back, who switched it on, what was reported. Pure.

Steps, hours and order: annex 2 of the notice 保発0710第1号 of 2023-07-10; the hours as announced in 2024-01. Whether
anything of it has changed since is unverified.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum


class EmergencyStep(Enum):
    """緊急時医療情報・資格確認機能, in the order in which it comes about."""

    PHONED = "phoned"
    """The clinic phoned the call centre: institution code, its name, who is calling."""
    CALLED_BACK = "called_back"
    """The centre called back on the number registered for the institution."""
    ACTIVATED = "activated"
    """The administrator switched the function on; noted visits can be asked."""
    CLOSED = "closed"
    """The operating body ended it."""
    REPORTED = "reported"
    """The report of use was returned."""


ORDER = tuple(EmergencyStep)
ONLY_ADMINISTRATOR = frozenset({EmergencyStep.ACTIVATED})


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that somebody took or saw; `words` are that person's own."""

    step: EmergencyStep
    by: str
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class CentreClosed:
    """Nobody answers now: visits are noted, and the centre is phoned from `opens` on."""

    opens: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """The step that comes next."""

    step: EmergencyStep


Next = CentreClosed | Due

OPENS, CLOSES = time(9), time(17)
LAST_WORKDAY = 4
"""Monday is 0. Public holidays are not in any list of ours: the centre is closed on them too."""


def next_step(taken: Iterable[Taken], now: datetime) -> Next:
    """What is to be done now. After the report the function is as if it had never been asked for."""
    last = [each.step for each in taken][-1:]
    if last and last[0] is not EmergencyStep.REPORTED:
        return Due(ORDER[ORDER.index(last[0]) + 1])
    return Due(EmergencyStep.PHONED) if is_staffed(now) else CentreClosed(opens_after(now))


def is_active(taken: Iterable[Taken]) -> bool:
    """The operating body has the function open for this clinic."""
    return [each.step for each in taken][-1:] == [EmergencyStep.ACTIVATED]


def is_staffed(now: datetime) -> bool:
    """The centre's hours: Monday to Friday, 9 to 17."""
    return _is_workday(now.date()) and OPENS <= now.time() < CLOSES


def opens_after(now: datetime) -> datetime:
    """When the centre can be phoned next; `now` itself when it is staffed."""
    if is_staffed(now):
        return now
    day = now.date() if now.time() < OPENS else now.date() + timedelta(days=1)
    while not _is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, now.tzinfo)


def _is_workday(day: date) -> bool:
    return day.weekday() <= LAST_WORKDAY
