"""A photograph against frames: gates, embeddings, verdict. Everything here happens inside the face process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.errors import PhotoUnreadable
from reader.face.decision import FaceVerdict, Look, PhotoMissing, PhotoUnusable, Threshold, decided, spaced
from reader.face.matcher import Embedding, Matcher
from reader.face.photo import decoded_photo
from reader.face.quality import Good, Hint, Unfit, judged
from reader.frame import Frame, Image


@dataclass(frozen=True, slots=True)
class Prepared:
    """A frame that passed the gates, not yet compared."""

    frame: Frame
    good: Good


def compared(photo: bytes, frames: Sequence[Frame], matcher: Matcher, threshold: Threshold) -> FaceVerdict:
    """Say whether the frames show the person of the chip's photograph."""
    if not photo:
        return PhotoMissing()
    try:
        reference = photo_embedding(decoded_photo(photo), matcher)
    except PhotoUnreadable as fault:
        return PhotoUnusable(str(fault))
    good, hints = _sorted_out(frames, matcher)
    looks = tuple(_looks(reference, good, matcher))
    return decided(looks, hints, threshold)


def photo_embedding(image: Image, matcher: Matcher) -> Embedding:
    """The embedding of a card photograph, which is so small that the detector wants it doubled.

    Raises:
        PhotoUnreadable: no face, or more than one.
    """
    faces = matcher.faces(image, upsample=1)
    if len(faces) != 1:
        raise PhotoUnreadable(f"the photograph shows {len(faces)} faces")
    return matcher.embedding(image, faces[0])


def _sorted_out(frames: Sequence[Frame], matcher: Matcher) -> tuple[tuple[Prepared, ...], tuple[Hint, ...]]:
    good: list[Prepared] = []
    hints: list[Hint] = []
    for frame in frames:
        match judged(frame.image, matcher.faces(frame.image)):
            case Good() as passed:
                good.append(Prepared(frame, passed))
            case Unfit(hint=hint):
                hints.append(hint)
    return tuple(good), tuple(hints)


def _looks(reference: Embedding, good: Sequence[Prepared], matcher: Matcher) -> Iterator[Look]:
    by_moment = {each.frame.taken: each for each in good}
    for moment in spaced(list(by_moment)):
        each = by_moment[moment]
        live = matcher.embedding(each.frame.image, each.good.face)
        yield Look(moment, reference.distance(live))
