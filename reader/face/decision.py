"""From scores to a verdict. Pure: no picture, no model, no clock.

Two rules. Where SFace is installed: two looks a second apart, both as alike as its operating point wants, and a second
matcher of another make that is not against it. Without it the older one: dlib's distance on two of three looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from reader.face.matcher import OperatingPoint
from reader.face.quality import Hint

DEFAULT_LIMIT = 0.40
HIGHEST_LIMIT = 0.45
"""The customary threshold of 0.6 takes half of all pairs of East Asian strangers of one sex for the same person."""
AGAINST = 0.55
"""The distance beyond which the second matcher is against a match."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The largest distance of the older rule that counts as the same person.

    Raises:
        ValueError: not above 0, or above 0.45, which no installation may set.
    """

    limit: float = DEFAULT_LIMIT

    def __post_init__(self) -> None:
        if not 0 < self.limit <= HIGHEST_LIMIT:
            raise ValueError(
                f"a face threshold of {self.limit} is not allowed: above 0, at most {HIGHEST_LIMIT}"
            )


AGREEING = 2
"""Looks that have to be accepted."""
LOOKS = 3
"""Looks at most: those that come first, not the luckiest."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How looks become a verdict.

    name: stands in the records, and a changed rule gets a new one; point: which scores are accepted; apart: seconds
    between two looks; second: whether a second matcher is asked, and no single look may show a stranger.
    """

    name: str
    point: OperatingPoint
    apart: float
    second: bool


def two_judgements(point: OperatingPoint) -> Rule:
    return Rule("two-looks-two-judgements-1", point, apart=1.0, second=True)


def one_judgement(point: OperatingPoint) -> Rule:
    return Rule("raw-2of3-1", point, apart=0.150, second=False)


class Why(Enum):
    """What decided. It stands in the records and is shown to nobody at the glass."""

    AGREES = "agrees"
    GREY = "grey_zone"
    DIFFERS = "differs"
    SECOND_AGAINST = "second_matcher_against"
    SECOND_BLIND = "second_matcher_saw_no_face"
    OTHER_FACE = "another_face_while_turning"
    FEW_LOOKS = "too_few_looks"
    MASK = "mask"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a verdict rests on: scores, never a picture.

    score: the one that decided, of two accepted looks the less alike; scores: all, in the order of the looks; models:
    digests, the first matcher's before the second's; second: the other matcher's distance at the best look; held: the
    lowest score of a turned face against a straight one.
    """

    rule: str
    why: Why
    threshold: float
    score: float
    scores: tuple[float, ...]
    models: tuple[str, ...]
    second: float | None = None
    second_threshold: float | None = None
    held: float | None = None


@dataclass(frozen=True, slots=True)
class FaceMatched:
    judged: Judged


@dataclass(frozen=True, slots=True)
class FaceUnsure:
    """Not decided; `guide` is what the patient can do before the next try."""

    guide: Hint
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class FaceDiffers:
    """Too unlike the photograph to be worth another hint."""

    judged: Judged


@dataclass(frozen=True, slots=True)
class PhotoMissing:
    """The card holds no photograph (small children's cards): there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class PhotoUnusable:
    """The card's photograph cannot be decoded or shows no single face."""

    reason: str


FaceVerdict = FaceMatched | FaceUnsure | FaceDiffers | PhotoMissing | PhotoUnusable


class Stand(Enum):
    """What the looks of the first matcher come to."""

    ALIKE = "alike"
    GREY = "grey"
    UNLIKE = "unlike"
    FEW = "few"


def stand(scores: Sequence[float], rule: Rule) -> Stand:
    """Judge the scores of spaced looks. A look in the grey zone is made good by another one."""
    if len(scores) < AGREEING:
        return Stand.FEW
    point, ranked = rule.point, ranked_by(rule, scores)
    if rule.second and not point.reaches(ranked[-1], point.grey):
        return Stand.UNLIKE
    deciding = ranked[AGREEING - 1]
    if point.accepts(deciding):
        return Stand.ALIKE
    return Stand.GREY if point.undecided(deciding) else Stand.UNLIKE


def enough(scores: Sequence[float], rule: Rule) -> bool:
    """Whether no further look is needed. The older rule has always heard all three."""
    return rule.second and len(scores) >= AGREEING and stand(scores, rule) is not Stand.GREY


def ranked_by(rule: Rule, scores: Sequence[float]) -> list[float]:
    """The most alike first."""
    return sorted(scores, key=rule.point.likeness, reverse=True)


def spaced(moments: Sequence[float], rule: Rule) -> tuple[float, ...]:
    """At most three moments, each at least `apart` after the one before: the first that come, not the luckiest."""
    chosen: list[float] = []
    for moment in sorted(moments):
        if len(chosen) < LOOKS and (not chosen or moment - chosen[-1] >= rule.apart):
            chosen.append(moment)
    return tuple(chosen)


def most_frequent(hints: Sequence[Hint]) -> Hint | None:
    """The hint that most frames asked for; the later one where two are equal."""
    ranked = sorted(range(len(hints)), key=lambda index: (hints.count(hints[index]), index))
    return hints[ranked[-1]] if ranked else None
