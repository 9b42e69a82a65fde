"""Our word on a list against OpenSSL's, over hundreds of lists; every difference has a name."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from hardware_mocks.pki.authority import Authority
from kiosk.identity.crl import crl_evidence
from kiosk.identity.revocation import NotRevoked, RevocationEvidence, RevokedSince
from tests.identity.lists import SCOPES, STRANGE, Entry, made, reason

ENTRIES = {
    "nobody": None,
    "somebody else": None,
    "for a reason": reason(x509.ReasonFlags.key_compromise),
    "without reason": (),
    "on hold": reason(x509.ReasonFlags.certificate_hold),
    "taken back": reason(x509.ReasonFlags.remove_from_crl),
}
AGES = {"fresh": timedelta(hours=1), "old": timedelta(days=5), "of tomorrow": timedelta(days=-1)}
SIGNERS = ("the issuer", "another generation")
DIFFERENCES = {
    (
        "doubtful",
        "revoked",
    ): "OpenSSL does not use the list; for us whoever stands on a list of the issuer is revoked",
    ("good", "doubtful"): "an entry taken back in a list that is no delta: OpenSSL lets it pass",
}
"""(OpenSSL's word, ours) to why."""
REVOKED = "certificate revoked"


def ours(evidence: RevocationEvidence) -> str:
    match evidence:
        case NotRevoked():
            return "good"
        case RevokedSince():
            return "revoked"
        case _:
            return "doubtful"


class OpenSsl:
    def __init__(self, folder: Path, ca: x509.Certificate, leaf: bytes, at: float) -> None:
        self.folder = folder
        (folder / "ca.pem").write_bytes(ca.public_bytes(Encoding.PEM))
        (folder / "leaf.pem").write_bytes(x509.load_der_x509_certificate(leaf).public_bytes(Encoding.PEM))
        files = ("-CAfile", "ca.pem", "-CRLfile", "list.pem", "leaf.pem")
        self.command = (
            "openssl",
            "verify",
            "-crl_check",
            "-extended_crl",
            "-attime",
            f"{at:.0f}",
            *files,
        )

    def says(self, der: bytes) -> str:
        pem = x509.load_der_x509_crl(der).public_bytes(Encoding.PEM)
        (self.folder / "list.pem").write_bytes(pem)
        done = subprocess.run(self.command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return "good"
        return "revoked" if REVOKED in done.stdout + done.stderr else "doubtful"


@pytest.fixture
def openssl(bench, good, now, tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("NOT RUN: there is no openssl here")
    return OpenSsl(tmp_path, bench.ca.certificate, good, now.timestamp())


def test_hazard_our_word_on_a_list_is_openssls_or_the_difference_has_its_name(
    bench, foreign, card, now, openssl
):
    differ: Counter[tuple[str, str]] = Counter()
    asked = 0
    for kind, entry, age, signer in product(SCOPES, ENTRIES, AGES, SIGNERS):
        if signer != SIGNERS[0] and (age != "fresh" or kind not in {"whole", "its place", "delta"}):
            continue
        ca = bench.ca if signer == SIGNERS[0] else Authority(bench.ca.certificate, foreign.user_ca.key)
        words = ENTRIES[entry]
        entries = [Entry(card().serial, now - timedelta(days=9), words)] if words is not None else []
        if entry == "somebody else":
            entries = [Entry(card().serial + 1, now, ((STRANGE, False),))]
        der = made(ca, now - AGES[age], entries, SCOPES[kind])
        theirs, found = openssl.says(der), ours(crl_evidence(der, card(), now))
        asked += 1
        if theirs != found:
            assert (theirs, found) in DIFFERENCES, (kind, entry, age, signer, theirs, found)
            differ[theirs, found] += 1
    assert asked > 300
    assert set(differ) == set(DIFFERENCES)
