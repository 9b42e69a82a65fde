"""Pictures for a screen: encoded in memory, never written."""

from __future__ import annotations

import cv2

from reader.port import Image

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
