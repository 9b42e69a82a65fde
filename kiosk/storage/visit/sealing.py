"""A stopped answer may be another person's: it is kept under a key of its own until the evening, and not after that.

Whoever holds the database alone cannot open it, since each key lies there wrapped by one that does not. Once its key is
destroyed nobody can, whatever a free page or a backup still holds of the answer.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Row, delete, select, update

from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.book import Ledger

NONCE_BYTES = 12
"""Of AES-GCM (NIST SP 800-38D)."""
_ANSWERS, _KEYS = tables.answers.c, tables.answer_keys.c
_WITH_KEYS = (
    select(_ANSWERS.id, _ANSWERS.visit, _ANSWERS.identifier, _ANSWERS.body, _KEYS.wrapped)
    .outerjoin(tables.answer_keys)
    .order_by(_ANSWERS.id)
)


@dataclass(frozen=True, slots=True)
class Sealing:
    ledger: Ledger
    keys: AuditKeys

    def seal(self, visit: str, identifier: str) -> None:
        """Seal the answer that a STOP was about, by the inquiry that brought it."""
        for row in self._rows(visit):
            if row.identifier == identifier and row.wrapped is None:
                key = AESGCM.generate_key(bit_length=256)
                self._body(row.id, _shut(key, row.body.encode(), visit))
                wrapped = _shut(self._wrapping, key, visit)
                self.ledger.add(
                    tables.answer_keys, answer_id=row.id, wrapped=wrapped, sealed_at=self.ledger.now
                )

    def seal_what_stands(self) -> None:
        """Answers that a standing STOP of an earlier release left open."""
        answers, keys, stops = tables.answers, tables.answer_keys, tables.incident_stops
        cases = tables.incident_cases
        about = (stops.c.visit == answers.c.visit) & (stops.c.answer == answers.c.identifier)
        standing = (
            select(answers.c.visit, answers.c.identifier)
            .join(stops, about)
            .join(cases, cases.c.id == stops.c.case_id)
            .outerjoin(keys, keys.c.answer_id == answers.c.id)
            .where(cases.c.lifted_at.is_(None), keys.c.answer_id.is_(None))
        )
        for row in self.ledger.all(standing):
            self.seal(row.visit, row.identifier)

    def unseal(self, visit: str) -> bool:
        """A STOP was lifted: what is sealed of this visit is an answer like any other again; whether anything was."""
        sealed = [row for row in self._rows(visit) if row.wrapped is not None]
        for row in sealed:
            self._body(row.id, self._opened(row))
            self._destroy_key(row.id)
        return bool(sealed)

    def destroy_before(self, moment: datetime) -> tuple[str, ...]:
        """Destroy the keys that were made before it, and the answers with them; gives the visits."""
        answers, keys = tables.answers, tables.answer_keys
        over = select(answers.c.id, answers.c.visit).join(keys).where(keys.c.sealed_at < moment)
        gone = self.ledger.all(over.order_by(answers.c.id))
        for row in gone:
            self._destroy_key(row.id)
            self.ledger.change(delete(answers).where(answers.c.id == row.id))
        return tuple(dict.fromkeys(row.visit for row in gone))

    def bodies(self, visit: str) -> tuple[str, ...]:
        """Every answer of a visit as it was written, the oldest first, sealed or not."""
        return tuple(self._opened(row) for row in self._rows(visit))

    def read_ahead(self, visits: Collection[str]) -> None:
        """For `bodies` of each of them."""
        self.ledger.read_ahead(_WITH_KEYS, tables.answers.c.visit, visits)

    @property
    def _wrapping(self) -> bytes:
        return self.keys.derived("seal")

    def _rows(self, visit: str) -> list[Row[Any]]:
        return self.ledger.of(_WITH_KEYS, tables.answers.c.visit, visit)

    def _opened(self, row: Row[Any]) -> str:
        if row.wrapped is None:
            return str(row.body)
        return _open(_open(self._wrapping, row.wrapped, row.visit), row.body, row.visit).decode()

    def _body(self, answer: int, body: str) -> None:
        self.ledger.change(update(tables.answers).where(tables.answers.c.id == answer).values(body=body))

    def _destroy_key(self, answer: int) -> None:
        self.ledger.change(delete(tables.answer_keys).where(tables.answer_keys.c.answer_id == answer))


def _shut(key: bytes, text: bytes, visit: str) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return b64encode(nonce + AESGCM(key).encrypt(nonce, text, visit.encode())).decode("ascii")


def _open(key: bytes, shut: str, visit: str) -> bytes:
    held = b64decode(shut)
    return AESGCM(key).decrypt(held[:NONCE_BYTES], held[NONCE_BYTES:], visit.encode())
