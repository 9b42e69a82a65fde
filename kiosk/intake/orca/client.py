"""ReceiptComputer over HTTP: one connection a call, one call in flight, one deadline for all of it. Only calls that read."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

from kiosk.intake.orca.calls import (
    ACCEPTANCES,
    APPOINTMENTS,
    BASICS,
    BUSY,
    ON_A_DAY,
    PATIENT,
    Call,
    is_done,
)
from kiosk.intake.orca.people import acceptances_of, bookings_of, insurances_of, patient_of
from kiosk.intake.orca.reply import Tree, clock, part, read_reply, rows, text
from kiosk.intake.receipt import (
    Acceptance,
    Booking,
    Fault,
    HeldInsurance,
    HeldPatient,
    Item,
    Listed,
    ReceiptFault,
)

CONNECT_SECONDS, CALL_SECONDS = 3.0, 15.0
TRIES, PAUSE = 3, 1.0
"""While another screen holds the patient; longer waits are no desk's."""
LARGEST = 16 * 1024 * 1024
STATUSES: dict[int, Fault] = {
    401: Fault.LOGIN,
    403: Fault.LOGIN,
    404: Fault.NO_ROUTE,
    405: Fault.ROUTE_CLOSED,
    502: Fault.UPDATING,
    503: Fault.UPDATING,
}
"""Below the API. 502 and 503 come for a while after a start, during updates, and through a proxy without our certificate."""
EMERGENCY = frozenset({"emergency", "recovery"})
Pause = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class OrcaConnection:
    """`url` is scheme, host and port; `base_path` "" or "/api", as the settings say and never guessed."""

    url: str
    base_path: str
    user: str
    password: str = field(repr=False)
    authority: Path | None = None
    certificate: Path | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    tree: Tree = field(repr=False)
    code: str
    remark: str
    emergency: bool


class OrcaReceipt:
    """Safe to call from several threads: they wait for each other."""

    def __init__(self, connection: OrcaConnection, pause: Pause | None = None) -> None:
        self._connection = connection
        self._pause = pause or threading.Event().wait
        self._alone = threading.Lock()

    def patient(self, number: str, within: float = CALL_SECONDS) -> HeldPatient | None:
        """The chart with the insurances that are valid today; None where nobody has the number."""
        reply = self._ask(PATIENT, {"id": number}, within)
        return patient_of(part(reply.tree, "Patient_Information"), clock(reply.tree))

    def insurances(self, number: str, on: date) -> Listed[HeldInsurance]:
        asked = {"Reqest_Number": "01", "Patient_ID": number, "Base_Date": on.isoformat()}
        reply = self._ask(ON_A_DAY, asked)
        inside = (reply.tree, part(reply.tree, "Patient_Information"))
        held = (insurances_of(rows(each, "HealthInsurance_Information")) for each in inside)
        return _listed(reply, ON_A_DAY, tuple(each for found in held for each in found if each.covers(on)))

    def acceptances(self, on: date) -> Listed[Acceptance]:
        reply = self._ask(ACCEPTANCES, {"Acceptance_Date": on.isoformat()})
        return _listed(reply, ACCEPTANCES, tuple(acceptances_of(reply.tree)))

    def appointments(self, on: date) -> Listed[Booking]:
        reply = self._ask(APPOINTMENTS, {"Appointment_Date": on.isoformat()})
        return _listed(reply, APPOINTMENTS, tuple(bookings_of(reply.tree)))

    def _ask(self, call: Call, asked: Mapping[str, object], within: float = CALL_SECONDS) -> Reply:
        """Again for as long as another screen holds the patient, and not longer than `within`."""
        until = time.monotonic() + within
        if not self._alone.acquire(timeout=within):
            raise ReceiptFault(Fault.LATE)
        try:
            for left in reversed(range(TRIES)):
                reply = self._once(call, asked, until)
                if reply.code not in BUSY:
                    return _judged(reply, call)
                if left and time.monotonic() + PAUSE < until:
                    self._pause(PAUSE)
            raise ReceiptFault(Fault.OPEN_ELSEWHERE, reply.code)
        finally:
            self._alone.release()

    def _once(self, call: Call, asked: Mapping[str, object], until: float) -> Reply:
        method, path, body = _request(call, asked)
        try:
            status, mode, content = self._sent(method, self._connection.base_path + path, body, until)
        except TimeoutError as late:
            raise ReceiptFault(Fault.LATE) from late
        except ssl.SSLError as distrust:
            raise ReceiptFault(Fault.CERTIFICATE) from distrust
        except (OSError, http.client.HTTPException) as away:
            raise ReceiptFault(Fault.AWAY) from away
        if status != 200:
            raise ReceiptFault(STATUSES.get(status, Fault.BROKEN), str(status))
        tree = read_reply(content, call.root)
        return Reply(tree, text(tree, "Api_Result"), text(tree, "Api_Result_Message"), mode in EMERGENCY)

    def _sent(self, method: str, path: str, body: bytes, until: float) -> tuple[int, str, bytes]:
        ours = self._connection
        login = b64encode(f"{ours.user}:{ours.password}".encode()).decode("ascii")
        headers = {
            "Authorization": f"Basic {login}",
            "Content-Type": "application/json; charset=UTF-8",
            "Connection": "close",
        }
        opened = _opened(ours)
        try:
            opened.connect()
            opened.request(method, path, body or None, headers)
            _hurry(opened, until)
            response = opened.getresponse()
            mode = (response.headers.get("X-Hybridmode") or "").lower()
            return response.status, mode, _content(response, opened, until)
        finally:
            opened.close()


def _opened(ours: OrcaConnection) -> http.client.HTTPConnection:
    where = urlsplit(ours.url)
    host = where.hostname or ""
    if where.scheme == "http":
        return http.client.HTTPConnection(host, where.port or 80, timeout=CONNECT_SECONDS)
    context = ssl.create_default_context(cafile=ours.authority)
    if ours.certificate:
        context.load_cert_chain(ours.certificate)
    return http.client.HTTPSConnection(host, where.port or 443, timeout=CONNECT_SECONDS, context=context)


def _content(response: http.client.HTTPResponse, opened: http.client.HTTPConnection, until: float) -> bytes:
    body = bytearray()
    while piece := response.read1(1 << 16):
        body += piece
        if len(body) > LARGEST:
            raise ReceiptFault(Fault.NOT_IT)
        _hurry(opened, until)
    return bytes(body)


def _hurry(opened: http.client.HTTPConnection, until: float) -> None:
    """Whoever sends a byte now and then gets no more time by that."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    if opened.sock:
        opened.sock.settimeout(left)


def _request(call: Call, asked: Mapping[str, object]) -> tuple[str, str, bytes]:
    sign = "&" if "?" in call.path else "?"
    if not call.record:
        question = "&".join(f"{name}={quote(str(value))}" for name, value in asked.items())
        return "GET", f"{call.path}{sign}{question}&format=json", b""
    body = json.dumps({call.record: asked}, ensure_ascii=False).encode()
    return "POST", f"{call.path}{sign}format=json", body


def _judged(reply: Reply, call: Call) -> Reply:
    code = reply.code
    if is_done(code) or code in call.empty or code in call.cut:
        return reply
    raise ReceiptFault(Fault.BASICS if code in BASICS else Fault.REFUSED, code)


def _listed(reply: Reply, call: Call, items: tuple[Item, ...]) -> Listed[Item]:
    """A cut list is delivered with its first rows, an empty one perhaps with a row that repeats the question."""
    shown = () if reply.code in call.empty else items
    plain = set(reply.code) == {"0"} or reply.code in call.empty
    remark = "" if plain else reply.remark
    return Listed(shown, reply.code in call.cut, remark, reply.emergency, clock(reply.tree))
