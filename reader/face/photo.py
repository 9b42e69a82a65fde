"""The chip's photograph: JPEG 2000 from a card that anybody may have written, so its header is judged before its pixels."""

from __future__ import annotations

import struct

import cv2
import numpy as np

from reader.errors import PhotoUnreadable
from reader.frame import Image

MAX_BYTES = 32 * 1024
MAX_SIDE = 1000
MIN_SIDE = 64
SIGNATURE = bytes.fromhex("0000000C6A5020200D0A870A")
"""The signature box of a JP2 file (ISO/IEC 15444-1, annex I)."""
CODESTREAM = bytes.fromhex("FF4FFF51")
"""SOC and SIZ, the first two markers of a JPEG 2000 codestream (annex A)."""


def decoded_photo(data: bytes) -> Image:
    """Decode a JP2 file into a BGR picture.

    Raises:
        PhotoUnreadable: too many bytes, not JP2, torn, or of a size that no card photograph has.
    """
    if len(data) > MAX_BYTES:
        raise PhotoUnreadable(f"the photograph has {len(data)} bytes, at most {MAX_BYTES} are decoded")
    _check(*_size_in_image_header(data))
    _check(*_size_in_codestream(data))
    return _pixels(data)


def _check(width: int, height: int) -> None:
    if not (MIN_SIDE <= width <= MAX_SIDE and MIN_SIDE <= height <= MAX_SIDE):
        raise PhotoUnreadable(f"the photograph claims {width} x {height} pixels")


def _size_in_image_header(data: bytes) -> tuple[int, int]:
    """Width and height of the `ihdr` box, which must be the first box of `jp2h`."""
    if not data.startswith(SIGNATURE):
        raise PhotoUnreadable("the photograph does not begin like a JP2 file")
    at = data.find(b"jp2h")
    if at < 0 or data[at + 8 : at + 12] != b"ihdr" or len(data) < at + 20:
        raise PhotoUnreadable("the photograph has no image header")
    height, width = struct.unpack(">II", data[at + 12 : at + 20])
    return width, height


def _size_in_codestream(data: bytes) -> tuple[int, int]:
    """The codestream says its size once more, and the decoder believes this one."""
    at = data.find(CODESTREAM)
    if at < 0 or len(data) < at + 24:
        raise PhotoUnreadable("the photograph has no codestream")
    right, bottom, left, top = struct.unpack(">IIII", data[at + 8 : at + 24])
    return right - left, bottom - top


def _pixels(data: bytes) -> Image:
    if not data.endswith(b"\xff\xd9"):
        raise PhotoUnreadable("the photograph is torn: its codestream has no end")
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise PhotoUnreadable("the photograph cannot be decoded") from error
    if image is None:
        raise PhotoUnreadable("the photograph cannot be decoded")
    return np.asarray(image, dtype=np.uint8)
