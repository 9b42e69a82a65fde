"""A world is made once and read again; nobody else on the machine reads its keys."""

from datetime import timedelta

import pytest
from cryptography import x509

from hardware_mocks.pki.issuing import Pki


@pytest.fixture(scope="session")
def kept(pki, issued, revoked, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world") / "pki"
    pki.save(folder)
    return folder


def test_a_world_read_again_signs_as_before(kept, pki, now):
    again = Pki.load(kept)
    assert again.user_ca_certificate == pki.user_ca_certificate
    assert again.terminal().certificate == pki.terminal().certificate
    assert again.card_ca_public_key == pki.card_ca_public_key
    assert again.terminal_ca_public_key == pki.terminal_ca_public_key
    assert (again.tls_ca, again.made, again.ledger) == (pki.tls_ca, pki.made, pki.ledger)
    assert again.crl(now) == pki.crl(now)


def test_the_list_of_a_world_read_again_knows_who_was_revoked(kept, issued, revoked, now):
    crl = x509.load_der_x509_crl(Pki.load(kept).crl(now))
    assert crl.get_revoked_certificate_by_serial_number(revoked.serial)
    assert crl.get_revoked_certificate_by_serial_number(issued.serial) is None


def test_yesterdays_list_does_not_know_it_yet(kept, revoked, now):
    crl = x509.load_der_x509_crl(Pki.load(kept).crl(now - timedelta(days=1)))
    assert crl.get_revoked_certificate_by_serial_number(revoked.serial) is None


def test_private_keys_are_their_owners_alone_even_when_saved_over(kept, pki):
    (kept / "terminal.key").chmod(0o644)
    pki.save(kept)
    assert {path.stat().st_mode & 0o777 for path in kept.glob("*.key")} == {0o600}
    assert len(list(kept.glob("*.key"))) == 7


def test_a_folder_without_a_world_is_no_world(tmp_path):
    with pytest.raises(FileNotFoundError):
        Pki.load(tmp_path)


def test_a_key_of_another_kind_is_named(kept, pki, tmp_path):
    pki.save(tmp_path)
    (tmp_path / "terminal.key").write_bytes((tmp_path / "tls-ca.key").read_bytes())
    with pytest.raises(TypeError, match=r"terminal\.key"):
        Pki.load(tmp_path)
