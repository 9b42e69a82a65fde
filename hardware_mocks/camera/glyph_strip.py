"""The strip of templates for reader.printed, from the face of our rendered fronts: `python -m hardware_mocks.camera.glyph_strip`.

A clinic's reader needs a strip made from a specimen of a real card instead, in the same layout.
"""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from hardware_mocks.camera.card_front import FONT
from hardware_mocks.heads.fields import Image
from reader.printed.glyphs import CELL, CHARACTERS, STRIP


def strip() -> Image:
    """All characters, one em a cell, light on black."""
    sheet = Picture.new("L", (CELL * len(CHARACTERS), CELL), 0)
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, CELL)
    for place, character in enumerate(CHARACTERS):
        draw.text((CELL * place, 0), character, fill=255, font=font)
    return np.asarray(sheet, dtype=np.uint8)


def main() -> None:
    """Write the strip beside the module that reads it."""
    STRIP.write_bytes(cv2.imencode(".png", strip())[1].tobytes())


if __name__ == "__main__":
    main()
