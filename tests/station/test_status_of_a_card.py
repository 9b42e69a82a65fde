"""Whether a card is revoked: by the list, or by asking, as the settings say."""

from datetime import datetime, timedelta

import pytest

from hardware_mocks.pki.issuing import Pki
from kiosk.clock import JAPAN, Moment
from kiosk.identity.anchors import demo_anchors
from kiosk.identity.certificate import CertificateVerdict, Doubt, Genuine, RevocationDoubtful, Revoked
from kiosk.identity.grace import MONTH_END
from kiosk.qualification.port import ServiceUnreachable
from kiosk.station.certificate_desk import AnchoredCertificateDesk, status_source

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
GOOD, REVOKED = 4711, 4712


class Standing:
    def now(self) -> Moment:
        return Moment(NOW, 0.0)


class Responder:
    """Both ways to know, from one ledger; counts what it was asked."""

    def __init__(self, pki: Pki) -> None:
        self.pki, self.lists, self.questions, self.down = pki, 0, 0, False

    def fetch_crl(self, place: str) -> bytes:
        self._reached()
        self.lists += 1
        return self.pki.municipal_crl(place, NOW)

    def ask_status(self, question: bytes) -> bytes:
        self._reached()
        self.questions += 1
        return self.pki.ocsp(question, NOW)

    def _reached(self) -> None:
        if self.down:
            raise ServiceUnreachable("down")


@pytest.fixture(scope="module")
def pki() -> Pki:
    return Pki.make(NOW)


@pytest.fixture(scope="module")
def cards(pki: Pki) -> dict[str, bytes]:
    """A good card and a revoked one of the same town."""
    start, end = NOW - timedelta(days=9), NOW + timedelta(days=900)
    issued = {name: pki.user_certificate(name, "13101", start, end) for name in ("good", "revoked")}
    pki.revoke(issued["revoked"].serial, NOW)
    return {name: each.der for name, each in issued.items()}


@pytest.fixture
def responder(pki: Pki) -> Responder:
    return Responder(pki)


def verdict(responder: Responder, status_by: str, certificate: bytes) -> CertificateVerdict:
    source = status_source(status_by, responder, Standing(), bytes)
    anchors = demo_anchors(responder.pki.user_ca_certificate)
    return AnchoredCertificateDesk(anchors, source, MONTH_END).judge(certificate, Standing().now())


@pytest.mark.parametrize(("status_by", "asked"), [("list", (2, 0)), ("question", (0, 2))])
def test_both_ways_tell_a_revoked_card_from_a_good_one(
    responder: Responder, cards: dict[str, bytes], status_by: str, asked: tuple[int, int]
) -> None:
    assert isinstance(verdict(responder, status_by, cards["good"]), Genuine)
    assert isinstance(verdict(responder, status_by, cards["revoked"]), Revoked)
    assert (responder.lists, responder.questions) == asked


@pytest.mark.parametrize("status_by", ["list", "question"])
def test_a_service_that_does_not_answer_leaves_it_open(
    responder: Responder, cards: dict[str, bytes], status_by: str
) -> None:
    responder.down = True
    found = verdict(responder, status_by, cards["revoked"])
    assert isinstance(found, RevocationDoubtful)
    assert found.doubt is Doubt.ABSENT
