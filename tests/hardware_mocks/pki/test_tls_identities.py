"""A real handshake with the identities of the virtual service, in memory."""

import ssl

import pytest

from hardware_mocks.pki.issuing import Pki

INSTITUTION = "1312345678"


@pytest.fixture
def context(tmp_path_factory):
    def make(side, ca, identity):
        folder = tmp_path_factory.mktemp("tls")
        (folder / "cert.pem").write_bytes(identity.cert_pem)
        (folder / "key.pem").write_bytes(identity.key_pem)
        made = ssl.create_default_context(side, cadata=ca.decode())
        made.verify_mode = ssl.CERT_REQUIRED
        made.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        return made

    return make


def shake_hands(server, client, host):
    """Pass the bytes to and fro until both are content; returns the certificate that the server saw."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(to_client, to_server, server_hostname=host)
    theirs = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (ours, theirs):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return theirs.getpeercert()


@pytest.fixture
def server(context, pki):
    return context(ssl.Purpose.CLIENT_AUTH, pki.tls_ca, pki.server_identity("service.example"))


@pytest.fixture
def client(context, pki):
    return context(ssl.Purpose.SERVER_AUTH, pki.tls_ca, pki.institution_identity(INSTITUTION))


@pytest.mark.parametrize("host", ["service.example", "localhost", "127.0.0.1", "::1"])
def test_an_institution_is_known_by_its_code_under_every_name_of_the_server(server, client, host):
    seen = shake_hands(server, client, host)
    assert (("commonName", INSTITUTION),) in seen["subject"]


def test_another_host_is_not_the_service(server, client):
    with pytest.raises(ssl.SSLCertVerificationError, match=r"[Hh]ostname mismatch"):
        shake_hands(server, client, "other.example")


def test_a_server_of_another_world_is_not_the_service(context, client, now):
    other = Pki.make(now)
    server = context(ssl.Purpose.CLIENT_AUTH, other.tls_ca, other.server_identity("localhost"))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(server, client, "localhost")


def test_hazard_an_institution_cannot_pose_as_the_server(context, pki, client):
    server = context(ssl.Purpose.CLIENT_AUTH, pki.tls_ca, pki.institution_identity(INSTITUTION))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(server, client, "localhost")


def test_hazard_a_server_cannot_pose_as_an_institution(context, pki, server):
    client = context(ssl.Purpose.SERVER_AUTH, pki.tls_ca, pki.server_identity("localhost"))
    with pytest.raises(ssl.SSLError):
        shake_hands(server, client, "localhost")


@pytest.mark.parametrize("code", ["", "131234567", "13123456789", "13123456AB"])
def test_an_institution_code_has_ten_digits(pki, code):
    with pytest.raises(ValueError, match="ten digits"):
        pki.institution_identity(code)
