"""Things with weights: drawn by weight, drawn by the weight of meeting a namesake, and how concentrated they are."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Spectrum(Generic[T]):
    """`weights` need no particular sum; `cumulative` is their running sum."""

    items: tuple[T, ...]
    weights: tuple[float, ...]
    cumulative: tuple[float, ...]

    def draw(self, rng: Random) -> T:
        """One of the items, in proportion to its weight."""
        at = bisect_right(self.cumulative, rng.random() * self.cumulative[-1])
        return self.items[min(at, len(self.items) - 1)]


def spectrum(weighed: Iterable[tuple[T, float]]) -> Spectrum[T]:
    """From (item, weight) pairs."""
    pairs = tuple(weighed)
    weights = tuple(weight for _, weight in pairs)
    return Spectrum(tuple(item for item, _ in pairs), weights, tuple(accumulate(weights)))


def grouped(whole: Spectrum[T], key: Callable[[T], K]) -> dict[K, Spectrum[T]]:
    """The items that share a key, each group a spectrum of its own."""
    groups: defaultdict[K, list[tuple[T, float]]] = defaultdict(list)
    for item, weight in zip(whole.items, whole.weights, strict=True):
        groups[key(item)].append((item, weight))
    return {each: spectrum(members) for each, members in groups.items()}


def _shares(whole: Spectrum[T], key: Callable[[T], K]) -> dict[K, float]:
    total = whole.cumulative[-1]
    return {each: group.cumulative[-1] / total for each, group in grouped(whole, key).items()}


def by_namesakes(whole: Spectrum[T], key: Callable[[T], K]) -> Spectrum[K]:
    """The keys, each in proportion to the expected number of pairs that share it: the square of its share."""
    return spectrum((each, share * share) for each, share in _shares(whole, key).items())


def concentration(whole: Spectrum[T], key: Callable[[T], K]) -> float:
    """Σp²: the chance that two drawn at random share the key."""
    return sum(share * share for share in _shares(whole, key).values())


def by_rank(items: Iterable[T], offset: float) -> Spectrum[T]:
    """Zipf–Mandelbrot: the weight of rank r (from 0) is 1 / (r + offset)."""
    return spectrum((item, 1 / (rank + offset)) for rank, item in enumerate(items))
