"""From two persons to PASS, ASK or STOP."""

from __future__ import annotations

from dataclasses import replace

from kiosk.matching.decisions import DECISIONS, DecisionRule
from kiosk.matching.fields import compare_fields
from kiosk.matching.report import Decision, FieldReport, MatchReport, Outcome, Person

REMEMBERED = "remembered"


def first_that_fits(fields: tuple[FieldReport, ...]) -> DecisionRule:
    by_name = {report.field: report for report in fields}
    return next(rule for rule in DECISIONS if rule.fits(by_name))


def decide(fields: tuple[FieldReport, ...]) -> MatchReport:
    """The report of five field reports."""
    rule = first_that_fits(fields)
    return MatchReport(rule.decision, rule.id, fields, rule.question)


def compare(displayed: Person, held: Person, *, remembered: bool = False) -> MatchReport:
    """Compare what is displayed with what is held.

    `remembered`: staff have confirmed exactly this display for this patient before (see `confirmation_digest`). It
    answers a question again, it never lifts a STOP.
    """
    report = decide(compare_fields(displayed, held))
    return recalled(report) if remembered else report


def recalled(report: MatchReport) -> MatchReport:
    """An ASK that was answered for this display before."""
    if report.decision is not Decision.ASK:
        return report
    return replace(report, decision=Decision.PASS, rule=REMEMBERED, question=())


def settled(report: FieldReport) -> bool:
    return report.outcome in {Outcome.AGREE, Outcome.EXPLAINED}
