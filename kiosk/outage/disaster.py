"""Disaster mode: the ministry names area and period, and a patient agrees by mouth. Pure.

What it opens is looked at on the terminal of the online service by those whom the head of the clinic appoints, never
here; what was agreed, and who heard it, is kept here (ministry notices on 災害時医療情報閲覧, 2024-01).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class SpokenConsent(Enum):
    """What the patient said about medicines, treatment and check-ups being looked at."""

    GIVEN = "given"
    REFUSED = "refused"
    UNCONSCIOUS = "unconscious"
    """Nobody could be asked; it is recorded as without consent."""


@dataclass(frozen=True, slots=True)
class Disaster:
    """One announcement: `since` and `until` are its first and last day, `until` None while no end is named."""

    area: str
    since: date
    until: date | None
    by: str

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def in_force(announced: Iterable[Disaster], day: date) -> Disaster | None:
    """The newest announcement that covers `day`."""
    covering = [each for each in announced if each.covers(day)]
    return covering[-1] if covering else None
