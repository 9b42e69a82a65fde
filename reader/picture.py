"""Pictures on their way: to a screen, encoded in memory and never written; to another process, without what it does not look at."""

from __future__ import annotations

import cv2
import numpy as np

from reader.frame import Image

QUALITY = 80


def as_jpeg(image: Image) -> bytes:
    """A BGR or grey picture as JPEG.

    Raises:
        ValueError: the picture cannot be encoded (empty, or of another depth).
    """
    encoded, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not encoded:
        raise ValueError("this picture cannot be encoded")
    return data.tobytes()


def as_grey(image: Image) -> Image:
    """The same picture without its colours; a grey one is given back as it is."""
    if image.ndim == 2:
        return image
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
