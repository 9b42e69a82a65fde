"""Declarations kept with their visit, and declarations deemed made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, delete, select

from kiosk.declaration.model import Declaration
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.facts import from_json, to_json


@dataclass(frozen=True, slots=True)
class DeclarationKept:
    """One 申立書 as it was printed: `layout` is the version of the sheet, `sheet` its PDF."""

    visit: str
    at: datetime
    by: str
    layout: str
    declaration: Declaration
    sheet: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeemedDeclaration:
    """Staff asked a known patient and nothing has changed since the visit it rests on (保発0710第1号)."""

    visit: str
    at: datetime
    by: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class DeclarationDisposed:
    """The forms of a visit are gone; `rule` says by which rule."""

    visit: str
    at: datetime
    by: str
    rule: str
    sheets: int
    share_percent: int | None = None


def _read(row: Row[object]) -> DeclarationKept:
    return record(DeclarationKept, row, declaration=from_json(Declaration, row.body))


_SAID = select(tables.declarations.c.visit, tables.declarations.c.body).order_by(tables.declarations.c.id)
_DEEMED = select(tables.deemed_declarations).order_by(tables.deemed_declarations.c.id)


@dataclass(frozen=True, slots=True)
class Papers:
    """A corrected declaration is a further row; the latest counts and the earlier ones stay."""

    ledger: Ledger

    def keep(self, visit: str, declaration: Declaration, sheet: bytes, layout: str, by: str) -> None:
        body = to_json(declaration)
        at = self.ledger.now
        self.ledger.add(tables.declarations, visit=visit, at=at, by=by, layout=layout, body=body, sheet=sheet)

    def declarations(self, visit: str) -> tuple[DeclarationKept, ...]:
        table = tables.declarations
        rows = self.ledger.all(select(table).where(table.c.visit == visit).order_by(table.c.id))
        return tuple(map(_read, rows))

    def said(self, visit: str) -> Declaration | None:
        """What the latest form says, without its sheet."""
        rows = self.ledger.of(_SAID, tables.declarations.c.visit, visit)
        return from_json(Declaration, rows[-1].body) if rows else None

    def read_ahead(self, visits: Collection[str]) -> None:
        """For `said` and `deemed` of each of them."""
        self.ledger.read_ahead(_SAID, tables.declarations.c.visit, visits)
        self.ledger.read_ahead(_DEEMED, tables.deemed_declarations.c.visit, visits)

    def latest(self, visit: str) -> DeclarationKept | None:
        kept = self.declarations(visit)
        return kept[-1] if kept else None

    def visits_with_declarations(self) -> tuple[str, ...]:
        """Visits whose forms are kept, oldest first."""
        table = tables.declarations
        rows = self.ledger.all(select(table.c.visit).distinct().order_by(table.c.visit))
        return tuple(row.visit for row in rows)

    def dispose(self, visit: str, rule: str, by: str, share_percent: int | None) -> int:
        """Form, sheet and signature are deleted; what stays is that they were, and the share. How many sheets there were."""
        sheets = self.ledger.change(delete(tables.declarations).where(tables.declarations.c.visit == visit))
        if sheets:
            values: dict[str, object] = {
                "visit": visit,
                "at": self.ledger.now,
                "by": by,
                "rule": rule,
                "sheets": sheets,
            }
            values["share_percent"] = share_percent
            self.ledger.add(tables.declaration_disposals, **values)
        return sheets

    def disposals(self, visit: str) -> tuple[DeclarationDisposed, ...]:
        table = tables.declaration_disposals
        rows = self.ledger.all(select(table).where(table.c.visit == visit).order_by(table.c.id))
        return tuple(record(DeclarationDisposed, row) for row in rows)

    def deem(self, visit: str, rests_on: str, by: str) -> None:
        self.ledger.add(tables.deemed_declarations, visit=visit, at=self.ledger.now, by=by, rests_on=rests_on)

    def deemed(self, visit: str) -> tuple[DeemedDeclaration, ...]:
        rows = self.ledger.of(_DEEMED, tables.deemed_declarations.c.visit, visit)
        return tuple(record(DeemedDeclaration, row) for row in rows)
