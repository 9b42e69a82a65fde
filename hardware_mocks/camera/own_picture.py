"""A picture of one's own as a photographer or a camera would take it. It stays in memory and is written nowhere."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from hardware_mocks.camera.clips import own_picture
from hardware_mocks.heads.fields import Image
from reader.face.card_condition import composed, pressed
from reader.face.found import Face

if TYPE_CHECKING:
    from reader.face.matcher import Matcher

LARGEST = 1000
"""Longer side in pixels above which a picture is shrunk first: finding a face in more takes seconds."""
FRAME = (640, 480)
NEAR = 190
"""Height of the face's box, in pixels of the frame, of somebody who stands where the kiosk asks them to."""
TOO_FAR = 165
EYE_LEVEL = 0.52


@cache
def _matcher() -> Matcher:
    from reader.face.matchers.resnet import DlibMatcher  # noqa: PLC0415 - dlib and its models, for whoever brings a picture

    return DlibMatcher()


def portrait(picture: bytes) -> bytes:
    """The chip photograph (JPEG 2000) that a certificate photograph of this person would give.

    Raises:
        ValueError: it is no picture, or does not show exactly one face.
    """
    image = _decoded(picture)
    faces = _faces(image)
    if len(faces) != 1:
        raise ValueError(f"the picture shows {len(faces)} faces; a card wants one")
    return pressed(composed(image, faces[0]))


def before_camera(picture: bytes) -> Image:
    """The frame of a camera before which this person stands: nearer, when their face would be too small to compare.

    Raises:
        ValueError: it is no picture.
    """
    fitted = own_picture(picture)
    if any(face.size >= TOO_FAR for face in _faces(fitted)):
        return fitted
    image = _decoded(picture)
    faces = _faces(image)
    return _stepped_up(image, faces[0]) if len(faces) == 1 else fitted


def _stepped_up(image: Image, face: Face) -> Image:
    scale = NEAR / face.size
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    move = np.array(
        [[scale, 0, FRAME[0] / 2 - scale * across], [0, scale, FRAME[1] * EYE_LEVEL - scale * down]]
    )
    return np.asarray(cv2.warpAffine(image, move, FRAME, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)


def _faces(image: Image) -> tuple[Face, ...]:
    return _matcher().faces(image) or _matcher().faces(image, upsample=1)


def _decoded(picture: bytes) -> Image:
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
    if image is None:
        raise ValueError("this is no picture")
    scale = min(1.0, LARGEST / max(image.shape[:2]))
    return np.asarray(
        cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
