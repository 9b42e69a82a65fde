"""Which records are a failed proof, and what becomes of earlier tries once the holder of the same card is proved."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.machine import effects
from kiosk.checkin.machine.effects import Record
from kiosk.checkin.machine.seen import Outcome
from kiosk.clock import Moment
from kiosk.storage.unit_of_work import UnitOfWork
from kiosk.troubles import OF_TRUST


def is_failed_proof(each: Record) -> bool:
    """Whether somebody tried to prove to be the card's holder, and it was not so."""
    match each:
        case effects.RecordEvent("pin_verified", facts):
            return dict(facts)["outcome"] == "wrong"
        case effects.RecordFace(outcome=outcome):
            return outcome == "differs"
        case effects.RecordVouch(confirmed=confirmed):
            return not confirmed
        case effects.RecordTrouble(code=code):
            return code in OF_TRUST
        case _:
            return False


TRIES = frozenset({Outcome.ABANDONED.value, Outcome.HANDED_TO_STAFF.value})
"""How a visit ends in which nobody got as far as a proof."""


def close_tries(work: UnitOfWork, visit: str, now: Moment, by: str) -> None:
    """The holder is proved: earlier tries of today with the same card wait for nobody any more. Failed proofs stand."""
    for number in sorted(work.tries.without_failure(visit, now.today)):
        tried = work.visits.find(number)
        if (
            tried.outcome in TRIES
            and tried.waits_for in {"desk", "card_later"}
            and not (tried.method or tried.evidence_kind)
        ):
            gone = replace(tried, outcome=Outcome.ABANDONED.value, waits_for=None)
            work.visits.update(gone, by, f"checked in as {visit}")
            work.outages.drop_draft(number)
            work.audit("visit_let_go", number, {"by": by, "reason": "otherwise"})
