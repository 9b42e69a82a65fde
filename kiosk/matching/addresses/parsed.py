"""住所 as written, taken apart: text of the place, numbers, building. Nothing is looked up.

How Japanese addresses are written: the place ends where the numbers begin; 丁目, 番, 番地, 号, の, 地割 and hyphens are one
separator; a number before 条, 線, 番町 and the like belongs to the place; kanji numerals count as numbers only beside such
a word, because 三田 and 八王子 are names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kiosk.matching.addresses.kyoto import without_streets
from kiosk.matching.text.normalise import HYPHENS, plain
from kiosk.matching.text.numerals import CHARACTERS, kanji_number

LONGEST = 200
"""Characters; no address has more, and nothing longer is taken apart."""
_K = f"[{CHARACTERS}]"
_ANY = f"[\\d{CHARACTERS}]"
_SIDE = "[東西南北]"
# A number behind or before a number that is counted in letters: 甲1234, 123番地イ, 2-3-B203.
_LETTERS = "A-Za-zイロハニホヘトチリヌルヲ甲乙丙丁戊"
_LETTER = rf"[{_LETTERS}](?=$|[-\s号番]|{_ANY})"
_ONE_SHAPE = str.maketrans({**dict.fromkeys(HYPHENS, "-"), "條": "条", "○": "〇", "◯": "〇", "〜": "~"})
_NOT_YET_A_PLACE = frozenset("〒0123456789日,、")
_COUNTRY_AND_POSTCODE = re.compile(
    r"^(?:〒?\s*\d{3}-?\d{4}(?=\D)|〒)?\s*(?:日本国?(?=[^\d]{2,3}[都道府県]))?[\s,、]*"
)
_DASH = re.compile(rf"(?<=[目番地号割\d{CHARACTERS}])[ー~]+(?={_ANY}|{_LETTER})|(?<=\d)一(?=\d)")
_SPACE = re.compile(
    r"\s+(?=丁|番|号(?!室)|-|[のノ]\s*\d)|(?<=第)\s+(?=\d)|"
    rf"(?:(?<=丁目)|(?<=番地)|(?<=[番条線割-]))\s+(?!\d+丁目(?!$|[-\s]|{_ANY}))"
)
_BLOCKS_IN_NAME = rf"丁目{_SIDE}\s?{_ANY}"
_WORDS_OF_NAMES = "|".join(
    (
        "[条線軒町入部日ケヶツつっッ]",
        "区(?!画)",
        "番[町丁街沢]",
        "地割字",
        _BLOCKS_IN_NAME,
        f"[のノ之](?!{_ANY}|[イロハニホヘト甲乙丙A-Za-z])",
        "号[線地東西南北通]",
        rf"{_SIDE}\d",
    )
)
_WORDS_OF_NUMBERS = "|".join(
    (
        f"(?!{_BLOCKS_IN_NAME})丁目",
        "番地",
        f"丁(?=-|{_ANY})",
        rf"番(?=-|{_ANY}|の\d|$|\s)",
        r"号(?=$|[\s\d])",
        "地割(?!字)",
        f"-{_ANY}",
        rf"[のノ之]{_ANY}+(?:丁目|[番号のノ之\s-]|$)",
        r"$|\s",
    )
)
# An Arabic number is one unless the word behind it makes it a name; a kanji numeral the other way round.
_START = re.compile(rf"\d+(?!\d|{_WORDS_OF_NAMES})|{_K}+(?={_WORDS_OF_NUMBERS})")
_ROOM_WORDS = r"\s*(?:号?[室棟館]|階|F(?![A-Za-z]))"
_NUMBER = (
    rf"\d+(?!\d|{_ROOM_WORDS})|"
    rf"{_K}+(?=丁|番(?![館街町])|号(?![室棟館])|地割|[-\s]|[のノ]{_ANY}|$)|"
    f"{_LETTER}"
)
_SEPARATOR = "|".join(
    (
        f"丁目[-の]?(?:第(?={_ANY}+地割))?|丁(?={_ANY})",
        "番地[-のノ]?|番(?![館街])[-のノ]?",
        "地割|街区",
        r"号[-の](?=\d)|号(?![室棟館])",
        f"[-のノ之.,・、/](?={_ANY}|{_LETTER})",
        rf"(?={_LETTER})|(?<=[{_LETTERS}])(?={_ANY})",
    )
)
_PART = re.compile(f"({_NUMBER})({_SEPARATOR})?")
_LOT = re.compile(f"{_ANY}+番地")
_BLOCK_AND_HOUSE = re.compile(r"\d+[-番]\d+")
_BRACKET = re.compile(r"[()\[\]<>{}【】〔〕〈〉《》「」『』]")
_REMARK_BEFORE_NUMBER = re.compile(
    rf"[(\[<{{【〔〈《「『][^()\[\]<>{{}}【】〔〕〈〉《》「」『』]*[)\]>}}】〕〉》」』]\s*(?={_ANY})"
)
_LOOSE_END = "-,、第のノ之 "
_BEFORE_BUILDING = " 号,、.-"


@dataclass(frozen=True, slots=True)
class Address:
    """`numbers` are those of block, lot and house in their order; `units` the separators as written, `building` the rest.

    `streets` are Kyoto's directions (通り名), which stand before the town.
    """

    place: str = field(repr=False)
    streets: str = field(repr=False)
    numbers: tuple[str, ...] = field(repr=False)
    units: tuple[str, ...]
    building: str = field(repr=False)
    kanji_numerals: bool


def read_address(text: str) -> Address:
    """Take an address of at most LONGEST characters apart; without any number the whole text is its place."""
    cleaned, streets = without_streets(_cleaned(text))
    start = _start_of_numbers(cleaned)
    numbers, units, end, kanji = _numbers(cleaned, start)
    lot = _LOT.search(cleaned, end)
    if lot is None and units and numbers == numbers[:1] and units[0].startswith("丁目"):
        lot = _BLOCK_AND_HOUSE.search(cleaned, end)
    if lot and numbers:
        # What looked like the first number belongs to the place (三丁目本通り9-6): the lot comes later.
        start = lot.start()
        numbers, units, end, kanji = _numbers(cleaned, start)
    place = cleaned[:start].replace(" ", "").rstrip(_LOOSE_END)
    building = cleaned[end:] and _BRACKET.sub(" ", cleaned[end:].lstrip(_BEFORE_BUILDING))
    return Address(place, streets, numbers, units, building, kanji)


def _cleaned(text: str) -> str:
    cleaned = plain(text).translate(_ONE_SHAPE)
    if _BRACKET.search(cleaned):
        cleaned = _REMARK_BEFORE_NUMBER.sub("", cleaned) or cleaned
    if cleaned[:1] in _NOT_YET_A_PLACE:
        cleaned = _COUNTRY_AND_POSTCODE.sub("", cleaned, count=1)
    if "ー" in cleaned or "~" in cleaned or "一" in cleaned:
        cleaned = _DASH.sub("-", cleaned)
    return _SPACE.sub("", cleaned) if " " in cleaned else cleaned


def _start_of_numbers(text: str) -> int:
    first = _START.search(text)
    return first.start() if first else len(text)


def _numbers(text: str, at: int) -> tuple[tuple[str, ...], tuple[str, ...], int, bool]:
    """Numbers, separators, where the building begins, and whether a number was in kanji."""
    numbers: list[str] = []
    units: list[str] = []
    kanji = False
    while part := _PART.match(text, at):
        written, separator = part.groups()
        if written.isdecimal():
            numbers.append(written.lstrip("0") or "0")
        elif (number := kanji_number(written)) is not None:
            numbers.append(str(number))
            kanji = True
        else:
            numbers.append(written.upper())
        at = part.end()
        if separator is None:
            break
        units.append(separator)
        # 号 closes a house number: what follows belongs to the building. After the first number it names a row (北3号12).
        if separator == "号" and len(numbers) > 1:
            break
    return tuple(numbers), tuple(units), at, kanji
