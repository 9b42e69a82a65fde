"""Characters by their shape: a strip of templates slid over a line of print.

glyphs.png holds the digits, 年月日 and the eras' characters in the face of our rendered fronts. The real card's face is not published: a clinic's reader
needs a strip made from a specimen, in the same layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.float32]

STRIP = Path(__file__).with_name("glyphs.png")
CHARACTERS = "0123456789年月日令和平成昭大正"
CELL = 64
"""Width and height of a cell of the strip in pixels; the cell is one em."""
LIKE = 0.80
"""Correlation from which a place counts as a character at all."""
CLEAR = 0.045
"""By how much a digit must fit better than any other digit at its place."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A character at a place of the line: left and right edge in pixels, and how well it fits (at most 1)."""

    character: str
    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Alphabet:
    """Templates at one size: light ink on black, cut to their width, all of the same height."""

    templates: Mapping[str, Ink]


def alphabet(em: float, strip: Path = STRIP) -> Alphabet:
    """Load the strip at a size of `em` pixels. A FileNotFoundError says that the strip is missing."""
    if not strip.is_file():
        raise FileNotFoundError(strip)
    whole = cv2.imread(str(strip), cv2.IMREAD_GRAYSCALE)
    cells = np.asarray(whole, dtype=np.float32)
    return Alphabet(
        {character: _cut(cells[:, k * CELL : (k + 1) * CELL], em) for k, character in enumerate(CHARACTERS)}
    )


def _cut(cell: Ink, em: float) -> Ink:
    columns = np.flatnonzero(cell.max(axis=0) > 64)
    margin = CELL // 24
    tight = cell[CELL // 12 : CELL - CELL // 24, max(columns[0] - margin, 0) : columns[-1] + margin + 1]
    small = cv2.resize(tight, None, fx=em / CELL, fy=em / CELL, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 0.7), dtype=np.float32)


def spelled(line: Ink, letters: Alphabet) -> tuple[Seen, ...]:
    """The characters of a line (light ink on black), from left to right.

    Where two templates claim one place the better one wins, and a digit that is hardly better than another digit becomes "?".
    """
    claims = sorted(_claims(line, letters), key=lambda seen: -seen.score)
    taken: list[Seen] = []
    for claim in claims:
        if not any(_overlap(claim, other) > 0.35 for other in taken):
            taken.append(_doubted(claim, claims))
    return tuple(sorted(taken, key=lambda seen: seen.left))


def _claims(line: Ink, letters: Alphabet) -> Iterator[Seen]:
    for character, template in letters.templates.items():
        if template.shape[0] > line.shape[0] or template.shape[1] > line.shape[1]:
            continue
        fit = cv2.matchTemplate(line, template, cv2.TM_CCOEFF_NORMED).max(axis=0)
        peak = cv2.dilate(fit[None], np.ones((1, 7), np.uint8))[0]
        for left in np.flatnonzero((fit >= LIKE) & (fit == peak)):
            yield Seen(character, int(left), int(left) + template.shape[1], float(fit[left]))


def _overlap(one: Seen, other: Seen) -> float:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared / min(one.right - one.left, other.right - other.left)


def _doubted(claim: Seen, claims: list[Seen]) -> Seen:
    rivals = (
        each.score for each in claims if each.character != claim.character and _overlap(claim, each) > 0.5
    )
    doubtful = claim.character.isdigit() and claim.score - max(rivals, default=0.0) < CLEAR
    return Seen("?", claim.left, claim.right, claim.score) if doubtful else claim
