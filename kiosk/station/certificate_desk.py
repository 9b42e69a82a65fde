"""The verdict on a card's certificate, and where it is found out whether that certificate is revoked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.clock import Clock, Moment
from kiosk.identity.anchors import Anchors
from kiosk.identity.certificate import CertificateVerdict
from kiosk.identity.crl import CrlSource
from kiosk.identity.grace import GraceRule
from kiosk.identity.judge import judge_with
from kiosk.identity.ocsp import OcspSource
from kiosk.identity.revocation import RevocationSource
from kiosk.qualification.port import ServiceFault

KEPT = 600.0
"""Seconds before the list is fetched again. Its own nextUpdate decides whether it still counts."""


class KeptList:
    """Fetches the list when the kept one is old; when that fails, the kept one goes on, and grows stale by its own date."""

    def __init__(self, fetch: Callable[[], bytes], clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._body: bytes | None = None
        self._fetched = 0.0

    def __call__(self) -> bytes:
        with self._lock:
            now = self._clock.now().ticks
            if self._body is None or now - self._fetched > KEPT:
                self._renew(now)
            if self._body is None:
                raise ConnectionError("no revocation list was ever fetched")
            return self._body

    def _renew(self, now: float) -> None:
        try:
            self._body = self._fetch()
            self._fetched = now
        except ServiceFault:
            pass


class StatusService(Protocol):
    """Who knows which cards are revoked. Both raise ServiceFault."""

    def fetch_crl(self) -> bytes: ...

    def ask_status(self, question: bytes) -> bytes: ...


def status_source(
    status_by: str, service: StatusService, clock: Clock, nonce: Callable[[], bytes]
) -> RevocationSource:
    """As the settings say: the service's list, kept for a while, or a question for each card."""

    def asked(question: bytes) -> bytes:
        try:
            return service.ask_status(question)
        except ServiceFault as fault:
            raise ConnectionError("nobody answered for the card's status") from fault

    return (
        OcspSource(asked, nonce) if status_by == "question" else CrlSource(KeptList(service.fetch_crl, clock))
    )


@dataclass(frozen=True, slots=True)
class AnchoredCertificateDesk:
    """CertificateDesk with this kiosk's roots."""

    anchors: Anchors
    source: RevocationSource
    rules: GraceRule

    def judge(self, certificate: bytes, now: Moment) -> CertificateVerdict:
        return judge_with(certificate, self.anchors, self.source, self.rules, now.wall)
