"""What a turn says about the station itself: which standing trouble it met, and which it shows to be over. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.checkin.machine import effects, events
from kiosk.identity.certificate import RevocationDoubtful
from kiosk.troubles import Mended


def shown_by(event: events.Event, *, written: bool) -> frozenset[Mended]:
    """What works, as far as this event and its being written down can show."""
    kept = {Mended.WRITTEN} if written else set[Mended]()
    match event:
        case events.CardRecognised():
            return frozenset({Mended.CARD_READ} | kept)
        case events.FaceMatched() | events.FaceNotMatched():
            return frozenset({Mended.PICTURE_SEEN} | kept)
        case events.CertificateJudged(verdict=verdict) if not isinstance(verdict, RevocationDoubtful):
            return frozenset({Mended.STATUS_KNOWN} | kept)
        case events.RegistrationKnown() | events.Answered():
            return frozenset({Mended.ANSWERED} | kept)
        case _:
            return frozenset(kept)


def met_in(records: Iterable[effects.Effect]) -> tuple[str, ...]:
    """The codes of the troubles that were written down."""
    return tuple(each.code for each in records if isinstance(each, effects.RecordTrouble))
