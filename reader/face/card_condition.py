"""Putting a photograph into the condition of a chip's: composed, grey, 192 x 240, JPEG 2000 of at most 3,072 bytes.

The size in pixels on real cards is not published; 4:5 is the printed photograph's ratio, the rest is an assumption of ours.
"""

from __future__ import annotations

import cv2
import numpy as np

from reader.face.found import Face
from reader.frame import Image

CARD_BYTES = 3072
CARD_SIZE = (192, 240)
HEAD_IN_BOXES = 1.55
"""Height of a head in heights of the detector's box."""
HEAD_IN_PICTURE = 34 / 45
"""Height of the head in a photograph for a certificate of 35 x 45 mm."""
RATES = (68, 64, 60, 56, 52, 48, 40, 32, 24)


def composed(image: Image, face: Face) -> Image:
    """Cut the picture so that the head fills it as on an identity photograph; what is missing repeats the border."""
    height = round(face.size * HEAD_IN_BOXES / HEAD_IN_PICTURE)
    width = round(height * CARD_SIZE[0] / CARD_SIZE[1])
    left = (face.left + face.right - width) // 2
    top = (face.top + face.bottom) // 2 - round(0.55 * height)
    border = height
    wide = cv2.copyMakeBorder(image, border, border, border, border, cv2.BORDER_REPLICATE)
    return np.asarray(
        wide[top + border : top + border + height, left + border : left + border + width], dtype=np.uint8
    )


def pressed(photograph: Image) -> bytes:
    """Grey it, shrink it, and encode it with as much quality as the bytes hold.

    Raises:
        ValueError: no compression was small enough.
    """
    grey = cv2.cvtColor(photograph, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, CARD_SIZE, interpolation=cv2.INTER_AREA)
    for rate in RATES:
        _, data = cv2.imencode(".jp2", small, [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, rate])
        if len(data) <= CARD_BYTES:
            return data.tobytes()
    raise ValueError(f"no compression brought the photograph under {CARD_BYTES} bytes")
