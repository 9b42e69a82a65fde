"""The comparison as the desk reads it: a line for each of the five fields, three sides beside each other, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk.desk.sides import Sides, judged, one_person
from kiosk.desk.visit.alignment import Aligned, aligned_pairs
from kiosk.matching.report import Decision, FieldReport, Outcome, Person
from kiosk.matching.three_way import Pair, ThreeWay

SEVERITY = (Outcome.DIFFER, Outcome.NEAR, Outcome.UNKNOWN, Outcome.EXPLAINED, Outcome.AGREE)
"""Of several pairs, the worst speaks for a field."""


UNSURE = frozenset({Outcome.DIFFER, Outcome.NEAR, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field. Empty text is "absent"; `pairs` are the sides that are not simply equal, aligned."""

    name: str
    card: str = field(repr=False)
    answer: str = field(repr=False)
    held: str = field(repr=False)
    outcome: Outcome
    report: FieldReport
    pairs: tuple[Aligned, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ComparisonCard:
    """`rule` fired first and asks `question` ((language, sentence), …).

    `chart_alone`: a STOP while card and answer are of one person, so perhaps another patient's chart is open.
    `veiled`: the answer's side is sealed, and empty or masked here.
    """

    decision: Decision
    rule: str
    question: tuple[tuple[str, str], ...]
    lines: tuple[FieldLine, ...]
    held_is: str
    chart_alone: bool = False
    veiled: bool = False

    @property
    def to_ask(self) -> tuple[str, ...]:
        """The items that do not simply agree, to be asked for without their values; all where none stands out."""
        unsure = tuple(each.name for each in self.lines if each.outcome in UNSURE)
        return unsure or ("name", "birthdate", "address")

    def ask(self, language: str) -> str:
        return dict(self.question).get(language, "")


def veiled(card: ComparisonCard, *, masked: bool) -> ComparisonCard:
    """While a STOP stands: which fields differ, and our side. Of the other, nothing, or for the second person its shape."""
    lines = tuple(
        replace(line, answer=mask(line.name, line.answer) if masked else "", pairs=()) for line in card.lines
    )
    return replace(card, lines=lines, veiled=True)


def mask(name: str, text: str) -> str:
    """Enough to recognise an answer that one expects, too little to learn one: 鈴＊＊ or 1950-＊＊."""
    if not text or name == "sex":
        return ""
    return f"{text[:5] if name == 'birthdate' else text[:1]}＊＊"


def comparison_card(sides: Sides, *, remembered: bool = False) -> ComparisonCard | None:
    """None while there is no answer, or nothing of the clinic's to hold it against: then nothing is shown."""
    found = judged(sides, remembered=remembered)
    if found is None or not sides.comparable:
        return None
    held_is = "chart" if sides.chart else "application" if sides.application else ""
    alone = one_person(found) and sides.chart is not None and found.decision is Decision.STOP
    return ComparisonCard(found.decision, found.rule, found.question, _lines(sides, found), held_is, alone)


def _lines(sides: Sides, found: ThreeWay) -> tuple[FieldLine, ...]:
    names = ("name", "kana", "sex", "birthdate", "address")
    persons = {"card": sides.card, "answer": sides.answer, "held": sides.held}
    lines = []
    for name in names:
        report = _worst(name, found.pairs)
        if report is None:
            continue
        lines.append(
            FieldLine(
                name,
                text_of(sides.card, name),
                text_of(sides.answer, name),
                text_of(sides.held, name),
                report.outcome,
                report,
                aligned_pairs(name, found.pairs, persons),
            )
        )
    return tuple(lines)


def _worst(name: str, pairs: tuple[Pair, ...]) -> FieldReport | None:
    """A card has no kana: what a pair with the card cannot know does not speak for the field."""
    reports = [(pair.sides, each) for pair in pairs for each in pair.report.fields if each.field == name]
    told = [each for sides, each in reports if each.outcome is not Outcome.UNKNOWN or sides == "answer_chart"]
    if not told:
        return reports[0][1] if reports else None
    return min(told, key=lambda each: SEVERITY.index(each.outcome))


def text_of(person: Person | None, name: str) -> str:
    """One item as it stands; sex stays its code, for the page to translate."""
    if person is None:
        return ""
    if name == "birthdate":
        return person.birthdate.isoformat() if person.birthdate else person.birthdate_written or ""
    return str(getattr(person, name) or "")
