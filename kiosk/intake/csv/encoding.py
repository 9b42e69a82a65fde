"""In which encoding a file was written. Receipt computers write code page 932 or UTF-8, older ones EUC-JP, Excel also UTF-16."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from kiosk.intake.csv.faults import LayoutError

ENCODINGS = ("utf-8", "cp932", "euc_jp")
"""The first counts where several explain every byte."""
KNOWN = (*ENCODINGS, "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
"""What a mapping file may name."""
BLOCK = 1 << 18
SAMPLE = 1 << 12
"""Bytes that are looked through for line ends of two bytes."""
CLEAR = 1000
"""Bytes more that one encoding leaves unexplained, from which on the other is no guess any more."""
_STRAY = re.compile("[\udc80-\udcff]")
_OTHER_FILES = (
    (b"pk\x03\x04", "an Excel workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"<", "a page in HTML or XML"),
    (b"{", "JSON"),
    (b"%pdf", "a PDF"),
)
_HALF_WIDTH_MARKS = re.compile("[｡｢｣､]")
"""In code page 932 these hardly stand among names; in EUC-JP their bytes begin kana and signs."""


def refuse_other_files(file: BinaryIO) -> None:
    """Raises LayoutError for a workbook or a page of the web, which are often taken for a table."""
    file.seek(0)
    start = file.read(64).lstrip()
    file.seek(0)
    for beginning, what in _OTHER_FILES:
        if start.lower().startswith(beginning):
            raise LayoutError(
                f"this is {what}, no CSV: open it and save it as CSV (UTF-8), then try again", "other_file"
            )


def encoding_of(file: BinaryIO) -> str:
    """By its mark, else the encoding that fewer bytes contradict; a file with one broken byte keeps its own."""
    start = file.read(BLOCK)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if wide := _without_mark(start):
        return wide
    return _more_likely(file)


def on_error(encoding: str) -> str:
    """How bytes that fit nothing are kept apart: as lone surrogates, where the codec can; in UTF-16 as U+FFFD."""
    return "replace" if encoding.startswith("utf-16") else "surrogateescape"


def _without_mark(start: bytes) -> str | None:
    """UTF-16 that has lost its mark: every line end is two bytes, one of them empty."""
    for name, end in (("utf-16-le", b"\n\0"), ("utf-16-be", b"\0\n")):
        pairs = [start[at : at + 2] for at in range(0, min(len(start), SAMPLE), 2)]
        ends = pairs.count(end)
        if ends and ends == sum(b"\n" in pair for pair in pairs):
            return name
    return None


def _more_likely(file: BinaryIO) -> str:
    """The encoding that leaves fewer bytes unexplained, looked for no longer than until it is clear."""
    file.seek(0)
    decoders = {name: codecs.getincrementaldecoder(name)(errors="surrogateescape") for name in ENCODINGS}
    strays = dict.fromkeys(ENCODINGS, 0)
    marks = 0
    while (block := file.read(BLOCK)) and sorted(strays.values())[1] - min(strays.values()) < CLEAR:
        for name, decoder in decoders.items():
            text = decoder.decode(block)
            strays[name] += len(_STRAY.findall(text))
            if name == "cp932":
                marks += len(_HALF_WIDTH_MARKS.findall(text))
    best = min(strays, key=lambda name: strays[name])
    if best == "cp932" and marks and strays["euc_jp"] <= strays["cp932"]:
        return "euc_jp"
    return best
