"""What the lines of one picture say of a front: whether it names itself a 個人番号カード, two dates, and four digits.

Where a line stands matters for the four digits alone: they stand by themselves, below the birth date and left of it, under
the photograph. Everything else is known by its words, so a front need not be drawn by us to be understood.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

import cv2
import numpy as np

from reader.frame import Image
from reader.printed.text import Line, LongNumber, Place, Spelled, TextReader

NAME = re.compile("(?:個人|^人?)番号[カ力]")
"""What the card calls itself, its beginning perhaps under a lamp; the back of it says 個人番号 as well, but no more."""
BIRTH = re.compile(r"(令和|平成|昭和|大正|明治)(元|[0-9]{1,2})年([0-9]{1,2})月([0-9]{1,2})日")
EXPIRY = re.compile(r"(?<![0-9])(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日(?!生)")
CODE = re.compile(r"[0-9]{4}")
LAST_YEARS = {"明治": 45, "大正": 15, "昭和": 64, "平成": 31, "令和": 99}
LOOKALIKES = str.maketrans({"见": "見", "曰": "日", "个": "個"})
SURE, LEAST_SURE = 0.80, 0.50
"""How sure the network must be of its least sure digit, in one of two cuts and in both."""
SECOND = 0.14
"""Of its height, by how much a line is cut wider for the second opinion."""
SMALL = 13.0
"""Height in pixels below which digits are too small to tell a 6 from an 8."""
GLARING, GLARE_SHARE = 250, 0.012
"""Brightness that no print has, and its share of the card from which on a lamp is mirrored in it."""
COLOURLESS = 3.0
"""Spread of a card's colours (b of CIE Lab) that a grey copy does not reach under any lamp."""


class FrontHint(Enum):
    """What would help; the keypad always does."""

    GLARE = "glare"
    NEARER = "too far"
    TURN_OVER = "wrong side"
    OTHER_CARD = "another card"


@dataclass(frozen=True, slots=True)
class Front:
    """What one picture of a front says: era, year, month and day of the birth; year, month and day of the expiry; the code."""

    birth: tuple[str, int, int, int] = field(repr=False)
    expiry: tuple[int, int, int] = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoFront:
    """No number from this picture."""

    reason: str
    hint: FrontHint | None = None
    named: bool = False
    """Whether the card names itself a My Number Card all the same: the templates may still read it."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A line with its place."""

    place: Place
    text: str = field(repr=False)
    sure: float


def front_of(image: Image, reader: TextReader) -> Front | NoFront:
    """Read one BGR or grey picture, upright or upside down."""
    colour = np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR) if image.ndim == 2 else image, dtype=np.uint8)
    upright = _front(colour, reader)
    if isinstance(upright, Front) or upright.hint is not FrontHint.OTHER_CARD:
        return upright
    turned = _front(np.asarray(cv2.rotate(colour, cv2.ROTATE_180), dtype=np.uint8), reader)
    return upright if isinstance(turned, NoFront) and turned.hint is FrontHint.OTHER_CARD else turned


def _front(image: Image, reader: TextReader) -> Front | NoFront:
    places = reader.places(image)
    if len(places) < 3:
        return NoFront("no card found")
    lines = [(place, reader.line(image, place)) for place in places]
    seen = list(_seen(lines))
    if not any(NAME.search(each.text) for each in seen):
        if any(isinstance(line, LongNumber) for _, line in lines):
            return NoFront("the card's other side", FrontHint.TURN_OVER)
        return NoFront("no card that names itself a My Number Card", FrontHint.OTHER_CARD)
    if image.ndim == 3 and colourless(image, places):
        return NoFront("a copy without colours", FrontHint.OTHER_CARD)
    return _fields(image, reader, seen) or _hinted(image, places)


def _seen(lines: Sequence[tuple[Place, Line]]) -> Iterator[Seen]:
    for place, line in lines:
        if isinstance(line, Spelled):
            yield Seen(place, plain(line.text), line.sure)


def plain(text: str) -> str:
    """One way of writing for what looks alike, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).translate(LOOKALIKES).split())


def _fields(image: Image, reader: TextReader, seen: Sequence[Seen]) -> Front | None:
    births, expiries = _said_twice(image, reader, seen, BIRTH), _said_twice(image, reader, seen, EXPIRY)
    if len(births) != 1 or len(expiries) != 1:
        return None
    (birth_place, birth), (_, expiry) = births[0], expiries[0]
    below = [each for each in seen if CODE.fullmatch(each.text) and _under(each.place, birth_place)]
    codes = _said_twice(image, reader, below, CODE)
    if len(below) != 1 or len(codes) != 1:
        return None
    era, year, month, day = birth.groups()
    born = (era, 1 if year == "元" else int(year), int(month), int(day))
    return Front(born, (int(expiry[1]), int(expiry[2]), int(expiry[3])), codes[0][1][0])


def _said_twice(
    image: Image, reader: TextReader, seen: Sequence[Seen], pattern: re.Pattern[str]
) -> list[tuple[Place, re.Match[str]]]:
    """The lines in which the pattern is found, and found alike when the line is cut a little wider."""
    found = []
    for each in seen:
        first = pattern.search(each.text)
        if first is None:
            continue
        again = reader.line(image, each.place, margin=SECOND)
        if not isinstance(again, Spelled) or not _sure_enough(each.sure, again.sure):
            continue
        second = pattern.search(plain(again.text))
        if second is not None and second[0] == first[0]:
            found.append((each.place, first))
    return found


def _sure_enough(one: float, other: float) -> bool:
    return max(one, other) >= SURE and min(one, other) >= LEAST_SURE


def _under(place: Place, birth: Place) -> bool:
    """Whether a line stands below the birth date and left of its middle, along the way the lines run."""
    angle = math.radians(birth.tilt)
    across, down = place.middle[0] - birth.middle[0], place.middle[1] - birth.middle[1]
    along, below = (
        across * math.cos(angle) + down * math.sin(angle),
        down * math.cos(angle) - across * math.sin(angle),
    )
    return along < -0.3 * birth.width and below > 2 * birth.height


def _hinted(image: Image, places: Sequence[Place]) -> NoFront:
    if glaring(image, places):
        return NoFront("a lamp is mirrored in the card", FrontHint.GLARE, named=True)
    if sorted(each.height for each in places)[len(places) // 2] < 2 * SMALL:
        return NoFront("the card is too far away", FrontHint.NEARER, named=True)
    return NoFront("birth date, expiry or the four digits are not clear", named=True)


def glaring(image: Image, places: Sequence[Place]) -> bool:
    """Whether a part of the card is brighter than paper can be."""
    grey = cv2.cvtColor(_around(image, places), cv2.COLOR_BGR2GRAY)
    return float((grey >= GLARING).mean()) > GLARE_SHARE


def colourless(image: Image, places: Sequence[Place]) -> bool:
    """Whether everything around the lines has one and the same colour, as on a grey copy."""
    part = _around(image, places)
    small = cv2.resize(part, (160, 100), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    spread = [float(np.subtract(*np.percentile(lab[..., k], (98, 2)))) for k in (1, 2)]
    return max(spread) < COLOURLESS


def _around(image: Image, places: Sequence[Place]) -> Image:
    columns = [each.middle[0] + side * each.width / 2 for each in places for side in (-1, 1)]
    rows = [each.middle[1] + side * each.height / 2 for each in places for side in (-1, 1)]
    left, top = max(0, int(min(columns))), max(0, int(min(rows)))
    return image[top : int(max(rows)) + 1, left : int(max(columns)) + 1]
