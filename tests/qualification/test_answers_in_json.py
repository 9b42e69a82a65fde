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

from kiosk.qualification.grounds import CardProof, Challenge, Method
from kiosk.qualification.online import OnlineQualification
from kiosk.qualification.port import AnswerForAnother, AnswerMalformed, ServiceRefused, ServiceUnreachable

PROOF = CardProof(Method.PIN, b"certificate", Challenge("V-1", "token", b"n" * 16), b"signature")
GOOD = {"visit": "V-1", "token": "a token", "nonce": "ab" * 16}


@contextmanager
def saying(pki: object, folder: Path, body: bytes, status: int = 200) -> Iterator[str]:
    """A server that says the same to everybody; gives its address."""

    class Same(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

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
