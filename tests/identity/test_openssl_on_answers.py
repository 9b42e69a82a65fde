"""Our word on a status answer against OpenSSL's; every difference has a name."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from hardware_mocks.pki.authority import Authority
from hardware_mocks.pki.profile import Window, issuer_key, key_usage, name, sign
from kiosk.clock import SystemClock
from kiosk.identity.ocsp import ocsp_evidence
from kiosk.identity.revocation import NotRevoked, RevokedSince
from tests.identity.lists import STRANGE

STATES = {
    "good": ocsp.OCSPCertStatus.GOOD,
    "revoked": ocsp.OCSPCertStatus.REVOKED,
    "doubtful": ocsp.OCSPCertStatus.UNKNOWN,
}
AGES = {"fresh": timedelta(minutes=1), "old": timedelta(days=3), "of tomorrow": timedelta(days=-1)}
SIGNERS = (
    "the ca",
    "delegate",
    "delegate without purpose",
    "strange delegate",
    "ended delegate",
    "holder",
    "another ca",
)
CARRIED = (True, False)
DIFFERENCES = {
    ("revoked", "doubtful", "strange delegate"): "OpenSSL does not look at what a delegate insists on",
    ("good", "doubtful", "strange delegate"): "OpenSSL does not look at what a delegate insists on",
    ("doubtful", "revoked", "old"): "for us a revocation does not grow old",
    ("doubtful", "revoked", "of tomorrow"): "for us a revocation does not grow old",
}
"""(OpenSSL's word, ours, signer or age) to why."""


@pytest.fixture(scope="module")
def now() -> datetime:
    """OpenSSL reads the machine's clock for the times of a status, whatever time it is told."""
    return SystemClock().now().wall.replace(microsecond=0)


@pytest.fixture(scope="module")
def signers(bench, foreign, good, now):
    def delegate(*further, purpose=ExtendedKeyUsageOID.OCSP_SIGNING, end=now + timedelta(days=9)):
        extensions = (
            (key_usage("digital_signature"), True),
            (x509.ExtendedKeyUsage([purpose]), False),
            (issuer_key(bench.ca), False),
            *further,
        )
        window, issuer = Window(now - timedelta(days=9), end), (bench.ca.certificate.subject, bench.ca.key)
        subject = name(("C", "JP"), ("CN", "VIRTUAL delegate"))
        return Authority(
            sign(subject, bench.other_key.public_key(), 99, window, extensions, issuer), bench.other_key
        )

    holder = Authority(x509.load_der_x509_certificate(good), bench.key)
    ended = delegate(end=now - timedelta(days=1))
    made = (
        bench.ca,
        delegate(),
        delegate(purpose=ExtendedKeyUsageOID.CLIENT_AUTH),
        delegate((STRANGE, True)),
        ended,
    )
    return dict(zip(SIGNERS, (*made, holder, foreign.user_ca), strict=True))


def answered(bench, good, signer, state, at, *, carried):
    revoked = state is ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=x509.load_der_x509_certificate(good),
        issuer=bench.ca.certificate,
        algorithm=hashes.SHA1(),  # noqa: S303 - names the issuer only
        cert_status=state,
        this_update=at,
        next_update=at + timedelta(hours=12),
        revocation_time=at - timedelta(days=9) if revoked else None,
        revocation_reason=x509.ReasonFlags.key_compromise if revoked else None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
    if carried:
        builder = builder.certificates([signer.certificate])
    return builder.sign(signer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def says(folder: Path, serial: int) -> str:
    command = (
        "openssl", "ocsp", "-respin", "answer.der", "-issuer", "ca.pem", "-serial", str(serial), "-CAfile", "ca.pem",
        "-no_nonce", "-validity_period", "300",
    )  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    if "Response verify OK" not in told or "WARNING" in told:
        return "doubtful"
    return "good" if f"{serial}: good" in told else "revoked" if f"{serial}: revoked" in told else "doubtful"


def ours(evidence: object) -> str:
    return {NotRevoked: "good", RevokedSince: "revoked"}.get(type(evidence), "doubtful")


def test_hazard_our_word_on_an_answer_is_openssls_or_the_difference_has_its_name(
    bench, good, card, now, signers, tmp_path
):
    if not shutil.which("openssl"):
        pytest.skip("NOT RUN: there is no openssl here")
    (tmp_path / "ca.pem").write_bytes(bench.ca.certificate.public_bytes(Encoding.PEM))
    differ, asked = set(), 0
    for (state, status), signer, (age, before), carried in product(
        STATES.items(), SIGNERS, AGES.items(), CARRIED
    ):
        der = answered(bench, good, signers[signer], status, now - before, carried=carried)
        (tmp_path / "answer.der").write_bytes(der)
        theirs, found = says(tmp_path, card().serial), ours(ocsp_evidence(der, card(), now))
        asked += 1
        if theirs != found:
            named = [each for each in DIFFERENCES if each[:2] == (theirs, found) and each[2] in {signer, age}]
            assert named, (state, signer, age, carried, theirs, found)
            differ.add(named[0])
    assert asked > 120
    assert differ <= set(DIFFERENCES)
