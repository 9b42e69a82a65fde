"""The verdict on a card's certificate, and where it is found out whether that certificate is revoked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.clock import Clock, Moment
from kiosk.identity.anchors import Anchors
from kiosk.identity.certificate import CertificateVerdict
from kiosk.identity.grace import GraceRule
from kiosk.identity.judge import judge_with
from kiosk.identity.ocsp import OcspSource
from kiosk.identity.revocation import RevocationSource
from kiosk.qualification.port import ServiceFault
from kiosk.station.lists.kept import KeptLists
from kiosk.station.lists.shelf import FOLDER, ListShelf

NONCE_BYTES = 16


class StatusService(Protocol):
    """Who knows which cards are revoked. Both raise ServiceFault."""

    def fetch_crl(self, place: str) -> bytes: ...

    def ask_status(self, question: bytes) -> bytes: ...


def status_source(
    status_by: str,
    service: StatusService,
    clock: Clock,
    fresh_bytes: Callable[[int], bytes],
    home: Path | None = None,
) -> RevocationSource:
    """As the settings say: the service's lists, kept in memory and in a home, or a question for each card."""

    def asked(question: bytes) -> bytes:
        try:
            return service.ask_status(question)
        except ServiceFault as fault:
            raise ConnectionError("nobody answered for the card's status") from fault

    if status_by == "question":
        return OcspSource(asked, lambda: fresh_bytes(NONCE_BYTES))
    return KeptLists(service.fetch_crl, clock, ListShelf(home / FOLDER) if home else None)


@dataclass(frozen=True, slots=True)
class AnchoredCertificateDesk:
    """CertificateDesk with this kiosk's roots."""

    anchors: Anchors
    source: RevocationSource
    rules: GraceRule

    def judge(self, certificate: bytes, now: Moment) -> CertificateVerdict:
        return judge_with(certificate, self.anchors, self.source, self.rules, now.wall)

    def keep_up(self) -> None:
        """What can be done between visits so that the next patient does not wait for it."""
        if isinstance(self.source, KeptLists):
            self.source.renew_due()

    def lists(self) -> tuple[datetime | None, ...]:
        """Until when each kept list counts; none where every card is asked about."""
        return self.source.ends() if isinstance(self.source, KeptLists) else ()
