"""Finding faces and measuring how alike two of them are. The only importer of face_recognition.

Importing it loads four models (about 1.6 s and 150 MB), so only the face process does that, once, at its start.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.face.found import Face, Point
from reader.port import Image

with warnings.catch_warnings():
    # face_recognition_models 0.3.0 cannot do without pkg_resources, and nobody at a counter can change that.
    warnings.filterwarnings("ignore", "pkg_resources is deprecated", UserWarning)
    import face_recognition


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Embedding:
    """128 numbers that stand for a face. It never leaves the process that computed it, and never prints itself."""

    values: NDArray[np.float64]

    def distance(self, other: Embedding) -> float:
        """Euclidean distance; the network was trained so that one person's pictures lie closer than two people's."""
        return float(np.linalg.norm(self.values - other.values))


class Matcher(Protocol):
    """A face recogniser. A better network is another implementation, with thresholds of its own."""

    @property
    def name(self) -> str: ...

    def faces(self, image: Image, *, upsample: int = 0) -> tuple[Face, ...]:
        """All faces of a BGR picture; `upsample` doublings find small ones at four times the cost each."""
        ...

    def embedding(self, image: Image, face: Face) -> Embedding: ...


class DlibMatcher:
    """The HOG detector, five landmarks and the ResNet embedding of dlib, as face_recognition 1.3.0 packs them."""

    name = "dlib-resnet-1.3.0"

    def faces(self, image: Image, *, upsample: int = 0) -> tuple[Face, ...]:
        rgb = _rgb(image)
        boxes = face_recognition.face_locations(rgb, number_of_times_to_upsample=upsample, model="hog")
        marks = face_recognition.face_landmarks(rgb, boxes, model="small")
        return tuple(_face(box, mark) for box, mark in zip(boxes, marks, strict=True))

    def embedding(self, image: Image, face: Face) -> Embedding:
        box = (face.top, face.right, face.bottom, face.left)
        return Embedding(face_recognition.face_encodings(_rgb(image), [box], num_jitters=1, model="small")[0])


def _rgb(image: Image) -> Image:
    code = cv2.COLOR_GRAY2RGB if image.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.ascontiguousarray(cv2.cvtColor(image, code), dtype=np.uint8)


def _face(box: tuple[int, int, int, int], marks: dict[str, list[tuple[int, int]]]) -> Face:
    eyes = sorted((_eye(marks["left_eye"]), _eye(marks["right_eye"])), key=lambda eye: eye[0][0])
    (left_outer, left_inner), (right_inner, right_outer) = eyes
    nose = marks["nose_tip"][0]
    top, right, bottom, left = box
    return Face(
        top,
        right,
        bottom,
        left,
        left_outer,
        left_inner,
        right_inner,
        right_outer,
        (float(nose[0]), float(nose[1])),
    )


def _eye(corners: list[tuple[int, int]]) -> tuple[Point, Point]:
    first, second = sorted(corners)
    return (float(first[0]), float(first[1])), (float(second[0]), float(second[1]))
