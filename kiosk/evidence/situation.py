"""Who has a qualification to declare, and who has none: told apart by what the service answered. Pure."""

from __future__ import annotations

from enum import Enum

from kiosk.qualification.model import Answer, Validity


class Situation(Enum):
    """What an answer that confirms nothing says about the person."""

    MAY_DECLARE = "may_declare"
    """Invalid without more, or no data: most likely the registration is late. The patient declares what they have."""
    NEWER = "newer"
    """Another qualification has begun: the service is asked with that one; a declaration only when it cannot be shown."""
    SEVERAL = "several"
    """More than one fits: staff ask which."""
    ON_ASSISTANCE = "on_assistance"
    """生活保護: the insurance ended, 医療扶助 pays. There is nothing to declare; the welfare office issues the ticket."""
    TICKET_MISSING = "ticket_missing"
    """医療扶助 without a registered 医療券."""
    DECEASED = "deceased"
    """Lost by death, and somebody stands here: a wrong record or another person's. Staff clear it with the insurer."""


LOST_BY_DEATH = "01"
LOST_TO_ASSISTANCE = "02"
LOST_TO_ANOTHER = "03"
"""資格喪失事由 (OQSCD008)."""

BY_REASON_OF_LOSS: dict[str, Situation] = {
    LOST_BY_DEATH: Situation.DECEASED,
    LOST_TO_ASSISTANCE: Situation.ON_ASSISTANCE,
    LOST_TO_ANOTHER: Situation.NEWER,
}

BY_VALIDITY: dict[Validity | None, Situation] = {
    Validity.VALID: Situation.SEVERAL,
    Validity.INVALID: Situation.MAY_DECLARE,
    Validity.INVALID_NEWER: Situation.NEWER,
    Validity.NOT_FOUND: Situation.MAY_DECLARE,
    Validity.SEVERAL: Situation.SEVERAL,
    Validity.VALID_UNREGISTERED: Situation.TICKET_MISSING,
    None: Situation.MAY_DECLARE,
}
"""A "valid" that confirms nothing is one about several qualifications."""


def told_apart(answer: Answer) -> Situation:
    """What the answer says, by its validity and, where that is "invalid", by why the qualification ended.

    Several ended qualifications with different reasons are told apart by the one that ended last.
    """
    situation = BY_VALIDITY[answer.validity]
    if situation is not Situation.MAY_DECLARE:
        return situation
    ended = sorted(
        (each for each in answer.qualifications if each.disqualified_on),
        key=lambda each: each.disqualified_on.isoformat() if each.disqualified_on else "",
    )
    lost = ended[-1] if ended else next(iter(answer.qualifications), None)
    return BY_REASON_OF_LOSS.get(lost.reason_of_loss if lost else "", situation)
