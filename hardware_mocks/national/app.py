"""The service's web application. The institution is who the TLS client certificate says, and nobody else may be named.

`openapi.yaml` beside this file describes it. The real service has no such interface; `X-Emulation` stands on every answer.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element

from cryptography import x509
from cryptography.x509.oid import NameOID
from flask import Flask, Response, jsonify, request

from hardware_mocks.national.clearing import Authority, Clearing, Holder
from hardware_mocks.national.document import EMULATION, Encoding, Heading, Refused, answer, encode
from hardware_mocks.national.faults import Fault, Switches
from hardware_mocks.national.lies import distorted, garbled
from hardware_mocks.national.question import CardClaim, Question, UnreadableError, octets, read_question
from hardware_mocks.national.recorded import IdentifierReusedError, Recorded

STALE_BY = timedelta(days=30)
XML = "application/xml"


class RejectedError(Exception):
    """Refused before the question was looked at."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class Desk:
    """The routes' state: what was issued, recorded and switched on."""

    def __init__(
        self,
        clearing: Clearing,
        authority: Authority,
        now: Callable[[], datetime],
        switches: Switches,
        encoding: Encoding,
    ) -> None:
        self.clearing = clearing
        self.authority = authority
        self.now = now
        self.switches = switches
        self.encoding = encoding
        self.recorded = Recorded()
        self._asked_while_processing: set[str] = set()

    def qualification(self, data: bytes, institution: str) -> bytes:
        question = read_question(data)
        _same_institution(question.institution, institution)
        if self._still_processing(question.identifier):
            return encode(answer(self._heading(question, segment="2"), None), self.encoding)
        root = self._recorded_answer(question, data)
        out = garbled(encode(distorted(deepcopy(root), self.switches), self.encoding), self.switches)
        if Fault.PREVIOUS_ANSWER in self.switches and self.recorded.last:
            return self.recorded.last
        self.recorded.last = out
        return out

    def _recorded_answer(self, question: Question, data: bytes) -> Element:
        known = self.recorded.find(question.institution, question.identifier, data)
        if known is not None:
            return known
        result = self.clearing.clear(question, self.now())
        root = answer(self._heading(question), result)
        if isinstance(result, Refused):
            return root
        return self.recorded.keep(question.institution, question.identifier, data, root)

    def _still_processing(self, identifier: str) -> bool:
        """処理中 at the first asking, when switched on."""
        if Fault.PROCESSING not in self.switches or identifier in self._asked_while_processing:
            return False
        self._asked_while_processing.add(identifier)
        return True

    def _heading(self, question: Question, segment: str = "1") -> Heading:
        return Heading(
            self.now(),
            question.on,
            question.institution,
            question.identifier,
            question.visit,
            "1" if isinstance(question.search, CardClaim) else "2",
            self.encoding,
            segment,
        )

    def challenge(self, table: Mapping[str, Any], institution: str) -> dict[str, str]:
        _same_institution(_word(table, "institution"), institution)
        issued = self.clearing.challenges.issue(institution, _word(table, "visit"), self.now())
        return {"visit": issued.visit, "token": issued.token, "nonce": issued.nonce.hex()}

    def holder(self, table: Mapping[str, Any], institution: str) -> Holder:
        _same_institution(_word(table, "institution"), institution)
        claim = CardClaim(
            _word(table, "token"),
            octets(_word(table, "certificate")),
            octets(_word(table, "signature")),
            eligibility_only=True,
        )
        match self.clearing.holder(claim, institution, _word(table, "visit"), self.now()):
            case Refused(code, message):
                raise RejectedError(422, code, message)
            case holder:
                return holder

    def revocation_list(self, place: str) -> bytes:
        """Of one place, as certificates name it, or the whole book without one."""
        now = self.now() - (STALE_BY if Fault.STALE_CRL in self.switches else timedelta())
        try:
            return self.authority.municipal_crl(place, now) if place else self.authority.crl(now)
        except KeyError as nobody:
            raise RejectedError(404, "MOCK-NO-LIST", "no certificate names this place") from nobody


def national_app(desk: Desk) -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/health", "health", lambda: jsonify(status="ok", emulation=EMULATION))
    app.add_url_rule("/crl", "crl", lambda: _list(desk))
    app.add_url_rule("/ocsp", "ocsp", lambda: _ocsp(desk), methods=["POST"])
    app.add_url_rule(
        "/challenge", "challenge", lambda: jsonify(desk.challenge(_table(), _caller())), methods=["POST"]
    )
    app.add_url_rule("/registered", "registered", lambda: _registered(desk), methods=["POST"])
    app.add_url_rule("/register", "register", lambda: _register(desk), methods=["POST"])
    app.add_url_rule("/qualification", "qualification", lambda: _qualification(desk), methods=["POST"])
    app.register_error_handler(RejectedError, _rejected)
    app.register_error_handler(UnreadableError, lambda error: _error(400, "MOCK-UNREADABLE", str(error)))
    app.register_error_handler(
        IdentifierReusedError,
        lambda error: _error(409, "MOCK-IDENTIFIER", f"{error} was answered for another question"),
    )
    app.after_request(_marked)
    return app


def _list(desk: Desk) -> Response:
    body = desk.revocation_list(request.args.get("place", ""))
    return Response(body, mimetype="application/pkix-crl")


def _ocsp(desk: Desk) -> Response:
    answered = desk.authority.ocsp(request.get_data(), desk.now())
    return Response(answered, mimetype="application/ocsp-response")


def _registered(desk: Desk) -> Response:
    return jsonify(registered=desk.holder(_table(), _caller()).entry.registered)


def _register(desk: Desk) -> Response:
    desk.clearing.registry.register(desk.holder(_table(), _caller()).entry.id)
    return jsonify(registered=True)


def _qualification(desk: Desk) -> Response:
    return Response(desk.qualification(request.get_data(), _caller()), mimetype=XML)


def _caller() -> str:
    """The institution that the client certificate names."""
    pem = request.environ.get("SSL_CLIENT_CERT")
    if not pem:
        raise RejectedError(403, "MOCK-NO-CERTIFICATE", "No client certificate")
    subject = x509.load_der_x509_certificate(ssl.PEM_cert_to_DER_cert(pem)).subject
    return "".join(str(each.value) for each in subject.get_attributes_for_oid(NameOID.COMMON_NAME))


def _same_institution(named: str, caller: str) -> None:
    if named != caller:
        raise RejectedError(
            403, "MOCK-INSTITUTION", "The message names another institution than the certificate"
        )


def _table() -> Mapping[str, Any]:
    table = request.get_json(silent=True)
    if not isinstance(table, dict):
        raise UnreadableError("not a JSON object")
    return table


def _word(table: Mapping[str, Any], name: str) -> str:
    word = table.get(name)
    if not isinstance(word, str) or not word:
        raise UnreadableError(f"{name} is missing")
    return word


def _rejected(error: RejectedError) -> Response:
    return _error(error.status, error.code, str(error))


def _error(status: int, code: str, message: str) -> Response:
    answered = jsonify(code=code, message=message)
    answered.status_code = status
    return answered


def _marked(answered: Response) -> Response:
    answered.headers["X-Emulation"] = EMULATION
    return answered
