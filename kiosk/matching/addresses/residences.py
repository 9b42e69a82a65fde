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
    city_left_out,
    differing_level,
    has_number,
    less_detail,
    merged,
    no_other_lines,
    only_link_left_out,
    only_ward_left_out,
    read_town,
    same_place,
    with_digits,
)
from kiosk.matching.parts import ABSENT, AGREES, SAME, UNREADABLE, Finding
from kiosk.matching.report import Outcome, Person
from kiosk.matching.text.normalise import blank, plain, squeezed

_NOT_A_DIGIT = re.compile(r"\D")
_BLOCK_LOT_HOUSE = 3
_LESS = Finding(Outcome.NEAR, ("N7",))
_OTHER_NUMBER = Finding(Outcome.DIFFER, ("number",), "number")
_OTHER_BUILDING = Finding(Outcome.NEAR, ("building",))
_OTHER_STREETS = Finding(Outcome.NEAR, ("streets",))
_OTHER_POSTCODE = Finding(Outcome.NEAR, ("postcode",))
_TWO = 2
_BY_SPELLING = frozenset({"N4", "N5"})
"""Rules that call two place names one by how they are written: two towns with two postcodes may be written so alike."""
_WARD_OF_CITY = re.compile(r"(?<=市)[^市町村\d]{1,4}?区$")


def compare_addresses(displayed: Person, held: Person, municipality: str = "") -> Finding:
    """The address of two persons, their postcodes where the towns have different names.

    `municipality` is the clinic's own: its patients' addresses begin at the ward or the town where it is left out.
    """
    one, other = displayed.address, held.address
    if one is None or other is None or blank(one) or blank(other):
        return ABSENT
    if one == other:
        return SAME
    postcodes = _postcodes(displayed, held)
    found = compare_places(one, other, one_postcode=postcodes == 1)
    if found.outcome not in AGREES and postcodes != _TWO and municipality:
        found = _completed(one, other, municipality) or found
    if found.part in {"town", "city"} and postcodes == 1:
        return Finding(Outcome.NEAR, ("N9",), found.part)
    if postcodes == _TWO:
        # A ward of Kyoto may have several towns of one name, told apart by their streets; their postcodes differ too.
        if "N8" in found.rules:
            return _OTHER_STREETS
        if found.outcome in AGREES and not _BY_SPELLING.isdisjoint(found.rules):
            return _OTHER_POSTCODE
    return found


def _completed(one: str, other: str, municipality: str) -> Finding | None:
    """With the clinic's municipality before the side that lacks one; its ward may stand in the address itself."""
    for whole in (municipality, _WARD_OF_CITY.sub("", municipality)):
        for pair in ((whole + one, other), (one, whole + other)):
            found = compare_places(*pair)
            if found.outcome in AGREES:
                return Finding(Outcome.EXPLAINED, (*(each for each in found.rules if each != "same"), "N15"))
    return None


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
        town_rules = _by_postcode(town_one, town_other, numbered=bool(first.numbers and second.numbers))
    if town_rules is not None:
        return _numbers_and_building(first, second, town_rules)
    if only_link_left_out(town_one, town_other):
        found = _numbers_and_building(first, second, ("N13",))
        return Finding(Outcome.NEAR, ("link",)) if found.outcome in AGREES else found
    return _written_as_one(first, second, town_one, town_other) or _other_town(
        first, second, town_one, town_other
    )


def _by_postcode(one: Town, other: Town, *, numbered: bool) -> tuple[str, ...] | None:
    """What an equal postcode says beside names that are alike, each with its rule; the first that fits."""
    if only_ward_left_out(one, other):
        return ("N11",)
    if only_link_left_out(one, other):
        return ("N13",)
    left_out = numbered and city_left_out(one, other)
    if merged(one, other) and not (left_out and _bare(one, other)):
        return ("N12",)
    return ("N14",) if left_out else None


def _bare(one: Town, other: Town) -> bool:
    """Whether the shorter side begins at its town: a municipality of former days is written with its county or prefecture."""
    short = min(one, other, key=lambda each: len(each.folded))
    return not (short.prefecture or short.shortened)


def _written_as_one(first: Address, second: Address, one: Town, other: Town) -> Finding | None:
    """Where the numbers of the place itself are written in two ways, so that it ends elsewhere: 北三条西2-1, 北3西2-1."""
    if not (has_number(one.folded) or has_number(other.folded)):
        return None
    if one.prefecture != other.prefecture and one.prefecture and other.prefecture:
        return None
    place_one, lines_one = with_digits(one.folded)
    place_other, lines_other = with_digits(other.folded)
    if not no_other_lines(lines_one, lines_other):
        return None
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
