"""Revocation lists that are kept: served at once, renewed beside the visits, and still known after a restart.

A list is fetched per place that a certificate names (cRLDistributionPoints). What is kept answers without waiting;
only a word that a newer list could turn in the patient's favour is fetched anew first, and not for a second.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509

from kiosk.clock import Clock
from kiosk.identity.anchors import key_id
from kiosk.identity.certificate import Cause
from kiosk.identity.chain import UserCertificate
from kiosk.identity.crl import RevocationList, read_list
from kiosk.identity.passage import TABLE, Asking, knowledge
from kiosk.identity.revocation import (
    ABSENT,
    LARGEST,
    UNKNOWN,
    RevocationEvidence,
    RevokedSince,
    Subject,
    Undetermined,
)
from kiosk.qualification.port import ServiceFault
from kiosk.station.lists.shelf import Gone, ListShelf

KEPT = 600.0
"""Seconds before a list is renewed. Its own nextUpdate decides whether it still counts."""
EVERY = 60.0
"""Seconds between two looks at which lists are to be renewed."""
PATIENCE = 0.9
"""Seconds that a patient waits for a list at most."""
REMEMBERED = timedelta(days=200)
"""Longer than any period of grace."""
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 600.0
"""Seconds before a fetch that failed is tried again; they double with each failure."""

Start = Callable[[Callable[[], None]], None]


def beside(work: Callable[[], None]) -> None:
    """Carry out `work` in a thread of its own."""
    threading.Thread(target=work, name="revocation list", daemon=True).start()


@dataclass(slots=True)
class _Place:
    """What is known of one place's list; `due` is in ticks."""

    issuer: x509.Certificate
    name: str
    kept: RevocationList | None = None
    gone: dict[int, Gone] = field(default_factory=dict)
    due: float = 0.0
    failures: int = 0
    heard: bool = False
    renewing: threading.Event | None = None

    @property
    def key(self) -> str:
        return f"{key_id(self.issuer).hex()} {self.name}"


class KeptLists:
    """RevocationSource over lists that `fetch` brings by the name of their place; `fetch` fails as a ServiceFault."""

    def __init__(
        self,
        fetch: Callable[[str], bytes],
        clock: Clock,
        shelf: ListShelf | None = None,
        start: Start = beside,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._shelf = shelf
        self._start = start
        self._places: dict[str, _Place] = {}
        self._lock = threading.Lock()

    def evidence(self, card: UserCertificate, now: datetime) -> RevocationEvidence:
        place = self._place(card)
        found = _said(place, card, now)
        if TABLE[knowledge(found)].asking is Asking.ASKS_ANEW and self._may_try(place):
            self._renewal(place).wait(PATIENCE)
            return _said(place, card, now)
        if self._is_due(place):
            self._renewal(place)
        return found

    def renew_due(self) -> None:
        """Renew, here and now, each list whose time has come. A line that fails once is left for the next time."""
        for place in [each for each in self._known() if self._is_due(each)]:
            done, ours = self._announced(place)
            if ours:
                self._renewed(place, done)
            if place.failures:
                return

    def ends(self) -> tuple[datetime | None, ...]:
        """Until when each kept list counts by its own word (nextUpdate), None where it does not say."""
        return tuple(each.kept.crl.next_update_utc for each in self._known() if each.kept)

    def _known(self) -> tuple[_Place, ...]:
        with self._lock:
            return tuple(self._places.values())

    def _place(self, card: UserCertificate) -> _Place:
        wanted = _Place(card.issuer, place_of(card))
        with self._lock:
            place = self._places.get(wanted.key)
            if place is None:
                if self._shelf:
                    self._take_down(wanted, self._shelf)
                place = self._places[wanted.key] = wanted
            return place

    @staticmethod
    def _take_down(place: _Place, shelf: ListShelf) -> None:
        body, place.gone = shelf.read(place.key)
        kept = read_list(body)
        if kept and kept.is_signed_by(place.issuer):
            place.kept = kept

    def _is_due(self, place: _Place) -> bool:
        return self._clock.now().ticks >= place.due

    def _may_try(self, place: _Place) -> bool:
        return not place.failures or self._is_due(place)

    def _announced(self, place: _Place) -> tuple[threading.Event, bool]:
        """The renewal that is under way, and whether it is ours to carry out."""
        with self._lock:
            if place.renewing:
                return place.renewing, False
            place.renewing = threading.Event()
            return place.renewing, True

    def _renewal(self, place: _Place) -> threading.Event:
        done, ours = self._announced(place)
        if ours:
            self._start(lambda: self._renewed(place, done))
        return done

    def _renewed(self, place: _Place, done: threading.Event) -> None:
        try:
            self._renew(place)
        finally:
            with self._lock:
                place.renewing = None
            done.set()

    def _renew(self, place: _Place) -> None:
        try:
            body = self._fetch(place.name)
        except ServiceFault:
            self._failed(place)
            return
        place.heard = True
        brought = read_list(body) if len(body) <= LARGEST else None
        if brought is None or not brought.is_signed_by(place.issuer):
            self._failed(place)
            return
        place.failures, place.due = 0, self._clock.now().ticks + KEPT
        if place.kept and brought.crl.last_update_utc < place.kept.crl.last_update_utc:
            return
        place.gone = _remembered(place, brought)
        place.kept = brought
        if self._shelf:
            self._shelf.keep(place.key, body, place.gone)

    def _failed(self, place: _Place) -> None:
        place.failures += 1
        pause = min(FIRST_PAUSE * 2 ** min(place.failures - 1, 10), LONGEST_PAUSE)
        place.due = self._clock.now().ticks + pause


def _remembered(place: _Place, brought: RevocationList) -> dict[int, Gone]:
    """Who once stood on the list and no longer does, for as long as an ended certificate may still serve."""
    today = brought.crl.last_update_utc
    left = place.kept.dropped(brought) if place.kept else {}
    fresh = {serial: Gone(each.since, each.cause or Cause.UNSAID, today) for serial, each in left.items()}
    return {
        serial: each for serial, each in place.gone.items() if today - each.missing_since < REMEMBERED
    } | fresh


def place_of(card: UserCertificate) -> str:
    """Where a card's list is found: the first address of the first place (a name by RFC 4514, or a URI), or nothing."""
    for point in card.lists:
        for each in point.full_name or ():
            return each.value.rfc4514_string() if isinstance(each, x509.DirectoryName) else str(each.value)
    return ""


def _said(place: _Place, card: UserCertificate, now: datetime) -> RevocationEvidence:
    """The kept list's word; once a certificate has ended, also what an earlier list said of it (RFC 5280, 3.3)."""
    kept = place.kept
    if kept is None:
        return UNKNOWN if place.heard else ABSENT
    found = kept.evidence(card, now)
    gone = place.gone.get(card.serial)
    if gone and card.end < gone.missing_since and isinstance(found, Undetermined):
        return RevokedSince(Subject.of(card), gone.since, gone.cause)
    return found
