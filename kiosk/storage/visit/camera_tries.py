"""Attempts to know the holder by the camera: what came of each, and for a while the scores that it rested on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from kiosk.storage import tables
from kiosk.storage.book import Ledger

AGREES = "agrees"


@dataclass(frozen=True, slots=True)
class CameraTry:
    """`scores` are those of the looks, then the second matcher's and the turned face's; empty once their time is over."""

    visit: str
    at: datetime
    outcome: str
    liveness: str
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class CameraTries:
    ledger: Ledger

    def keep(self, visit: str, outcome: str, liveness: str, scores: Sequence[float]) -> None:
        kept = json.dumps(scores) if scores else None
        self.ledger.add(
            tables.camera_tries,
            visit=visit,
            at=self.ledger.now,
            outcome=outcome,
            liveness=liveness,
            scores=kept,
        )

    def of(self, visit: str) -> tuple[CameraTry, ...]:
        """In the order in which they were made."""
        table = tables.camera_tries
        rows = self.ledger.all(select(table).where(table.c.visit == visit).order_by(table.c.id))
        return tuple(
            CameraTry(row.visit, row.at, row.outcome, row.liveness, tuple(json.loads(row.scores or "[]")))
            for row in rows
        )

    def liveness(self, visit: str) -> str:
        """What is known of a living head in the attempt that agreed; empty where none did."""
        return next((each.liveness for each in reversed(self.of(visit)) if each.outcome == AGREES), "")

    def since(self, began: datetime) -> dict[str, int]:
        """How many visits each outcome came up in, a visit once each; and `visits`, how many there were."""
        table = tables.camera_tries
        rows = self.ledger.all(select(table.c.visit, table.c.outcome).where(table.c.at >= began).distinct())
        if not rows:
            return {}
        counted = {"visits": len({row.visit for row in rows})}
        for row in rows:
            counted[row.outcome] = counted.get(row.outcome, 0) + 1
        return counted

    def forget_scores(self, before: datetime) -> int:
        """Take away the scores whose end date is past; how many attempts had some."""
        table = tables.camera_tries
        past = update(table).where(table.c.at < before, table.c.scores.is_not(None))
        return self.ledger.change(past.values(scores=None))
