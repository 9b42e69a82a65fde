"""Fitting an operating point: as strict as the strangers at hand want it, and no looser than they can show. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reader.face.matcher import OperatingPoint

LEAST = 3.0
"""So many strangers' pairs, times the inverse of the rate, are needed to show it: with none let in of 3/p, p holds at 95 %."""
MOST = 0.01
"""No operating point lets in more strangers at a look."""
LOOSER = 10.0
"""The limit lets in at most so many times more strangers, and so does the grey zone."""


class FewStrangers(ValueError):
    """The pairs cannot show so small a rate, or the rate is none that may be wanted."""


def fitted(same: Sequence[float], other: Sequence[float], fmr: float, *, higher: bool) -> OperatingPoint:
    """The operating point at which at most a share of `fmr` of the strangers is accepted.

    Raises:
        FewStrangers: see there.
    """
    if not 0 < fmr <= MOST:
        raise FewStrangers(f"a rate of {fmr:g} is not allowed: above 0, at most {MOST:g}")
    if len(other) < LEAST / fmr:
        raise FewStrangers(
            f"{len(other)} pairs of strangers cannot show a rate of {fmr:g}: that takes {LEAST / fmr:.0f}"
        )
    accept = _mark(other, fmr, higher=higher)
    grey = _mark(other, min(fmr * LOOSER, 0.5), higher=higher)
    reached = [(score >= accept) if higher else (score <= accept) for score in same]
    known = (
        f"fitted: {sum((s >= accept) if higher else (s <= accept) for s in other)} of {len(other)} pairs of strangers accepted, "
        f"{len(same) - sum(reached)} of {len(same)} pairs of one person refused, one look against a chip's photograph"
    )
    return OperatingPoint(accept, grey, grey, higher, known)


def _mark(other: Sequence[float], fmr: float, *, higher: bool) -> float:
    """The loosest score, to four places, that at most a share of `fmr` of the strangers reaches."""
    sign = 1 if higher else -1
    ranked = sorted((sign * score for score in other), reverse=True)
    return round(sign * (ranked[int(fmr * len(ranked))] + 1e-4), 4)
