"""Shares with Wilson's interval: right for rare events and small counts, where the usual one is not."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `count`."""

    hits: int
    count: int

    @property
    def value(self) -> float:
        return self.hits / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson, 95 %; everything is possible where nothing was counted."""
        if not self.count:
            return 0.0, 1.0
        n, p = self.count, self.value
        middle = p + Z * Z / (2 * n)
        spread = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        scale = 1 + Z * Z / n
        return min(p, max(0.0, (middle - spread) / scale)), max(p, min(1.0, (middle + spread) / scale))

    def as_facts(self) -> dict[str, object]:
        low, high = self.interval
        return {"share": self.value, "low": low, "high": high, "hits": self.hits, "count": self.count}
