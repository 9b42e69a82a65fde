"""A few lines of HTTP that answer with whatever a test put there; shapes as recorded, people invented."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

COMBINATION = {
    "Insurance_Combination_Number": "0001",
    "InsuranceProvider_Class": "060",
    "InsuranceProvider_Number": "138057",
    "InsuranceProvider_WholeName": "国保",
    "HealthInsuredPerson_Symbol": "見・本",
    "HealthInsuredPerson_Number": "００１２",
    "HealthInsuredPerson_Branch_Number": "01",
    "RelationToInsuredPerson": "1",
    "Certificate_StartDate": "2020-04-01",
    "Certificate_ExpiredDate": "9999-12-31",
}
PATIENT = {
    "Patient_ID": "00042",
    "WholeName": "試験　花子",
    "WholeName_inKana": "シケン　ハナコ",
    "BirthDate": "1951-02-03",
    "Sex": "2",
    "Contraindication1": "　",
    "Home_Address_Information": {
        "Address_ZipCode": "1000001",
        "WholeAddress1": "東京都千代田区見本町",
        "WholeAddress2": "１－２－３",
        "PhoneNumber1": "03-0000-0000",
    },
    "HealthInsurance_Information": [COMBINATION, {**COMBINATION, "Insurance_Combination_Number": "0002"}, {}, {}],
}  # fmt: skip


def record(root: str, code: str = "00", **more: object) -> dict[str, object]:
    head = {"Information_Date": "2026-11-21", "Information_Time": "09:30:00", "Api_Result": code}
    return {root: {**head, "Api_Result_Message": "処理終了", "Reskey": "Patient Info", **more}}


def xml(tree: dict[str, object]) -> bytes:
    """The same record as XML without a declaration."""

    def element(name: str, value: object) -> str:
        if isinstance(value, dict):
            inside = "".join(element(k, v) for k, v in value.items())
            return f'<{name} type="record">{inside}</{name}>'
        if isinstance(value, list):
            inside = "".join(element(f"{name}_child", each) for each in value)
            return f'<{name} type="array">{inside}</{name}>'
        return f'<{name} type="string">{value}</{name}>'

    return f"<xmlio2>{''.join(element(k, v) for k, v in tree.items())}</xmlio2>".encode()


@dataclass
class Server:
    """`answers` are given one after the other, the last for ever: (status, body, headers)."""

    answers: list[tuple[int, bytes, dict[str, str]]] = field(default_factory=list)
    asked: list[tuple[str, str, dict, dict]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    url: str = ""
    underway: int = 0
    most: int = 0
    lingers: float = 0.0
    """Seconds that an answer waits for a second question to come."""

    def answers_with(self, *trees: object, status: int = 200, **headers: str) -> None:
        self.answers = [
            (status, each if isinstance(each, bytes) else json.dumps(each).encode(), headers)
            for each in trees
        ]


@contextmanager
def serving() -> Iterator[Server]:
    told = Server()
    count, crowded = threading.Lock(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            with count:
                told.underway += 1
                told.most = max(told.most, told.underway)
            if told.lingers:
                crowded.wait(told.lingers) if told.most == 1 else crowded.set()
            where = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            told.asked.append((self.command, where.path, parse_qs(where.query), body))
            told.logins.append(self.headers.get("Authorization", ""))
            status, content, headers = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            with count:
                told.underway -= 1
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
