"""Error rates with Wilson's intervals, counted in comparisons and in people. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comparison: whose photograph, whether the probe shows the same person, and whether it was accepted."""

    person: str
    same: bool
    matched: bool


def rates(judged: Iterable[Outcome]) -> dict[str, Any]:
    """False match and false non-match rate with 95 % intervals; null where there is no such comparison.

    Comparisons with one person's photograph hang together, so the share of people who met with an error stands beside.
    """
    known = list(judged)
    genuine = [each for each in known if each.same]
    impostor = [each for each in known if not each.same]
    wrong, missed = (
        [each for each in impostor if each.matched],
        [each for each in genuine if not each.matched],
    )
    return {
        "fmr": len(wrong) / len(impostor) if impostor else None,
        "fnmr": len(missed) / len(genuine) if genuine else None,
        "pairs": {"genuine": len(genuine), "impostor": len(impostor)},
        "errors": {"genuine": len(missed), "impostor": len(wrong)},
        "intervals": {
            "fmr": wilson(len(wrong), len(impostor)),
            "fnmr": wilson(len(missed), len(genuine)),
        },
        "people": {"fmr": _by_people(wrong, impostor), "fnmr": _by_people(missed, genuine)},
    }


def _by_people(errors: list[Outcome], all_of_them: list[Outcome]) -> dict[str, Any]:
    met, asked = len({each.person for each in errors}), len({each.person for each in all_of_them})
    return {"met": met, "of": asked, "interval": wilson(met, asked)}


def wilson(hits: int, trials: int, z: float = 1.959964) -> tuple[float, float] | None:
    """Wilson's score interval for a proportion; None without a trial."""
    if trials == 0:
        return None
    share = hits / trials
    middle = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return (max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))
