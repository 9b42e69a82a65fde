"""CV certificates, taken apart by hand."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from hardware_mocks.pki.card_verifiable import CARD_CA_ID, TERMINAL_CA_ID, TERMINAL_ID, key_id

HOLDER = key_id("9000023")


def parts(certificate):
    """Issuer id, holder id, key, signed body and signature, by the offsets of a recorded certificate."""
    assert len(certificate) == 568
    assert certificate[:5] == bytes.fromhex("7f21820233")
    assert certificate[5:10] == bytes.fromhex("5f4e820129")
    body, rest = certificate[10:307], certificate[307:]
    assert rest[:5] == bytes.fromhex("5f37820100")
    assert body[32:41] == bytes.fromhex("90030100019182 0100")
    key = rsa.RSAPublicNumbers(65537, int.from_bytes(body[41:], "big")).public_key()
    return body[:16], body[16:32], key, body, rest[5:]


def test_the_card_ca_signs_a_holders_key(pki, issued):
    issuer, holder, key, body, signature = parts(pki.card_verifiable(HOLDER, issued.key.public_key()))
    assert (issuer, holder) == (CARD_CA_ID, HOLDER)
    assert key == issued.key.public_key()
    pki.card_ca_public_key.verify(signature, body, padding.PKCS1v15(), hashes.SHA256())


def test_the_terminal_stands_under_another_ca_than_the_cards(pki):
    terminal = pki.terminal()
    issuer, holder, key, body, signature = parts(terminal.certificate)
    assert (issuer, holder) == (TERMINAL_CA_ID, TERMINAL_ID)
    assert key == terminal.key.public_key()
    pki.terminal_ca_public_key.verify(signature, body, padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(InvalidSignature):
        pki.card_ca_public_key.verify(signature, body, padding.PKCS1v15(), hashes.SHA256())


def test_a_key_id_has_the_recorded_shape():
    assert key_id("9000033", "002") == b"9000033\x08\x05002\x00\x00\x00\x00"


@pytest.mark.parametrize("number", ["5000023", "6000023", "900002", "90000233", "9abcdef", ""])
def test_hazard_no_id_of_production_or_official_tests_can_be_made(number):
    with pytest.raises(ValueError, match="begins with 9"):
        key_id(number)


@pytest.mark.parametrize("holder", [b"5000023\x08\x05001" + bytes(4), b"9", HOLDER + b"\x00"])
def test_hazard_no_foreign_holder_is_certified(pki, issued, holder):
    with pytest.raises(ValueError, match="begins with 9"):
        pki.card_verifiable(holder, issued.key.public_key())


def test_only_the_cards_key_size_fits(pki):
    long = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    with pytest.raises(ValueError, match="RSA-2048"):
        pki.card_verifiable(HOLDER, long.public_key())
