"""How well the matcher does on given pairs of pictures: a line each, and the two error rates with their uncertainty."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from reader.errors import PhotoUnreadable
from reader.face.card_condition import composed, pressed
from reader.face.compare import photo_embedding
from reader.face.decision import Threshold
from reader.face.matcher import Embedding, Matcher
from reader.face.photo import decoded_photo
from reader.frame import Image

LARGEST = 1000
"""Longer side in pixels above which a picture is shrunk first; a camera's frame is no larger."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two picture files, and whether they show one person, if that is known."""

    reference: Path
    probe: Path
    same: bool | None = None


def evaluate(
    pairs: Iterable[Pair], matcher: Matcher, threshold: Threshold, *, card_photo: bool
) -> Iterator[dict[str, Any]]:
    """Compare each pair; with `card_photo` the reference is put into the chip photograph's condition first.

    Yields {"distance", "match": True | False | None, "reason"} a pair, and where `same` was given for any,
    a last {"fmr", "fnmr", "pairs", "intervals"}. A pair without a usable face counts as no match.
    """
    judged: list[tuple[bool, bool]] = []
    for pair in pairs:
        line = _line(pair, matcher, threshold, card_photo=card_photo)
        if pair.same is not None:
            judged.append((pair.same, line["match"] is True))
        yield line
    if judged:
        yield rates(judged)


def rates(judged: Iterable[tuple[bool, bool]]) -> dict[str, Any]:
    """False match and false non-match rate from (same, matched), with 95 % Wilson intervals; null without such pairs."""
    known = list(judged)
    genuine = [matched for same, matched in known if same]
    impostor = [matched for same, matched in known if not same]
    wrong, missed = sum(impostor), len(genuine) - sum(genuine)
    return {
        "fmr": wrong / len(impostor) if impostor else None,
        "fnmr": missed / len(genuine) if genuine else None,
        "pairs": {"genuine": len(genuine), "impostor": len(impostor)},
        "intervals": {"fmr": wilson(wrong, len(impostor)), "fnmr": wilson(missed, len(genuine))},
    }


def wilson(hits: int, trials: int, z: float = 1.959964) -> tuple[float, float] | None:
    """Wilson's score interval for a proportion; None without a trial."""
    if trials == 0:
        return None
    share = hits / trials
    middle = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return (max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))


def _line(pair: Pair, matcher: Matcher, threshold: Threshold, *, card_photo: bool) -> dict[str, Any]:
    try:
        reference = _reference(_read(pair.reference), matcher, card_photo=card_photo)
        probe = _probe(_read(pair.probe), matcher)
    except PhotoUnreadable as fault:
        return {"distance": None, "match": None, "reason": str(fault)}
    distance = reference.distance(probe)
    match = distance <= threshold.limit
    return {
        "distance": round(distance, 4),
        "match": match,
        "reason": f"{'at most' if match else 'above'} {threshold.limit}",
    }


def _reference(image: Image, matcher: Matcher, *, card_photo: bool) -> Embedding:
    if not card_photo:
        return _probe(image, matcher)
    faces = matcher.faces(image)
    if len(faces) != 1:
        raise PhotoUnreadable(f"the reference shows {len(faces)} faces")
    return photo_embedding(decoded_photo(pressed(composed(image, faces[0]))), matcher)


def _probe(image: Image, matcher: Matcher) -> Embedding:
    faces = matcher.faces(image) or matcher.faces(image, upsample=1)
    if len(faces) != 1:
        raise PhotoUnreadable(f"the picture shows {len(faces)} faces")
    return matcher.embedding(image, faces[0])


def _read(path: Path) -> Image:
    """Read a picture file, whatever OpenCV decodes."""
    data = np.frombuffer(path.read_bytes(), np.uint8) if path.is_file() else np.empty(0, np.uint8)
    image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if image is None:
        raise PhotoUnreadable(f"{path.name} is no readable picture")
    scale = min(1.0, LARGEST / max(image.shape[:2]))
    return np.asarray(
        cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
