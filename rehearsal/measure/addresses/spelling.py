"""A house in a town, and its numbers in words, kanji and hyphens: the second reading of how addresses are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

KANJI = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Town:
    """`city` is as the postal register has it: county, city and ward in one."""

    prefecture: str
    city: str
    name: str
    blocks: bool
    """Whether the town is divided into 丁目."""


@dataclass(frozen=True, slots=True)
class House:
    """`numbers` without the 丁目."""

    town: Town
    block: int | None
    numbers: tuple[int, ...]


def kanji(number: int) -> str:
    """By units: 千二百三十四."""
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        count, number = divmod(number, unit)
        text += "" if count == 0 else sign if count == 1 else KANJI[count] + sign
    return text + (KANJI[number] if number else "")


def by_place(number: int) -> str:
    """By position: 一二三四."""
    return "".join(KANJI[int(digit)] for digit in str(number))


def wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def place(house: House) -> str:
    return house.town.prefecture + house.town.city + house.town.name


def words(house: House, digits: Callable[[int], str] = str) -> str:
    """三丁目29番8号, 1234番地5: the long form."""
    text = f"{digits(house.block)}丁目" if house.block else ""
    first, *rest = house.numbers
    if not rest:
        return f"{text}{digits(first)}番地"
    if house.block:
        return f"{text}{digits(first)}番{digits(rest[0])}号"
    return f"{text}{digits(first)}番地{''.join(digits(each) for each in rest[:1])}"


def hyphens(house: House, sign: str = "-", digits: Callable[[int], str] = str) -> str:
    numbers = (*([house.block] if house.block else []), *house.numbers)
    return sign.join(digits(each) for each in numbers)
