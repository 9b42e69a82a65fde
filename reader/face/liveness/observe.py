"""One frame while somebody turns: the face that counts, how it is held, and whether it could be compared. In the face process."""

from __future__ import annotations

from dataclasses import dataclass

from reader.face.liveness.turning import Observed, Spotted
from reader.face.matchers.sface import YuNet
from reader.face.mesh import FaceMesh
from reader.face.quality import Unfit, foremost, judged
from reader.frame import Frame


@dataclass(frozen=True, slots=True)
class Eyes:
    """What sees faces and how they are held while somebody turns."""

    detector: YuNet
    mesh: FaceMesh


def observed(frame: Frame, eyes: Eyes) -> Observed:
    """Find the face that counts and measure how it is held."""
    faces = eyes.detector.faces(frame.image)
    quality = judged(frame.image, faces)
    hint = quality.hint if isinstance(quality, Unfit) else None
    face = foremost(faces)
    if face is None:
        return Observed(None, hint)
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    pose = eyes.mesh.pose(frame.image, face)
    return Observed(Spotted(frame.taken, across, down, face.size, pose), hint)
