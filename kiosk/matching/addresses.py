"""住所 as written, taken apart: prefecture, town text, numbers, building. Nothing is looked up.

How Japanese addresses are written: the town ends where the numbers begin; 丁目, 番, 番地, 号, の and hyphens are one
separator; kanji numerals count as numbers only beside such a word, because 三田 and 八王子 are names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kiosk.matching.brackets import without_brackets
from kiosk.matching.normalise import one_hyphen, plain
from kiosk.matching.numerals import CHARACTERS, kanji_number

_K = f"[{CHARACTERS}]"
_UNIT = r"(?:丁目|番地|番|号|地割|条|線)"
_COUNTRY_AND_POSTCODE = re.compile(
    r"^(?:〒?\s*\d{3}-?\d{4}(?=\D)|〒)?\s*(?:日本国?(?=[^\d]{2,3}[都道府県]))?\s*"
)
_KANJI_DIGITS = frozenset(CHARACTERS)
_LONG_VOWEL_AS_HYPHEN = re.compile(rf"(?<=[\d目番地号{CHARACTERS}])ー+(?=[\d{CHARACTERS}])")
_KANJI_BEFORE_UNIT = re.compile(rf"{_K}+(?=\s*(?:{_UNIT}|番[町丁]|丁(?=[\d{CHARACTERS}-])))")
_KANJI_AFTER_UNIT = re.compile(
    rf"(?<=[目番地号の\d-]){_K}+(?=$|[-のノ\s号番])|(?<=-){_K}+|{_K}+(?=-[\d{CHARACTERS}])"
)
_SPACE_AT_UNIT = re.compile(
    r"\s+(?=丁目|番地|番|号|-|の\s*\d)|(?<=丁目)\s+|(?<=番地)\s+|(?<=番)\s+|(?<=-)\s+"
)
_FIRST_NUMBER = re.compile(r"\d+(?!\d)(?!条|線|地割|番[町丁街]|区|の町|軒|ケ|ヶ)")
_NUMBER = re.compile(r"(\d+)([A-Za-z](?![A-Za-z]))?")
_ROOM_WORD = re.compile(r"\s*(?:号室|号棟|号館|棟|階|F\b|館|室)")
_SEPARATOR = re.compile(r"丁目|丁|番地の|番地|番の|番|号[の-](?=\d)|号(?![室棟館])|[-のノ之・](?=\d)")
_REST = re.compile(r"^[\s号,、.]+")


@dataclass(frozen=True, slots=True)
class Address:
    """`numbers` are those of block, lot and house in their order; `units` the separators as written, `building` the rest."""

    town: str = field(repr=False)
    numbers: tuple[str, ...] = field(repr=False)
    units: tuple[str, ...]
    building: str = field(repr=False)
    kanji_numerals: bool


def _arabic(match: re.Match[str]) -> str:
    number = kanji_number(match.group())
    return match.group() if number is None else str(number)


def _with_digits(text: str) -> str:
    text = _LONG_VOWEL_AS_HYPHEN.sub("-", text) if "ー" in text else text
    if _KANJI_DIGITS.isdisjoint(text):
        return text
    return _KANJI_AFTER_UNIT.sub(_arabic, _KANJI_BEFORE_UNIT.sub(_arabic, text))


@lru_cache(maxsize=1 << 13)
def read_address(text: str) -> Address:
    """Take an address apart; without any number the whole text is its town."""
    cleaned = _COUNTRY_AND_POSTCODE.sub("", one_hyphen(plain(text)))
    spaced = _SPACE_AT_UNIT.sub("", cleaned) if " " in cleaned else cleaned
    digits = _with_digits(spaced)
    start = _start_of_numbers(digits)
    town = digits[:start].replace(" ", "").rstrip("-,、")
    numbers, units, rest = _numbers(digits[start:])
    return Address(town, numbers, units, rest, kanji_numerals=digits != spaced)


def _start_of_numbers(text: str) -> int:
    first = _FIRST_NUMBER.search(text)
    return first.start() if first else len(text)


def _numbers(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    numbers: list[str] = []
    units: list[str] = []
    at = 0
    while (number := _NUMBER.match(text, at)) and not _ROOM_WORD.match(text, number.end()):
        numbers.append((number[1].lstrip("0") or "0") + (number[2] or "").upper())
        at = number.end()
        separator = _SEPARATOR.match(text, at)
        if not separator:
            break
        units.append(separator.group())
        at = separator.end()
        # 号 closes the house number: a number right behind it belongs to the building.
        if separator.group() == "号":
            break
    return tuple(numbers), tuple(units), without_brackets(_REST.sub("", text[at:]))
