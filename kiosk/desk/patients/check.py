"""The audit of the patient table when its day has come, without anybody pressing for it."""

from __future__ import annotations

from kiosk.checkin.conductor.recording import KIOSK
from kiosk.desk.acting import Desk
from kiosk.desk.patients.audit import run_audit, schedule_of
from kiosk.house import House
from kiosk.intake.table_findings import is_due
from kiosk.storage.patients.table_audits import AuditRun

FIRST, EVERY = 60.0, 1800.0
"""Seconds to the first look, when the start is over, and between two looks."""


class TableCheck:
    """Looks now and then whether an audit is due. An empty table has nothing to audit."""

    def __init__(self, house: House) -> None:
        self._house = house

    def look(self) -> AuditRun | None:
        """One look: the audit that was made, or None when none is due."""
        now = self._house.clock.now()
        with self._house.storage.reading() as books:
            last = books.table_audits.latest()
            due = books.patients.any() and is_due(
                last.at if last else None, schedule_of(self._house), now.wall
            )
        return run_audit(Desk(self._house, KIOSK, now)) if due else None
