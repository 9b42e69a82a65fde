"""From distances to a verdict. Pure: no picture, no model, no clock.

The matcher's customary threshold of 0.6 takes half of all pairs of East Asian strangers of one sex for the same person,
so the limit here is 0.40 on two of three pictures, and no setting can lift it above 0.45.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.face.quality import Hint

RULE = "raw-2of3-1"
"""Name of this rule in the records; a changed rule gets a new name."""
LIVENESS = "not_built"
"""No presentation attack detection: a print or a screen before the camera is for the staff to see. Every record says so."""
DEFAULT_LIMIT = 0.40
HIGHEST_LIMIT = 0.45
GREY_UNTIL = 0.55
APART = 0.150
"""Seconds between two frames that count as two looks."""
LOOKS = 3


@dataclass(frozen=True, slots=True)
class Threshold:
    """The largest distance that counts as the same person.

    Raises:
        ValueError: not above 0, or above 0.45, which no installation may set.
    """

    limit: float = DEFAULT_LIMIT

    def __post_init__(self) -> None:
        if not 0 < self.limit <= HIGHEST_LIMIT:
            raise ValueError(
                f"a face threshold of {self.limit} is not allowed: above 0, at most {HIGHEST_LIMIT}"
            )


@dataclass(frozen=True, slots=True)
class Look:
    """One frame that passed all gates: when it was taken (monotonic seconds) and its distance to the photograph."""

    taken: float
    distance: float


@dataclass(frozen=True, slots=True)
class FaceMatched:
    """Two of three looks are near enough. `distance` is the worse of the two."""

    distance: float
    rule: str = RULE
    liveness: str = LIVENESS


@dataclass(frozen=True, slots=True)
class FaceUnsure:
    """Not decided; `guide` is what the patient can do before the next try."""

    guide: Hint
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class FaceDiffers:
    """Too far from the photograph to be worth another hint."""

    distance: float
    rule: str = RULE
    liveness: str = LIVENESS


@dataclass(frozen=True, slots=True)
class PhotoMissing:
    """The card holds no photograph (small children's cards): there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class PhotoUnusable:
    """The card's photograph cannot be decoded or shows no single face."""

    reason: str


FaceVerdict = FaceMatched | FaceUnsure | FaceDiffers | PhotoMissing | PhotoUnusable


def decided(looks: Sequence[Look], hints: Sequence[Hint], threshold: Threshold) -> FaceVerdict:
    """Decide on the first three looks, not the best ones; `hints` are those of the frames that passed no gate, in order."""
    worst = {look.taken: look.distance for look in sorted(looks, key=lambda look: look.distance)}
    moments = spaced(list(worst))
    distances = sorted(worst[moment] for moment in moments)
    if len(moments) < 2:
        return FaceUnsure(most_frequent(hints) or Hint.LOOK_HERE)
    second = distances[1]
    if second <= threshold.limit:
        return FaceMatched(second)
    return FaceDiffers(second) if second > GREY_UNTIL else FaceUnsure(Hint.UNCOVER, second)


def spaced(moments: Sequence[float]) -> tuple[float, ...]:
    """At most three moments, each at least 150 ms after the one before: the first that come, not the luckiest."""
    chosen: list[float] = []
    for moment in sorted(moments):
        if len(chosen) < LOOKS and (not chosen or moment - chosen[-1] >= APART):
            chosen.append(moment)
    return tuple(chosen)


def most_frequent(hints: Sequence[Hint]) -> Hint | None:
    """The hint that most frames asked for; the later one where two are equal."""
    ranked = sorted(range(len(hints)), key=lambda index: (hints.count(hints[index]), index))
    return hints[ranked[-1]] if ranked else None
