"""Name, address and security code as the chip holds them: small pictures of one bit a pixel, marked 見本."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"),
)
MARK = "見本"


def lettering(text: str, width: int, height: int, *, mark: str = MARK) -> bytes:
    """The text as a 1-bit PNG of that size, the mark behind it; without a Japanese font the picture stays blank."""
    picture = Image.new("1", (width, height), 1)
    font = next((each for each in FONTS if each.exists()), None)
    if font is not None:
        size = max(8, height * 2 // 3)
        line = f"{text} {mark}".strip()
        ImageDraw.Draw(picture).text((1, 0), line, font=ImageFont.truetype(font, size), fill=0)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
