"""Given pairs of pictures: a line each, and the two error rates with their uncertainty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import PhotoUnreadable
from reader.face.evaluation.pictures import Embedded
from reader.face.evaluation.rates import Outcome, rates
from reader.face.matcher import Matcher, OperatingPoint


@dataclass(frozen=True, slots=True)
class Pair:
    """Two picture files, whether they show one person, if that is known, and a group of whoever made the list."""

    reference: Path
    probe: Path
    same: bool | None = None
    group: str = ""


def evaluate(
    pairs: Iterable[Pair], matcher: Matcher, point: OperatingPoint, *, card_photo: bool
) -> Iterator[dict[str, Any]]:
    """Compare each pair; with `card_photo` the reference is put into the chip photograph's condition first.

    Yields {"score", "distance", "match": True | False | None, "reason"} a pair, where `distance` falls with likeness
    for every matcher, and where `same` was given for any, the rates of each group and last of all: {"fmr", "fnmr",
    "pairs", "errors", "intervals", "people"}. A pair without a usable face counts as no match.
    """
    embedded, judged = Embedded(matcher), list[tuple[str, Outcome]]()
    for pair in pairs:
        line = _line(pair, embedded, point, card_photo=card_photo)
        if pair.same is not None:
            outcome = Outcome(str(pair.reference), pair.same, line["match"] is True)
            judged.append((pair.group, outcome))
        yield line
    groups = sorted({group for group, _ in judged if group})
    for group in groups:
        yield {"group": group, **rates(each for of, each in judged if of == group)}
    if judged:
        yield {"matcher": matcher.name, "threshold": point.accept, **rates(each for _, each in judged)}


def _line(pair: Pair, embedded: Embedded, point: OperatingPoint, *, card_photo: bool) -> dict[str, Any]:
    try:
        reference = embedded.reference(pair.reference, card_photo=card_photo)
        probe = embedded.probe(pair.probe)
    except PhotoUnreadable as fault:
        return {"score": None, "distance": None, "match": None, "reason": str(fault)}
    score = embedded.matcher.score(reference, probe)
    match = point.accepts(score)
    return {
        "score": round(score, 4),
        "distance": round(1 - score if point.nearer_is_higher else score, 4),
        "match": match,
        "reason": f"{'reaches' if match else 'does not reach'} {point.accept}",
    }
