"""The small answers in JSON: whatever a service says there comes out as what it means, or as a named fault."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from hardware_mocks.pki import tls
from kiosk.qualification.grounds import CardProof, Challenge, Method
from kiosk.qualification.https import mutual_tls
from kiosk.qualification.online import OnlineQualification
from kiosk.qualification.port import AnswerForAnother, AnswerMalformed, ServiceRefused, ServiceUnreachable

PROOF = CardProof(Method.PIN, b"certificate", Challenge("V-1", "token", b"n" * 16), b"signature")
GOOD = {"visit": "V-1", "token": "a token", "nonce": "ab" * 16}


@contextmanager
def saying(
    pki: object, folder: Path, body: bytes, status: int = 200, date: str | None = None
) -> Iterator[str]:
    """A server that says the same to everybody; gives its address."""

    class Same(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response_only(status)
            if date is not None:
                self.send_header("Date", date)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            pass

    own = pki.server_identity("127.0.0.1")
    certificate, key = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(own.cert_pem)
    key.write_bytes(own.key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Same) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"https://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_hazard_a_server_certificate_that_names_its_host_in_the_subject_alone_is_refused(
    world: object, tmp_path: Path
) -> None:
    """RFC 9525: names stand in subjectAltName. The handshake runs without a line."""
    bare = tls._identity(
        world.pki.tls_authority, world.pki.made, "localhost", ExtendedKeyUsageOID.SERVER_AUTH
    )
    named = world.pki.server_identity("localhost")
    client = mutual_tls(world.connection("https://localhost"))
    for identity, refused in ((named, False), (bare, True)):
        (tmp_path / "server.pem").write_bytes(identity.cert_pem + identity.key_pem)
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(tmp_path / "server.pem")
        assert is_refused(client, server) is refused


def is_refused(client: ssl.SSLContext, server: ssl.SSLContext) -> bool:
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(back, there, server_hostname="localhost")
    theirs = server.wrap_bio(there, back, server_side=True)
    for each in (ours, theirs, ours, theirs, ours):
        try:
            each.do_handshake()
        except ssl.SSLWantReadError:
            continue
        except ssl.SSLCertVerificationError:
            return True
    return False


@pytest.mark.parametrize(
    ("date", "year"),
    [("Tue, 01 Dec 2026 01:00:00 GMT", 2026), ("Tue, 01 Dec 2026 01:00:00 -0000", 2026), (None, None)],
)
def test_the_services_clock_is_read_where_it_tells(
    world: object, tmp_path: Path, date: str | None, year: int | None
) -> None:
    with (
        saying(world.pki, tmp_path, b"{}", date=date) as url,
        OnlineQualification(world.connection(url)) as client,
    ):
        told = client.time()
    assert (told and told.year) == year
    assert told is None or told.tzinfo is not None


@pytest.mark.parametrize(
    "date", ["yesterday", "Tue, 99 Dec 2026 01:00:00 GMT", "Tue, 01 Dec 99999 01:00:00 GMT"]
)
def test_hazard_a_garbled_date_is_named(world: object, tmp_path: Path, date: str) -> None:
    with (
        saying(world.pki, tmp_path, b"{}", date=date) as url,
        OnlineQualification(world.connection(url)) as client,
        pytest.raises(AnswerMalformed, match="Date"),
    ):
        client.time()


@pytest.fixture
def ask(world: object, tmp_path: Path) -> Callable[..., object]:
    def asked(question: Callable[[OnlineQualification], object], body: object, status: int = 200) -> object:
        said = body if isinstance(body, bytes) else json.dumps(body).encode()
        with (
            saying(world.pki, tmp_path, said, status) as url,
            OnlineQualification(world.connection(url)) as client,
        ):
            return question(client)

    return asked


def test_a_challenge_is_taken_as_it_was_said(ask: Callable[..., object]) -> None:
    given = ask(lambda client: client.challenge("V-1"), GOOD)
    assert given == Challenge("V-1", "a token", b"\xab" * 16)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (GOOD | {"visit": "V-2"}, AnswerForAnother),
        (GOOD | {"token": ""}, AnswerMalformed),
        (GOOD | {"token": 7}, AnswerMalformed),
        (GOOD | {"nonce": "not hexadecimal"}, AnswerMalformed),
        (GOOD | {"nonce": "ab" * 15}, AnswerMalformed),
        ({"visit": "V-1"}, AnswerMalformed),
        ([], AnswerMalformed),
        (b"<html>", AnswerMalformed),
        (b"[" * 20_000, AnswerMalformed),
        (b'{"visit":' * 6_000, AnswerMalformed),
        (b'{"visit": ' + b"9" * 10_000 + b"}", AnswerMalformed),
        (b" " * 100_000, AnswerMalformed),
    ],
)
def test_hazard_a_challenge_that_cannot_be_one_is_named(
    ask: Callable[..., object], said: object, named: type[Exception]
) -> None:
    with pytest.raises(named):
        ask(lambda client: client.challenge("V-1"), said)


@pytest.mark.parametrize("yes", [True, False])
def test_whether_a_card_is_registered_is_a_yes_or_a_no(ask: Callable[..., object], *, yes: bool) -> None:
    assert ask(lambda client: client.registered(PROOF), {"registered": yes}) is yes


@pytest.mark.parametrize("said", [{}, {"registered": "true"}, {"registered": 1}])
def test_hazard_anything_else_is_no_answer(ask: Callable[..., object], said: object) -> None:
    with pytest.raises(AnswerMalformed):
        ask(lambda client: client.registered(PROOF), said)


def test_a_card_that_was_not_registered_is_a_refusal(ask: Callable[..., object]) -> None:
    with pytest.raises(ServiceRefused, match="NOT-REGISTERED"):
        ask(lambda client: client.register(PROOF), {"registered": False})


@pytest.mark.parametrize(
    ("status", "said", "named"),
    [
        (403, {"code": "E-7", "message": "no"}, ServiceRefused),
        (403, {"code": "E-7"}, AnswerMalformed),
        (302, {}, AnswerMalformed),
        (500, {}, ServiceUnreachable),
        (503, b"away", ServiceUnreachable),
    ],
)
def test_every_status_has_its_name(
    ask: Callable[..., object], status: int, said: object, named: type[Exception]
) -> None:
    with pytest.raises(named):
        ask(lambda client: client.registered(PROOF), said, status)
