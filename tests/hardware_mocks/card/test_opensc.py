"""OpenSC, which knows the real card, takes the virtual one for one; openssl agrees with what it signs."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hardware_mocks.card import CardMaterial
from hardware_mocks.pcsc.private import PrivatePcsc, what_is_missing
from hardware_mocks.pcsc.with_card import with_card
from hardware_mocks.pki.issuing import Pki
from reader.pcsc.card_process import SOCKET_VARIABLE

TOOLS = ("opensc-tool", "pkcs15-tool", "pkcs15-crypt", "pkcs11-tool", "openssl")


@pytest.fixture(scope="module")
def environment(material: CardMaterial) -> Iterator[dict[str, str]]:
    missing = [*what_is_missing(), *(each for each in TOOLS if shutil.which(each) is None)]
    if missing:
        pytest.skip("NOT RUN: no OpenSC over private PC/SC: " + ", ".join(missing))
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as service:
        service.insert(material)
        yield {**os.environ, SOCKET_VARIABLE: service.socket}


@pytest.fixture
def public_key(material: CardMaterial, tmp_path: Path) -> Path:
    certificate = x509.load_der_x509_certificate(material.user_certificate)
    pem = certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    path = tmp_path / "user.pem"
    path.write_bytes(pem)
    return path


def run(environment: dict[str, str], *command: str | Path) -> str:
    done = subprocess.run(list(command), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_recognised_by_name(environment: dict[str, str]) -> None:
    assert run(environment, "opensc-tool", "-n") == "jpki\n"


def test_the_reader_says_that_it_is_virtual(environment: dict[str, str]) -> None:
    assert "VIRTUAL My Number Card Reader" in run(environment, "opensc-tool", "--list-readers")


def test_both_pins_are_listed_with_their_tries(environment: dict[str, str]) -> None:
    listed = run(environment, "pkcs15-tool", "--list-pins")
    assert re.findall(r"PIN \[(.+)]", listed) == ["User Authentication PIN", "Digital Signature PIN"]
    assert re.findall(r"Tries left +: (\d+)", listed) == ["3", "5"]


def test_the_certificate_chains_to_its_authority(
    environment: dict[str, str], pki: Pki, material: CardMaterial, now: datetime, tmp_path: Path
) -> None:
    user, authority = tmp_path / "user.pem", tmp_path / "ca.pem"
    user.write_text(run(environment, "pkcs15-tool", "--read-certificate", "01"))
    authority.write_bytes(x509.load_der_x509_certificate(pki.user_ca_certificate).public_bytes(Encoding.PEM))
    at = ("-attime", str(int(now.timestamp())))
    # The JPKI policy is a critical extension; openssl is told that it is wanted.
    policy = ("-policy_check", "-ignore_critical")
    assert run(environment, "openssl", "verify", *at, *policy, "-CAfile", authority, user).endswith("OK\n")
    read = x509.load_pem_x509_certificate(user.read_bytes())
    assert read.public_bytes(Encoding.DER) == material.user_certificate


def test_a_signature_by_pkcs15_holds(environment: dict[str, str], public_key: Path, tmp_path: Path) -> None:
    message, digest, signature = (tmp_path / each for each in ("message", "digest", "signature"))
    message.write_bytes(b"a challenge")
    digest.write_bytes(hashlib.sha256(b"a challenge").digest())
    options = ("--sign", "--sha-256", "--pkcs1", "--raw", "--key", "01", "--pin", "1234")
    run(environment, "pkcs15-crypt", *options, "--input", digest, "--output", signature)
    verify = ("openssl", "dgst", "-sha256", "-verify", public_key, "-signature", signature, message)
    assert run(environment, *verify) == "Verified OK\n"


def test_a_signature_by_pkcs11_holds(environment: dict[str, str], public_key: Path, tmp_path: Path) -> None:
    message, signature = tmp_path / "message", tmp_path / "signature"
    message.write_bytes(b"another challenge")
    options = ("--slot-index", "0", "--login", "--pin", "1234", "--sign", "--mechanism", "SHA256-RSA-PKCS")
    run(environment, "pkcs11-tool", *options, "--input-file", message, "--output-file", signature)
    verify = ("openssl", "dgst", "-sha256", "-verify", public_key, "-signature", signature, message)
    assert run(environment, *verify) == "Verified OK\n"


@pytest.mark.usefixtures("environment")
def test_with_card_passes_the_exit_code_on(material: CardMaterial) -> None:
    asked = f"test -S ${SOCKET_VARIABLE} && opensc-tool -n >&2 && exit 7"
    assert with_card(material, None, ["sh", "-c", asked]) == 7


@pytest.mark.usefixtures("environment")
def test_a_card_that_was_locked_is_still_locked_at_the_next_call(
    material: CardMaterial, tmp_path: Path
) -> None:
    memory, listed = tmp_path / "memory.json", tmp_path / "listed"
    wrong = "pkcs15-crypt --sign --sha-256 --pkcs1 --key 01 --pin 9999 --input /dev/null"
    for _ in range(3):
        with_card(material, memory, ["sh", "-c", wrong])
    with_card(material, memory, ["sh", "-c", f"pkcs15-tool --list-pins > {listed}"])
    assert re.findall(r"Tries left +: (\d+)", listed.read_text()) == ["0", "5"]
