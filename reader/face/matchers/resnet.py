"""dlib's judge, the one that `face_recognition` asks too: HOG detector, five landmarks, ResNet embedder. The only importer of dlib.

Two models of Davis King's, found in the distribution `face_recognition_models` and opened by name; the detector is dlib's own.
The distribution's largest file, 68 landmarks, was trained on pictures whose licence excludes commercial use: it is never opened.
Opening takes a while and tens of megabytes, so only the face process does that, once, at its start.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import cv2
import dlib
import numpy as np

from reader.face.found import Face, Point, middle_of, nose_off, tilt
from reader.face.matcher import Embedding, ModelsMissing, OperatingPoint
from reader.frame import Image

PACKAGE = "face_recognition_models"
FIVE_LANDMARKS = "shape_predictor_5_face_landmarks.dat"
EMBEDDING = "dlib_face_recognition_resnet_model_v1.dat"
OFF_PER_DEGREE = 0.005
"""How far the base of the nose leaves the eyes' middle with a degree of yaw, in outer eye distances."""
POINT = OperatingPoint(
    accept=0.40,
    grey=0.55,
    limit=0.45,
    nearer_is_higher=False,
    known="0.27 % of East Asian strangers of one sex pass at one look, and 33 to 37 % of holders are refused, with pictures from the "
    "wild against a chip's photograph; 0 of 10,302 pairs of Londoners pass",
)
"""The customary 0.6 takes half of all pairs of East Asian strangers of one sex for the same person."""


def model(name: str) -> str:
    """Where a model lies. The package is looked for and not imported, since importing it needs what Python no longer has.

    Raises:
        ModelsMissing: it is not there.
    """
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise ModelsMissing(f"{PACKAGE} is not installed")
    path = Path(package.origin).with_name("models") / name
    if not path.exists():
        raise ModelsMissing(f"{path} is not there")
    return str(path)


@dataclass(frozen=True, slots=True)
class DlibMatcher:
    """The HOG detector, five landmarks and the ResNet embedding of dlib.

    Raises:
        ModelsMissing: on construction.
        RuntimeError: on construction, a model cannot be read.
    """

    name: str = "dlib-resnet-1.3.0"
    point: OperatingPoint = POINT
    digest: str = field(
        default_factory=lambda: hashlib.sha256(Path(model(EMBEDDING)).read_bytes()).hexdigest()
    )
    detector: dlib.fhog_object_detector = field(default_factory=dlib.get_frontal_face_detector)
    landmarks: dlib.shape_predictor = field(
        default_factory=lambda: dlib.shape_predictor(model(FIVE_LANDMARKS))
    )
    network: dlib.face_recognition_model_v1 = field(
        default_factory=lambda: dlib.face_recognition_model_v1(model(EMBEDDING))
    )

    def faces(self, image: Image, *, upsample: int = 0) -> tuple[Face, ...]:
        rgb = _rgb(image)
        height, width = rgb.shape[:2]
        boxes = (_within(box, width, height) for box in self.detector(rgb, upsample))
        return tuple(_face(box, self.landmarks(rgb, box)) for box in boxes)

    def embedding(self, image: Image, face: Face) -> Embedding:
        rgb = _rgb(image)
        box = dlib.rectangle(face.left, face.top, face.right, face.bottom)
        return Embedding(np.array(self.network.compute_face_descriptor(rgb, self.landmarks(rgb, box), 1)))

    def score(self, one: Embedding, other: Embedding) -> float:
        """The distance: the network was trained so that one person's pictures lie closer than two people's."""
        return one.distance(other)


def _within(box: dlib.rectangle, width: int, height: int) -> dlib.rectangle:
    return dlib.rectangle(
        max(box.left(), 0), max(box.top(), 0), min(box.right(), width), min(box.bottom(), height)
    )


def _rgb(image: Image) -> Image:
    code = cv2.COLOR_GRAY2RGB if image.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.ascontiguousarray(cv2.cvtColor(image, code), dtype=np.uint8)


def _face(box: dlib.rectangle, marks: dlib.full_object_detection) -> Face:
    """Landmarks 0 and 1 are one eye's corners, 2 and 3 the other's, 4 is the nose."""
    points = [(float(marks.part(each).x), float(marks.part(each).y)) for each in range(5)]
    eyes: tuple[list[Point], list[Point]] = (sorted(points[:2]), sorted(points[2:4]))
    (left_outer, left_inner), (right_inner, right_outer) = sorted(eyes, key=lambda eye: eye[0][0])
    nose = nose_off(left_outer, right_outer, middle_of(left_inner, right_inner), points[4])
    return Face(
        box.top(),
        box.right(),
        box.bottom(),
        box.left(),
        tilt(left_outer, right_outer),
        nose / OFF_PER_DEGREE,
        tuple(points),
    )
