"""What a list says of many visits, in a fixed number of questions however many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, Select, Table, select

from kiosk.declaration.model import Declaration
from kiosk.qualification.grounds import OutageNote
from kiosk.storage import tables
from kiosk.storage.book import Ledger
from kiosk.storage.facts import from_json
from kiosk.storage.visit.findings import CARD


@dataclass(frozen=True, slots=True)
class Glance:
    """The visits of the table of visits to which `which` applies."""

    ledger: Ledger
    which: ColumnElement[bool]

    @classmethod
    def of_day(cls, ledger: Ledger, day: date) -> Self:
        return cls(ledger, tables.visits.c.day == day)

    @classmethod
    def of_numbers(cls, ledger: Ledger, numbers: Collection[str]) -> Self:
        return cls(ledger, tables.visits.c.number.in_(sorted(numbers)))

    def names(self) -> Mapping[str, str]:
        """By visit, as `kiosk.desk.naming.who_is` finds one: chart, else card, application, note or declaration."""
        declared = {row.visit: from_json(Declaration, row.body).name for row in self._of(tables.declarations)}
        noted = {row.visit: from_json(OutageNote, row.body).name for row in self._of(tables.outage_notes)}
        items = self._of(tables.application_items)
        typed = {row.visit: row.name for row in items if row.entered_by != CARD}
        card = {row.visit: row.name for row in items if row.entered_by == CARD}
        return {**declared, **noted, **typed, **card, **self._charts()}

    def latest(self, kinds: Collection[str]) -> Mapping[str, str]:
        """By visit, the newest audit event among these kinds."""
        rows = tables.audit_rows
        about = select(rows.c.visit, rows.c.kind, rows.c.at, rows.c.station, rows.c.seq)
        found = self.ledger.all(about.where(rows.c.visit.in_(self._visits()), rows.c.kind.in_(sorted(kinds))))
        ordered = sorted(found, key=lambda row: (datetime.fromisoformat(row.at), row.station, row.seq))
        return {row.visit: row.kind for row in ordered}

    def _charts(self) -> Mapping[str, str]:
        visits, patients = tables.visits, tables.patients
        charts = select(visits.c.number, patients.c.name).join(
            patients, patients.c.patient_id == visits.c.patient_id
        )
        return {row.number: row.name for row in self.ledger.all(charts.where(self.which))}

    def _visits(self) -> Select[Any]:
        return select(tables.visits.c.number).where(self.which)

    def _of(self, table: Table) -> list[Row[Any]]:
        """Its rows in the order in which they were written; the sheet of a declaration is left where it is."""
        wanted = [each for each in table.c if each.name != "sheet"]
        order = table.c.id if "id" in table.c else table.c.visit
        return self.ledger.all(select(*wanted).where(table.c.visit.in_(self._visits())).order_by(order))
