"""What is kept of one comparison of faces: the decision for ever, its scores until their end date."""

from __future__ import annotations

from kiosk.checkin.machine.seen import Measured
from kiosk.storage.unit_of_work import UnitOfWork


def keep_face(work: UnitOfWork, visit: str, outcome: str, attempt: int, measured: Measured | None) -> None:
    """The audit hears what decided, for ever; the scores stand beside it, until their end date."""
    told: dict[str, object] = {"outcome": outcome, "attempt": attempt}
    if measured is None:
        work.audit("face_compared", visit, told)
        return
    facts = {
        "liveness": measured.liveness,
        "reason": measured.reason,
        "rule": measured.rule,
        "models": list(measured.models),
        "threshold": measured.threshold,
        "second_threshold": measured.second_threshold,
        "looks": len(measured.scores),
    }
    work.audit("face_compared", visit, told | {key: value for key, value in facts.items() if value})
    scores = (*measured.scores, *(each for each in (measured.second, measured.held) if each is not None))
    work.camera_tries.keep(visit, outcome, measured.liveness, scores)
