"""A signature from the glass: pen strokes as an SVG path of whole numbers in a fixed box. Pure.

Strokes, not a picture: they stay sharp on paper, hold nothing but the movement, and two readings of them are equal.
"""

from __future__ import annotations

import re

WIDTH = 1000
HEIGHT = 300
LONGEST = 30_000
"""Characters; a slow hand of a minute stays below."""
POINT = re.compile(r"([ML])(\d{1,4}) (\d{1,3})")
PATH = re.compile(r"(?:M\d{1,4} \d{1,3}(?:L\d{1,4} \d{1,3})*)+")

Stroke = tuple[tuple[int, int], ...]


class NotASignature(ValueError):
    """Something else than strokes inside the box."""


def read_signature(text: str) -> str:
    """The path as it came, empty for no signature. Raises NotASignature."""
    if not text:
        return ""
    if len(text) > LONGEST or not PATH.fullmatch(text):
        raise NotASignature(f"{len(text)} characters")
    if any(x > WIDTH or y > HEIGHT for stroke in strokes(text) for x, y in stroke):
        raise NotASignature("outside the box")
    return text


def strokes(path: str) -> tuple[Stroke, ...]:
    """The strokes of a path that was read; a dot is a stroke of one point."""
    drawn: list[list[tuple[int, int]]] = []
    for move, x, y in POINT.findall(path):
        if move == "M":
            drawn.append([])
        drawn[-1].append((int(x), int(y)))
    return tuple(tuple(each) for each in drawn)
