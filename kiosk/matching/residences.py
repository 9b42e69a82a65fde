"""住所: one place written in two ways, less detail, or two places.

Less detail is no agreement: 2-29 is a block and 2-29-8 a house in it, so a missing number asks (N7). Only a missing
building, or a room behind a complete number of block, lot and house, is explained (N6).
"""

from __future__ import annotations

import re
from functools import lru_cache

from kiosk.matching.addresses import Address, read_address
from kiosk.matching.normalise import blank, plain, squeezed
from kiosk.matching.parts import ABSENT, SAME, Finding
from kiosk.matching.report import Outcome, Person
from kiosk.matching.towns import Town, differing_level, less_detail, read_town, same_place

_ROOM = re.compile(r"(\d+)(?:号室?|室|F|階)?$")
_NO_NAME = re.compile(r"[\s\-‐ー・,、.'’]|号室$|号$|室$|様方$|方$")
_NOT_A_DIGIT = re.compile(r"\D")
_SMALLEST_ROOM = 100


def compare_addresses(displayed: Person, held: Person) -> Finding:
    """The address of two persons, their postcodes where the towns have different names."""
    if displayed.address is None or held.address is None or blank(displayed.address) or blank(held.address):
        return ABSENT
    if squeezed(displayed.address) == squeezed(held.address):
        return SAME
    found = compare_places(displayed.address, held.address)
    if found.part == "town" and _same_postcode(displayed.postcode, held.postcode):
        return Finding(Outcome.NEAR, ("N9",), "town")
    return found


def _same_postcode(one: str | None, other: str | None) -> bool:
    first, second = (_NOT_A_DIGIT.sub("", plain(code or "")) for code in (one, other))
    return len(first) == 7 and first == second


@lru_cache(maxsize=1 << 12)
def compare_places(one: str, other: str) -> Finding:
    """Two addresses as text."""
    first, second = read_address(one), read_address(other)
    town_one, town_other = read_town(first.town), read_town(second.town)
    town_rules = same_place(town_one, town_other)
    if town_rules is None:
        return _other_town(first, second, town_one, town_other)
    if town_one.streets and town_other.streets and town_one.streets != town_other.streets:
        return Finding(Outcome.NEAR, ("streets",))
    return _numbers_and_building(first, second, town_rules)


def _other_town(first: Address, second: Address, one: Town, other: Town) -> Finding:
    level = differing_level(one, other)
    unnumbered = not (first.numbers and second.numbers)
    if level != "prefecture" and less_detail(one, other) and (unnumbered or first.numbers == second.numbers):
        return Finding(Outcome.NEAR, ("N7",))
    return Finding(Outcome.DIFFER, (level,), level)


def _numbers_and_building(first: Address, second: Address, town_rules: tuple[str, ...]) -> Finding:
    few, many = sorted((first, second), key=lambda each: len(each.numbers))
    shared = len(few.numbers)
    if few.numbers != many.numbers[:shared]:
        return Finding(Outcome.DIFFER, ("number",), "number")
    extra = many.numbers[shared:]
    if extra and not _is_room(few, extra):
        return Finding(Outcome.NEAR, ("N7",))
    building = _building_rules(few, many, extra)
    if building is None:
        return Finding(Outcome.NEAR, ("building",))
    return _explained(first, second, (*town_rules, *building))


def _is_room(few: Address, extra: tuple[str, ...]) -> bool:
    """Whether the number that one side has more is a room: the other names it, or block, lot and house stand before it."""
    if len(extra) != 1 or not extra[0].isdigit():
        return False
    named = _ROOM.search(few.building)
    if named:
        return named[1] == extra[0]
    return (
        len(few.numbers) == 3 and "丁目" in few.units and not few.building and int(extra[0]) > _SMALLEST_ROOM
    )


def _building_rules(few: Address, many: Address, extra: tuple[str, ...]) -> tuple[str, ...] | None:
    one, other = _building_key(few.building), _building_key(many.building)
    if extra:
        return ("N6",) if not other or other == _ROOM.sub("", one) else None
    if one == other:
        return ()
    if not one or not other:
        return ("N6",)
    shorter, longer = sorted((one, other), key=len)
    return (
        ("N6",)
        if longer.startswith(shorter) and longer[len(shorter) :].isdigit() and not shorter[-1].isdigit()
        else None
    )


def _building_key(text: str) -> str:
    return _NO_NAME.sub("", plain(text).upper().replace("階", "F"))


def _explained(first: Address, second: Address, rules: tuple[str, ...]) -> Finding:
    written = dict.fromkeys(rules)
    shared = min(len(first.numbers), len(second.numbers)) - 1
    complete = len(first.numbers) == len(second.numbers)
    if first.units[:shared] != second.units[:shared] or (complete and first.units != second.units):
        written["N1"] = None
    if first.kanji_numerals != second.kanji_numerals:
        written["N2"] = None
    return Finding(Outcome.EXPLAINED, tuple(sorted(written))) if written else SAME
