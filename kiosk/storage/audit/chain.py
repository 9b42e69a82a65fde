"""The audit: append-only, one chain a station, each row bound to the one before by a key outside the database.

A row is written in the transaction of what it records, so that neither exists without the other. Payloads hold codes;
the patient is a keyed digest.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from kiosk.observability.events import catalogue
from kiosk.storage import tables
from kiosk.storage.audit.anchor import Anchored
from kiosk.storage.book import Ledger, record

GENESIS = "0" * 64
CODE = re.compile(r"(?!\d{12}$)[A-Za-z0-9_.:/+-]{0,80}")
SUBJECT = "patient"
PURPOSES = {
    "chain": b"audit chain",
    "subject": b"audit subject",
    "anchor": b"audit anchor",
    "difference": b"difference",
    "link": b"link",
    "stranger": b"stranger",
    "seal": b"stopped answer",
    "record": b"record",
    "card": b"card",
    "checkpoint": b"audit checkpoint",
    "claim": b"claim",
    "reader_file": b"reader file",
}


class NotAuditable(ValueError):
    """An event, key or value that the list of events does not allow."""


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """Keys for each purpose, derived from the one key that lies outside the database (HMAC-SHA256, RFC 2104)."""

    root: bytes = field(repr=False)

    def digest(self, purpose: str, text: str) -> str:
        return hmac.new(self.derived(purpose), text.encode(), hashlib.sha256).hexdigest()

    def derived(self, purpose: str) -> bytes:
        return hmac.new(self.root, PURPOSES[purpose], hashlib.sha256).digest()


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row of a station's chain; `subject` is the patient's keyed digest or empty, `visit` may be empty."""

    station: str
    seq: int
    at: str
    kind: str
    visit: str
    subject: str
    payload: str
    previous: str
    hash: str

    @property
    def facts(self) -> Mapping[str, object]:
        facts: dict[str, object] = json.loads(self.payload)
        return facts

    @property
    def instant(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def hash_by(self, keys: AuditKeys) -> str:
        """What the row's hash has to be."""
        bound = [
            self.station,
            self.seq,
            self.at,
            self.kind,
            self.visit,
            self.subject,
            self.payload,
            self.previous,
        ]
        return keys.digest("chain", json.dumps(bound, ensure_ascii=False))


def checked(kind: str, payload: Mapping[str, object]) -> Mapping[str, object]:
    """The payload, when the list of events allows it; raises NotAuditable."""
    event = catalogue().events.get(kind)
    if event is None:
        raise NotAuditable(f"no event is called {kind}")
    unknown = sorted(payload.keys() - event.keys)
    if unknown:
        raise NotAuditable(f"{kind} does not carry {', '.join(unknown)}")
    for key, value in payload.items():
        if key != SUBJECT and not _is_code(value):
            raise NotAuditable(f"{kind}: {key} is not a code")
    return payload


def _is_code(value: object) -> bool:
    match value:
        case str():
            return CODE.fullmatch(value) is not None
        case tuple() | list():
            return all(map(_is_code, value))
        case _:
            return value is None or isinstance(value, bool | int | float)


@dataclass(frozen=True, slots=True)
class Chain:
    """One station's chain inside one transaction."""

    ledger: Ledger
    station: str
    keys: AuditKeys

    def append(
        self, kind: str, visit: str, payload: Mapping[str, object], after: Anchored | None = None
    ) -> Anchored:
        """Add a row and say where the chain stands then; raises NotAuditable.

        `after` is where this transaction's own last row left the chain: nobody else can have added one since.
        """
        facts = dict(checked(kind, payload))
        patient = facts.pop(SUBJECT, None)
        last = after or self.last()
        unsealed = AuditRow(
            station=self.station,
            seq=last.seq + 1,
            at=self.ledger.now.isoformat(),
            kind=kind,
            visit=visit,
            subject="" if patient is None else self.keys.digest("subject", str(patient)),
            payload=json.dumps(facts, sort_keys=True, separators=(",", ":")),
            previous=last.hash,
            hash="",
        )
        row = replace(unsealed, hash=unsealed.hash_by(self.keys))
        self.ledger.add(tables.audit_rows, **asdict(row))
        return Anchored(row.seq, row.hash)

    def last(self) -> Anchored:
        """Where the chain stands; number 0 when it is empty."""
        return self._reached(self._newest())

    def _newest(self) -> Select[tuple[int, str]]:
        table = tables.audit_rows
        own = select(table.c.seq, table.c.hash).where(table.c.station == self.station)
        return own.order_by(table.c.seq.desc()).limit(1)

    def _reached(self, newest: Select[tuple[int, str]]) -> Anchored:
        row = self.ledger.first(newest)
        return Anchored(row.seq, row.hash) if row else Anchored(0, GENESIS)


def read_row(row: Row[Any]) -> AuditRow:
    return record(AuditRow, row)
