"""Two sides of one field, one row of characters above the other, taken apart where the field has parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from kiosk.matching.addresses.parsed import LONGEST, read_address
from kiosk.matching.explain import Cell, Mark, align, explain
from kiosk.matching.report import FieldReport, Outcome, Person
from kiosk.matching.text.normalise import squeezed
from kiosk.matching.three_way import Pair

ALIAS = "K5"
NAME_PARTS = ("family", "given")
OPEN = frozenset({Outcome.DIFFER, Outcome.NEAR})


@dataclass(frozen=True, slots=True)
class Part:
    """Columns of one part: family, given, year, month, day, town, number or building; empty for a field without parts."""

    name: str
    cells: tuple[Cell, ...] = field(repr=False)

    @property
    def told(self) -> tuple[Cell, ...]:
        """The columns that are not simply equal: what is read aloud."""
        return tuple(cell for cell in self.cells if cell.mark is not Mark.EQUAL)


@dataclass(frozen=True, slots=True)
class Aligned:
    """One pair of sides in one field. `upper` and `lower` name the sides: card, answer or held.

    `lower` is more than one where the card reads like what the clinic holds.
    """

    upper: str
    lower: tuple[str, ...]
    report: FieldReport
    parts: tuple[Part, ...] = ()

    @property
    def by_alias(self) -> bool:
        """通称: the rows show the other registered name of the upper side."""
        return ALIAS in self.report.rules

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The ids that stand in the rule table; what merely names the part that differs is said in the sentence."""
        return tuple(rule for rule in self.report.rules if rule[1:].isdigit())


SIDES = {
    "answer_chart": ("answer", "held"),
    "card_answer": ("answer", "card"),
    "card_chart": ("card", "held"),
}
"""Which side stands above which, in the order in which the pairs are shown."""


def aligned_pairs(
    name: str, pairs: tuple[Pair, ...], persons: dict[str, Person | None]
) -> tuple[Aligned, ...]:
    """The pairs that a field has to tell something about.

    An equal pair tells nothing, nor does one whose side has nothing there to compare; and where the card reads like one
    of the other two and comes to the same with the third, that pair would only repeat what stands there already.
    """
    reports = {pair.sides: _report(pair, name) for pair in pairs}
    like_held = _alike(name, persons["card"], persons["held"])
    repeated = "card_answer" if like_held else "card_chart"
    same_finding = _outcome(reports, repeated) is _outcome(reports, "answer_chart")
    alike = like_held or _alike(name, persons["card"], persons["answer"])
    shown = []
    for sides, (upper, lower) in SIDES.items():
        one, other, report = persons[upper], persons[lower], reports.get(sides)
        if report is None or one is None or other is None or (alike and same_finding and sides == repeated):
            continue
        silent = sides != "answer_chart" and report.outcome is Outcome.UNKNOWN
        if report.outcome is not Outcome.AGREE and not silent:
            both = like_held and same_finding and sides == "answer_chart"
            below = (lower, "card") if both else (lower,)
            shown.append(Aligned(upper, below, report, parts_of(name, one, other, report)))
    return tuple(shown)


def _report(pair: Pair, name: str) -> FieldReport:
    return next(each for each in pair.report.fields if each.field == name)


def _outcome(reports: Mapping[str, FieldReport], sides: str) -> Outcome | None:
    report = reports.get(sides)
    return report.outcome if report else None


def _alike(name: str, one: Person | None, other: Person | None) -> bool:
    """Whether both sides have the field and write it in the same way."""
    if one is None or other is None:
        return False
    texts = [squeezed(str(getattr(each, name) or "")) for each in (one, other)]
    return texts[0] == texts[1] != ""


def parts_of(name: str, one: Person, other: Person, report: FieldReport) -> tuple[Part, ...]:
    """The rows of two persons in one field; none where one side has nothing."""
    if report.outcome is Outcome.UNKNOWN and not (getattr(one, name) and getattr(other, name)):
        return ()
    parts = tuple(_PARTS[name](*_as_compared(name, one, other, report)))
    return tuple(Part(part.name, _told(part.cells, report)) for part in parts if part.cells)


def _as_compared(name: str, one: Person, other: Person, report: FieldReport) -> tuple[Person, Person]:
    """通称: where the other registered name is what agreed, it is the one to be looked at."""
    if ALIAS not in report.rules or name not in {"name", "kana"}:
        return one, other
    return _by_alias(one), _by_alias(other)


def _by_alias(person: Person) -> Person:
    return replace(person, name=person.name_of_other or person.name, kana=person.kana_of_other or person.kana)


def _name(one: Person, other: Person) -> Iterator[Part]:
    return _split(_either_way(align(one.name, other.name)))


def _kana(one: Person, other: Person) -> Iterator[Part]:
    return _split(_either_way(dict(explain(one, other))["kana"]))


def _sex(one: Person, other: Person) -> Iterator[Part]:
    yield Part("", align(one.sex, other.sex))


def _birthdate(one: Person, other: Person) -> Iterator[Part]:
    if one.birthdate is None or other.birthdate is None:
        yield Part("", dict(explain(one, other))["birthdate"])
        return
    texts = (one.birthdate.isoformat().split("-"), other.birthdate.isoformat().split("-"))
    for name, above, below in zip(("year", "month", "day"), *texts, strict=True):
        yield Part(name, _side_by_side(above, below))


def _address(one: Person, other: Person) -> Iterator[Part]:
    above, below = (read_address((each.address or "")[:LONGEST]) for each in (one, other))
    yield Part("town", _either_way(align(above.place, below.place)))
    yield Part("streets", _either_way(align(above.streets, below.streets)))
    yield Part("number", tuple(_numbers(above.numbers, below.numbers)))
    yield Part("building", _either_way(align(above.building, below.building)))


_PARTS = {"name": _name, "kana": _kana, "sex": _sex, "birthdate": _birthdate, "address": _address}


def _numbers(above: tuple[str, ...], below: tuple[str, ...]) -> Iterator[Cell]:
    """Block, lot and house, each a column: a number that one side lacks is unknown, not different."""
    for one, other in zip_longest(above, below, fillvalue=""):
        mark = Mark.EQUAL if one == other else Mark.DIFFERENT if one and other else Mark.UNKNOWN
        yield Cell(one, other, mark)


def _side_by_side(above: str, below: str) -> tuple[Cell, ...]:
    """Column by column: for digits, and for texts that share so little that any other alignment would be chance."""
    return tuple(
        Cell(one, other, Mark.EQUAL if one == other else Mark.DIFFERENT)
        for one, other in zip_longest(above, below, fillvalue="")
    )


def _either_way(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    shared = sum(cell.mark is not Mark.DIFFERENT for cell in cells)
    if 2 * shared >= len(cells):
        return cells
    above, below = ("".join(getattr(cell, row) for cell in cells) for row in ("displayed", "held"))
    return _side_by_side(above, below)


def _split(cells: tuple[Cell, ...]) -> Iterator[Part]:
    """Family and given name where both sides have one space at the same place, else the whole."""
    runs = [tuple(run) for space, run in groupby(cells, _is_space) if not space]
    if len(runs) != len(NAME_PARTS) or sum(map(_is_space, cells)) != 1:
        yield Part("", cells)
        return
    for name, run in zip(NAME_PARTS, runs, strict=True):
        yield Part(name, run)


def _is_space(cell: Cell) -> bool:
    return cell.displayed == cell.held == " "


def _told(cells: tuple[Cell, ...], report: FieldReport) -> tuple[Cell, ...]:
    """What the rules explain as a whole (丁目 against a hyphen, another order) has no differing character."""
    if report.outcome in OPEN:
        return cells
    rule = report.rules[0] if report.rules else ""
    return tuple(
        replace(cell, mark=Mark.EXPLAINED, rule=cell.rule or rule) if _loose(cell, report) else cell
        for cell in cells
    )


def _loose(cell: Cell, report: FieldReport) -> bool:
    explained = report.outcome is Outcome.EXPLAINED
    return cell.mark is Mark.DIFFERENT or (explained and cell.mark is Mark.UNKNOWN and not cell.rule)
