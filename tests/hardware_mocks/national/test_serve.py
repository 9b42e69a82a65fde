"""The door of the service: who is let in, what stands on every answer, and that the paper about it is right."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardware_mocks import national
from hardware_mocks.national.app import national_app
from hardware_mocks.national.registry import Registry
from hardware_mocks.national.serve import NationalService
from hardware_mocks.national.verify import JAPAN
from hardware_mocks.personas.model import all_personas
from hardware_mocks.pki.issuing import Pki
from hardware_mocks.pki.tls import TlsIdentity, institution_identity, server_identity
from kiosk.clock import SystemClock

CODE = "1399999990"
PAPER = yaml.safe_load((Path(national.__path__[0]) / "openapi.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def now() -> datetime:
    return SystemClock().now().wall.astimezone(JAPAN)


@pytest.fixture(scope="module")
def pki(now: datetime) -> Pki:
    return Pki.make(now)


@pytest.fixture(scope="module")
def service(pki: Pki, now: datetime) -> Iterator[NationalService]:
    with NationalService(Registry.from_personas(all_personas()), pki, lambda: now) as served:
        yield served


@dataclass(frozen=True)
class Reply:
    status: int
    emulation: str
    body: bytes

    def __getitem__(self, name: str) -> str:
        return str(json.loads(self.body)[name])


class Caller:
    """A bare TLS client with whatever certificate it is given."""

    def __init__(self, service: NationalService, pki: Pki, folder: Path) -> None:
        self._port, self._ca, self._folder = service.port, pki.tls_ca.decode(), folder

    def ask(
        self, identity: TlsIdentity | None, method: str, path: str, body: bytes = b""
    ) -> http.client.HTTPResponse:
        context = ssl.create_default_context(cadata=self._ca)
        if identity:
            (self._folder / "own.pem").write_bytes(identity.cert_pem + identity.key_pem)
            context.load_cert_chain(self._folder / "own.pem")
        connection = http.client.HTTPSConnection("127.0.0.1", self._port, context=context, timeout=20)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return Reply(response.status, response.getheader("X-Emulation") or "", response.read())
        finally:
            connection.close()


@pytest.fixture
def caller(service: NationalService, pki: Pki, tmp_path: Path) -> Caller:
    return Caller(service, pki, tmp_path)


def expired_identity(pki: Pki, now: datetime) -> TlsIdentity:
    return institution_identity(pki.tls_authority, now.replace(year=now.year - 30), CODE)


def test_an_institution_with_its_certificate_is_let_in_and_told_that_this_is_a_mock(
    caller: Caller, pki: Pki
) -> None:
    response = caller.ask(pki.institution_identity(CODE), "GET", "/health")
    assert response.status == 200
    assert response.emulation.startswith("MOCK")


@pytest.mark.parametrize("who", ["nobody", "foreign", "expired", "a server"])
def test_hazard_mutual_tls_never_fails_open(caller: Caller, pki: Pki, now: datetime, who: str) -> None:
    identities = {
        "nobody": lambda: None,
        "foreign": lambda: Pki.make(now).institution_identity(CODE),
        "expired": lambda: expired_identity(pki, now),
        "a server": lambda: server_identity(pki.tls_authority, now, "127.0.0.1"),
    }
    with pytest.raises((ssl.SSLError, ConnectionError)):
        caller.ask(identities[who](), "GET", "/health")


def test_one_institution_cannot_speak_for_another(caller: Caller, pki: Pki) -> None:
    body = json.dumps({"institution": "1300000000", "visit": "V-1"}).encode()
    response = caller.ask(pki.institution_identity(CODE), "POST", "/challenge", body)
    assert (response.status, response["code"]) == (403, "MOCK-INSTITUTION")


@pytest.mark.parametrize("path", ["/challenge", "/registered", "/register", "/qualification"])
@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"institution": 5}', b"<XmlMsg/>", b"\xff\x00"])
def test_what_cannot_be_read_is_named_and_marked_as_the_mocks(
    caller: Caller, pki: Pki, path: str, body: bytes
) -> None:
    response = caller.ask(pki.institution_identity(CODE), "POST", path, body)
    assert response.status == 400
    assert response["code"].startswith("MOCK-")


def test_a_certificate_that_is_no_certificate_is_refused_and_no_crash(caller: Caller, pki: Pki) -> None:
    identity = pki.institution_identity(CODE)
    asked = {"institution": CODE, "visit": "V-1"}
    challenge = caller.ask(identity, "POST", "/challenge", json.dumps(asked).encode())
    card = asked | {"token": challenge["token"], "certificate": "AAAA", "signature": "AAAA"}
    response = caller.ask(identity, "POST", "/registered", json.dumps(card).encode())
    assert (response.status, response["code"]) == (422, "MOCK-CARD-FOREIGN")


def test_the_paper_names_every_route_and_no_other(service: NationalService) -> None:
    routes = {
        (rule.rule, method.lower())
        for rule in national_app(service.desk).url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }
    assert routes == {(path, method) for path, methods in PAPER["paths"].items() for method in methods}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200))
def test_no_body_makes_the_service_stumble(caller: Caller, pki: Pki, body: bytes) -> None:
    """Every refusal is one of those that the paper names."""
    response = caller.ask(pki.institution_identity(CODE), "POST", "/qualification", body)
    assert str(response.status) in PAPER["paths"]["/qualification"]["post"]["responses"]
