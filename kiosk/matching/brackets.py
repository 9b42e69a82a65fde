"""Remarks in brackets: 佐藤［鈴木］ shows a former name, （地番） a kind of number."""

from __future__ import annotations

import re

OPENING = frozenset("([<{【〔〈《「『")
_BRACKETED = re.compile(r"[(\[<{【〔〈《「『][^()\[\]<>{}【】〔〕〈〉《》「」『』]*[)\]>}】〕〉》」』]")


def without_brackets(text: str) -> str:
    """`text` (width folded) without bracketed remarks, or as it is when nothing else would be left."""
    if OPENING.isdisjoint(text):
        return text
    return " ".join(_BRACKETED.sub("", text).split()) or text
