"""An independent program reads and checks what the virtual authorities sign."""

import subprocess

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization


@pytest.fixture
def desk(tmp_path, pki, issued, revoked, now):
    """A folder with the CA, a good and a revoked certificate, and the list, as PEM."""
    (tmp_path / "ca.pem").write_bytes(pki.user_ca.pem)
    (tmp_path / "tls-ca.pem").write_bytes(pki.tls_ca)
    (tmp_path / "responder.pem").write_bytes(pki.ocsp_responder.pem)
    for name, each in (("good", issued), ("revoked", revoked)):
        pem = x509.load_der_x509_certificate(each.der).public_bytes(serialization.Encoding.PEM)
        (tmp_path / f"{name}.pem").write_bytes(pem)
    crl = x509.load_der_x509_crl(pki.crl(now))
    (tmp_path / "list.pem").write_bytes(crl.public_bytes(serialization.Encoding.PEM))
    return tmp_path


@pytest.fixture
def openssl(desk, now):
    def run(*arguments):
        return subprocess.run(["openssl", *arguments], cwd=desk, capture_output=True, check=False, text=True)

    return run


@pytest.fixture
def verify(openssl, now):
    at = ("-attime", str(int(now.timestamp())), "-x509_strict")
    return lambda *arguments: openssl("verify", *at, *arguments)


def test_the_ca_verifies_itself(verify):
    assert verify("-CAfile", "ca.pem", "ca.pem").returncode == 0


def test_a_card_verifies_with_the_list(verify):
    done = verify(
        "-crl_check", "-purpose", "sslclient", "-CAfile", "ca.pem", "-CRLfile", "list.pem", "good.pem"
    )
    assert (done.returncode, done.stdout) == (0, "good.pem: OK\n")


def test_a_revoked_card_is_refused_for_that_reason(verify):
    done = verify("-crl_check", "-CAfile", "ca.pem", "-CRLfile", "list.pem", "revoked.pem")
    assert done.returncode != 0
    assert "certificate revoked" in done.stderr


def test_the_tls_ca_does_not_vouch_for_cards(verify):
    assert verify("-CAfile", "tls-ca.pem", "good.pem").returncode != 0


@pytest.mark.parametrize(("name", "status"), [("good", "good"), ("revoked", "revoked")])
def test_openssl_asks_and_understands_the_answer(openssl, desk, pki, now, name, status):
    question = ("-no_nonce", "-issuer", "ca.pem", "-cert", f"{name}.pem")
    assert openssl("ocsp", *question, "-reqout", "request.der").returncode == 0
    (desk / "answer.der").write_bytes(pki.ocsp((desk / "request.der").read_bytes(), now))
    any_time = ("-no_check_time", "-validity_period", str(50 * 365 * 86_400))
    done = openssl("ocsp", *question, "-respin", "answer.der", "-CAfile", "ca.pem", *any_time)
    assert "Response verify OK" in done.stderr
    assert f"{name}.pem: {status}" in done.stdout


def test_a_question_about_another_ca_or_none_at_all_is_refused(pki, now):
    builder = x509.ocsp.OCSPRequestBuilder().add_certificate_by_hash(bytes(20), bytes(20), 7, hashes.SHA1())  # noqa: S303 - names an issuer only
    foreign = builder.build().public_bytes(serialization.Encoding.DER)
    for request, status in (
        (foreign, x509.ocsp.OCSPResponseStatus.UNAUTHORIZED),
        (b"junk", x509.ocsp.OCSPResponseStatus.MALFORMED_REQUEST),
    ):
        assert x509.ocsp.load_der_ocsp_response(pki.ocsp(request, now)).response_status is status
