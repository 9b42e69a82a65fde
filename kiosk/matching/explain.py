"""Two rows of characters, one above the other, each cell marked with what the comparison made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from kiosk.matching.names import kana
from kiosk.matching.names.characters import explain_character
from kiosk.matching.names.hidden import HIDDEN
from kiosk.matching.report import Person
from kiosk.matching.text.normalise import one_hyphen, plain


class Mark(Enum):
    EQUAL = "equal"
    EXPLAINED = "explained"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Cell:
    """One column: a character of each side, empty where a side has none; `rule` is the reason, an id of the rule table."""

    displayed: str = field(repr=False)
    held: str = field(repr=False)
    mark: Mark
    rule: str = ""


def explain(displayed: Person, held: Person) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """((field, cells), …) for the five fields; a side without the field gives unknown cells."""
    return (
        ("name", align(displayed.name, held.name)),
        ("kana", align(displayed.kana, held.kana, _kana_rule)),
        ("sex", align(displayed.sex, held.sex)),
        ("birthdate", align(_day(displayed), _day(held))),
        ("address", align(displayed.address, held.address)),
    )


def _day(person: Person) -> str | None:
    return person.birthdate.isoformat() if person.birthdate else person.birthdate_written


def _kana_rule(one: str, other: str) -> str | None:
    rules = kana.explanation(one, other)
    if rules is not None:
        return rules[0] if rules else ""
    return "A3" if "ー" in {one, other} and kana.is_vowel(one if other == "ー" else other) else None


@lru_cache(maxsize=1 << 8)
def align(
    displayed: str | None, held: str | None, reason: Callable[[str, str], str | None] = explain_character
) -> tuple[Cell, ...]:
    """The cheapest alignment of two texts, width folded; a character without a partner stands alone."""
    one, other = _ready(displayed, reason), _ready(held, reason)
    if not one or not other:
        return tuple(
            Cell(each if one else "", each if other else "", Mark.UNKNOWN, "absent") for each in one or other
        )
    costs = _costs(one, other, reason)
    cells: list[Cell] = []
    left, right = len(one), len(other)
    while left or right:
        if (
            left
            and right
            and costs[left][right]
            == costs[left - 1][right - 1] + _cost(one[left - 1], other[right - 1], reason)
        ):
            left, right = left - 1, right - 1
            cells.append(_cell(one[left], other[right], reason))
        elif left and costs[left][right] == costs[left - 1][right] + 2:
            left -= 1
            cells.append(Cell(one[left], "", Mark.DIFFERENT))
        else:
            right -= 1
            cells.append(Cell("", other[right], Mark.DIFFERENT))
    return tuple(reversed(cells))


def _ready(text: str | None, reason: Callable[[str, str], str | None]) -> str:
    if text is None:
        return ""
    return " ".join(kana.words(text)) if reason is _kana_rule else one_hyphen(plain(text))


def _cost(one: str, other: str, reason: Callable[[str, str], str | None]) -> int:
    """Equal is free, explained almost, a difference costs less than two lone characters."""
    if one == other:
        return 0
    return 1 if reason(one, other) is not None else 3


def _costs(one: str, other: str, reason: Callable[[str, str], str | None]) -> list[list[int]]:
    table = [[2 * column for column in range(len(other) + 1)]]
    for row, left in enumerate(one, 1):
        line = [2 * row]
        for column, right in enumerate(other, 1):
            diagonal = table[-1][column - 1] + _cost(left, right, reason)
            line.append(min(diagonal, table[-1][column] + 2, line[-1] + 2))
        table.append(line)
    return table


def _cell(one: str, other: str, reason: Callable[[str, str], str | None]) -> Cell:
    if HIDDEN in {one, other}:
        return Cell(one, other, Mark.UNKNOWN, "K3")
    rule = "" if one == other else reason(one, other)
    if rule is None:
        return Cell(one, other, Mark.DIFFERENT)
    return Cell(one, other, Mark.EXPLAINED if rule else Mark.EQUAL, rule)
