"""In which encoding a file was written. Receipt computers write code page 932 or UTF-8, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from kiosk.intake.csv.layout import LayoutError

ENCODINGS = ("utf-8", "cp932")
"""The first counts where both explain every byte."""
BLOCK = 1 << 18
CLEAR = 1000
"""Bytes more that one encoding leaves unexplained, from which on the other is no guess any more."""
_STRAY = re.compile("[\udc80-\udcff]")


def encoding_of(file: BinaryIO) -> str:
    """By its mark, else the encoding that fewer bytes contradict; a file with one broken byte keeps its own.

    Raises LayoutError for UTF-16, which no CSV reader of ours takes.
    """
    start = file.read(3)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise LayoutError('the file is UTF-16 ("Unicode text"): save it as CSV in UTF-8')
    return "utf-8-sig" if start == codecs.BOM_UTF8 else _more_likely(file)


def _more_likely(file: BinaryIO) -> str:
    """The encoding that leaves fewer bytes unexplained, looked for no longer than until it is clear."""
    file.seek(0)
    decoders = {name: codecs.getincrementaldecoder(name)(errors="surrogateescape") for name in ENCODINGS}
    strays = dict.fromkeys(ENCODINGS, 0)
    while (block := file.read(BLOCK)) and max(strays.values()) - min(strays.values()) < CLEAR:
        for name, decoder in decoders.items():
            strays[name] += len(_STRAY.findall(decoder.decode(block)))
    return min(strays, key=lambda name: strays[name])
