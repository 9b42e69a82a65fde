"""照合番号B from the printed front: six digits of the birth date, four of the expiry year, four under the photograph.

A wrong number costs one of the chip's ten tries, no number costs a few keys: so everything here prefers None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.frame import Image
from reader.picture import as_grey
from reader.printed.find import PX_PER_MM, flattened
from reader.printed.front import LAST_YEARS, Front, FrontHint, NoFront, front_of
from reader.printed.glyphs import Alphabet, Seen, alphabet, spelled
from reader.printed.text import TextReader

AGREEING = 2
"""Pictures that must say the same."""
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Field:
    """A line of print: left, top, right, bottom and height of an em, in millimetres, and the ink's pattern."""

    box: tuple[float, float, float, float]
    em: float
    pattern: re.Pattern[str]


BIRTH = Field(
    (29.5, 18.0, 66.0, 23.2),
    3.0,
    re.compile(r"^(?:令和|平成|昭和|大正)([0-9]{1,2})年([0-9]{1,2})月([0-9]{1,2})日"),
)
EXPIRY = Field((29.5, 25.0, 70.0, 30.2), 3.0, re.compile(r"^(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日"))
CODE = Field((7.0, 45.6, 24.0, 50.8), 3.0, re.compile(r"^([0-9]{4})$"))
"""Where our rendered front has its fields; a real card's places must come from a specimen."""


@dataclass(frozen=True, slots=True)
class NumberRead:
    """The 14 digits, or None and why not. The number opens the card's face, so it stays out of every repr."""

    number_b: str | None = field(repr=False)
    reason: str
    hint: FrontHint | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """One picture without a number."""

    reason: str
    hint: FrontHint | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Birth date in its era's years and expiry, as printed."""

    birth: tuple[int, int, int]
    expiry: tuple[int, int, int]


def read_number_b(images: Sequence[Image], text: TextReader | None = None) -> NumberRead:
    """Read the number from several pictures of one card; at least two must agree and none may say otherwise.

    With `text` any front is read that names itself a 個人番号カード, and where the templates can read it too they must say
    the same. Without it, only fronts whose arrangement and face the templates know.
    """
    readings: list[str | Unread] = []
    for image in images:
        try:
            readings.append(read_one(image) if text is None else read_by_both(image, text))
        except FileNotFoundError:
            return NumberRead(None, "the strip of digit templates is missing")
        if sum(isinstance(each, str) for each in readings) == AGREEING:
            break
    return _voted(readings)


def _voted(readings: Sequence[str | Unread]) -> NumberRead:
    numbers = Counter(each for each in readings if isinstance(each, str))
    unread = [each for each in readings if isinstance(each, Unread)]
    hint = next((each.hint for each in unread if each.hint), None)
    if not numbers:
        reasons = Counter(each.reason for each in unread)
        return NumberRead(None, reasons.most_common(1)[0][0] if reasons else "no picture", hint)
    if len(numbers) > 1:
        return NumberRead(None, "two pictures disagree")
    number, votes = next(iter(numbers.items()))
    if votes >= AGREEING:
        return NumberRead(number, "read")
    return NumberRead(None, "only one picture could be read", hint)


def read_by_both(image: Image, text: TextReader) -> str | Unread:
    """Read one picture by its words; the templates' reading, where there is one, must not say otherwise.

    Where a card names itself and its words are not clear, the templates read alone, as they do without the words.
    """
    match front_of(image, text):
        case NoFront(reason=reason, hint=hint, named=named):
            alone = read_one(image) if named else None
            return alone if isinstance(alone, str) else Unread(reason, hint)
        case Front(birth=(era, *birth), expiry=expiry, code=code):
            dates = Dates((birth[0], birth[1], birth[2]), expiry)
            if wrong := implausible(dates, LAST_YEARS[era]):
                return Unread(wrong)
            number = "".join(f"{part:02d}" for part in dates.birth) + f"{expiry[0]}{code}"
    by_templates = read_one(image)
    if isinstance(by_templates, str) and by_templates != number:
        return Unread("words and templates disagree")
    return number


def read_one(image: Image) -> str | Unread:
    """Read one picture, the right way up or upside down."""
    flat = flattened(image)
    if flat is None:
        return Unread("no card found")
    upright = _read_flat(flat)
    if isinstance(upright, str):
        return upright
    turned = _read_flat(np.asarray(cv2.rotate(flat, cv2.ROTATE_180), dtype=np.uint8))
    return turned if isinstance(turned, str) else upright


def _read_flat(flat: Image) -> str | Unread:
    grey = as_grey(flat)
    letters = alphabet(BIRTH.em * PX_PER_MM)
    birth, expiry, code = (_groups(grey, each, letters) for each in (BIRTH, EXPIRY, CODE))
    if birth is None or expiry is None:
        return Unread("birth date or expiry is not clear")
    if code is None:
        return Unread("the four digits under the photograph are not clear")
    dates = Dates(_three(birth), _three(expiry))
    wrong = implausible(dates)
    if wrong:
        return Unread(wrong)
    return "".join(f"{part:02d}" for part in dates.birth) + expiry[0] + code[0]


def implausible(dates: Dates, last_year: int = 64) -> str | None:
    """What speaks against two dates of one card: it expires on a birthday of its holder (or the day differs by a leap day)."""
    year, month, day = dates.birth
    if not (1 <= year <= last_year and 1 <= month <= 12 and 1 <= day <= DAYS_IN_MONTH[month - 1]):
        return "the birth date is no date"
    leap_day = (month, day) == (2, 29) and dates.expiry[1:] in {(2, 28), (3, 1)}
    if dates.expiry[1:] != (month, day) and not leap_day:
        return "the card does not expire on the birthday"
    return None


def _three(groups: tuple[str, ...]) -> tuple[int, int, int]:
    return (int(groups[0]), int(groups[1]), int(groups[2]))


def _groups(grey: NDArray[np.generic], where: Field, letters: Alphabet) -> tuple[str, ...] | None:
    line = _ink(np.asarray(grey, dtype=np.float32), where)
    text = "".join(_text(spelled(line, letters), where.em * PX_PER_MM))
    found = where.pattern.search(text)
    return tuple(found.groups()) if found else None


def _text(characters: Sequence[Seen], em: float) -> Iterator[str]:
    """The characters, with a blank where a gap is too wide for neighbours."""
    for index, seen in enumerate(characters):
        if index and seen.left - characters[index - 1].right > 0.6 * em:
            yield " "
        yield seen.character


def _ink(grey: NDArray[np.float32], where: Field) -> NDArray[np.float32]:
    """Cut the line out and turn it into light ink on black, free of the ground's slow changes."""
    left, top, right, bottom = (round(value * PX_PER_MM) for value in where.box)
    cut = grey[top:bottom, left:right]
    ground = cv2.GaussianBlur(cv2.dilate(cut, np.ones((15, 15), np.uint8)), (0, 0), 12)
    return np.asarray(np.clip(ground - cut, 0, 255), dtype=np.float32)
