"""What stands behind the numbers: a building, a room in it, or whose household one lives in (方)."""

from __future__ import annotations

import re

from kiosk.matching.normalise import plain
from kiosk.matching.numerals import CHARACTERS, kanji_number

# A gap between two numbers says where one ends; any other is a way of writing.
_NO_NAME = re.compile(r"(?<=\d)[\s-]+(?=\d)|[\s\-‐ー~〜・,、.'’/#()]|号室$|号$|室$|様方$|方$|地先$|先$")
_ROOM = re.compile(r"(?:^|-)?([A-Z]?\d+)(?:号室?|室|F)?$")
_ONLY_A_ROOM = re.compile(r"-?[A-Z]?\d+F?")
_KANJI_NUMBER = re.compile(f"[{CHARACTERS}]+")
_ROMAN = re.compile(r"(?<![A-Z])(IV|V?I{1,3})(?![A-Z])(?=(\d)?)")
_ROMANS = {"I": "1", "II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8"}
_LARGE = str.maketrans("ァィゥェォッャュョヮヴ", "アイウエオツヤユヨワブ")
_SMALLEST_ROOM = 101


def building_key(text: str) -> str:
    """The text without what carries no meaning, "-" between two numbers."""
    return _NO_NAME.sub(_gap, plain(text).upper().replace("階", "F")) if text else ""


def _gap(match: re.Match[str]) -> str:
    return (
        "-"
        if match.end() < len(match.string)
        and match.string[match.end()].isdecimal()
        and match.start()
        and match.string[match.start() - 1].isdecimal()
        else ""
    )


def same_building(one: str, other: str) -> tuple[str, ...] | None:
    """The rules by which two texts behind equal numbers are no contradiction; None when they contradict."""
    first, second = building_key(one), building_key(other)
    if first == second:
        return ()
    if not first or not second:
        return ("N6",)
    first, second = _folded(first), _folded(second)
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    gap = long[len(short) :]
    if long.startswith(short) and _ONLY_A_ROOM.fullmatch(gap) and _ends_before(short, gap):
        return ("N6",)
    if first.replace("-", "") == second.replace("-", ""):
        return ()
    (name_one, room_one), (name_other, room_other) = _parts(first), _parts(second)
    if name_one != name_other and name_one and name_other:
        return None
    if room_one != room_other and room_one and room_other:
        return None
    return () if first == second else ("N6",)


def _ends_before(short: str, gap: str) -> bool:
    """ハイツ21 and ハイツ21203 are one building, ハイツ2 and ハイツ21 are not."""
    return gap[0] == "-" or not short[-1].isdecimal() or len(gap) > 2


def room_behind(building: str, numbers: tuple[str, ...], extra: tuple[str, ...], other: str) -> bool | None:
    """Whether the numbers that one side has more are a room.

    `building` is the text of the side with fewer `numbers`, `other` that of the side with `extra`. None when the rooms or
    buildings contradict each other.
    """
    key = _folded(building_key(building))
    if key and re.split(r"\D+", building.strip()) == [*extra]:
        return True
    name, room = _parts(key)
    name_other = _folded(building_key(other))
    if name and name_other and name != name_other:
        return None
    if room and room in {"".join(extra), extra[-1]}:
        return True
    if room and not room.isdecimal() and room[1:] == "".join(extra):
        return True
    if len(room) > 2:
        return None
    digits = extra[-1]
    looks_like_room = digits.isdecimal() and int(digits) >= _SMALLEST_ROOM and len(extra) <= 2
    letters_only = all(not each.isdecimal() for each in extra[:-1])
    complete = len(numbers) == 3 or (bool(name) and len(numbers) == 2)
    return looks_like_room and letters_only and complete


def _folded(key: str) -> str:
    small = key.translate(_LARGE)
    return _ROMAN.sub(_arabic_of_roman, _KANJI_NUMBER.sub(_arabic, small))


def _arabic_of_roman(match: re.Match[str]) -> str:
    return _ROMANS[match[1]] + ("-" if match[2] else "")


def _arabic(match: re.Match[str]) -> str:
    number = kanji_number(match.group())
    return match.group() if number is None else str(number)


def _parts(key: str) -> tuple[str, str]:
    """Name and room; 第2 or ハイツ2 keep their number when another one follows."""
    room = _ROOM.search(key)
    return (key[: room.start()], room[1]) if room else (key, "")
