"""Whether a card is revoked: by the list, or by asking, as the settings say."""

from datetime import datetime

import pytest

from hardware_mocks.pki.issuing import Pki
from kiosk.clock import JAPAN, Moment
from kiosk.identity.revocation import UNKNOWN, NotRevoked, RevokedSince
from kiosk.qualification.port import ServiceUnreachable
from kiosk.station.certificate_desk import status_source

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
GOOD, REVOKED = 4711, 4712


class Standing:
    def now(self) -> Moment:
        return Moment(NOW, 0.0)


class Responder:
    """Both ways to know, from one ledger; counts what it was asked."""

    def __init__(self, pki: Pki) -> None:
        self.pki, self.lists, self.questions, self.down = pki, 0, 0, False

    def fetch_crl(self) -> bytes:
        self._reached()
        self.lists += 1
        return self.pki.crl(NOW)

    def ask_status(self, question: bytes) -> bytes:
        self._reached()
        self.questions += 1
        return self.pki.ocsp(question, NOW)

    def _reached(self) -> None:
        if self.down:
            raise ServiceUnreachable("down")


@pytest.fixture(scope="module")
def pki() -> Pki:
    made = Pki.make(NOW)
    made.ledger.issued |= {GOOD, REVOKED}
    made.revoke(REVOKED, NOW)
    return made


@pytest.fixture
def responder(pki: Pki) -> Responder:
    return Responder(pki)


def evidence(responder: Responder, status_by: str, serial: int) -> object:
    source = status_source(status_by, responder, Standing(), lambda: b"sixteen bytes no")
    return source.evidence(responder.pki.user_ca.certificate, serial, NOW)


@pytest.mark.parametrize(("status_by", "asked"), [("list", (2, 0)), ("question", (0, 2))])
def test_both_ways_tell_a_revoked_card_from_a_good_one(
    responder: Responder, status_by: str, asked: tuple[int, int]
) -> None:
    assert isinstance(evidence(responder, status_by, GOOD), NotRevoked)
    assert isinstance(evidence(responder, status_by, REVOKED), RevokedSince)
    assert (responder.lists, responder.questions) == asked


@pytest.mark.parametrize("status_by", ["list", "question"])
def test_a_service_that_does_not_answer_leaves_it_unknown(responder: Responder, status_by: str) -> None:
    responder.down = True
    assert evidence(responder, status_by, REVOKED) == UNKNOWN
