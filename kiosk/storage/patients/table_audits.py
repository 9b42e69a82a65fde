"""The clinic's own audit as it is kept: runs, findings with their states, marks and signatures."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from kiosk.intake.table_findings import Mark, State, stands_again
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.book import Ledger, record
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.patients import table_audit
from kiosk.storage.patients.last_answers import differing
from kiosk.storage.patients.table_audit import Found

_RUNS, _FOUND = tables.table_audits, tables.table_findings


@dataclass(frozen=True, slots=True)
class AuditRun:
    """One audit of the whole table; `import_id` is the import that it looked at, None for a table without one."""

    id: int
    at: datetime
    by: str
    import_id: int | None
    patients: int
    findings: int
    signed_at: datetime | None = None
    signed_by: str | None = None
    signed_role: str | None = None


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """`rows` are patient ids. `note` is what somebody wrote when marking it."""

    id: int
    kind: str
    rows: tuple[str, ...]
    state: State
    first_audit: int
    last_audit: int
    note: str = field(default="", repr=False)
    marked_at: datetime | None = None
    marked_by: str | None = None
    marked_role: str | None = None
    signed_audit: int | None = None
    version: int = field(default=0, compare=False)

    @property
    def mark(self) -> Mark | None:
        if self.marked_by is None or self.marked_at is None:
            return None
        return Mark(self.marked_by, self.marked_role or "", self.marked_at)


@dataclass(frozen=True, slots=True)
class TableAudits:
    ledger: Ledger
    keys: AuditKeys

    def look(self, site: Site = ANYWHERE, confirmed: Collection[str] = ()) -> Iterator[Found]:
        """Audit the kept table now, by what the site has settled and knows of names; nothing is written.

        `confirmed`: outcomes of visits whose last answer each chart is held against.
        """
        yield from table_audit.audit(self.ledger, site)
        if confirmed:
            key = self.keys.derived("difference")
            for finding, contents in differing(self.ledger, key, site, confirmed):
                yield Found(finding, contents)

    def keep(self, found: Iterable[Found], by: str, import_id: int | None, patients: int) -> AuditRun:
        """One run. Findings that were kept before go on in their state; the others are open."""
        imported_at = self._imported_at(import_id)
        by_digest = {self._digest(each): each for each in found}
        values = {"at": self.ledger.now, "by": by, "import_id": import_id, "patients": patients}
        self.ledger.add(_RUNS, findings=len(by_digest), **values)
        run = self.latest()
        assert run is not None
        known = {row.digest: row for row in self.ledger.all(select(_FOUND))}
        self._bring_on([known[digest] for digest in by_digest if digest in known], run.id, imported_at)
        new = [_new(digest, each, run.id) for digest, each in by_digest.items() if digest not in known]
        self.ledger.add_all(_FOUND, new)
        return run

    def _bring_on(self, rows: list[Row[Any]], run: int, imported_at: datetime | None) -> None:
        values = [
            {"of": row.id, "now": stands_again(State(row.state), row.marked_at, imported_at).value}
            for row in rows
        ]
        if values:
            change = update(_FOUND).where(_FOUND.c.id == bindparam("of"))
            self.ledger.connection.execute(change.values(last_audit=run, state=bindparam("now")), values)

    def latest(self) -> AuditRun | None:
        row = self.ledger.first(select(_RUNS).order_by(_RUNS.c.id.desc()).limit(1))
        return record(AuditRun, row) if row else None

    def findings(self, run: int, state: State, most: int) -> tuple[KeptFinding, ...]:
        """Findings of a run in one state, the first `most`."""
        held = select(_FOUND).where(_FOUND.c.last_audit == run, _FOUND.c.state == state.value)
        return tuple(map(_read, self.ledger.all(held.order_by(_FOUND.c.id).limit(most))))

    def counts(self, run: int) -> dict[State, int]:
        counted = select(_FOUND.c.state, func.count().label("found")).where(_FOUND.c.last_audit == run)
        held = {State(row.state): row.found for row in self.ledger.all(counted.group_by(_FOUND.c.state))}
        return {state: held.get(state, 0) for state in State}

    def finding(self, number: int) -> KeptFinding:
        """Raises NoSuchRecord."""
        row = self.ledger.first(select(_FOUND).where(_FOUND.c.id == number))
        if row is None:
            raise NoSuchRecord("no such finding")
        return _read(row)

    def hold(self, number: int, seen: int | None = None) -> KeptFinding:
        """The finding, held for this transaction. Raises NoSuchRecord, and Overtaken when it is not as it was seen."""
        self.ledger.hold(_FOUND, _FOUND.c.id == number, seen)
        return self.finding(number)

    def mark(self, number: int, state: State, note: str, by: str, role: str) -> None:
        values = {"marked_at": self.ledger.now, "marked_by": by, "marked_role": role, "signed_audit": None}
        this = update(_FOUND).where(_FOUND.c.id == number)
        self.ledger.change(this.values(state=state.value, note=note, **values))

    def marks_to_sign(self, run: int) -> tuple[Mark, ...]:
        """The judgements of a run that nobody has signed yet."""
        unsigned = (_FOUND.c.last_audit == run, _FOUND.c.signed_audit.is_(None))
        kept = map(_read, self.ledger.all(select(_FOUND).where(*unsigned)))
        return tuple(each.mark for each in kept if each.mark)

    def sign(self, run: int, by: str, role: str) -> None:
        signature = {"signed_at": self.ledger.now, "signed_by": by, "signed_role": role}
        self.ledger.change(update(_RUNS).where(_RUNS.c.id == run).values(**signature))
        judged = (_FOUND.c.last_audit == run, _FOUND.c.signed_audit.is_(None))
        self.ledger.change(update(_FOUND).where(*judged).values(signed_audit=run))

    def _imported_at(self, import_id: int | None) -> datetime | None:
        imports = tables.imports
        row = self.ledger.first(select(imports.c.at).where(imports.c.id == import_id))
        return row.at if row else None

    def _digest(self, found: Found) -> str:
        """Kind and contents of the rows in no order: whether a row stands first changes no finding."""
        contents = sorted(json.dumps(astuple(each), default=str) for each in found.contents)
        return self.keys.digest("difference", json.dumps([found.finding.kind, *contents]))


def _new(digest: str, found: Found, run: int) -> dict[str, object]:
    rows = json.dumps(found.finding.rows)
    state = {"digest": digest, "state": State.OPEN.value, "note": ""}
    return {"kind": found.finding.kind, "rows": rows, "first_audit": run, "last_audit": run, **state}


def _read(row: Row[Any]) -> KeptFinding:
    return record(KeptFinding, row, rows=tuple(json.loads(row.rows)), state=State(row.state))
