"""How far a head is turned, by the depth that a face mesh sees in it: a print, turned any way, keeps showing a straight face."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.face.found import Face, Pose, middle_of, nose_off
from reader.face.matcher import ModelsMissing
from reader.face.weights import MESH, weights
from reader.frame import Image

SIDE = 192
"""Pixels of the square picture that the network takes."""
ROOM = 1.5
"""Side of the square that is cut out, in the detector's boxes."""
LEFT_CHEEK, RIGHT_CHEEK = 234, 454
"""Points of the mesh beside either ear; left is the picture's."""


@dataclass(frozen=True, slots=True)
class FaceMesh:
    """Google's mesh of 468 points. Not for two threads at once.

    Raises:
        ModelsMissing: on construction.
    """

    network: cv2.dnn.Net = field(default_factory=lambda: _network(weights(MESH)))

    def pose(self, image: Image, face: Face) -> Pose:
        """The pose of a face that YuNet found in the BGR picture."""
        left_eye, right_eye, nose, left_lip, right_lip = face.points
        eyes, lips = middle_of(left_eye, right_eye), middle_of(left_lip, right_lip)
        length = max(math.dist(eyes, lips), 1e-9)
        return Pose(
            _yaw(self._points(image, face)),
            nose_off(left_eye, right_eye, eyes, nose),
            math.dist(left_eye, right_eye) / length,
        )

    def _points(self, image: Image, face: Face) -> NDArray[np.float32]:
        middle = ((face.left + face.right) / 2, face.top + 0.41 * face.size)
        move = cv2.getRotationMatrix2D(middle, face.roll, SIDE / (ROOM * face.size / 0.805))
        move[:, 2] += np.array([SIDE / 2, SIDE / 2]) - np.array(middle)
        square = cv2.warpAffine(image, move, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
        self.network.setInput(cv2.dnn.blobFromImage(square, 1 / 255, (SIDE, SIDE), (0, 0, 0), swapRB=True))
        return np.asarray(self.network.forward(), dtype=np.float32).reshape(-1, 3)


def _yaw(points: NDArray[np.float32]) -> float:
    across, _, deep = points[RIGHT_CHEEK] - points[LEFT_CHEEK]
    return math.degrees(math.atan2(float(deep), float(across)))


def _network(data: bytes) -> cv2.dnn.Net:
    try:
        return cv2.dnn.readNetFromTFLite(np.frombuffer(data, np.uint8))
    except cv2.error as error:
        raise ModelsMissing("the face mesh cannot be read by this OpenCV") from error
