"""A draft of an outage: what a card said whose holder nobody has proved, until somebody of the desk looks."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.machine.seen import Outcome, Reason
from kiosk.desk.acting import Desk, NotNow, opened
from kiosk.desk.standing import Act


def draft_seen(desk: Desk, number: str) -> None:
    """「券面と顔を見ました」: the draft becomes a note, which is asked when the service answers. Nobody types anything.

    Raises NotNow where there is no draft.
    """
    with opened(desk, number, Act.SEE_DRAFT) as here:
        identifier = here.work.outages.confirm_draft(number)
        if identifier is None:
            raise NotNow("moved_on")
        noted = replace(
            here.visit,
            outcome=Outcome.NOTED_IN_OUTAGE.value,
            reason=Reason.SERVICE.value,
            waits_for=None,
            closed_at=here.visit.closed_at or desk.now.wall,
        )
        here.work.visits.update(noted, desk.by, "front and face were seen at the desk")
        here.work.audit("draft_seen", number, {"by": desk.by, "identifier": identifier})
