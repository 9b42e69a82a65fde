"""Settling what was paid once the qualification is known: the share that was paid against the share that was due. Pure."""

from __future__ import annotations

from dataclasses import dataclass

ROUNDING = "health-insurance-act-75"
"""健康保険法 75条: below five yen dropped, from five up to ten. Recalled, not looked up: unverified (2026-11-21)."""
NO_SHARE = 0
WHOLE = 100


class NotAnAmount(ValueError):
    """Points, yen or a percentage that no visit can have."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """One visit settled. Points are those of the whole visit, amounts are yen.

    `difference` is what is still due: collected when positive, paid back when negative.
    """

    points: int
    paid_share: int
    paid_yen: int
    due_share: int
    due_yen: int
    rule: str = ROUNDING

    @property
    def difference(self) -> int:
        return self.due_yen - self.paid_yen

    @property
    def paid_as_declared(self) -> bool:
        """Whether the amount is what the paid share comes to; if not, something else was collected as well."""
        return self.paid_yen == share_in_yen(self.points, self.paid_share)


def share_in_yen(points: int, percent: int) -> int:
    """What a patient pays of `points` at `percent`, a point being ten yen, rounded to ten yen as the counter does.

    Raises NotAnAmount for negative points and for a percentage outside 0 to 100.
    """
    if points < 0 or not NO_SHARE <= percent <= WHOLE:
        raise NotAnAmount(f"{points} points at {percent} %")
    return (points * percent + 50) // 100 * 10


def settle(points: int, paid_share: int, paid_yen: int, due_share: int) -> Settlement:
    """Raises NotAnAmount."""
    if paid_yen < 0:
        raise NotAnAmount(f"{paid_yen} yen")
    share_in_yen(points, paid_share)
    return Settlement(points, paid_share, paid_yen, due_share, share_in_yen(points, due_share))
