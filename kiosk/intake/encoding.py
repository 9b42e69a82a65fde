"""In which encoding a file was written. Receipt computers write code page 932 or UTF-8, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from kiosk.intake.layout import LayoutError

BLOCK = 1 << 20
_STRAY = re.compile("[\udc80-\udcff]")


def encoding_of(file: BinaryIO) -> str:
    """By its mark, else the encoding that fewer bytes contradict; a file with one broken byte keeps its own.

    Raises LayoutError for UTF-16, which no CSV reader of ours takes.
    """
    start = file.read(3)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise LayoutError('the file is UTF-16 ("Unicode text"): save it as CSV in UTF-8')
    if start == codecs.BOM_UTF8:
        return "utf-8-sig"
    return min(("utf-8", "cp932"), key=lambda encoding: _strays(file, encoding))


def _strays(file: BinaryIO, encoding: str) -> int:
    """How many bytes of the whole file the encoding does not explain."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(errors="surrogateescape")
    strays = 0
    while block := file.read(BLOCK):
        strays += len(_STRAY.findall(decoder.decode(block)))
    return strays
