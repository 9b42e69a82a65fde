from datetime import datetime

import pytest

from hardware_mocks.pki.issuing import JAPAN, Pki, certificate_window

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=JAPAN)


@pytest.fixture(scope="session")
def now():
    return NOW


@pytest.fixture(scope="session")
def pki():
    return Pki.make(NOW)


@pytest.fixture(scope="session")
def issued(pki):
    return pki.user_certificate("sato", "13101", *certificate_window("valid", NOW))


@pytest.fixture(scope="session")
def revoked(pki):
    taken_back = pki.user_certificate("tanaka", "13101", *certificate_window("revoked", NOW))
    pki.revoke(taken_back.serial, NOW)
    return taken_back
