"""Card ↔ answer ↔ chart: three sides, three pairs, the worst of them decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.matching.decide import compare, decide, recalled, settled
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.matching.report import Decision, MatchReport, Outcome, Person

_SEVERITY = {Decision.PASS: 0, Decision.ASK: 1, Decision.STOP: 2}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What surrounds an answer beside its five items.

    `candidates`: numbers of all the clinic's patients that fit. `qualifications`: how many the service answered with.
    `relaxed`: somebody searched with fewer items than usual.
    `remembered`: the display was confirmed before (see `confirmation_digest`). `common_name`: as in `compare`.
    """

    candidates: tuple[str, ...] = ()
    qualifications: int = 1
    relaxed: bool = False
    remembered: bool = False
    common_name: bool = True
    site: Site = ANYWHERE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides compared: card_answer, answer_chart or card_chart."""

    sides: str
    report: MatchReport


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """`rule` is the first that fired; `sides` names its pair, empty where circumstances decided."""

    decision: Decision
    rule: str
    pairs: tuple[Pair, ...]
    sides: str = ""
    question: tuple[tuple[str, str], ...] = ()
    candidates: tuple[str, ...] = ()

    def ask(self, language: str) -> str:
        return dict(self.question).get(language, "")


_QUESTIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ask.candidates": (
        ("ja", "当てはまる患者さんが複数います。一覧から、ご本人に確かめて選んでください。"),
        ("en", "Several of your patients fit. Ask the patient, then choose from the list."),
    ),
    "ask.qualifications": (
        ("ja", "複数の資格が見つかりました。保険者の名前をご本人に言っていただいてください。"),
        ("en", "Several qualifications were found. Let the patient say the name of the insurer."),
    ),
    "ask.relaxed": (
        ("ja", "条件をゆるめた検索の結果です。お名前・生年月日・ご住所を言っていただいてください。"),
        ("en", "This was found by a relaxed search. Let the patient say name, birth date and address."),
    ),
    "ask.application": (
        (
            "ja",
            "比べる記録がありません。申込書の5項目（氏名・カナ・性別・生年月日・住所）を先に入力してください。",
        ),
        ("en", "There is no record to compare with. Enter the five items of the application form first."),
    ),
}


def three_way(
    card: Person | None,
    answer: Person,
    chart: Person | None,
    application: Person | None = None,
    circumstances: Circumstances | None = None,
) -> ThreeWay:
    """Decide about one answer. `application` (申込書) stands for the chart of a first visit.

    A card has no kana, and ● cannot be told without one: what the card leaves unknown counts as settled where the
    answer and the chart settle it between them. Everything else unknown asks.
    """
    around = circumstances or Circumstances()
    held = chart or application
    pairs = _pairs(card, answer, held, around)
    worst = max(pairs, key=lambda pair: _SEVERITY[pair.report.decision], default=None)
    stopped = worst is not None and worst.report.decision is Decision.STOP
    rule = None if stopped else _circumstance(around, held)
    if rule is not None:
        return ThreeWay(Decision.ASK, rule, pairs, "", _QUESTIONS[rule], around.candidates)
    if worst is None:
        raise AssertionError("with somebody to compare with there is a pair")
    report = worst.report
    return ThreeWay(report.decision, report.rule, pairs, worst.sides, report.question, around.candidates)


def _circumstance(around: Circumstances, held: Person | None) -> str | None:
    order = (
        ("ask.candidates", len(around.candidates) > 1),
        ("ask.qualifications", around.qualifications > 1),
        ("ask.relaxed", around.relaxed),
        ("ask.application", held is None),
    )
    return next((rule for rule, holds in order if holds), None)


def _pairs(
    card: Person | None, answer: Person, held: Person | None, around: Circumstances
) -> tuple[Pair, ...]:
    def told(one: Person, other: Person) -> MatchReport:
        return compare(one, other, common_name=around.common_name, site=around.site)

    anchor = told(answer, held) if held else None
    pairs = []
    if card:
        pairs.append(Pair("card_answer", _with_card(told(answer, card), anchor, around)))
    if anchor:
        pairs.append(Pair("answer_chart", anchor))
    if card and held:
        pairs.append(Pair("card_chart", _with_card(told(card, held), anchor, around)))
    return (
        tuple(Pair(pair.sides, recalled(pair.report)) for pair in pairs)
        if around.remembered
        else tuple(pairs)
    )


def _with_card(report: MatchReport, anchor: MatchReport | None, around: Circumstances) -> MatchReport:
    """The pair's report; its unknowns do not ask where answer and chart have settled the same field."""
    if report.decision is not Decision.ASK or anchor is None:
        return report
    told = {each.field: each for each in anchor.fields}
    weighed = tuple(
        told[each.field] if each.outcome is Outcome.UNKNOWN and settled(told[each.field]) else each
        for each in report.fields
    )
    verdict = decide(weighed, common_name=around.common_name)
    return MatchReport(verdict.decision, verdict.rule, report.fields, verdict.question)
