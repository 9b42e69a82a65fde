"""按分: what nobody's insurer can be found for is borne by all insurers in proportion. Pure; the policy is assumed.

The notices say only "proportionately, after the model of disaster claims" (2023-08-03). Weights, base period and pools
were not found in any public source; what stands here is our assumption and is named so wherever its result is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """How a pool is shared out. `base` is the period whose amounts are the weights."""

    name: str
    base: str
    assumed: bool = True


@dataclass(frozen=True, slots=True)
class Pool:
    """One pool per payer and claim month: yen that insurers bear together."""

    payer: str
    claimed_in: str
    yen: int


class NothingToWeighError(ValueError):
    """No insurer paid anything in the base period: nobody can be asked to bear the pool."""


def apportion(yen: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Yen by insurer number: quotas rounded down, then one more yen each by largest remainder, ties by insurer number.

    The sum is `yen` exactly, whatever the order of `weights`; whoever weighs more never bears less.

    Raises NothingToWeighError when the weights sum to nothing, ValueError for a negative amount.
    """
    if yen < 0 or any(each < 0 for each in weights.values()):
        raise ValueError("neither a pool nor a weight is negative")
    whole = sum(weights.values())
    if whole == 0:
        raise NothingToWeighError("no insurer has a weight")
    shares = {insurer: yen * weight // whole for insurer, weight in weights.items()}
    left = yen - sum(shares.values())
    for insurer in sorted(weights, key=lambda each: (-(yen * weights[each] % whole), each))[:left]:
        shares[insurer] += 1
    return dict(sorted(shares.items()))
