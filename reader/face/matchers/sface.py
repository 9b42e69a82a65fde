"""SFace behind YuNet, run by OpenCV's own network engine: a face found, laid upon five points, and turned into 128 numbers.

SFace: Zhong and others, "SFace: Sigmoid-constrained hypersphere loss for robust face recognition" (2021), as OpenCV's zoo
publishes it. Its weights may be used under Apache-2.0; the faces that it was trained on are research-only material.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.face.found import Face, middle_of, nose_off, tilt
from reader.face.matcher import Embedding, ModelsMissing, OperatingPoint
from reader.face.weights import SFACE, YUNET, weights
from reader.frame import Image

POINT = OperatingPoint(
    accept=0.50,
    grey=0.45,
    limit=0.45,
    nearer_is_higher=True,
    known="one look with pictures from the wild against a chip's photograph: 0 of 20,798 pairs of East Asian strangers of one sex "
    "pass, and 7.3 % of 92 holders' pairs are refused; of 102 Londoners 2 of 30,906 pairs of strangers pass and 0 of 306 are refused",
)
SIDE = 112
"""Pixels of the square picture that the network takes."""
WHERE: NDArray[np.float64] = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)
"""Where in that square both eyes, the nose and both corners of the mouth belong (InsightFace's template)."""
SURE = 0.7
"""YuNet's own score, from which on something is a face."""
OVERLAP = 0.3
SMALL = 400
"""Longer side in pixels to which a picture is shrunk for the detector; it finds faces from about 20 pixels up."""
BOX = (0.17, 0.975, -0.035, 1.05)
"""Top, bottom, left and right of the brows-to-chin box, in heights and widths of YuNet's, which begins at the hair."""
OFF_PER_DEGREE = 0.0105
"""How far the tip of the nose leaves the eyes' middle with a degree of yaw, in distances of the eyes."""


@dataclass(frozen=True, slots=True)
class YuNet:
    """The detector. Not for two threads at once.

    Raises:
        ModelsMissing: on construction.
    """

    network: cv2.FaceDetectorYN = field(default_factory=lambda: _detector(weights(YUNET)))

    def faces(self, image: Image, largest: int = SMALL) -> tuple[Face, ...]:
        """All faces of a BGR or grey picture, the largest first; looked for in at most so many pixels a side."""
        bgr = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR) if image.ndim == 2 else image
        scale = min(1.0, largest / max(bgr.shape[:2]))
        small = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else bgr
        self.network.setInputSize((small.shape[1], small.shape[0]))
        _, rows = self.network.detect(small)
        found = (
            () if rows is None else tuple(_face(np.asarray(row, dtype=np.float64) / scale) for row in rows)
        )
        return tuple(sorted(found, key=lambda face: -face.size))


@dataclass(frozen=True, slots=True)
class SFaceMatcher:
    """YuNet's faces and SFace's embeddings; the score is their cosine. Another network of the same kind may stand in.

    Raises:
        ModelsMissing: on construction.
    """

    name: str = "sface-2021dec-int8bq"
    point: OperatingPoint = POINT
    digest: str = SFACE.sha256
    detector: YuNet = field(default_factory=YuNet)
    network: cv2.dnn.Net = field(default_factory=lambda: embedder(weights(SFACE)))
    entrance: str = "data"

    def faces(self, image: Image, *, upsample: int = 0) -> tuple[Face, ...]:
        return self.detector.faces(image, SMALL << upsample)

    def embedding(self, image: Image, face: Face) -> Embedding:
        bgr = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR) if image.ndim == 2 else image
        upright = cv2.warpAffine(bgr, laid_upon(np.array(face.points), WHERE), (SIDE, SIDE))
        blob = cv2.dnn.blobFromImage(upright, 1.0, (SIDE, SIDE), (0, 0, 0), swapRB=True)
        self.network.setInput(blob, self.entrance)
        return Embedding(np.array(self.network.forward(), dtype=np.float64).ravel())

    def score(self, one: Embedding, other: Embedding) -> float:
        return one.similarity(other)


def embedder(data: bytes) -> cv2.dnn.Net:
    """A network in ONNX that takes a face of 112 x 112 pixels, RGB, 0 to 255.

    Raises:
        ModelsMissing: OpenCV cannot read it.
    """
    try:
        return cv2.dnn.readNetFromONNX(np.frombuffer(data, np.uint8))
    except cv2.error as error:
        raise ModelsMissing("a face model cannot be read by this OpenCV") from error


def laid_upon(points: NDArray[np.float64], where: NDArray[np.float64]) -> NDArray[np.float64]:
    """The turn, scale and shift (2 x 3) that bring points nearest to where they belong (Umeyama 1991)."""
    here, there = points.mean(axis=0), where.mean(axis=0)
    from_here, from_there = points - here, where - there
    left, sizes, right = np.linalg.svd(from_there.T @ from_here)
    mirror = np.diag([1.0, np.sign(np.linalg.det(left @ right))])
    turn = left @ mirror @ right * (sizes @ np.diag(mirror)) / max(float((from_here**2).sum()), 1e-9)
    return np.hstack([turn, (there - turn @ here)[:, None]])


def _detector(data: bytes) -> cv2.FaceDetectorYN:
    log = cv2.utils.logging
    level = log.getLogLevel()
    log.setLogLevel(log.LOG_LEVEL_ERROR)  # each opening warns of a choice of devices that nobody made
    try:
        return cv2.FaceDetectorYN.create(
            "onnx", np.frombuffer(data, np.uint8), np.empty(0, np.uint8), (320, 320), SURE, OVERLAP, 50
        )
    except cv2.error as error:
        raise ModelsMissing("YuNet cannot be read by this OpenCV") from error
    finally:
        log.setLogLevel(level)


def _face(row: NDArray[np.float64]) -> Face:
    """YuNet's row: left, top, width, height, then the eyes, the nose and the corners of the mouth, the picture's left first."""
    left, top, width, height = row[:4]
    points = tuple((float(x), float(y)) for x, y in row[4:14].reshape(5, 2))
    one, other, nose = points[:3]
    return Face(
        round(top + BOX[0] * height),
        round(left + BOX[3] * width),
        round(top + BOX[1] * height),
        round(left + BOX[2] * width),
        tilt(one, other),
        nose_off(one, other, middle_of(one, other), nose) / OFF_PER_DEGREE,
        points,
    )
