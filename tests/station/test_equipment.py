"""What the morning check looks at: each thing as it is at that moment, and never an exception."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.qualification.port import ServiceUnreachable
from kiosk.settings import Institution, ReaderSettings, ServiceSettings, Settings
from kiosk.station.health.equipment import equipment_of

UNTIL = datetime(2027, 3, 1, tzinfo=UTC)


def told(home: Path) -> Settings:
    certificate, nowhere = home / "ours.pem", home / "nowhere"
    return Settings(
        home=home,
        demo=True,
        station="desk-1",
        institution=Institution(code="9910000001", name="さくら見本クリニック"),
        service=ServiceSettings(
            url="https://127.0.0.1:1", client_certificate=certificate, client_key=nowhere, authority=nowhere
        ),
        reader=ReaderSettings(name="VIRTUAL"),
        anchors=(nowhere,),
    )


def certificate() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "9910000001")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(UNTIL - timedelta(days=365)).not_valid_after(UNTIL)
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def silent() -> bool:
    raise ServiceUnreachable("cut")


def test_the_end_of_our_certificate_is_read_from_the_file_that_is_there_now(tmp_path: Path) -> None:
    look = equipment_of(told(tmp_path), lambda: True, lambda: ())
    assert look().certificate_until is None
    (tmp_path / "ours.pem").write_bytes(certificate())
    assert look().certificate_until == UNTIL
    (tmp_path / "ours.pem").write_bytes(b"not a certificate")
    assert look().certificate_until is None


@pytest.mark.parametrize(
    ("healthy", "answers"), [(lambda: True, True), (lambda: False, False), (silent, False)]
)
def test_a_line_that_is_cut_is_told_and_raises_nothing(
    tmp_path: Path, healthy: object, answers: bool
) -> None:
    assert equipment_of(told(tmp_path), healthy, lambda: ())().answers is answers


def test_the_lists_are_asked_for_at_every_look(tmp_path: Path) -> None:
    ends: list[datetime | None] = [None]
    look = equipment_of(told(tmp_path), lambda: True, lambda: tuple(ends))
    assert look().lists == (None,)
    ends.append(UNTIL)
    assert look().lists == (None, UNTIL)
