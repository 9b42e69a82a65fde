"""Everything that can go wrong, once: a stable code, how bad it is, what the patient hears of it, whom to tell.

The patient never sees a code. What is said stands in the catalogues: `trouble.said.<said>` to the patient,
`trouble.<code>.what` and `trouble.<code>.do` to the desk. `docs/troubles.md` is made from both.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    NOTICE = "notice"
    """This visit goes another way; nothing is broken."""
    VISIT = "visit"
    """This visit needs staff."""
    STATION = "station"
    """The next visit will have it too, until somebody mends it: it hangs as a strip until then."""


class Tell(Enum):
    """Whom the desk tells, beside the patient."""

    NOBODY = "nobody"
    ADMINISTRATOR = "administrator"
    CENTRE = "centre"
    """The operating body's call centre (オンライン資格確認等コールセンター)."""
    MUNICIPALITY = "municipality"
    """The patient goes there; nobody calls."""
    MAKER = "maker"


class Mended(Enum):
    """By what a standing trouble is seen to be over; until then it hangs over every page of the desk."""

    LOOKED_AT = "looked_at"
    """The thing itself is asked at every look: the reader, the records."""
    CARD_READ = "card_read"
    PICTURE_SEEN = "picture_seen"
    STATUS_KNOWN = "status_known"
    """A certificate was judged by a list that counts."""
    ANSWERED = "answered"
    WRITTEN = "written"
    BY_HAND = "by_hand"
    """No machine can see it: somebody takes the strip down, and the audit says who."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One row. `said` names the sentence that the patient reads, which several troubles share.

    `mended` is set for what hangs as a strip, and for nothing else.
    """

    code: str
    severity: Severity
    said: str = "desk"
    tell: Tell = Tell.NOBODY
    mended: Mended | None = None

    @property
    def to_patient(self) -> str:
        return f"trouble.said.{self.said}"

    @property
    def what(self) -> str:
        return f"trouble.{self.code}.what"

    @property
    def do(self) -> str:
        return f"trouble.{self.code}.do"


TROUBLES: tuple[Trouble, ...] = (
    Trouble("reader_gone", Severity.STATION, mended=Mended.LOOKED_AT),
    Trouble("reader_busy", Severity.STATION, mended=Mended.CARD_READ),
    Trouble("reader_silent", Severity.VISIT, "again"),
    Trouble("card_gone", Severity.NOTICE, "again"),
    Trouble("card_mute", Severity.VISIT, "turn"),
    Trouble("card_refused", Severity.VISIT, "again"),
    Trouble("card_unreadable", Severity.VISIT, "again", Tell.MUNICIPALITY),
    Trouble("card_process_lost", Severity.VISIT, "again"),
    Trouble("card_foreign", Severity.NOTICE, "other_card"),
    Trouble("card_phone", Severity.NOTICE),
    Trouble("signature_bad", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("card_record_unchecked", Severity.VISIT),
    Trouble("card_not_authentic", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("certificate_expired", Severity.VISIT, "expired", Tell.MUNICIPALITY),
    Trouble("certificate_not_yet_valid", Severity.VISIT),
    Trouble("certificate_on_hold", Severity.VISIT, "desk", Tell.MUNICIPALITY),
    Trouble("certificate_revoked", Severity.VISIT, "desk", Tell.MUNICIPALITY),
    Trouble("certificate_revoked_unsaid", Severity.VISIT, "desk", Tell.MUNICIPALITY),
    Trouble("revocation_unknown", Severity.STATION, mended=Mended.STATUS_KNOWN),
    Trouble("revocation_stale", Severity.STATION, mended=Mended.STATUS_KNOWN),
    Trouble("revocation_absent", Severity.VISIT),
    Trouble("certificate_unparsable", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("certificate_foreign_ca", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("certificate_bad_signature", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("certificate_wrong_usage", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("certificate_wrong_policy", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("anchors_old", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.BY_HAND),
    Trouble("certificate_weak_key", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("certificate_demo_anchor", Severity.VISIT),
    Trouble("card_of_another", Severity.VISIT, "own_card"),
    Trouble("photo_unreadable", Severity.VISIT),
    Trouble("camera_gone", Severity.STATION, "camera", mended=Mended.PICTURE_SEEN),
    Trouble("camera_frozen", Severity.STATION, "camera", mended=Mended.PICTURE_SEEN),
    Trouble("face_lost", Severity.VISIT, "face"),
    Trouble("no_method", Severity.VISIT),
    Trouble("service_unreachable", Severity.STATION, "wait", Tell.CENTRE, Mended.ANSWERED),
    Trouble("service_late", Severity.VISIT, "wait"),
    Trouble("service_untrusted", Severity.STATION, "wait", Tell.ADMINISTRATOR, Mended.ANSWERED),
    Trouble("service_refused", Severity.VISIT, "wait"),
    Trouble("answer_malformed", Severity.VISIT, "wait"),
    Trouble("answer_unknown", Severity.VISIT, "wait", Tell.CENTRE),
    Trouble("answer_for_another", Severity.STATION, "wait", Tell.CENTRE, Mended.BY_HAND),
    Trouble("note_at_desk", Severity.VISIT),
    Trouble("card_left", Severity.STATION, "take", mended=Mended.LOOKED_AT),
    Trouble("sheet_failed", Severity.VISIT, "desk", Tell.ADMINISTRATOR),
    Trouble("deemed_record_missing", Severity.VISIT),
    Trouble("storage_failed", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.WRITTEN),
    Trouble("records_away", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.LOOKED_AT),
    Trouble("records_here", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.LOOKED_AT),
    Trouble("records_strange", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.LOOKED_AT),
    Trouble("records_differ", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.LOOKED_AT),
    Trouble("folder_away", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.LOOKED_AT),
    Trouble("folder_refused", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.LOOKED_AT),
    Trouble("folder_unmounted", Severity.STATION, "desk", Tell.ADMINISTRATOR, Mended.LOOKED_AT),
    Trouble("file_unseen", Severity.STATION, mended=Mended.LOOKED_AT),
    Trouble("stopped_beside", Severity.STATION, mended=Mended.LOOKED_AT),
    Trouble("visit_elsewhere", Severity.VISIT),
    Trouble("internal_error", Severity.VISIT, "desk", Tell.MAKER),
)

BY_CODE: dict[str, Trouble] = {trouble.code: trouble for trouble in TROUBLES}

OF_TRUST = frozenset(
    {"signature_bad", "card_not_authentic", "certificate_foreign_ca", "certificate_bad_signature"}
)
"""Faults of a signature. One card with one is that card's; two cards of one day are more likely our list of authorities,
which a new generation of the card CA leaves behind."""
ANCHORS_OLD = "anchors_old"
"""What hangs then."""
