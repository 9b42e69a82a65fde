"""Comparing again what a visit holds, and bringing the visit to what comes of it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.conductor.recording import KIOSK, evidence_kind, keep_comparison
from kiosk.checkin.machine.conclude import settled_by
from kiosk.checkin.machine.effects import CloseMedical
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import Desk, Open
from kiosk.desk.sides import judged, sides_of, was_remembered
from kiosk.desk.stopping import stop_link
from kiosk.matching.report import Decision


def compare_again(desk: Desk, here: Open, why: str, *, chosen_by_hand: bool = False) -> None:
    """Hold answer, card and the clinic's side against each other; without an answer nothing changes.

    A chart that was `chosen_by_hand` and does not fit is first of all a slip of that hand: it is asked about, and no link of
    anybody is closed for it until somebody says that the answer differs.
    """
    visit = here.work.visits.find(here.visit.number)
    sides = sides_of(here.work, visit, desk.house.ports.comparing)
    remembered = was_remembered(desk.house.storage, here.work, visit, sides.qualification)
    found = judged(sides, remembered=remembered)
    if found is None:
        return
    for pair in found.pairs:
        keep_comparison(here.work, visit.number, pair.sides, pair.report)
    charts = (sides.chart,) if sides.chart else ()
    settled, effects = settled_by(found, charts, by_card=visit.method is not None)
    if chosen_by_hand and found.decision is Decision.STOP:
        patient = sides.chart.patient_id if sides.chart else None
        settled = Settled(Outcome.HANDED_TO_STAFF, Decision.ASK, None, "question", patient, found.rule)
        effects = ()
    bring_to(desk, here, settled, why)
    if any(isinstance(each, CloseMedical) for each in effects):
        close_medical(here, found.rule, KIOSK)


def bring_to(desk: Desk, here: Open, settled: Settled, why: str) -> None:
    """The visit comes to `settled` by a decision of the desk; the trace keeps what it was."""
    visit = here.work.visits.find(here.visit.number)
    changed = replace(
        visit,
        outcome=settled.outcome.value,
        decision=settled.decision,
        waits_for=settled.waits_for or None,
        evidence_kind=evidence_kind(settled, visit),
        closed_at=visit.closed_at or desk.now.wall,
    )
    here.work.visits.update(changed, desk.by, why)


def close_medical(here: Open, rule: str, by: str) -> None:
    """Whatever is stopped has its link closed and a case opened, until a second person lifts it."""
    stop_link(here.work, here.visit.number, rule, by)
