"""Who judges faces on this machine, and by which rule. Everything here happens inside the face process."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reader.face.decision import Rule, Threshold, one_judgement, two_judgements
from reader.face.liveness.observe import Eyes
from reader.face.matcher import Matcher, ModelsMissing
from reader.face.matchers import resnet
from reader.face.matchers.other import other_matcher
from reader.face.matchers.sface import SFaceMatcher, YuNet
from reader.face.mesh import FaceMesh
from reader.face.requests import Wanted


@dataclass(frozen=True, slots=True)
class Judges:
    """The matchers with the rule that they are heard by. `eyes` is None where the face mesh is missing."""

    rule: Rule
    first: Matcher
    second: Matcher | None = None
    eyes: Eyes | None = None

    @property
    def models(self) -> tuple[str, ...]:
        return (self.first.digest, *((self.second.digest,) if self.second else ()))


def appointed(wanted: Wanted) -> Judges:
    """Open what is here. Without SFace the older rule judges alone.

    Raises:
        ModelsMissing: not even dlib's models are here, or another model that the settings name is not.
    """
    dlib = resnet.DlibMatcher()
    first = _first(wanted)
    if first is None:
        strict = replace(dlib.point, accept=Threshold(wanted.limit).limit)
        return Judges(one_judgement(strict), dlib, eyes=_eyes())
    return Judges(two_judgements(first.point), first, dlib, _eyes())


def _first(wanted: Wanted) -> Matcher | None:
    if wanted.model is not None:
        return other_matcher(wanted.model, wanted.digest)
    if not wanted.two:
        return None
    try:
        return SFaceMatcher()
    except ModelsMissing:
        return None


def _eyes() -> Eyes | None:
    try:
        return Eyes(YuNet(), FaceMesh())
    except ModelsMissing:
        return None
