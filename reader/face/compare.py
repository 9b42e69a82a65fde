"""A photograph against frames: gates, embeddings, verdict. Everything here happens inside the face process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import PhotoUnreadable
from reader.face.decision import (
    AGAINST,
    AGREEING,
    FaceDiffers,
    FaceMatched,
    FaceUnsure,
    FaceVerdict,
    Judged,
    PhotoMissing,
    PhotoUnusable,
    Rule,
    Stand,
    Why,
    enough,
    most_frequent,
    ranked_by,
    spaced,
    stand,
)
from reader.face.found import Face
from reader.face.judges import Judges
from reader.face.matcher import Embedding, Matcher
from reader.face.photo import decoded_photo
from reader.face.quality import Good, Hint, Unfit, covered, foremost, judged
from reader.frame import Frame, Image


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A frame that passed the gates, compared."""

    frame: Frame
    face: Face
    live: Embedding
    score: float


def compared(
    photo: bytes, frames: Sequence[Frame], judges: Judges, turned: Sequence[Frame] = ()
) -> FaceVerdict:
    """Say whether the frames show the person of the chip's photograph, and whoever turned the head was the same."""
    if not photo:
        return PhotoMissing()
    try:
        picture = decoded_photo(photo)
        reference = photo_embedding(picture, judges.first)
    except PhotoUnreadable as fault:
        return PhotoUnusable(str(fault))
    good, hints = _sorted_out(frames, judges.first)
    looks = _looks(reference, good, judges)
    scores = [each.score for each in looks]
    match stand(scores, judges.rule):
        case Stand.FEW:
            return FaceUnsure(most_frequent(hints) or Hint.LOOK_HERE, _judged(judges, scores, Why.FEW_LOOKS))
        case Stand.UNLIKE | Stand.GREY if judges.rule.second and _masked(looks):
            return FaceUnsure(Hint.TAKE_OFF_MASK, _judged(judges, scores, Why.MASK))
        case Stand.UNLIKE:
            return FaceDiffers(_judged(judges, scores, Why.DIFFERS))
        case Stand.GREY:
            return FaceUnsure(Hint.UNCOVER, _judged(judges, scores, Why.GREY))
        case Stand.ALIKE:
            return _confirmed(judges, looks, turned, picture)


def photo_embedding(image: Image, matcher: Matcher) -> Embedding:
    """The embedding of a card photograph, which is so small that the detector wants it doubled.

    Raises:
        PhotoUnreadable: no face, or more than one.
    """
    faces = matcher.faces(image, upsample=1)
    if len(faces) != 1:
        raise PhotoUnreadable(f"the photograph shows {len(faces)} faces")
    return matcher.embedding(image, faces[0])


def _sorted_out(
    frames: Sequence[Frame], matcher: Matcher
) -> tuple[dict[float, tuple[Frame, Face]], list[Hint]]:
    good: dict[float, tuple[Frame, Face]] = {}
    hints: list[Hint] = []
    for frame in frames:
        match judged(frame.image, matcher.faces(frame.image)):
            case Good(face=face):
                good[frame.taken] = (frame, face)
            case Unfit(hint=hint):
                hints.append(hint)
    return good, hints


def _looks(reference: Embedding, good: dict[float, tuple[Frame, Face]], judges: Judges) -> list[Look]:
    looks: list[Look] = []
    for moment in spaced(list(good), judges.rule):
        if enough([each.score for each in looks], judges.rule):
            break
        frame, face = good[moment]
        live = judges.first.embedding(frame.image, face)
        looks.append(Look(frame, face, live, judges.first.score(reference, live)))
    return looks


def _masked(looks: Sequence[Look]) -> bool:
    """Whether most looks show a mask. Only whoever was not accepted is told: a beard of another colour costs nobody a match."""
    return 2 * sum(covered(each.frame.image, each.face) for each in looks) > len(looks)


def _confirmed(judges: Judges, looks: list[Look], turned: Sequence[Frame], picture: Image) -> FaceVerdict:
    """The first judgement is favourable: is it the same face all along, and is the second one not against it?"""
    scores = [each.score for each in looks]
    best = max(looks, key=lambda look: judges.rule.point.likeness(look.score))
    held = _held(best.live, turned, judges.first, judges.rule)
    if turned and (held is None or not judges.rule.point.reaches(held, judges.rule.point.grey)):
        return FaceDiffers(_judged(judges, scores, Why.OTHER_FACE, held=held))
    if judges.second is None:
        return FaceMatched(_judged(judges, scores, Why.AGREES, held=held))
    second = second_opinion(picture, best.frame.image, best.face, judges.second)
    if second is None:
        return FaceDiffers(_judged(judges, scores, Why.SECOND_BLIND, held=held))
    if second > AGAINST:
        return FaceDiffers(_judged(judges, scores, Why.SECOND_AGAINST, second=second, held=held))
    return FaceMatched(_judged(judges, scores, Why.AGREES, second=second, held=held))


def second_opinion(picture: Image, live: Image, face: Face, matcher: Matcher) -> float | None:
    """The second matcher's score of photograph and best look; None where it finds no face or breaks down."""
    try:
        reference = photo_embedding(picture, matcher)
        same = [each for each in matcher.faces(live) if _overlaps(each, face)]
        return matcher.score(reference, matcher.embedding(live, same[0])) if same else None
    except (PhotoUnreadable, RuntimeError):
        return None


def _held(straight: Embedding, turned: Sequence[Frame], matcher: Matcher, rule: Rule) -> float | None:
    """The lowest score of any turned face against the straight one; None where one of them shows no face."""
    scores: list[float] = []
    for frame in turned:
        face = foremost(matcher.faces(frame.image))
        if face is None:
            return None
        scores.append(matcher.score(straight, matcher.embedding(frame.image, face)))
    return ranked_by(rule, scores)[-1] if scores else None


def _overlaps(one: Face, other: Face) -> bool:
    """Whether two detectors mean the same face: each middle lies within the other's box."""
    return _inside(one, other) and _inside(other, one)


def _inside(one: Face, other: Face) -> bool:
    across, down = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    return other.left <= across <= other.right and other.top <= down <= other.bottom


def _judged(
    judges: Judges,
    scores: Sequence[float],
    why: Why,
    *,
    second: float | None = None,
    held: float | None = None,
) -> Judged:
    ranked = ranked_by(judges.rule, scores)
    return Judged(
        judges.rule.name,
        why,
        judges.rule.point.accept,
        round(ranked[min(AGREEING, len(ranked)) - 1], 4) if ranked else 0.0,
        tuple(round(each, 4) for each in scores),
        judges.models,
        None if second is None else round(second, 4),
        AGAINST if judges.second else None,
        None if held is None else round(held, 4),
    )
