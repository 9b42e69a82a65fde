"""Another network instead of SFace: the file that the settings name, and the operating point that was fitted for it."""

from __future__ import annotations

from pathlib import Path

import cv2
import dlib
import numpy as np

from reader.face.matcher import Matcher, ModelsMissing, OperatingPoint
from reader.face.matchers.resnet import DlibMatcher
from reader.face.matchers.sface import SFaceMatcher, embedder
from reader.face.operating import kept_point
from reader.face.weights import checked


def other_matcher(model: Path, digest: str) -> Matcher:
    """A network for faces of 112 x 112 pixels (.onnx), compared by cosine, or one of dlib's kind (.dat), by distance.

    Raises:
        ModelsMissing: the file is not the one of the digest, cannot be read, or has no operating point of its own.
    """
    return opened(model, digest, kept_point(model, digest))


def opened(model: Path, digest: str, point: OperatingPoint) -> Matcher:
    """The same with an operating point given.

    Raises:
        ModelsMissing: the file is not the one of the digest, or cannot be read.
    """
    data = checked(model, digest)
    if model.suffix == ".dat":
        try:
            resnet = dlib.face_recognition_model_v1(str(model))
        except RuntimeError as error:
            raise ModelsMissing(f"{model} cannot be read by dlib") from error
        return DlibMatcher(name=model.stem, point=point, digest=digest, network=resnet)
    network = embedder(data)
    return SFaceMatcher(
        name=model.stem, point=point, digest=digest, network=network, entrance=_entrance(network)
    )


def _entrance(network: cv2.dnn.Net) -> str:
    """The name of the network's one input. OpenCV does not tell it, so usual ones are tried."""
    face = np.zeros((1, 3, 112, 112), np.float32)
    for name in ("", "data", "input", "input.1", "x"):
        try:
            network.setInput(face, name)
            network.forward()
        except cv2.error:
            continue
        return name
    raise ModelsMissing("the model takes no picture of 112 x 112 pixels")
