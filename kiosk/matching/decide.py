"""From two persons to PASS, ASK or STOP."""

from __future__ import annotations

from dataclasses import replace

from kiosk.matching.decisions import DECISIONS
from kiosk.matching.fields import compare_fields
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.matching.report import Decision, FieldReport, MatchReport, Outcome, Person

REMEMBERED = "remembered"


def decide(fields: tuple[FieldReport, ...], *, common_name: bool = True) -> MatchReport:
    """The report of five field reports, by the first rule that fits them."""
    if all(map(settled, fields)):
        # Most comparisons: no rule but the last can fit.
        return MatchReport(DECISIONS[-1].decision, DECISIONS[-1].id, fields)
    by_name = {report.field: report for report in fields}
    tried = (rule for rule in DECISIONS if not (common_name and rule.of_uncommon_names))
    rule = next(rule for rule in tried if rule.fits(by_name))
    return MatchReport(rule.decision, rule.id, fields, rule.question)


def compare(
    displayed: Person,
    held: Person,
    *,
    remembered: bool = False,
    common_name: bool = True,
    site: Site = ANYWHERE,
) -> MatchReport:
    """Compare what is displayed with what is held.

    `remembered`: staff have confirmed exactly this display for this patient before (see `confirmation_digest`). It
    answers a question again, it never lifts a STOP. `common_name`: an address that is not shown has to be asked about,
    as it always has unless the site lets uncommon names pass.
    """
    report = decide(compare_fields(displayed, held, site), common_name=common_name)
    return recalled(report) if remembered else report


def recalled(report: MatchReport) -> MatchReport:
    """An ASK that was answered for this display before."""
    if report.decision is not Decision.ASK:
        return report
    return replace(report, decision=Decision.PASS, rule=REMEMBERED, question=())


def settled(report: FieldReport) -> bool:
    return report.outcome in {Outcome.AGREE, Outcome.EXPLAINED}
