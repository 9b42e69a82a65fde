"""What stands behind the numbers: a building, a room in it, or whose household one lives in (方)."""

from __future__ import annotations

import re

from kiosk.matching.text.numerals import CHARACTERS, kanji_number

# A gap between two numbers says where one ends; any other is a way of writing.
_NO_NAME = re.compile(r"(?<=\d)[\s-]+(?=\d)|[\s\-‐ー~〜・,、.'’/#()]|号室$|号$|室$|様方$|方$|地先$|先$")
_ROOM = re.compile(r"-?([A-Z]?\d+)(?:号室?|室|F)?$")
_ONLY_A_ROOM = re.compile(r"-?[A-Z]?\d+F?")
_KANJI_NUMBER = re.compile(f"[{CHARACTERS}]+")
_ROMAN = re.compile(r"(?<![A-Z])(IV|V?I{1,3})(?![A-Z])(?=(\d)?)")
_ROMANS = {"I": "1", "II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8"}
_LARGE = str.maketrans("ァィゥェォッャュョヮヴ", "アイウエオツヤユヨワブ")
_NUMBER_OR_LETTER = re.compile(r"\d+|[A-Z](?=\d|$)")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SMALLEST_ROOM = 101


def _key(text: str) -> str:
    """The text (width folded) without what carries no meaning, "-" between two numbers."""
    return _NO_NAME.sub(_gap, text.upper().replace("階", "F")) if text else ""


def _gap(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    return "-" if text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal() else ""


def same_building(one: str, other: str) -> tuple[str, ...] | None:
    """The rules by which two texts behind equal numbers are no contradiction; None when they contradict."""
    first, second = _key(one), _key(other)
    if first == second:
        return ()
    if not first or not second:
        return None if _may_be_house((one if first else other).strip()) else ("N6",)
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


def _may_be_house(alone: str) -> bool:
    """A small bare number behind a space may be the house as well as the room."""
    return alone.isdecimal() and not _large(alone)


def _ends_before(short: str, gap: str) -> bool:
    """ハイツ21 and ハイツ21203 are one building, ハイツ2 and ハイツ21 are not."""
    return gap[0] == "-" or not short[-1].isdecimal() or len(gap) > 2


def room_behind(
    building: str, shared: int, extra: tuple[str, ...], other: str, *, closed: bool
) -> bool | None:
    """Whether the numbers that one side has more are a room; None when rooms or buildings contradict each other.

    `building` is the text of the side with the `shared` numbers only, `other` that of the side with `extra`. `closed`: the
    shared numbers name a house, so that what follows is a room; elsewhere a small number may be the house.
    """
    if building and re.split(r"\D+", building.strip()) == [*extra]:
        return True
    key, key_other = _folded(_key(building)), _folded(_key(other))
    name, room = _parts(key)
    if name and key_other and name != key_other:
        return None
    named = _NUMBER_OR_LETTER.findall(key)
    if room and tuple(named[-len(extra) :]) == extra:
        return closed or _large(extra[-1])
    if _large(room.lstrip(_LETTERS)):
        return None
    alone = not any(each.isdecimal() for each in extra[:-1])
    return alone and _large(extra[-1]) and (closed or (bool(name) and shared == 2))


def _large(number: str) -> bool:
    return number.isdecimal() and int(number) >= _SMALLEST_ROOM


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
