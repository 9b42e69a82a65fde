"""What follows from how much is known about a card's revocation: one table, in which less knowledge never passes more.

Online the service judges each card itself before it answers (and a clinic is by law no verifier of its own,
公的個人認証法 17条), so a doubt of ours is written down and stops nobody. In failure mode a doubt passes no more than that.
Whoever is known to be revoked or on hold passes nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum

from kiosk.identity.certificate import Cause, Doubt
from kiosk.identity.revocation import NotRevoked, RevocationEvidence, RevokedSince, Undetermined

Knowledge = Doubt | Cause | None
"""A doubt, a known revocation by its cause, or None: the issuer vouches for the card today."""
FALLING: tuple[Knowledge, ...] = (None, Doubt.STALE, Doubt.UNKNOWN, Doubt.ABSENT)
"""Knowledge that opens the way, most of it first."""


class Passage(IntEnum):
    """How far it opens the way; more is larger."""

    STOPS = 0
    """Closed, with the ways round."""
    WRITTEN_DOWN = 1
    """Open, and the reason stands in the records and at the desk."""
    GOES_ON = 2


class Asking(Enum):
    """What is done about a kept word before it counts."""

    NOTHING = "nothing"
    ASKS_ANEW = "asks_anew"
    """A newer word could open the way: it is fetched first, within a patient's second."""


@dataclass(frozen=True, slots=True)
class Rule:
    online: Passage
    failure_mode: Passage
    asking: Asking
    reason: str


_JUDGED = "the service judges the card itself, before it answers or when it is back"
_DOUBT = Rule(Passage.WRITTEN_DOWN, Passage.WRITTEN_DOWN, Asking.ASKS_ANEW, _JUDGED)
TABLE: Mapping[Knowledge, Rule] = {
    None: Rule(Passage.GOES_ON, Passage.GOES_ON, Asking.NOTHING, "the issuer vouches for the card today"),
    **dict.fromkeys(Doubt, _DOUBT),
    Cause.HOLD: Rule(
        Passage.STOPS, Passage.STOPS, Asking.ASKS_ANEW, "reported lost, as far as is known; it may be lifted by now"
    ),
    Cause.UNSAID: Rule(
        Passage.STOPS, Passage.STOPS, Asking.ASKS_ANEW, "taken back; without a reason it may have been a hold"
    ),
    Cause.GIVEN: Rule(Passage.STOPS, Passage.STOPS, Asking.NOTHING, "taken back for good"),
}  # fmt: skip


def knowledge(evidence: RevocationEvidence) -> Knowledge:
    match evidence:
        case NotRevoked():
            return None
        case Undetermined(doubt=doubt):
            return doubt
        case RevokedSince(cause=cause):
            return cause


def passage(known: Knowledge, *, failure_mode: bool) -> Passage:
    return TABLE[known].failure_mode if failure_mode else TABLE[known].online
