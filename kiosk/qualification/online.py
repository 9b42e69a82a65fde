"""The national service over HTTPS: the port's four questions, each within one deadline, each failing as a ServiceFault."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from kiosk.qualification.grounds import CardProof, Challenge
from kiosk.qualification.https import SMALL_BYTES, Connection, Https, Reply
from kiosk.qualification.message import StillProcessing, read_answer, write_inquiry
from kiosk.qualification.model import Answer
from kiosk.qualification.port import (
    AnswerForAnother,
    AnswerMalformed,
    Inquiry,
    ServiceRefused,
    ServiceUnreachable,
)
from kiosk.qualification.section import LIMIT_BYTES

ASK_AGAIN_SECONDS = 0.2
SHORTEST_NONCE = 16
XML = "application/xml"
OCSP = "application/ocsp-request"


class OnlineQualification:
    """QualificationService with a client certificate. Safe to call from several threads; `close` ends it."""

    def __init__(self, connection: Connection) -> None:
        self._institution = connection.institution
        self._https = Https(connection)

    def challenge(self, visit: str) -> Challenge:
        table = self._https.run(self._tell("/challenge", {"institution": self._institution, "visit": visit}))
        if table.get("visit") != visit:
            raise AnswerForAnother("the challenge is for another visit")
        return Challenge(visit, _text(table, "token"), _nonce(table))

    def registered(self, proof: CardProof) -> bool:
        return _yes(self._https.run(self._tell("/registered", self._card(proof))))

    def register(self, proof: CardProof) -> None:
        if not _yes(self._https.run(self._tell("/register", self._card(proof)))):
            raise ServiceRefused("NOT-REGISTERED", "the service did not register the card")

    def qualify(self, inquiry: Inquiry) -> Answer:
        question = write_inquiry(inquiry, self._institution)
        answer = self._https.run(self._ask(question, inquiry))
        if answer.error_code:
            raise ServiceRefused(answer.error_code, answer.error_message)
        return answer

    def fetch_crl(self, place: str) -> bytes:
        """The revocation list (DER) of a place that a certificate names, for `identity`."""
        return self._https.run(self._fetch(f"/crl?place={quote(place, safe='')}", LIMIT_BYTES))

    def ask_status(self, question: bytes) -> bytes:
        """What the responder answers to an OCSP request (DER to DER), for `identity`."""
        return self._https.run(self._post_status(question))

    def healthy(self) -> bool:
        """Whether the service says that it is there; a ServiceFault if nobody answers."""
        return self._https.run(self._fetch("/health")) != b""

    def time(self) -> datetime | None:
        """The service's own clock to the second, None when it does not tell; a ServiceFault if nobody answers."""
        date = self._https.run(self._https.send("GET", "/health")).date
        return _moment(date) if date else None

    async def _ask(self, question: bytes, inquiry: Inquiry) -> Answer:
        """The same bytes until there is an answer: the identifier makes asking again harmless."""
        while True:
            sent = self._https.send("POST", "/qualification", question, XML, limit=LIMIT_BYTES)
            body = _accepted(await sent).body
            read = await asyncio.to_thread(read_answer, body, inquiry, self._institution)
            if not isinstance(read, StillProcessing):
                return read
            await asyncio.sleep(ASK_AGAIN_SECONDS)

    async def _tell(self, path: str, table: Mapping[str, str]) -> Mapping[str, Any]:
        reply = _accepted(await self._https.send("POST", path, json.dumps(table).encode()))
        return await asyncio.to_thread(_table, reply.body)

    async def _post_status(self, question: bytes) -> bytes:
        return _accepted(await self._https.send("POST", "/ocsp", question, OCSP)).body

    async def _fetch(self, path: str, limit: int = SMALL_BYTES) -> bytes:
        return _accepted(await self._https.send("GET", path, limit=limit)).body

    def _card(self, proof: CardProof) -> Mapping[str, str]:
        return {
            "institution": self._institution,
            "visit": proof.challenge.visit,
            "token": proof.challenge.token,
            "certificate": b64encode(proof.certificate).decode("ascii"),
            "signature": b64encode(proof.signature).decode("ascii"),
        }

    def close(self) -> None:
        self._https.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _accepted(reply: Reply) -> Reply:
    """200, or why not: 4xx is the service's own no, 5xx is a service that is not there, 3xx leads nowhere we go."""
    match reply.status // 100:
        case 2:
            return reply
        case 3:
            raise AnswerMalformed("the service answered with a redirect")
        case 4:
            refusal = _table(reply.body)
            raise ServiceRefused(_text(refusal, "code"), _text(refusal, "message"))
        case _:
            raise ServiceUnreachable(f"HTTP status {reply.status}")


def _table(body: bytes) -> Mapping[str, Any]:
    try:
        table = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise AnswerMalformed("not JSON, or deeper than any answer") from broken
    if not isinstance(table, dict):
        raise AnswerMalformed("not a JSON object")
    return table


def _moment(date: str) -> datetime:
    """An HTTP date (RFC 9110, 5.6.7); one without a zone is UTC."""
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, OverflowError) as broken:
        raise AnswerMalformed("the service's Date cannot be read") from broken
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(table: Mapping[str, Any], name: str) -> str:
    text = table.get(name)
    if not isinstance(text, str) or not text:
        raise AnswerMalformed(f"{name} is missing")
    return text


def _nonce(table: Mapping[str, Any]) -> bytes:
    try:
        nonce = bytes.fromhex(_text(table, "nonce"))
    except ValueError as broken:
        raise AnswerMalformed("nonce is not hexadecimal") from broken
    if len(nonce) < SHORTEST_NONCE:
        raise AnswerMalformed("the nonce is too short to be unique")
    return nonce


def _yes(table: Mapping[str, Any]) -> bool:
    registered = table.get("registered")
    if not isinstance(registered, bool):
        raise AnswerMalformed("registered is missing")
    return registered
