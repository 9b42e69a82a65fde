"""住所: one place written in two ways, less detail, or two places.

Less detail is no agreement: 2-29 is a block and 2-29-8 a house in it, so a missing number asks (N7). Only a missing
building, or a room behind a complete number of block, lot and house, is explained (N6).
"""

from __future__ import annotations

import re

from kiosk.matching.addresses.buildings import room_behind, same_building
from kiosk.matching.addresses.parsed import LONGEST, Address, read_address
from kiosk.matching.addresses.towns import (
    Town,
    differing_level,
    has_number,
    less_detail,
    merged,
    only_ward_left_out,
    read_town,
    same_place,
    with_digits,
)
from kiosk.matching.parts import ABSENT, SAME, UNREADABLE, Finding
from kiosk.matching.report import Outcome, Person
from kiosk.matching.text.normalise import blank, plain, squeezed

_NOT_A_DIGIT = re.compile(r"\D")
_BLOCK_LOT_HOUSE = 3
_LESS = Finding(Outcome.NEAR, ("N7",))
_OTHER_NUMBER = Finding(Outcome.DIFFER, ("number",), "number")
_OTHER_BUILDING = Finding(Outcome.NEAR, ("building",))
_OTHER_STREETS = Finding(Outcome.NEAR, ("streets",))


def compare_addresses(displayed: Person, held: Person) -> Finding:
    """The address of two persons, their postcodes where the towns have different names."""
    one, other = displayed.address, held.address
    if one is None or other is None or blank(one) or blank(other):
        return ABSENT
    if one == other:
        return SAME
    found = compare_places(one, other, one_postcode=_postcodes(displayed, held) == 1)
    if found.part in {"town", "city"} and _postcodes(displayed, held) == 1:
        return Finding(Outcome.NEAR, ("N9",), found.part)
    # A ward of Kyoto may have several towns of one name, told apart by their streets; their postcodes differ too.
    if "N8" in found.rules and _postcodes(displayed, held) == 2:
        return _OTHER_STREETS
    return found


def _postcodes(displayed: Person, held: Person) -> int:
    """How many different postcodes the sides have; 0 where one has none."""
    codes = {_NOT_A_DIGIT.sub("", plain(each.postcode or "")) for each in (displayed, held)}
    return len(codes) if all(len(code) == 7 for code in codes) else 0


def compare_places(one: str, other: str, *, one_postcode: bool = False) -> Finding:
    """Two addresses as text; `one_postcode` says that both sides carry the same."""
    if len(one) > LONGEST or len(other) > LONGEST:
        return SAME if squeezed(one) == squeezed(other) else UNREADABLE
    first, second = read_address(one), read_address(other)
    if first.place == second.place:
        return _numbers_and_building(first, second, ())
    town_one, town_other = read_town(first.place), read_town(second.place)
    town_rules = same_place(town_one, town_other)
    if town_rules is None and one_postcode:
        town_rules = _by_postcode(town_one, town_other)
    if town_rules is not None:
        return _numbers_and_building(first, second, town_rules)
    return _written_as_one(first, second, town_one, town_other) or _other_town(
        first, second, town_one, town_other
    )


def _by_postcode(one: Town, other: Town) -> tuple[str, ...] | None:
    """What an equal postcode says beside names that are alike: a ward left out, or a municipality that was merged."""
    if only_ward_left_out(one, other):
        return ("N11",)
    return ("N12",) if merged(one, other) else None


def _written_as_one(first: Address, second: Address, one: Town, other: Town) -> Finding | None:
    """Where the numbers of the place itself are written in two ways, so that it ends elsewhere: 北三条西2-1, 北3西2-1."""
    if not (has_number(one.folded) or has_number(other.folded)):
        return None
    if one.prefecture != other.prefecture and one.prefecture and other.prefecture:
        return None
    place_one, place_other = with_digits(one.folded), with_digits(other.folded)
    if place_one == place_other:
        return _numbers_and_building(first, second, ("N2",))
    whole_one, whole_other = _solid(place_one, first.numbers), _solid(place_other, second.numbers)
    if whole_one == whole_other:
        return _building(first, second, ("N2",))
    return (
        _LESS if whole_one.startswith(f"{whole_other}-") or whole_other.startswith(f"{whole_one}-") else None
    )


def _solid(place: str, numbers: tuple[str, ...]) -> str:
    joined = "-".join(numbers)
    return f"{place}-{joined}" if place[-1:].isdecimal() and joined else place + joined


def _other_town(first: Address, second: Address, one: Town, other: Town) -> Finding:
    level = differing_level(one, other)
    numbered = bool(first.numbers and second.numbers)
    if (
        level != "prefecture"
        and (not numbered or first.numbers == second.numbers)
        and less_detail(one, other, numbered=numbered)
    ):
        return _LESS
    return Finding(Outcome.DIFFER, (level,), level)


def _numbers_and_building(first: Address, second: Address, rules: tuple[str, ...]) -> Finding:
    if first.streets != second.streets:
        if first.streets and second.streets:
            return _OTHER_STREETS if first.numbers == second.numbers else _OTHER_NUMBER
        rules = (*rules, "N8")
    if first.numbers == second.numbers:
        return _building(first, second, rules)
    few, many = (first, second) if len(first.numbers) < len(second.numbers) else (second, first)
    shared = len(few.numbers)
    if few.numbers != many.numbers[:shared]:
        return _OTHER_NUMBER
    closed = _house_is_named(few, shared) or _house_is_named(many, shared)
    room = room_behind(few.building, shared, many.numbers[shared:], many.building, closed=closed)
    if room is None:
        return _OTHER_BUILDING
    return _explained(first, second, (*rules, "N6")) if room else _LESS


def _house_is_named(address: Address, count: int) -> bool:
    """Whether the first `count` numbers are whole: 丁目, 番 and 号, or closed by 号, or 番地 with a branch."""
    branch = any(unit.startswith("番地") for unit in address.units[: count - 1])
    return (
        count == _BLOCK_LOT_HOUSE
        or branch
        or any(unit[0] == "号" for unit in address.units[count - 1 : count] if unit)
    )


def _building(first: Address, second: Address, rules: tuple[str, ...]) -> Finding:
    if first.building == second.building:
        return _explained(first, second, rules)
    building = same_building(first.building, second.building)
    return _OTHER_BUILDING if building is None else _explained(first, second, (*rules, *building))


def _explained(first: Address, second: Address, rules: tuple[str, ...]) -> Finding:
    written = set(rules)
    shared = min(len(first.numbers), len(second.numbers)) - 1
    complete = len(first.numbers) == len(second.numbers)
    if first.units[:shared] != second.units[:shared] or (complete and first.units != second.units):
        written.add("N1")
    if first.kanji_numerals != second.kanji_numerals:
        written.add("N2")
    return Finding(Outcome.EXPLAINED, tuple(sorted(written))) if written else SAME
