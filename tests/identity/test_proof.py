"""A signature proves one chip for one visit."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity.challenge import local_nonce, signed_message
from kiosk.identity.proof import SignatureBad, SignatureFlaw, SignatureGood, check_signature
from kiosk.qualification.grounds import Challenge

CHALLENGE = Challenge("20260615-0007", "token", bytes(range(32)))
MISMATCH = SignatureBad(SignatureFlaw.MISMATCH)
VISITS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


@pytest.fixture(scope="session")
def sign(bench):
    """What key 0017 of the card does."""
    return lambda message: bench.key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def test_the_signed_bytes_are_domain_visit_and_nonce():
    assert signed_message(Challenge("受付7", "t", b"\x00\x01")) == (
        b"KIOSK-VISIT-1\0" + "受付7".encode() + b"\0" + b"\x00\x01"
    )


@given(VISITS, VISITS, st.binary(max_size=40), st.binary(max_size=40))
def test_two_challenges_never_share_their_bytes(visit, other, nonce, other_nonce):
    same = (visit, nonce) == (other, other_nonce)
    one, two = (signed_message(Challenge(v, "t", n)) for v, n in ((visit, nonce), (other, other_nonce)))
    assert (one == two) is same


def test_hazard_a_visit_number_cannot_reach_into_the_nonce():
    with pytest.raises(ValueError, match="NUL"):
        signed_message(Challenge("7\0", "t", b"n"))


def test_the_chip_of_the_certificate_is_proved(good, sign):
    assert check_signature(good, CHALLENGE, sign(signed_message(CHALLENGE))) == SignatureGood()


@pytest.mark.parametrize(
    "asked", [replace(CHALLENGE, visit="20260615-0008"), replace(CHALLENGE, nonce=bytes(32))]
)
def test_hazard_a_signature_of_another_visit_or_an_earlier_tap_is_refused(good, sign, asked):
    assert check_signature(good, asked, sign(signed_message(CHALLENGE))) == MISMATCH


def test_hazard_a_copied_certificate_without_its_key_is_refused(good, bench):
    message = signed_message(CHALLENGE)
    copied = bench.other_key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    assert check_signature(good, CHALLENGE, copied) == MISMATCH


def test_hazard_a_signature_over_the_bare_nonce_is_refused(good, sign):
    assert check_signature(good, CHALLENGE, sign(CHALLENGE.nonce)) == MISMATCH


def test_another_padding_or_digest_is_refused(good, bench):
    message = signed_message(CHALLENGE)
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
    assert check_signature(good, CHALLENGE, bench.key.sign(message, pss, hashes.SHA256())) == MISMATCH
    sha512 = bench.key.sign(message, padding.PKCS1v15(), hashes.SHA512())
    assert check_signature(good, CHALLENGE, sha512) == MISMATCH


@pytest.mark.parametrize("signature", [b"", b"\x00", bytes(256), b"\xff" * 256, bytes(255), bytes(5_000)])
def test_an_answer_of_any_length_is_only_a_verdict(good, signature):
    assert check_signature(good, CHALLENGE, signature) == MISMATCH


def test_bytes_that_are_no_certificate_prove_nothing():
    assert check_signature(b"junk", CHALLENGE, bytes(256)) == SignatureBad(SignatureFlaw.UNPARSABLE)


def test_a_certificate_without_rsa_key_proves_nothing(pki):
    der = pki.tls_authority.certificate.public_bytes(serialization.Encoding.DER)
    assert check_signature(der, CHALLENGE, bytes(256)) == SignatureBad(SignatureFlaw.NOT_RSA)


def test_a_local_nonce_is_fresh_each_time():
    names = iter("abcd")
    one, two = (local_nonce(lambda: next(names)) for _ in range(2))
    assert len(one) == len(two) == 32
    assert one != two


def test_nonces_and_certificates_stay_out_of_repr():
    assert str(CHALLENGE.nonce) not in repr(CHALLENGE)
